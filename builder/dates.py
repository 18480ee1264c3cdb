"""Dates as an archive states them: a moment, a day, a month or a year (ISO 8601)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"\s*(?P<offset>Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,  # of all the digits there are, those of ISO 8601
)


@dataclass(frozen=True, slots=True)
class When:
    """A date as given.

    `text` is the source's own, normalised to ISO 8601 with its own offset; `moment` is its
    start in UTC (`2023-09-11T13:29:00Z`), by which articles are ordered; `year`, `month`
    and `day` are those of the date as given ("" where it does not say), `2023`, `2023-09`
    and `2023-09-11`.
    """

    text: str
    moment: str
    year: str
    month: str
    day: str

    @property
    def exact(self) -> bool:
        """Whether the date has a time of day."""
        return "T" in self.text


UNDATED = When("", "", "", "", "")
"""The date of what has none that can be read: it never gets further than its error."""


def parse_date(text: str, zone: tzinfo) -> When:
    """Read an ISO 8601 date; a time without an offset is one of `zone`.

    Raises ValueError for anything else, impossible dates included.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    year, month, day = match["year"], match["month"], match["day"]
    start = datetime(int(year), int(month or 1), int(day or 1), tzinfo=zone)
    whole = "-".join(filter(None, (year, month, day)))
    if match["hour"] is not None:
        start = start.replace(
            hour=int(match["hour"]), minute=int(match["minute"]), second=int(match["second"] or 0),
            tzinfo=_offset(match["offset"]) or zone,
        )  # fmt: skip
        start = start.replace(tzinfo=_in_minutes(start.utcoffset()))
        timespec = "seconds" if match["second"] else "minutes"
        whole = start.isoformat(timespec=timespec).replace("+00:00", "Z")
    try:
        moment = start.astimezone(UTC).isoformat()[:19] + "Z"
    except OverflowError:
        raise ValueError(text) from None
    return When(
        text=whole,
        moment=moment,
        year=year,
        month=f"{year}-{month}" if month else "",
        day=f"{year}-{month}-{day}" if day else "",
    )


@functools.lru_cache(maxsize=64)
def _offset(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 23 or minutes > 59:
        raise ValueError(text)
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if text[0] == "-" else span)


_MINUTE: Final = timedelta(minutes=1)


def _in_minutes(offset: timedelta | None) -> tzinfo:
    """An offset as ISO 8601 can write it. Before there were zones of whole hours, places had
    their own time, to the second: Paris until 1911 nine minutes and 21 seconds before Greenwich.
    """
    return timezone(round((offset or timedelta()) / _MINUTE) * _MINUTE)


def is_date(text: str) -> bool:
    """Whether `parse_date` takes a text, in whatever zone."""
    try:
        parse_date(text, UTC)
    except ValueError:
        return False
    return True
