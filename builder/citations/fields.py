"""What the formats of reference managers have in common: keys, dates, notes, text on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from builder.addresses import digest, slugify
from builder.citations.work import Work
from builder.model import Basis
from builder.quoting import quoted
from builder.wording import Words


def one_line(text: str) -> str:
    """Text without line breaks and control characters, runs of space as one."""
    if text.isprintable() and "  " not in text:  # most are: quickly told, and nothing to do
        return text.strip()
    return _BREAKS.sub(" ", text).strip()


_BREAKS: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
"""Spaces, and Unicode's categories Cc, Zl and Zp."""


def key_of(work: Work) -> str:
    """A key for reference managers: letters, digits and hyphens, the same for ever."""
    slug = slugify(work.id.rpartition("/")[2])
    return slug if slug.isascii() and slug else "x-" + digest(work.id.encode(), 10)


def note_of(work: Work, words: Words) -> str:
    """What no field of a reference manager has room for, in the language of who cites: styles
    print it.
    """
    notes = []
    if work.own and work.based_on:
        said = words.gettext("account in the archive’s own words of %s")
        notes.append(said % rests_on(work.based_on, words))
    elif work.own:
        notes.append(words.gettext("account in the archive’s own words"))
    else:
        if work.text == "translation":
            notes.append(words.gettext("translation"))
        if work.archive:
            notes.append(words.gettext("archived in %s") % work.archive)
        if work.address and work.url:
            notes.append(work.address)
    note = words.gettext("; ").join(notes)
    return note[:1].upper() + note[1:]


def rests_on(bases: Iterable[Basis], words: Words) -> str:
    """What an account rests on, by the language's customs."""
    return words.gettext("; ").join(
        ", ".join(
            filter(
                None,
                (
                    basis.author,
                    quoted(basis.title, words) if basis.title else "",
                    basis.source,
                    words.day(basis.date) if basis.date else "",
                    basis.url,
                ),
            )
        )
        for basis in bases
    )


def parts_of(date: str) -> tuple[str, str, str]:
    """The year, month and day of an ISO date, as far as it has them."""
    year, month, day = (*date.partition("T")[0].split("-"), "", "")[:3]
    return year, month, day
