"""The years of the chronology, line by line: each with its months, or decades with their years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from builder import wording
from builder.archive.door import Door
from builder.archive.families.articles import MONTHS, YEAR_MONTHS, MonthCount
from builder.pages.shared.slice_links import Slice

_At = Callable[[str], Slice]

MANY: Final = 40
"""Of more years than this the chronology shows decades and their years, not years and their
months: a page of two centuries is small too.
"""


@dataclass(frozen=True, slots=True)
class CountedMonth:
    """A month of a year, by its name and as a calendar shortens it, with its articles; or a
    year of a decade.

    `address` is empty where there are none; `height` is of 100, of the month (the year) with
    most articles among those of the page.
    """

    address: str
    period: str
    label: str
    short: str
    articles: int
    height: int


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year of the chronology with all its twelve `months`; where there are very many years,
    a decade with its years, and no address of its own.
    """

    year: str
    address: str
    articles: int
    months: tuple[CountedMonth, ...]


def period_of(month: MonthCount) -> str:
    """The period of a count of articles; `2023-00` for those of a year without a month."""
    return month.month or f"{month.year}-00"


def years_of(door: Door, period: str, at: _At, lang: str) -> tuple[YearLine, ...]:
    """The year that a page is of, or all there are; `at` says where a period has its page."""
    names = wording.words_of(lang).locale.months["stand-alone"]
    rows = door.ask(YEAR_MONTHS, period) if period else door.ask(MONTHS)
    months = {period_of(row): row.articles for row in rows}
    totals: dict[str, int] = {}
    for month, count in months.items():
        totals[month[:4]] = totals.get(month[:4], 0) + count
    most = max((months[month] for month in months if not month.endswith("-00")), default=1)

    if len(totals) > MANY:
        return _decades(totals, at)

    def counted(year: str, number: int) -> CountedMonth:
        month = f"{year}-{number:02}"
        count = months.get(month, 0)
        return CountedMonth(
            at(month).address if count else "", month,
            str(names["wide"][number]), str(names["abbreviated"][number]),
            count, -(-100 * count // most),
        )  # fmt: skip

    return tuple(
        YearLine(
            year, at(year).address, total, tuple(counted(year, number) for number in range(1, 13))
        )
        for year, total in sorted(totals.items(), reverse=True)
    )


def _decades(totals: Mapping[str, int], at: _At) -> tuple[YearLine, ...]:
    most = max(totals.values())

    def counted(year: str) -> CountedMonth:
        count = totals.get(year, 0)
        address = at(year).address if count else ""
        return CountedMonth(address, year, year, year, count, -(-100 * count // most))

    decades: dict[str, list[CountedMonth]] = {}
    for decade in sorted({year[:3] for year in totals}, reverse=True):
        decades[decade] = [counted(f"{decade}{last}") for last in range(10)]
    return tuple(
        YearLine(
            f"{decade}0–{decade}9", "", sum(year.articles for year in years), tuple(years)
        )
        for decade, years in decades.items()
    )  # fmt: skip
