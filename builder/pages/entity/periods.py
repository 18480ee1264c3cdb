"""The articles of an entity, cut by time: which slices there are, and what each lists."""

from __future__ import annotations

import functools
from typing import Final

from builder.addresses import entity_address, slice_address
from builder.archive.door import Door, question
from builder.archive.families.appearances import (
    APPEARANCE_DATES,
    APPEARANCES,
    APPEARANCES_MONTH,
    APPEARANCES_YEAR,
    Appearance,
)
from builder.archive.families.entities import LISTED_BY_MONTH
from builder.pages.shared.listing import ByTime, Plain, dated, listed
from builder.pages.shared.settings import here
from builder.pages.shared.slice_links import Slice, period_label
from builder.pages.shared.slices import (
    Place,
    below,
    count_below,
    count_months,
    cut,
    days_of,
    month_key,
    of_year,
    place_of,
)

LATEST: Final = 5
"""So many articles are on the main page of a list that is cut: the newest."""

_LISTED: Final = ByTime(APPEARANCES, APPEARANCES_YEAR, APPEARANCES_MONTH)


@question
def entity_periods(door: Door, entity: str) -> tuple[str, ...]:
    """The slices of an entity's articles."""
    months = door.ask(LISTED_BY_MONTH, entity)
    return cut(months, functools.partial(days_in_month, door, entity))


@question
def days_in_month(door: Door, entity: str, year: str, month: str) -> tuple[str, ...]:
    """The slices of a month: asked by itself, since an article changes one month's at most."""
    rows = door.ask(APPEARANCE_DATES, entity, year, month)
    return tuple(days_of(dated(rows)))


@question
def entity_year(door: Door, entity: str, year: str) -> tuple[str, ...]:
    """The slices of a year of an entity's articles."""
    return of_year(entity_periods(door, entity), year)


@question
def entity_place(door: Door, entity: str, period: str) -> Place:
    """Where a slice of an entity's articles stands among the others."""
    is_year = len(period) == len("2023")
    periods = entity_periods(door, entity) if is_year else entity_year(door, entity, period[:4])
    return place_of(periods, period)


def periods_below(door: Door, entity: str, period: str) -> tuple[str, ...]:
    """The slices just below one; "" is the whole list."""
    if period:
        return entity_place(door, entity, period)[0]
    return below(entity_periods(door, entity), "")


def articles_on(door: Door, entity: str, period: str) -> tuple[Appearance, ...]:
    """The articles that a page lists; none where slices below do. "": the main page."""
    if periods_below(door, entity, period):
        return ()
    if len(period) <= len("2023-09"):
        return _LISTED.rows(door, (entity,), period)
    return tuple(map(Appearance._make, entity_within(door, entity, period)))


@question
def entity_within(door: Door, entity: str, period: str) -> tuple[Plain, ...]:
    """The articles of a slice of a month."""
    return listed(period, _LISTED.rows(door, (entity,), period))


def latest_articles(door: Door, entity: str) -> tuple[Appearance, ...]:
    """The newest articles of a list that is cut; none of one that is not."""
    return tuple(map(Appearance._make, _latest(door, entity)))


@question
def _latest(door: Door, entity: str) -> tuple[Plain, ...]:
    found: list[Appearance] = []
    for period in reversed(entity_periods(door, entity)):
        if len(found) >= LATEST:
            break
        found += articles_on(door, entity, period)
    return listed("", found[:LATEST])


@question
def entity_counts(door: Door, entity: str, period: str) -> tuple[tuple[str, int], ...]:
    """How many articles each of the slices just below one has; "" is the whole list."""
    if len(period) <= len("2023"):
        months = door.ask(LISTED_BY_MONTH, entity)
        return count_months(period, months)
    rows = door.ask(APPEARANCE_DATES, entity, *month_key(period))
    return count_below(period, dated(rows))


def slices_below(door: Door, entity: str, period: str, lang: str) -> tuple[Slice, ...]:
    """The menu of a page: the slices just below it."""
    return tuple(slice_of(door, entity, p, lang) for p in periods_below(door, entity, period))


def slice_of(door: Door, entity: str, period: str, lang: str) -> Slice:
    """A slice as a link."""
    address = slice_address(entity, period) if period else entity_address(entity)
    return Slice(here(door, address, lang), period, period_label(period, lang) if period else "")
