"""The calendar of a month, by the customs of a language."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass

from babel import Locale
from babel.dates import get_day_names

from builder import wording
from builder.addresses import chronology_address
from builder.archive.door import Door, question
from builder.archive.families.articles import ARTICLES_OF_MONTH
from builder.pages.kind import PageId
from builder.pages.shared.settings import here


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: its short name, as a calendar heads a column, and its name."""

    short: str
    name: str


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day in the calendar of a month; `address` is empty where it has no article."""

    number: int
    label: str
    articles: int
    address: str


def calendar_of(
    door: Door, page: PageId, own: bool
) -> tuple[tuple[Weekday, ...], tuple[tuple[CalendarDay | None, ...], ...]]:
    """The calendar of the month that a page is for; its days lead to their pages where they
    have their `own`, else to their place on this page.
    """
    words = wording.words_of(page.lang)
    month = page.key[0]
    counts = dict(counts_by_day(door, month))
    first = words.locale.first_week_day
    weeks = []
    for week in calendar.Calendar(first).monthdayscalendar(int(month[:4]), int(month[5:])):
        row: list[CalendarDay | None] = []
        for number in week:
            day = f"{month}-{number:02}"
            count = counts.get(day, 0)
            address = (
                here(door, chronology_address(day), page.lang) if own else f"{page.path}#d-{day}"
            )
            found = CalendarDay(number, words.date(day), count, address if count else "")
            row.append(found if number else None)
        weeks.append(tuple(row))
    return _weekdays(words.locale, first), tuple(weeks)


@question
def counts_by_day(door: Door, month: str) -> tuple[tuple[str, int], ...]:
    """How many articles each day of a month has."""
    days = (article.day for article in door.ask(ARTICLES_OF_MONTH, month[:4], month))
    return tuple(sorted(Counter(days).items()))


def _weekdays(locale: Locale, first: int) -> tuple[Weekday, ...]:
    short = get_day_names("short", "stand-alone", locale)
    wide = get_day_names("wide", "stand-alone", locale)
    order = [(first + number) % 7 for number in range(7)]
    return tuple(Weekday(str(short[day]), str(wide[day])) for day in order)
