"""The chronology: years, months with a calendar of days, days of their own when busy."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

from builder.addresses import chronology_address
from builder.archive.door import Door
from builder.archive.families import (
    ARTICLES_OF_DAY,
    ARTICLES_OF_MONTH,
    MONTH,
    MONTHS,
    SETTING,
    YEAR_MONTHS,
    ArticleItem,
)
from builder.pages.kind import PageId, PageKind
from builder.pages.shared import FULL, here, in_all


@dataclass(frozen=True, slots=True)
class ChronologyView:
    """What the template `chronology.html` shows. `years` are (year, articles, height of 100,
    [(month, articles, address)]); `weeks` hold (day number, articles, address) or None.
    """

    title: str
    period: str
    up: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, int, int, str, tuple[tuple[str, int, str], ...]], ...]
    weeks: tuple[tuple[tuple[int, int, str] | None, ...], ...]
    previous: tuple[str, str] | None
    next: tuple[str, str] | None
    articles: tuple[ArticleItem, ...]
    busy: tuple[tuple[str, int, str], ...]


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if len(key) == 1:
        if key != ("languages",):
            return ()
        return tuple(
            PageId("chronology", ("",), lang, path)
            for lang, path in in_all(door, chronology_address())
        )
    year, month = key
    periods: list[str] = []
    if door.one(MONTH, year, month) is not None:
        if month:
            periods.append(month)
            periods += [day for day, _ in _busy(door, year, month)]
        # A year is planned by its first month, so that it is planned once.
        if (year, month) == door.ask(YEAR_MONTHS, year)[0][:2]:
            periods.append(year)
    return tuple(
        PageId("chronology", (period,), lang, path)
        for period in periods
        for lang, path in in_all(door, chronology_address(period))
    )


def _busy(door: Door, year: str, month: str) -> list[tuple[str, int]]:
    """The days of a month over the limit, that get pages of their own."""
    found = door.one(MONTH, year, month)
    if found is None or found.articles <= FULL:
        return []
    days: dict[str, int] = {}
    for article in door.ask(ARTICLES_OF_MONTH, year, month):
        if article.day:
            days[article.day] = days.get(article.day, 0) + 1
    return sorted(days.items())


def _view(door: Door, page: PageId) -> ChronologyView:
    period = page.key[0]
    lang = page.lang

    def at(part: str) -> str:
        return here(door, chronology_address(part), lang)

    months = door.ask(MONTHS)
    totals: dict[str, int] = {}
    for month in months:
        totals[month.year] = totals.get(month.year, 0) + month.articles
    most = max(totals.values(), default=1)
    shown = [year for year in sorted(totals, reverse=True) if not period or year == period]
    years = tuple(
        (
            year, totals[year], round(100 * totals[year] / most), at(year),
            tuple((m.month, m.articles, at(m.month)) for m in months if m.year == year and m.month),
        )
        for year in shown
    )  # fmt: skip
    articles: tuple[ArticleItem, ...] = ()
    busy: list[tuple[str, int]] = []
    weeks: tuple[tuple[tuple[int, int, str] | None, ...], ...] = ()
    if len(period) == 4:
        articles = door.ask(ARTICLES_OF_MONTH, period, "")
    elif len(period) == 7:
        busy = _busy(door, period[:4], period)
        articles = () if busy else door.ask(ARTICLES_OF_MONTH, period[:4], period)
        weeks = _weeks(door, page, period, bool(busy))
    elif len(period) == 10:
        articles = door.ask(ARTICLES_OF_DAY, period)
    up = [] if not period else [("", at(""))]
    up += [(part, at(part)) for part in (period[:4], period[:7]) if len(part) < len(period)]
    order = [m.month for m in months if m.month] if len(period) == 7 else sorted(totals)
    beside = {name: number for number, name in enumerate(order)}
    place = beside.get(period)
    previous = order[place - 1] if place else None
    following = order[place + 1] if place is not None and place + 1 < len(order) else None
    return ChronologyView(
        title=period,
        period=period,
        up=tuple(dict.fromkeys(up)),
        years=years if len(period) <= 4 else (),
        weeks=weeks,
        previous=(previous, at(previous)) if previous else None,
        next=(following, at(following)) if following else None,
        articles=articles,
        busy=tuple((day, count, at(day)) for day, count in busy),
    )


def _weeks(
    door: Door, page: PageId, month: str, own: bool
) -> tuple[tuple[tuple[int, int, str] | None, ...], ...]:
    days: dict[str, int] = {}
    for article in door.ask(ARTICLES_OF_MONTH, month[:4], month):
        days[article.day] = days.get(article.day, 0) + 1
    weeks = []
    for week in calendar.Calendar().monthdayscalendar(int(month[:4]), int(month[5:])):
        row: list[tuple[int, int, str] | None] = []
        for number in week:
            day = f"{month}-{number:02}"
            address = (
                here(door, chronology_address(day), page.lang) if own else f"{page.path}#d-{day}"
            )
            row.append((number, days.get(day, 0), address) if number else None)
        weeks.append(tuple(row))
    return tuple(weeks)


CHRONOLOGY = PageKind("chronology", "chronology.html", (SETTING, MONTH), _plan, _view)
