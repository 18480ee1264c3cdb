"""What the formats of reference managers have in common: keys, dates, notes, text on one line."""

from __future__ import annotations

import re
from typing import Final

from builder.addresses import digest, slugify
from builder.citations.work import Work


def one_line(text: str) -> str:
    """Text without line breaks and control characters, runs of space as one."""
    return _BREAKS.sub(" ", text).strip()


_BREAKS: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
"""Spaces, and Unicode's categories Cc, Zl and Zp."""


def key_of(work: Work) -> str:
    """A key for reference managers: letters, digits and hyphens, the same for ever."""
    slug = slugify(work.id.rpartition("/")[2])
    return slug if slug.isascii() and slug else "x-" + digest(work.id.encode(), 10)


def note_of(work: Work) -> str:
    """What no field of a reference manager has room for, in English, as the formats are."""
    notes = []
    if work.own:
        notes.append("Account in the archive’s own words")
        notes += [
            "based on " + ", ".join(filter(None, (b.author, b.title, b.source, b.date, b.url)))
            for b in work.based_on
        ]
    else:
        if work.text == "translation":
            notes.append("Translation")
        if work.archive:
            notes.append(f"Archived in {work.archive}")
        if work.address and work.url:
            notes.append(work.address)
    return "; ".join(notes)


def parts_of(date: str) -> tuple[str, str, str]:
    """The year, month and day of an ISO date, as far as it has them."""
    year, month, day = (*date.partition("T")[0].split("-"), "", "")[:3]
    return year, month, day
