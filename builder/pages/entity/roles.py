"""The roles of a person on a time line."""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from builder.archive.door import Door
from builder.config import localised
from builder.pages.shared.refs import EntityRef, entity_ref

WHOLE = 1000
"""The length of the time line."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role: dates as exact as they are known, or empty; `within` where it is held.

    `start` and `length` are its stretch of a line of 1000 that is the same for all roles;
    `length` is 0 where nothing can be drawn.
    """

    title: str
    within: EntityRef | None
    since: str
    until: str
    source: str
    start: int
    length: int


def roles_of(door: Door, roles: str, last: str, lang: str) -> tuple[Role, ...]:
    """The roles, the first begun first; those that go on reach to the line's end.

    The line goes from the first date that a role names to the last one, or to the date of
    the entity's last article: there is no clock.
    """
    rows = orjson.loads(roles)
    known = [date for *_, since, until, _source in rows for date in (since, until) if date]
    begin = min(map(_days, known), default=0)
    end = max(map(_after, [*known, *([last[:10]] if last else [])]), default=0)
    found = []
    for title, country, organisation, since, until, source in rows:
        holder = organisation or country
        within = entity_ref(door, holder, lang) if holder else None
        first = _days(since) if since else begin
        to = _after(until) if until else end
        start, stop = (WHOLE * (day - begin) // max(end - begin, 1) for day in (first, to))
        length = max(stop - start, 4) if since or until else 0
        shown = within if within is not None and within.listed else None
        found.append(Role(localised(title, lang), shown, since, until, source, start, length))
    return tuple(sorted(found, key=lambda role: (role.since, role.until or "9999")))


def _days(date: str) -> int:
    """A date as days, roughly: months of 31; as exact as it is, its first day."""
    year, month, day = (int(part) for part in (*date.split("-"), "1", "1")[:3])
    return (year * 12 + month - 1) * 31 + day - 1


def _after(date: str) -> int:
    """The day after a date: a year's and a month's last day counts."""
    whole = {1: 12 * 31, 2: 31, 3: 1}[date.count("-") + 1]
    return _days(date) + whole
