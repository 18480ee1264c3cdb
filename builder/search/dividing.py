"""Which search documents are indexed together: bundles by time, from the content alone.

Pagefind cannot add one page to an index, so an edit costs the indexing of one bundle. Bundles
are cut where time is cut in two, and in two again, as long as a part is too big: an article
more or less changes the bundle it is in, or cuts it in two, and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

MOST: Final = 7_000_000
"""Bytes of documents in a bundle: what Pagefind indexes in less than three seconds on two cores,
some 2,700 wires of 120 words. A smaller bundle costs less to index, and more to search: each is
asked.
"""


class Entry(NamedTuple):
    """A search document: `moment` (UTC) and id of its article, its language, its file's path
    below the documents, hash and size in bytes.
    """

    moment: str
    id: str
    lang: str
    path: str
    hash: str
    size: int


def divide(entries: Iterable[Entry], most: int = MOST) -> list[Sequence[Entry]]:
    """Bundles of at most `most` bytes, in the order of moment and id, within and among them.

    Only what is of one second stays together however much it is.
    """
    ordered = sorted(entries)
    return _cut(ordered, [_seconds(entry.moment) for entry in ordered], most) if ordered else []


def _cut(entries: Sequence[Entry], seconds: Sequence[int], most: int) -> list[Sequence[Entry]]:
    first, last = seconds[0], seconds[-1]
    if first == last or sum(entry.size for entry in entries) <= most:
        return [entries]
    # The highest bit in which the two differ: the middle of the smallest part of time, of those
    # that come of cutting in two, which holds both.
    half = 1 << ((first ^ last).bit_length() - 1)
    at = next(n for n, second in enumerate(seconds) if second & half)
    return [
        *_cut(entries[:at], seconds[:at], most),
        *_cut(entries[at:], seconds[at:], most),
    ]


def _seconds(moment: str) -> int:
    """Seconds since the year 1: never negative, so that its bits cut time evenly."""
    since = datetime.fromisoformat(moment) - datetime.fromisoformat("0001-01-01T00:00:00+00:00")
    return since.days * 86_400 + since.seconds
