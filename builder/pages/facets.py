"""The indexes of sources, authors and topics: A–Z, cut by letter where they are long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.addresses import facet_address
from builder.archive.door import Door, question
from builder.archive.families.site import SETTING
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.facets import WORDS, facet_parts, facet_title, facet_values
from builder.pages.shared.finding import initials_of_facet
from builder.pages.shared.letters import LetterLink, below, dealt_out, key_of
from builder.pages.shared.order import heading
from builder.pages.shared.settings import here, in_all

WHOLE: Final = "*"
"""The key of a list that is not cut at all."""

MOST: Final = 24
"""So many of those with most articles are on the first page of a long list."""


@dataclass(frozen=True, slots=True)
class FacetsView:
    """What the template `facets.html` shows: `values` as (label, address, articles).

    Where they are many, `letters` lead to all parts, `parts` to those below this one, and
    `part` is this page's; the first page has those with most articles as `present`.
    `initials` are the files of names in which a page without the values themselves looks for
    what is typed.
    """

    title: str
    facet: str
    total: int
    part: str
    letters: tuple[LetterLink, ...]
    parts: tuple[LetterLink, ...]
    present: tuple[tuple[str, str, int], ...]
    values: tuple[tuple[str, str, int], ...]
    initials: tuple[str, ...]


@question
def values_of_parts(
    door: Door, facet: str, lang: str
) -> tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]:
    """What each part lists."""
    return dealt_out(facet_parts(door, facet, lang), facet_values(door, facet, lang), 0)


@question
def facet_lines(door: Door, facet: str, lang: str, part: str) -> tuple[tuple[str, str, int], ...]:
    """What a part lists: all where the list is not cut."""
    if part == WHOLE:
        return facet_values(door, facet, lang)
    return dict(values_of_parts(door, facet, lang)).get(part, ())


@question
def facet_summary(
    door: Door, facet: str, lang: str
) -> tuple[int, tuple[tuple[str, str, int], ...]]:
    """How many values a facet has, and those with most articles."""
    values = facet_values(door, facet, lang)
    return len(values), tuple(sorted(values, key=lambda value: -value[2])[:MOST])


def _address(door: Door, facet: str, lang: str, part: str) -> str:
    return here(door, f"{facet}/index/{key_of(part)}.html", lang)


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("languages",):
        return ()
    pages = []
    for facet in WORDS:
        for lang, path in in_all(door, facet_address(facet)):
            parts = facet_parts(door, facet, lang)
            pages.append(PageId("facets", (facet, "" if parts else WHOLE), lang, path))
            pages += [
                PageId("facets", (facet, key_of(part)), lang, _address(door, facet, lang, part))
                for part, _ in parts
            ]
    return tuple(pages)


def _view(door: Door, page: PageId) -> FacetsView:
    facet, key = page.key
    lang = page.lang
    part = "" if key == "_" else key
    cut = facet_parts(door, facet, lang) if key != WHOLE else ()

    def link(one: str, current: bool) -> LetterLink:
        return LetterLink(heading(one), _address(door, facet, lang, one), current)

    def shown(
        values: tuple[tuple[str, str, int], ...],
    ) -> tuple[tuple[str, str, int], ...]:
        return tuple(
            (label, here(door, facet_address(facet, slug), lang), count)
            for label, slug, count in values
        )

    total, present = facet_summary(door, facet, lang)
    further = below(cut, part) if part else []
    return FacetsView(
        title=facet_title(facet, lang),
        facet=facet,
        total=total,
        part=heading(part) if key not in ("", WHOLE) else "",
        letters=tuple(link(one, bool(key) and part[:1] == one) for one, _ in cut if len(one) <= 1),
        parts=tuple(link(one, False) for one in further),
        present=shown(present) if not key else (),
        values=shown(facet_lines(door, facet, lang, part)) if key else (),
        initials=initials_of_facet(door, facet, lang) if further or not key else (),
    )


FACETS = PageKind("facets", "facets.html", (SETTING,), _plan, _view)
