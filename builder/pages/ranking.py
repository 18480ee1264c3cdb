"""The index of a kind by number of articles: the whole, or as much of it as a page holds.

A list of so many places would shift with every article; so a long one has all that are in so
many articles or more, and says in how many. The others are in the index A–Z. Where those
that are level at the top have no room, it says how many are in how many articles.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from builder.addresses import kind_address
from builder.archive.door import Door, question
from builder.archive.families.entities import COUNTS, RANKED
from builder.archive.families.site import SETTING
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.indexing import (
    BY_ARTICLES,
    Indexed,
    Line,
    articles_of,
    indexed,
    letter_links,
    line_of,
)
from builder.pages.shared.letters import LONG, LetterLink
from builder.pages.shared.settings import capitalised, here, in_all, kind_labels, setting


@dataclass(frozen=True, slots=True)
class RankingView:
    """What the template `ranking.html` shows: the `lines`, most articles first.

    Where they are not all, they are those in `least` articles or more, else it is 0. `index`
    leads to the list A–Z. Where too many are level at the top there are no lines, but `spread`:
    (articles, how many are in so many), most articles first, and `letters`, the index's.
    """

    title: str
    kind: str
    index: str
    least: int
    lines: tuple[Line, ...]
    spread: tuple[tuple[int, int], ...]
    letters: tuple[LetterLink, ...]


@question
def ranked(door: Door, kind: str, lang: str) -> tuple[int, tuple[Indexed, ...]]:
    """The entities that the page lists, and in how many articles each of them is at least."""
    lines = indexed(door, kind, lang)
    if len(lines) <= LONG:
        return 0, tuple(sorted(lines, key=lambda line: -articles_of(door, line[0])))
    top = door.ask(RANKED, kind)
    # Whoever is level with the first that has no room has none either.
    least = top[LONG].articles + 1 if len(top) > LONG else 1
    counts = {row.entity: row.articles for row in top if row.articles >= least}
    listed = (line for line in lines if line[0] in counts)
    return least, tuple(sorted(listed, key=lambda line: -counts[line[0]]))


@question
def spread(door: Door, kind: str, lang: str) -> tuple[tuple[int, int], ...]:
    """How many entities of a kind are in how many articles, most articles first."""
    counts = {row.entity: row.articles for row in door.ask(COUNTS, kind)}
    found = Counter(counts.get(entity, 0) for entity, _, _ in indexed(door, kind, lang))
    return tuple(sorted(found.items(), reverse=True))


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
    level = bool(least) and not lines
    return RankingView(
        title=capitalised(kind_labels(door, page.lang)[word][1]),
        kind=word,
        index=here(door, kind_address(word), page.lang),
        least=least,
        lines=tuple(line_of(door, line, page.lang) for line in lines),
        spread=spread(door, word, page.lang) if level else (),
        letters=letter_links(door, word, page.lang, None) if level else (),
    )


RANKING = PageKind("ranking", "ranking.html", (SETTING,), _plan, _view)
