"""The chronology: years, months with a calendar of days, days of their own when busy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder import wording
from builder.addresses import chronology_address
from builder.archive.door import Door, question
from builder.archive.families.articles import (
    ARTICLES_OF_DAY,
    ARTICLES_OF_MONTH,
    ARTICLES_OF_YEAR,
    MONTH,
    MONTHS,
    YEAR_MONTHS,
    ArticleItem,
)
from builder.archive.families.site import SETTING
from builder.pages.chronology.month import CalendarDay, Weekday, calendar_of
from builder.pages.chronology.years import YearLine, period_of, years_of
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.listing import Plain, dated, listed
from builder.pages.shared.settings import here, in_all
from builder.pages.shared.slice_links import Counted, Slice, counted, period_label
from builder.pages.shared.slices import FULL, above, around, below, count_below, days_of, trail


@dataclass(frozen=True, slots=True)
class ChronologyView:
    """What the template `chronology.html` shows: the whole, a year, a month, a day, a part.

    `years` is for the whole and for a year (of which it has that one); `weekdays` and
    `weeks` are the calendar of a month, from the week's first day by the language's custom,
    None for days of other months; `slices` are the menu of a day whose articles stand below,
    and of those without a day or a month; `articles` stand on this page, those of a year too
    where they are few; `total` counts those of a month, a day or a part.
    """

    title: str
    period: str
    up: tuple[Slice, ...]
    years: tuple[YearLine, ...]
    weekdays: tuple[Weekday, ...]
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    previous: Slice | None
    next: Slice | None
    slices: tuple[Counted, ...]
    articles: tuple[ArticleItem, ...]
    total: int


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if len(key) == 1:
        if key != ("languages",):
            return ()
        return tuple(
            PageId("chronology", ("",), lang, path)
            for lang, path in in_all(door, chronology_address())
        )
    year, month = key
    if door.one(MONTH, year, month) is None:
        return ()
    periods = list(busy_periods(door, year, month))
    if month:
        periods.append(month)
    # A year is planned by its first month, so that it is planned once.
    if (year, month) == door.ask(YEAR_MONTHS, year)[0][:2]:
        periods.append(year)
    return tuple(
        PageId("chronology", (period,), lang, path)
        for period in sorted(periods)
        for lang, path in in_all(door, chronology_address(period))
    )


@question
def busy_periods(door: Door, year: str, month: str) -> tuple[str, ...]:
    """The days of a month with more than `FULL` articles, and their parts; also those of a
    year's articles that have no month.
    """
    found = door.one(MONTH, year, month)
    if found is None or found.articles <= FULL:
        return ()
    articles = door.ask(ARTICLES_OF_MONTH, year, month)
    days = days_of(dated(articles))
    return tuple(days) if month else (f"{year}-00", *days)


def _view(door: Door, page: PageId) -> ChronologyView:
    period = page.key[0]
    lang = page.lang

    def at(part: str) -> Slice:
        label = period_label(part, lang) if part else wording.words_of(lang).gettext("Chronology")
        return Slice(here(door, chronology_address(part), lang), part, label)

    whole = at(period)
    busy = _busy(door, period)
    before, after = neighbours(door, period)
    weekdays, weeks = calendar_of(door, page, bool(busy)) if _is_month(period) else ((), ())
    articles = _articles(door, period, busy)
    counts = counts_within(door, period) if below(busy, period) else ()
    return ChronologyView(
        title=whole.label,
        period=period,
        up=tuple(at(part) for part in ("", *trail(period)) if period),
        years=years_of(door, period, at, lang) if len(period) <= 4 else (),
        weekdays=weekdays,
        weeks=weeks,
        previous=at(before) if before else None,
        next=at(after) if after else None,
        # The days of a month are in its calendar.
        slices=counted(
            (at(part) for part in below(busy, period) if not weeks or part.endswith("-00")),
            counts,
            lang,
        ),
        articles=articles,
        total=(len(articles) or sum(dict(counts).values())) if len(period) > len("2023") else 0,
    )


def _is_month(period: str) -> bool:
    return len(period) == 7 and not period.endswith("-00")


def _busy(door: Door, period: str) -> tuple[str, ...]:
    """The slices of the month in which a period is; for a year, those without a month."""
    if not period:
        return ()
    month = period[:7]
    return busy_periods(door, period[:4], "" if len(month) == 4 or month.endswith("-00") else month)


@question
def months_covered(door: Door) -> tuple[str, ...]:
    """The months that have articles, in order of time; `2023-00`: the year, without a month."""
    return tuple(map(period_of, door.ask(MONTHS)))


@question
def neighbours(door: Door, period: str) -> tuple[str, str]:
    """The periods just before and after one: asked by itself, so that the pages of all months
    are not made again for one more.
    """
    return around(_beside(door, period), period)


def _beside(door: Door, period: str) -> Sequence[str]:
    """The periods among which one stands, in order of time."""
    if len(period) == 4:
        return list(dict.fromkeys(month[:4] for month in months_covered(door)))
    if len(period) == 7:
        return [month for month in months_covered(door) if not month.endswith("-00")]
    return below(_busy(door, period), above(period))


def _articles(door: Door, period: str, busy: tuple[str, ...]) -> tuple[ArticleItem, ...]:
    """The articles of a page: of a year with many those without a month; none that slices list."""
    if len(period) == 4 and sum(row.articles for row in door.ask(YEAR_MONTHS, period)) <= FULL:
        return door.ask(ARTICLES_OF_YEAR, period)
    if not period or below(busy, period):
        return ()
    if len(period) <= len("2023-09"):
        return _in_month(door, period)
    if _is_day(period):
        return door.ask(ARTICLES_OF_DAY, period)
    return tuple(map(ArticleItem._make, articles_within(door, period)))


@question
def articles_within(door: Door, period: str) -> tuple[Plain, ...]:
    """The articles of a part of a day, and of a month those without a day: asked by itself, since
    an edit concerns one part at most.
    """
    day = period[: len("2023-09-13")]
    rows = door.ask(ARTICLES_OF_DAY, day) if _is_day(day) else _in_month(door, day[:7])
    return listed(period, rows)


@question
def counts_within(door: Door, period: str) -> tuple[tuple[str, int], ...]:
    """How many articles each of the slices just below one has."""
    day = period[: len("2023-09-13")]
    rows = door.ask(ARTICLES_OF_DAY, day) if _is_day(day) else _in_month(door, day[:7])
    if len(period) == len("2023"):
        return ((f"{period}-00", len(rows)),)
    return count_below(period, dated(rows))


def _in_month(door: Door, period: str) -> tuple[ArticleItem, ...]:
    """The articles of a month, or of a year those without a month."""
    whole = len(period) == len("2023") or period.endswith("-00")
    return door.ask(ARTICLES_OF_MONTH, period[:4], "" if whole else period)


def _is_day(period: str) -> bool:
    return len(period) == len("2023-09-13") and not period.endswith("-00")


CHRONOLOGY = PageKind("chronology", "chronology.html", (SETTING, MONTH), _plan, _view)
