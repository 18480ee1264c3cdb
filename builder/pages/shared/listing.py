"""The lists of articles that are cut by time: of an entity; of a source, an author or a topic;
of what two entities share.

What a page reads of its list is a question, each told which list it is asked of. Each answers
with no more than a page shows: one more article changes the answers of one month at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeVar

from builder.archive.door import Door, question
from builder.archive.families.appearances import (
    APPEARANCE_DATES,
    APPEARANCES,
    APPEARANCES_MONTH,
    APPEARANCES_YEAR,
    SHARED_DATES,
    TOGETHER,
    TOGETHER_MONTH,
    TOGETHER_YEAR,
    Appearance,
    Together,
)
from builder.archive.families.articles import MonthCount
from builder.archive.families.entities import LISTED_BY_MONTH, PAIR_MONTHS
from builder.archive.families.facets import (
    FACET,
    FACET_ARTICLES,
    FACET_DATES,
    FACET_MONTH,
    FACET_YEAR,
    FacetItem,
)
from builder.archive.families.family import Family
from builder.pages.shared.slices import (
    Dated,
    Place,
    below,
    count_below,
    count_months,
    covers,
    cut,
    days_of,
    full_months,
    month_key,
    of_year,
    place_of,
)

Plain = tuple[str | int, ...]
"""A row as a question answers with it."""

LATEST: Final = 5
"""So many articles are on the main page of a list that is cut: the newest."""

YEAR: Final = len("2023")
MONTH: Final = len("2023-09")


class Row(Protocol):
    """A row of one article."""

    @property
    def article(self) -> str: ...
    @property
    def date(self) -> str: ...


R = TypeVar("R", bound=Row)


class Listing(NamedTuple, Generic[R]):
    """A list, by its name: `months` counts its articles by month; `dates` has those of a year and
    month by date alone; the others its rows, by the list's key, by a year, by a year and month.
    """

    name: str
    months: Family[Any]
    dates: Family[Any]
    whole: Family[R]
    year: Family[R]
    month: Family[R]

    def spans(self, door: Door, key: tuple[str, ...]) -> tuple[str, ...]:
        """The slices of the list down to its months, in order; none where it is not cut."""
        return list_spans(door, self.name, *key)

    def days(self, door: Door, key: tuple[str, ...], month: str) -> tuple[str, ...]:
        """The slices of a month that has too many articles, itself apart."""
        return list_days(door, self.name, month, *key)

    def place(self, door: Door, key: tuple[str, ...], period: str) -> Place:
        """Where a slice stands among the others; of the whole list (""), what is below it."""
        if period:
            return list_place(door, self.name, period, *key)
        return below(self.spans(door, key), ""), "", ""

    def counts(self, door: Door, key: tuple[str, ...], period: str) -> tuple[tuple[str, int], ...]:
        """How many articles each of the slices just below one has."""
        return list_counts(door, self.name, period, *key)

    def rows(self, door: Door, key: tuple[str, ...], period: str) -> tuple[R, ...]:
        """The articles of a slice below which there is none, or of a list that is not cut."""
        if not period:
            return door.ask(self.whole, *key)
        if len(period) == YEAR:
            return door.ask(self.year, *key, period)
        if len(period) == MONTH:
            return door.ask(self.month, *key, *month_key(period))
        return tuple(map(self.month.row_of, list_within(door, self.name, period, *key)))

    def latest(self, door: Door, key: tuple[str, ...]) -> tuple[R, ...]:
        """The newest articles of a list that is cut, at most `LATEST`; none of another."""
        return tuple(map(self.whole.row_of, list_latest(door, self.name, *key)))


OF_ENTITY: Final[Listing[Appearance]] = Listing(
    "entity", LISTED_BY_MONTH, APPEARANCE_DATES, APPEARANCES, APPEARANCES_YEAR, APPEARANCES_MONTH
)
OF_FACET: Final[Listing[FacetItem]] = Listing(
    "facet", FACET, FACET_DATES, FACET_ARTICLES, FACET_YEAR, FACET_MONTH
)
OF_PAIR: Final[Listing[Together]] = Listing(
    "pair", PAIR_MONTHS, SHARED_DATES, TOGETHER, TOGETHER_YEAR, TOGETHER_MONTH
)

_LISTINGS: Final[Mapping[str, Listing[Any]]] = {
    listing.name: listing for listing in (OF_ENTITY, OF_FACET, OF_PAIR)
}


@question
def list_spans(door: Door, name: str, *key: str) -> tuple[str, ...]:
    """The slices of a list down to its months."""
    return cut(_months(door, name, key), lambda _year, _month: ())


@question
def list_full(door: Door, name: str, *key: str) -> tuple[str, ...]:
    """The months that have too many articles, as slices."""
    return full_months(_months(door, name, key))


@question
def list_days(door: Door, name: str, month: str, *key: str) -> tuple[str, ...]:
    """The slices of such a month: asked by itself, since an article changes one month's at most."""
    return tuple(days_of(dated(door.ask(_LISTINGS[name].dates, *key, *month_key(month)))))


