"""Sources, authors and topics: an index of each, and the articles of each."""

from __future__ import annotations

from dataclasses import dataclass

from builder import wording
from builder.addresses import facet_address
from builder.archive.door import Door
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
from builder.pages.shared import Slice, below, cut, here, in_all, part_of

WORDS = ("sources", "authors", "topics")


@dataclass(frozen=True, slots=True)
class FacetsView:
    """What the template `facets.html` shows: (label, address, articles)."""

    title: str
    facet: str
    values: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class FacetView:
    """What the template `facet.html` shows."""

    title: str
    facet: str
    facet_title: str
    facet_address: str
    period: str
    total: int
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


def _months(door: Door, facet: str, slug: str) -> list[MonthCount]:
    counts: dict[tuple[str, str], int] = {}
    for row in door.ask(ONE, facet, slug):
        key = (row.year, row.month)
        counts[key] = counts.get(key, 0) + row.articles
    return [MonthCount(*key, count) for key, count in sorted(counts.items())]


def _periods(door: Door, facet: str, slug: str) -> tuple[str, ...]:
    def days(year: str, month: str) -> list[tuple[str, str]]:
        return [
            (item.day, item.article) for item in door.ask(FACET_MONTH, facet, slug, year, month)
        ]

    return cut(_months(door, facet, slug), days)


def _address(facet: str, slug: str, period: str) -> str:
    return f"{facet}/{slug}/{period}.html" if period else facet_address(facet, slug)


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    facet, slug = key
    if not door.ask(ONE, facet, slug):
        return ()
    return tuple(
        PageId("facet", (facet, slug, period), lang, path)
        for period in ("", *_periods(door, facet, slug))
        for lang, path in in_all(door, _address(facet, slug, period))
    )


def _view(door: Door, page: PageId) -> FacetView:
    facet, slug, period = page.key
    inside = below(_periods(door, facet, slug), period)
    depth = period.count("-")
    articles: tuple[FacetItem, ...] = ()
    if not inside:
        if not period:
            articles = door.ask(FACET_ARTICLES, facet, slug)
        elif depth == 0:
            articles = door.ask(FACET_YEAR, facet, slug, period)
        else:
            articles = door.ask(FACET_MONTH, facet, slug, period[:4], period[:7])
        if depth >= 2:
            articles = tuple(item for item in articles if item.day == period[:10])
        if depth == 3:
            articles = tuple(item for item in articles if part_of(item.article) == period[11:])
    rows = door.ask(ONE, facet, slug)
    return FacetView(
        title=_label(rows),
        facet=facet,
        facet_title=_title(facet, page.lang),
        facet_address=here(door, facet_address(facet), page.lang),
        period=period,
        total=sum(row.articles for row in rows),
        slices=tuple(Slice(here(door, _address(facet, slug, p), page.lang), p, 0) for p in inside),
        articles=articles,
    )


FACETS = PageKind("facets", "facets.html", (SETTING,), _plan_index, _view_index)
FACET = PageKind("facet", "facet.html", (ONE,), _plan, _view)
