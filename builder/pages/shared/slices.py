"""Long lists of articles, cut by time (DESIGN, law 4): which slices there are, and where an article
stands.

A slice is named by its period: `2023`, `2023-09`, `2023-09-13`, and the part of a day
`2023-09-13-4`, by the first digits of a hash of the article's id. Articles that are dated by
their year alone have the month `2023-00`, those without a day the day `2023-09-00`. What a
slice covers depends on its name alone, so that an address never shifts as articles arrive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Protocol

from builder.addresses import digest

FULL = 100
"""How many articles a list holds before it is cut."""

DAY: Final = len("2023-09-13")
"""The length of a day's name; that of a part of one is longer."""

_KEPT: Final = 64
"""Of how many lists it is kept which slices are below which."""


class Month(Protocol):
    """A month and its articles; `month` is empty for those dated by their year alone."""

    @property
    def year(self) -> str: ...
    @property
    def month(self) -> str: ...
    @property
    def articles(self) -> int: ...


Dated = tuple[str, str]
"""An article's date as given, and its id."""


def cut(months: Iterable[Month], days_in: Callable[[str, str], Iterable[str]]) -> tuple[str, ...]:
    """The slices of a list, in order: none up to `FULL` articles, else its years, the months
    of a year with more, the days of a month with more, parts of a day with more.

    `days_in(year, month)` gives what `days_of` says of a month ("": of what has none); it is
    asked only of a month that has too many.
    """
    by_year: dict[str, list[Month]] = {}
    for month in months:
        if month.articles > 0:
            by_year.setdefault(month.year, []).append(month)
    if sum(month.articles for inside in by_year.values() for month in inside) <= FULL:
        return ()
    found: list[str] = []
    for year, inside in by_year.items():
        found.append(year)
        if sum(month.articles for month in inside) <= FULL:
            continue
        for month in inside:
            found.append(month_slice(year, month.month))
            if month.articles > FULL:
                found += days_in(year, month.month)
    return tuple(sorted(found))


def full_months(months: Iterable[Month]) -> tuple[str, ...]:
    """The months that have too many articles, as slices."""
    return tuple(month_slice(one.year, one.month) for one in months if one.articles > FULL)


def days_of(articles: Iterable[Dated]) -> list[str]:
    """The days of a month's articles, and the parts of those days that have too many."""
    by_day: dict[str, list[str]] = {}
    for date, article in articles:
        by_day.setdefault(day_of(date), []).append(article)
    found: list[str] = []
    for day, inside in sorted(by_day.items()):
        found.append(day)
        found += _parts(day, inside, 1)
    return found


def _parts(day: str, articles: Sequence[str], digits: int) -> list[str]:
    """The parts of a day, and their own parts where one has too many again."""
    if len(articles) <= FULL:
        return []
    parts: dict[str, list[str]] = {}
    for article in articles:
        parts.setdefault(_part(day, article, digits), []).append(article)
    found: list[str] = []
    for part, inside in sorted(parts.items()):
        found.append(part)
        found += _parts(day, inside, digits + 1)
    return found


def _part(day: str, article: str, digits: int) -> str:
    return f"{day}-{digest(article.encode(), digits)}"


def month_of(date: str) -> str:
    """The month of a date as given, `2023-00` where it has none."""
    return date[:7] if len(date) >= 7 else f"{date[:4]}-00"


def month_slice(year: str, month: str) -> str:
    """The slice of a month; `month` is "" of those dated by their year alone."""
    return month or f"{year}-00"


def month_key(period: str) -> tuple[str, str]:
    """The year and the month of a month or what is smaller; the month is "" where it is not known,
    as it is in the store.
    """
    month = period[: len("2023-09")]
    return month[:4], "" if month.endswith("-00") else month


def day_of(date: str) -> str:
    """The day of a date as given, `2023-09-00` where it has none."""
    return date[:DAY] if len(date) >= DAY else f"{month_of(date)}-00"


def covers(period: str, date: str, article: str) -> bool:
    """Whether a slice, or one below it, lists an article; `""`, the whole list, has them all."""
    if len(period) > DAY:
        return _part(day_of(date), article, len(period) - DAY - 1) == period
    return period in ("", date[:4], month_of(date), day_of(date))


def above(period: str) -> str:
    """The slice just above one; "" is the whole list."""
    if len(period) > DAY + 2:
        return period[:-1]
    return period[:DAY] if len(period) > DAY else period.rpartition("-")[0]


def trail(period: str) -> tuple[str, ...]:
    """The slices above one, the outermost first."""
    found: list[str] = []
    while period := above(period):
        found.append(period)
    return tuple(reversed(found))


def below(periods: tuple[str, ...], period: str) -> tuple[str, ...]:
    """The slices just below one (`""`: the whole list)."""
    return _tree(periods).get(period, ())


def around(beside: Sequence[str], period: str) -> tuple[str, str]:
    """The periods just before and after one, among those in which it stands; "" is none."""
    place = beside.index(period) if period in beside else len(beside)
    return (
        beside[place - 1] if 0 < place < len(beside) else "",
        beside[place + 1] if place + 1 < len(beside) else "",
    )


Place = tuple[tuple[str, ...], str, str]
"""Where a slice stands: the slices just below it, the one before it and the one after it ("":
none). All that its page shows of the others: of thousands, hardly one is another then because
there is one more.
"""


def place_of(periods: tuple[str, ...], period: str) -> Place:
    """Where a slice stands among those of its list, or among as many as hold those just below it
    and just above.
    """
    return (below(periods, period), *around(below(periods, above(period)), period))


def of_year(periods: Iterable[str], year: str) -> tuple[str, ...]:
    """The slices of a year, itself among them."""
    return tuple(period for period in periods if period[: len("2023")] == year)


def count_months(period: str, months: Iterable[Month]) -> tuple[tuple[str, int], ...]:
    """How many articles each year has, or of a year each month."""
    counts: Counter[str] = Counter()
    for row in months:
        if period in ("", row.year):
            counts[month_slice(row.year, row.month) if period else row.year] += row.articles
    return tuple(sorted(counts.items()))


def count_below(period: str, articles: Iterable[Dated]) -> tuple[tuple[str, int], ...]:
    """How many of a month's or a day's articles each of the slices just below it has."""
    digits = len(period) - DAY if len(period) > DAY else 1
    counts: Counter[str] = Counter()
    for date, article in articles:
        day = day_of(date)
        if len(period) < DAY:
            counts[day] += 1
        elif (part := _part(day, article, digits)).startswith(period):
            counts[part] += 1
    return tuple(sorted(counts.items()))


_TREES: dict[int, tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]] = {}


def _tree(periods: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The slices just below each: a long list has thousands, and each of its pages asks."""
    # Kept by which tuple it is: to hash one takes as long as to go through it.
    kept = _TREES.get(id(periods))
    if kept is not None and kept[0] is periods:
        return kept[1]
    found: dict[str, list[str]] = {}
    for period in periods:
        found.setdefault(above(period), []).append(period)
    tree = {period: tuple(inside) for period, inside in found.items()}
    if len(_TREES) >= _KEPT:
        _TREES.clear()
    _TREES[id(periods)] = (periods, tree)
    return tree
