"""What two entities have in common: the articles that concern both, cut by time where they
are many.

There is a page for each two that `pairs_from` articles or more concern, by no rank: more
articles never take a page away. Entity pages alone lead to it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

from builder.addresses import pair_address
from builder.archive.door import Door, question
from builder.archive.families.appearances import (
    SHARED_DATES,
    TOGETHER,
    TOGETHER_MONTH,
    TOGETHER_YEAR,
    Together,
)
from builder.archive.families.entities import (
    CARD,
    MANY_TOGETHER,
    PAIR,
    PAIR_MONTHS,
    STANDING,
)
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.listing import ByTime, Plain, dated, listed
from builder.pages.shared.passages import InArticle, in_common, selectable
from builder.pages.shared.refs import EntityRef, entity_ref
from builder.pages.shared.settings import here, in_all
from builder.pages.shared.slice_links import Counted, Slice, counted, period_label
from builder.pages.shared.slices import (
    FULL,
    Place,
    below,
    count_below,
    count_months,
    cut,
    days_of,
    month_key,
    of_year,
    place_of,
    trail,
)
from builder.pages.shared.together import have_page, partners

_LISTED: Final = ByTime(TOGETHER, TOGETHER_YEAR, TOGETHER_MONTH)


@dataclass(frozen=True, slots=True)
class PairView:
    """What the template `pair.html` shows: all articles that concern both, or a slice of them.

    `articles` counts them on the main page, it is 0 on a slice. Where they are many, `slices`
    are the menu, else `together` has the articles, with the sentences that name both. `up`
    leads from the main page down to a slice; `selectable` says whether readers can choose among
    the articles.
    """

    title: str
    one: EntityRef
    two: EntityRef
    articles: int
    period: str
    period_label: str
    up: tuple[Slice, ...]
    previous: Slice | None
    next: Slice | None
    slices: tuple[Counted, ...]
    together: tuple[InArticle, ...]
    selectable: bool


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    # A pair is planned by its first entity alone, so that it is planned once.
    one = key[0]
    return tuple(
        PageId("pair", (one, two, ""), lang, path)
        for two in partners(door, one)
        if one < two
        for lang, path in in_all(door, pair_address(one, two))
    )


def _plan_slices(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    # By themselves: an entity may have a page in common with thousands, and an article with few.
    one, two = key
    if one > two or door.one(MANY_TOGETHER, one, two) is None or not have_page(door, one, two):
        return ()
    return tuple(
        PageId("pair-slice", (one, two, period), lang, path)
        for period in pair_periods(door, one, two)
        for lang, path in in_all(door, pair_address(one, two, period))
    )


@question
def pair_periods(door: Door, one: str, two: str) -> tuple[str, ...]:
    """The slices of the articles of two that very many concern."""
    months = door.ask(PAIR_MONTHS, one, two)
    return cut(months, functools.partial(pair_days, door, one, two))


@question
def pair_days(door: Door, one: str, two: str, year: str, month: str) -> tuple[str, ...]:
    """The slices of a month: asked by itself, since an article changes one month's at most."""
    rows = door.ask(SHARED_DATES, one, two, year, month)
    return tuple(days_of(dated(rows)))


@question
def pair_year(door: Door, one: str, two: str, year: str) -> tuple[str, ...]:
    """The slices of a year of what two share."""
    return of_year(pair_periods(door, one, two), year)


@question
def pair_place(door: Door, one: str, two: str, period: str) -> Place:
    """Where a slice stands among the others."""
    is_year = len(period) == len("2023")
    periods = pair_periods(door, one, two) if is_year else pair_year(door, one, two, period[:4])
    return place_of(periods, period)


@question
def pair_counts(door: Door, one: str, two: str, period: str) -> tuple[tuple[str, int], ...]:
    """How many articles each of the slices just below one has."""
    if len(period) <= len("2023"):
        months = door.ask(PAIR_MONTHS, one, two)
        return count_months(period, months)
    rows = door.ask(SHARED_DATES, one, two, *month_key(period))
    return count_below(period, dated(rows))


def _menu(door: Door, page: PageId, slices: tuple[Slice, ...]) -> tuple[Counted, ...]:
    return counted(slices, pair_counts(door, *page.key), page.lang) if slices else ()


def _view(door: Door, page: PageId) -> PairView:
    first, second, period = page.key
    one, two = (entity_ref(door, entity, page.lang) for entity in (first, second))
    title = f"{one.name} – {two.name}"

    def at(part: str) -> Slice:
        address = here(door, pair_address(first, second, part), page.lang)
        return Slice(address, part, period_label(part, page.lang) if part else title)

    counted = 0
    if not period:
        row = door.one(PAIR, first, second)
        counted = row.articles if row else 0
    within: tuple[str, ...] = ()
    before = after = ""
    if period:
        within, before, after = pair_place(door, first, second, period)
    elif counted > FULL:
        within = below(pair_periods(door, first, second), "")
    rows = () if within else _rows(door, page)
    together = in_common(rows, (one.kind, two.kind))
    return PairView(
        title=title,
        one=one,
        two=two,
        articles=counted,
        period=period,
        period_label=period_label(period, page.lang) if period else "",
        up=tuple(at(part) for part in ("", *trail(period)) if period),
        previous=at(before) if before else None,
        next=at(after) if after else None,
        slices=_menu(door, page, tuple(map(at, within))),
        together=together,
        selectable=selectable(together, by_manner=False),
    )


def _rows(door: Door, page: PageId) -> tuple[Together, ...]:
    """The articles that a page lists."""
    one, two, period = page.key
    if len(period) <= len("2023-09"):
        return _LISTED.rows(door, (one, two), period)
    return tuple(map(Together._make, together_within(door, one, two, period)))


@question
def together_within(door: Door, one: str, two: str, period: str) -> tuple[Plain, ...]:
    """The articles of a slice of a month."""
    return listed(period, _LISTED.rows(door, (one, two), period))


PAIR_PAGE = PageKind("pair", "pair.html", (CARD, STANDING), _plan, _view)
PAIR_SLICE = PageKind("pair-slice", "pair.html", (MANY_TOGETHER,), _plan_slices, _view)
