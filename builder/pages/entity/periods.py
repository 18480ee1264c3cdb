"""The articles of an entity, cut by time: which slices there are, and what each lists."""

from __future__ import annotations

import functools
from collections import Counter
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
from builder.pages.shared.settings import here
from builder.pages.shared.slices import (
    Slice,
    below,
    count_below,
    covers,
    cut,
    days_of,
    period_label,
)

LATEST: Final = 5
"""So many articles are on the main page of a list that is cut: the newest."""


@question
def entity_periods(door: Door, entity: str) -> tuple[str, ...]:
    """The slices of an entity's articles."""
    months = door.ask(LISTED_BY_MONTH, entity)
    return cut(months, functools.partial(days_in_month, door, entity))


@question
def days_in_month(door: Door, entity: str, year: str, month: str) -> tuple[str, ...]:
    """The slices of a month: asked by itself, since an article changes one month's at most."""
    rows = door.ask(APPEARANCE_DATES, entity, year, month)
    return tuple(days_of((row.date, row.article) for row in rows))


@question
def entity_articles(door: Door, entity: str, period: str) -> tuple[tuple[str | int, ...], ...]:
    """The rows of `APPEARANCES` that a page lists; none where slices below do. "": the main
    page.
    """
    periods = entity_periods(door, entity)
    if below(periods, period):
        return ()
    if not period:
        rows = door.ask(APPEARANCES, entity)
    elif len(period) == 4:
        rows = door.ask(APPEARANCES_YEAR, entity, period)
    else:
        month = period[:7]
        rows = door.ask(
            APPEARANCES_MONTH, entity, month[:4], "" if month.endswith("-00") else month
        )
    return tuple(tuple(row) for row in rows if covers(period, row.date, row.article))


@question
def latest_articles(door: Door, entity: str) -> tuple[tuple[str | int, ...], ...]:
    """The rows of the newest articles of a list that is cut; none of one that is not."""
    periods = entity_periods(door, entity)
    found: list[tuple[str | int, ...]] = []
    for period in reversed(periods):
        if len(found) >= LATEST:
            break
        found += entity_articles(door, entity, period)
    return tuple(found[:LATEST])


@question
def entity_counts(door: Door, entity: str, period: str) -> tuple[tuple[str, int], ...]:
    """How many articles each of the slices just below one has; "" is the whole list."""
    if not period:
        years: Counter[str] = Counter()
        for row in door.ask(LISTED_BY_MONTH, entity):
            years[row.year] += row.listed
        return tuple(sorted(years.items()))
    if len(period) == len("2023"):
        months = door.ask(LISTED_BY_MONTH, entity)
        return tuple((m.month or f"{m.year}-00", m.listed) for m in months if m.year == period)
    year, month = period[:4], period[:7]
    within = "" if month.endswith("-00") else month
    dates = door.ask(APPEARANCE_DATES, entity, year, within)
    return count_below(period, ((row.date, row.article) for row in dates))


def articles_on(door: Door, entity: str, period: str) -> tuple[Appearance, ...]:
    """The articles that a page lists."""
    return tuple(map(Appearance._make, entity_articles(door, entity, period)))


def slices_below(door: Door, entity: str, period: str, lang: str) -> tuple[Slice, ...]:
    """The menu of a page: the slices just below it."""
    return tuple(
        slice_of(door, entity, p, lang) for p in below(entity_periods(door, entity), period)
    )


def slice_of(door: Door, entity: str, period: str, lang: str) -> Slice:
    """A slice as a link."""
    address = slice_address(entity, period) if period else entity_address(entity)
    return Slice(here(door, address, lang), period, period_label(period, lang) if period else "")
