"""The index of a kind by number of articles: the whole, or as much of it as a page holds.

A list of so many places would shift with every article; so a long one has all that are in so
many articles or more, and says in how many. The others are in the index A–Z.
"""

from __future__ import annotations

from dataclasses import dataclass

from builder.addresses import kind_address
from builder.archive.door import Door, question
from builder.archive.families.site import SETTING
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.indexing import BY_ARTICLES, Indexed, Line, indexed, line_of
from builder.pages.shared.letters import LONG
from builder.pages.shared.settings import capitalised, here, in_all, kind_labels, setting


@dataclass(frozen=True, slots=True)
class RankingView:
    """What the template `ranking.html` shows: the `lines`, most articles first.

    Where they are not all, they are those in `least` articles or more, else it is 0. `index`
    leads to the list A–Z.
    """

    title: str
    kind: str
    index: str
    least: int
    lines: tuple[Line, ...]


@question
def ranked(door: Door, kind: str, lang: str) -> tuple[int, tuple[Indexed, ...]]:
    """The entities that the page lists, and in how many articles each of them is at least."""
    lines = sorted(indexed(door, kind, lang), key=lambda line: -line[3])
    if len(lines) <= LONG:
        return 0, tuple(lines)
    # Whoever is level with the first that has no room has none either.
    least = lines[LONG][3] + 1
    return least, tuple(line for line in lines if line[3] >= least)


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("kinds",):
        return ()
    return tuple(
        PageId("ranking", (kind["word"],), lang, path)
        for kind in setting(door, "kinds")
        for lang, path in in_all(door, kind_address(kind["word"], BY_ARTICLES))
    )


def _view(door: Door, page: PageId) -> RankingView:
    word = page.key[0]
    least, lines = ranked(door, word, page.lang)
    return RankingView(
        title=capitalised(kind_labels(door, page.lang)[word][1]),
        kind=word,
        index=here(door, kind_address(word), page.lang),
        least=least,
        lines=tuple(line_of(door, line, page.lang) for line in lines),
    )


RANKING = PageKind("ranking", "ranking.html", (SETTING,), _plan, _view)
