"""Sources, authors and topics: an index of each, and the articles of each."""

from __future__ import annotations

from dataclasses import dataclass

from builder import wording
from builder.addresses import facet_address
from builder.archive.door import Door, question
from builder.archive.families import FACET as ONE
from builder.archive.families import (
    FACET_ARTICLES,
    FACET_MONTH,
    FACET_YEAR,
    SETTING,
    FacetCount,
    FacetItem,
    MonthCount,
)
from builder.archive.families import FACETS as ALL
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.settings import here, in_all
from builder.pages.shared.slices import Slice, above, below, cut, period_label, place_of, trail

WORDS = ("sources", "authors", "topics")


@dataclass(frozen=True, slots=True)
class FacetsView:
    """What the template `facets.html` shows: (label, address, articles)."""

    title: str
    facet: str
    values: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class FacetView:
    """What the template `facet.html` shows: one value's articles, or those of a slice.

    `up` leads from the facet's index down to here; `slices` are the menu where the list is
    cut, else `articles` has them all. `total` counts the value's articles, whatever the slice.
    """

    title: str
    facet: str
    period: str
    period_label: str
    total: int
    up: tuple[Slice, ...]
    slices: tuple[Slice, ...]
    articles: tuple[FacetItem, ...]


def _title(facet: str, lang: str) -> str:
    words = wording.words_of(lang)
    return {
        "sources": words.gettext("Sources"),
        "authors": words.gettext("Authors"),
        "topics": words.gettext("Topics"),
    }[facet]


def _label(rows: tuple[FacetCount, ...]) -> str:
    """The label most articles give; of several, the first in order."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.label] = counts.get(row.label, 0) + row.articles
    return min(counts, key=lambda label: (-counts[label], label))


def _plan_index(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("languages",):
        return ()
    return tuple(
        PageId("facets", (facet,), lang, path)
        for facet in WORDS
        for lang, path in in_all(door, facet_address(facet))
    )


def _view_index(door: Door, page: PageId) -> FacetsView:
    facet = page.key[0]
    rows: dict[str, list[FacetCount]] = {}
    for row in door.ask(ALL, facet):
        rows.setdefault(row.slug, []).append(row)
    values = [
        (
            _label(tuple(found)),
            here(door, facet_address(facet, slug), page.lang),
            sum(row.articles for row in found),
        )
        for slug, found in rows.items()
    ]
    values.sort(key=lambda value: (value[0].casefold(), value[1]))
    return FacetsView(_title(facet, page.lang), facet, tuple(values))


@question
def facet_periods(door: Door, facet: str, slug: str) -> tuple[str, ...]:
    """The slices of a value's articles."""
    counts: dict[tuple[str, str], int] = {}
    for row in door.ask(ONE, facet, slug):
        key = (row.year, row.month)
        counts[key] = counts.get(key, 0) + row.articles

    def articles_of(year: str, month: str) -> list[tuple[str, str]]:
        rows = door.ask(FACET_MONTH, facet, slug, year, month)
        return [(row.date, row.article) for row in rows]

    return cut((MonthCount(*key, count) for key, count in sorted(counts.items())), articles_of)


def _address(facet: str, slug: str, period: str) -> str:
    return f"{facet}/{slug}/{period}.html" if period else facet_address(facet, slug)


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    facet, slug = key
    if not door.ask(ONE, facet, slug):
        return ()
    return tuple(
        PageId("facet", (facet, slug, period), lang, path)
        for period in ("", *facet_periods(door, facet, slug))
        for lang, path in in_all(door, _address(facet, slug, period))
    )


def _view(door: Door, page: PageId) -> FacetView:
    facet, slug, period = page.key
    lang = page.lang
    rows = door.ask(ONE, facet, slug)
    title = _label(rows)

    def at(one: str) -> Slice:
        label = period_label(one, lang) if one else title
        return Slice(here(door, _address(facet, slug, one), lang), one, label)

    periods = facet_periods(door, facet, slug)
    index = Slice(here(door, facet_address(facet), lang), "", _title(facet, lang))
    return FacetView(
        title=title,
        facet=facet,
        period=period,
        period_label=period_label(period, lang) if period else "",
        total=sum(row.articles for row in rows),
        up=(index, *(at(one) for one in ("", *trail(period)) if period)),
        slices=tuple(at(one) for one in below(periods, period)),
        articles=_articles(door, page, periods),
    )


def _articles(door: Door, page: PageId, periods: tuple[str, ...]) -> tuple[FacetItem, ...]:
    facet, slug, period = page.key
    if any(above(other) == period for other in periods):
        return ()
    rows: tuple[FacetItem, ...]
    if not period:
        rows = door.ask(FACET_ARTICLES, facet, slug)
    elif len(period) == 4:
        rows = door.ask(FACET_YEAR, facet, slug, period)
    else:
        month = "" if period[:7].endswith("-00") else period[:7]
        rows = door.ask(FACET_MONTH, facet, slug, period[:4], month)
    known = frozenset(periods)
    return tuple(row for row in rows if place_of(known, row.date, row.article) == period)


FACETS = PageKind("facets", "facets.html", (SETTING,), _plan_index, _view_index)
FACET = PageKind("facet", "facet.html", (ONE,), _plan, _view)
