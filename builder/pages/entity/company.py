"""The companions of an entity as a small picture: it in the middle, they around it, the nearer
the more articles concern both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from builder.pages.entity.ties import Companion

FEWEST: Final = 4
"""Of fewer companions there is no picture."""

DRAWN: Final = 14
"""How many companions are drawn."""

WIDTH: Final = 760
ROW: Final = 26
"""The height of a line of the picture; each companion has one, so that no name hides another."""

NEAR: Final = 70
FAR: Final = 170
LETTERS: Final = 26
"""So many letters of a name have room beside the farthest point."""


class Point(NamedTuple):
    """A companion in the picture: its place and radius, the width of its line to the middle,
    and where its name stands (`anchor` as SVG has it), cut where it is too long.
    """

    companion: Companion
    name: str
    x: int
    y: int
    r: float
    width: float
    at: int
    anchor: str


class Company(NamedTuple):
    """The picture, with its size and the middle, in units of the sheet."""

    width: int
    height: int
    x: int
    y: int
    points: tuple[Point, ...]


def company_of(companions: Sequence[Companion]) -> Company | None:
    """The picture of an entity's companions, who are given by rank: by turns to the right and
    the left, the first ones in the middle. None where there are too few.
    """
    drawn = companions[:DRAWN]
    if len(drawn) < FEWEST:
        return None
    rows = (len(drawn) + 1) // 2
    height = rows * ROW + 8
    points = []
    for rank, companion in enumerate(drawn):
        # Rows from the middle outwards: 0, 1 below, 1 above, 2 below, …
        row = rank // 2
        off = (row + 1) // 2 * (1 if row % 2 else -1)
        y = round(height / 2 + (off - (0.5 if rows % 2 == 0 else 0)) * ROW)
        away = FAR - (FAR - NEAR) * companion.share // 1000
        side = -1 if rank % 2 else 1
        x = WIDTH // 2 + side * away
        r = round(4 + 7 * (companion.share / 1000) ** 0.5, 1)
        name = companion.entity.name
        points.append(
            Point(
                companion, name if len(name) <= LETTERS else name[: LETTERS - 1].rstrip() + "…",
                x, y, r, round(1 + 4 * companion.share / 1000, 1), x + side * (round(r) + 6),
                "start" if side > 0 else "end",
            )
        )  # fmt: skip
    return Company(WIDTH, height, WIDTH // 2, height // 2, tuple(points))
