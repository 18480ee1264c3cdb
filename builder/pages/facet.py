"""A source, author or topic: its articles, cut by time where they are many."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

from builder.addresses import facet_address
from builder.archive.door import Door, question
from builder.archive.families.articles import MonthCount
from builder.archive.families.facets import (
    FACET as ONE,
    FACET_ARTICLES,
    FACET_DATES,
    FACET_LATEST,
    FACET_MONTH,
    FACET_YEAR,
    FacetItem,
)
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.facets import facet_title, label_of
from builder.pages.shared.listing import ByTime, Plain, dated, listed
from builder.pages.shared.settings import here, in_all
from builder.pages.shared.slice_links import Counted, Slice, counted, period_label
from builder.pages.shared.slices import (
    below,
    count_below,
    count_months,
    cut,
    days_of,
    month_key,
    of_year,
    trail,
)

_LISTED: Final = ByTime(FACET_ARTICLES, FACET_YEAR, FACET_MONTH)


@dataclass(frozen=True, slots=True)
class FacetView:
    """What the template `facet.html` shows: one value's articles, or those of a slice.

    `up` leads from the facet's index down to here; `slices` are the menu where the list is
    cut, with the newest articles, `latest`, of a whole value; else `articles` has them all.
    `total` counts the articles of the page's period; it is 0 of a day that is cut again.
    """

    title: str
    facet: str
    period: str
    period_label: str
    total: int
    up: tuple[Slice, ...]
    slices: tuple[Counted, ...]
    articles: tuple[FacetItem, ...]
    latest: tuple[FacetItem, ...]


@question
def facet_label(door: Door, facet: str, slug: str) -> str:
    """What a value is called."""
    return label_of(door.ask(ONE, facet, slug))


@question
def facet_total(door: Door, facet: str, slug: str, period: str) -> int:
    """How many articles a value has in all, in a year or in a month; 0 of what is smaller."""
    return sum(
        row.articles
        for row in door.ask(ONE, facet, slug)
        if period in ("", row.year, row.month or f"{row.year}-00")
    )


@question
def facet_periods(door: Door, facet: str, slug: str) -> tuple[str, ...]:
    """The slices of a value's articles."""
    counts: dict[tuple[str, str], int] = {}
    for row in door.ask(ONE, facet, slug):
        key = (row.year, row.month)
        counts[key] = counts.get(key, 0) + row.articles
    months = (MonthCount(*key, count) for key, count in sorted(counts.items()))
    return cut(months, functools.partial(facet_days, door, facet, slug))


@question
def facet_year(door: Door, facet: str, slug: str, year: str) -> tuple[str, ...]:
    """The slices of a year of a value's articles."""
    return of_year(facet_periods(door, facet, slug), year)


@question
def facet_below(door: Door, facet: str, slug: str, period: str) -> tuple[str, ...]:
    """The slices just below one; "" is the whole list."""
    if len(period) <= len("2023"):
        return below(facet_periods(door, facet, slug), period)
    return below(facet_year(door, facet, slug, period[:4]), period)


@question
def facet_days(door: Door, facet: str, slug: str, year: str, month: str) -> tuple[str, ...]:
    """The slices of a month: asked by itself, since an article changes one month's at most."""
    rows = door.ask(FACET_DATES, facet, slug, year, month)
    return tuple(days_of(dated(rows)))


@question
def facet_counts(door: Door, facet: str, slug: str, period: str) -> tuple[tuple[str, int], ...]:
    """How many articles each of the slices just below one has."""
    if len(period) <= len("2023"):
        months = door.ask(ONE, facet, slug)
        return count_months(period, months)
    rows = door.ask(FACET_DATES, facet, slug, *month_key(period))
    return count_below(period, dated(rows))


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
    title = facet_label(door, facet, slug)

    def at(one: str) -> Slice:
        label = period_label(one, lang) if one else title
        return Slice(here(door, _address(facet, slug, one), lang), one, label)

    periods = facet_below(door, facet, slug, period)
    index = Slice(here(door, facet_address(facet), lang), "", facet_title(facet, lang))
    articles = _articles(door, page, periods)
    return FacetView(
        title=title,
        facet=facet,
        period=period,
        period_label=period_label(period, lang) if period else "",
        total=len(articles) or facet_total(door, facet, slug, period),
        up=(index, *(at(one) for one in ("", *trail(period)) if period)),
        slices=_menu(door, page, tuple(at(one) for one in periods)),
        articles=articles,
        latest=() if articles or period else door.ask(FACET_LATEST, facet, slug),
    )


def _menu(door: Door, page: PageId, slices: tuple[Slice, ...]) -> tuple[Counted, ...]:
    return counted(slices, facet_counts(door, *page.key), page.lang) if slices else ()


def _articles(door: Door, page: PageId, periods: tuple[str, ...]) -> tuple[FacetItem, ...]:
    facet, slug, period = page.key
    if periods:
        return ()
    if len(period) <= len("2023-09"):
        return _LISTED.rows(door, (facet, slug), period)
    return tuple(map(FacetItem._make, facet_within(door, facet, slug, period)))


@question
def facet_within(door: Door, facet: str, slug: str, period: str) -> tuple[Plain, ...]:
    """The articles of a slice of a month."""
    return listed(period, _LISTED.rows(door, (facet, slug), period))


FACET = PageKind("facet", "facet.html", (ONE,), _plan, _view)
