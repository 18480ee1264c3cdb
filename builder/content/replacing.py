"""Names put in place of others in a string, and where its positions went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class HiddenName(NamedTuple):
    """A form of a name that is not to be shown.

    `entity` is the public id (`people/mme-x`), `shown` what stands in its place (`[Mme X.]`);
    a `surname` is hidden only where the article is about its bearer.
    """

    form: str
    entity: str
    shown: str
    surname: bool


class Found(NamedTuple):
    """A stretch in which a hidden name stands."""

    start: int
    end: int
    name: HiddenName


@dataclass(frozen=True, slots=True)
class Replaced:
    """A string with names replaced, and where its positions went."""

    text: str
    found: tuple[Found, ...]

    def place(self, position: int) -> int:
        """Where a position of the original is now; inside a name, the end of what replaced it."""
        moved = 0
        for start, end, name in self.found:
            if position <= start:
                break
            if position < end:
                return start + moved + len(name.shown)
            moved += len(name.shown) - (end - start)
        return position + moved


def replace_names(text: str, found: Iterable[Found]) -> Replaced:
    """The text with what is shown in place of each stretch; stretches that cross become one."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start, -f.end)):
        if kept and item.start < kept[-1].end:
            kept[-1] = kept[-1]._replace(end=max(kept[-1].end, item.end))
        else:
            kept.append(item)
    parts: list[str] = []
    end = 0
    for start, stop, name in kept:
        parts += (text[end:start], name.shown)
        end = stop
    return Replaced("".join((*parts, text[end:])), tuple(kept))
