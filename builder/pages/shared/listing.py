"""The articles of a list that is cut by time: which rows of the store a slice lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, Protocol, TypeVar

from builder.archive.door import Door
from builder.archive.families.family import Family
from builder.pages.shared.slices import Dated, covers, month_key

Plain = tuple[str | int, ...]
"""A row as a question answers with it."""


class Row(Protocol):
    """A row of one article."""

    @property
    def article(self) -> str: ...
    @property
    def date(self) -> str: ...


R = TypeVar("R", bound=Row)


class ByTime(NamedTuple, Generic[R]):
    """The families of a list: asked by its key; also by a year; also by a year and a month."""

    whole: Family[R]
    year: Family[R]
    month: Family[R]

    def rows(self, door: Door, key: tuple[str, ...], period: str) -> tuple[R, ...]:
        """The articles of the whole (""), a year or a month; for what is smaller, its month's."""
        if not period:
            return door.ask(self.whole, *key)
        if len(period) == len("2023"):
            return door.ask(self.year, *key, period)
        return door.ask(self.month, *key, *month_key(period))


def listed(period: str, rows: Iterable[Row]) -> tuple[Plain, ...]:
    """Those of some rows that a slice lists. A slice of a month asks it in a question of its own,
    since an edit concerns one slice at most.
    """
    return tuple(_plain(row) for row in rows if covers(period, row.date, row.article))


def _plain(row: Row) -> Plain:
    assert isinstance(row, tuple)
    return tuple(row)


def dated(rows: Iterable[Row]) -> Iterable[Dated]:
    """When each article is, as `days_of` and `count_below` are told of it."""
    return ((row.date, row.article) for row in rows)
