"""The indexes of sources, authors and topics: A–Z, cut by letter where they are long."""

from __future__ import annotations

from dataclasses import dataclass

from builder.addresses import facet_address
from builder.archive.door import Door, question
from builder.archive.families.facets import FACETS as ALL, FacetCount
from builder.archive.families.site import SETTING
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.facets import WORDS, facet_title, label_of
from builder.pages.shared.letters import LetterLink, below, cut_by_letters, key_of, part_of
from builder.pages.shared.order import heading, sort_key
from builder.pages.shared.settings import here, in_all

WHOLE = "*"
"""The key of a list that is not cut at all."""


@dataclass(frozen=True, slots=True)
class FacetsView:
    """What the template `facets.html` shows: `values` as (label, address, articles).

    Where they are many, `letters` lead to all parts, `parts` to those below this one, and
    `part` is this page's.
    """

    title: str
    facet: str
    part: str
    letters: tuple[LetterLink, ...]
    parts: tuple[LetterLink, ...]
    values: tuple[tuple[str, str, int], ...]


@question
def facet_values(door: Door, facet: str, lang: str) -> tuple[tuple[str, str, int], ...]:
    """The values of a facet in alphabetical order: (label, slug, articles)."""
    rows: dict[str, list[FacetCount]] = {}
    for row in door.ask(ALL, facet):
        rows.setdefault(row.slug, []).append(row)
    found = [
        (label_of(same), slug, sum(row.articles for row in same)) for slug, same in rows.items()
    ]
    return tuple(sorted(found, key=lambda value: (sort_key(value[0], lang), value[1])))


@question
def facet_parts(door: Door, facet: str, lang: str) -> tuple[tuple[str, bool], ...]:
    """The parts of a long list of values, by first letters, and whether each is cut further."""
    return cut_by_letters(label for label, _, _ in facet_values(door, facet, lang))


@question
def facet_lines(door: Door, facet: str, lang: str, part: str) -> tuple[tuple[str, str, int], ...]:
    """What a part lists: all where the list is not cut; else what no part below does."""
    values = facet_values(door, facet, lang)
    if part == WHOLE:
        return values
    cut = dict(facet_parts(door, facet, lang))
    return tuple(value for value in values if part_of(cut, value[0]) == part)


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

    lines = facet_lines(door, facet, lang, part) if key else ()
    return FacetsView(
        title=facet_title(facet, lang),
        facet=facet,
        part=heading(part) if key not in ("", WHOLE) else "",
        letters=tuple(link(one, bool(key) and part[:1] == one) for one, _ in cut if len(one) <= 1),
        parts=tuple(link(one, False) for one in below(cut, part) if part),
        values=tuple(
            (label, here(door, facet_address(facet, slug), lang), count)
            for label, slug, count in lines
        ),
    )


FACETS = PageKind("facets", "facets.html", (SETTING,), _plan, _view)
