"""Long lists of names, cut by their first letters, then by prefix (DESIGN, law 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeVar

from builder.pages.shared.order import initials

T = TypeVar("T", bound=tuple[Any, ...])

LONG: Final = 300
"""How many names a page lists before the list is cut."""

DEEPEST: Final = 12
"""After so many letters a list is cut no further: these share a name."""

Part = tuple[str, bool]
"""First letters, and whether the names that begin with them are cut further."""


class LetterLink(NamedTuple):
    """A letter, or the first letters, of an index, and whether they are this page's."""

    label: str
    address: str
    current: bool


def cut_by_letters(names: Iterable[str]) -> tuple[Part, ...]:
    """The parts of a list of names; none where all have room on one page."""
    known = list(names)
    return tuple(_cut(known, 1)) if len(known) > LONG else ()


def _cut(names: list[str], length: int) -> list[Part]:
    by_letters: dict[str, list[str]] = {}
    for name in names:
        by_letters.setdefault(initials(name, length), []).append(name)
    found: list[Part] = []
    for letters, inside in sorted(by_letters.items()):
        # Names that end here, or that begin with a digit, cannot be told apart by one more.
        more = len(inside) > LONG and len(letters) == length < DEEPEST and letters != "0"
        found.append((letters, more))
        if more:
            found += [part for part in _cut(inside, length + 1) if part[0] != letters]
    return found


def part_of(cut: Mapping[str, bool], name: str) -> str:
    """The smallest of the parts in which a name stands."""
    place = initials(name, 1)
    while cut.get(place) and (further := initials(name, len(place) + 1)) != place:
        place = further
    return place


def dealt_out(
    cut: Iterable[Part], entries: Iterable[T], name: int
) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """What each part lists, in the order of the entries: what stands in no part below it.
    `name` is where an entry has its name.
    """
    parts = dict(cut)
    found: dict[str, list[T]] = {}
    for entry in entries:
        found.setdefault(part_of(parts, entry[name]), []).append(entry)
    return tuple((part, tuple(inside)) for part, inside in found.items())


def below(cut: Iterable[Part], part: str) -> list[str]:
    """The parts just below one."""
    return [one for one, _ in cut if len(one) == len(part) + 1 and one.startswith(part)]


def key_of(part: str) -> str:
    """A part as a page's key and in its address: names without any letter have one too."""
    return part or "_"
