"""Slices as pages lead to them: what each is called, and how much it holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from builder import wording
from builder.pages.shared.slices import DAY, above


class Slice(NamedTuple):
    """A part of a long list as a link; `period` and `label` are empty for the whole list."""

    address: str
    period: str
    label: str


class Counted(NamedTuple):
    """A slice as a link, with its articles; `share` is of 1000, of the one with most."""

    address: str
    period: str
    label: str
    articles: int
    share: int


def counted(
    slices: Iterable[Slice], counts: Iterable[tuple[str, int]], lang: str
) -> tuple[Counted, ...]:
    """Slices with the articles that each has; the parts of a day by their number alone, since
    their menu stands on the day's page.
    """
    of = dict(counts)
    most = max(of.values(), default=1)
    return tuple(
        Counted(
            slice.address, slice.period, _part_label(slice.period, lang) or slice.label,
            of.get(slice.period, 0), 1000 * of.get(slice.period, 0) // most,
        )
        for slice in slices
    )  # fmt: skip


def period_label(period: str, lang: str) -> str:
    """What a slice is called in a language: `2023`, `September 2023`, `13 September 2023`."""
    words = wording.words_of(lang)
    if part := _part_label(period, lang):
        return f"{period_label(period[:DAY], lang)}, {part}"
    if period.endswith("-00"):
        whole = above(period)
        if whole.endswith("-00"):
            return period_label(whole, lang)
        if len(period) == DAY:
            return words.gettext("%s, day not given") % words.date(whole)
        return words.gettext("%s, month not given") % whole
    return words.date(period)


def _part_label(period: str, lang: str) -> str:
    """What a part is called on the page of its day; empty for a day and what is longer."""
    # Hexadecimal digits would read as a code: parts are counted from 1.
    number = ".".join(str(int(digit, 16) + 1) for digit in period[DAY + 1 :])
    return wording.words_of(lang).gettext("part %s") % number if number else ""