@question
def list_year(
    door: Door, name: str, year: str, *key: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The slices of a year down to its months, and those of these that are cut again."""
    return of_year(list_spans(door, name, *key), year), of_year(list_full(door, name, *key), year)


@question
def list_place(door: Door, name: str, period: str, *key: str) -> Place:
    """Where a slice stands among the others."""
    month = period[:MONTH]
    if len(period) == YEAR:
        beside = list_spans(door, name, *key)
    elif len(period) > MONTH:
        beside = list_days(door, name, month, *key)
    else:
        beside, full = list_year(door, name, period[:YEAR], *key)
        if month in full:
            beside += list_days(door, name, month, *key)
    return place_of(beside, period)


@question
def list_counts(door: Door, name: str, period: str, *key: str) -> tuple[tuple[str, int], ...]:
    """How many articles each of the slices just below one has; "" is the whole list."""
    listing = _LISTINGS[name]
    if len(period) <= YEAR:
        return count_months(period, door.ask(listing.months, *key))
    return count_below(period, dated(door.ask(listing.dates, *key, *month_key(period))))


@question
def list_within(door: Door, name: str, period: str, *key: str) -> tuple[Plain, ...]:
    """The articles of a slice of a month: in a question of its own, since an edit concerns one
    slice at most.
    """
    return listed(period, door.ask(_LISTINGS[name].month, *key, *month_key(period)))


@question
def list_latest(door: Door, name: str, *key: str) -> tuple[Plain, ...]:
    """The newest articles of a list that is cut."""
    listing = _LISTINGS[name]
    found: list[Plain] = []
    for period in _leaves(door, listing, key):
        found += map(_plain, listing.rows(door, key, period))
        if len(found) >= LATEST:
            break
    return tuple(found[:LATEST])


def _leaves(door: Door, listing: Listing[Any], key: tuple[str, ...]) -> Iterator[str]:
    """The slices that list articles, from the newest on."""
    for period in reversed(listing.spans(door, key)):
        within = listing.place(door, key, period)[0]
        if not within:
            yield period
        elif len(period) == MONTH:
            for day in reversed(listing.days(door, key, period)):
                if not listing.place(door, key, day)[0]:
                    yield day


def _months(door: Door, name: str, key: tuple[str, ...]) -> tuple[MonthCount, ...]:
    """The months of a list, each once."""
    months: Counter[tuple[str, str]] = Counter()
    for row in door.ask(_LISTINGS[name].months, *key):
        months[row.year, row.month] += row.articles
    return tuple(MonthCount(*month, count) for month, count in months.items())


def listed(period: str, rows: Iterable[Row]) -> tuple[Plain, ...]:
    """Those of some rows that a slice lists."""
    return tuple(_plain(row) for row in rows if covers(period, row.date, row.article))


def _plain(row: Row) -> Plain:
    assert isinstance(row, tuple)
    return tuple(row)


def dated(rows: Iterable[Row]) -> Iterable[Dated]:
    """When each article is, as `days_of` and `count_below` are told of it."""
    return ((row.date, row.article) for row in rows)
