"""A map of the world to colour: countries as SVG paths, small ones as dots.

`data/world.json` holds the shapes, already projected; `data/world.md` says where they come
from and under which licence, `tests/tools/make_world.py` makes them.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

WIDTH: Final = 1000
"""The width of the sheet, in the units of the paths' coordinates divided by `SCALE`."""

SCALE: Final = 10
"""Coordinates are whole numbers, this many to a unit of the sheet."""

TOP, BOTTOM = 83.7, -56.0
"""The latitudes at which the sheet ends: Antarctica has no news desk and a third of the room."""

MERIDIAN: Final = 11.0
"""The longitude in the middle: the sheet is cut in the Bering Strait, through no country."""

# The Equal Earth projection: areas are true, so that colour is not heard louder in the north.
# Coefficients from Šavrič, Patterson, Jenny: The Equal Earth map projection (2018).
_A: Final = (1.340264, -0.081106, 0.000893, 0.003796)
_M: Final = math.sqrt(3) / 2


def _plane(longitude: float, latitude: float) -> tuple[float, float]:
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    a1, a2, a3, a4 = _A
    square = theta * theta
    sixth = square**3
    slope = 9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1
    x = math.radians(longitude) * math.cos(theta) / (_M * slope)
    return x, theta * (a4 * sixth * square + a3 * sixth + a2 * square + a1)


_HALF: Final = _plane(180, 0)[0]
_UNIT: Final = WIDTH / (2 * _HALF)
_NORTH: Final = _plane(0, TOP)[1]
HEIGHT: Final = round((_NORTH - _plane(0, BOTTOM)[1]) * _UNIT)
"""The height of the sheet, in the unit of `WIDTH`."""


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """The place on the sheet of a point, in its units, from the upper left corner.

    Degrees; longitudes beyond ±180° from the middle are taken as they are, so that a shape
    which was unwrapped stays whole.
    """
    x, y = _plane(longitude - MERIDIAN, latitude)
    return (x + _HALF) * _UNIT, (_NORTH - y) * _UNIT


@dataclass(frozen=True, slots=True)
class Shape:
    """A country on the sheet. `path` and `coarse` are SVG path data in `SCALE` to a unit;
    both are empty for a country that is drawn as a dot. (`x`, `y`) is where the dot or a
    label goes, in units of the sheet.
    """

    id: str
    path: str
    coarse: str
    x: float
    y: float


@functools.cache
def shapes() -> tuple[Shape, ...]:
    """Every country that can be drawn: shapes by id, then dots, so that dots are on top.

    The shapes leave out what is too small for a sheet of this size: those are dots.
    """
    text = (Path(__file__).parent / "data" / "world.json").read_text(encoding="utf-8")
    found = (Shape(f"countries/{code}", *rest) for code, rest in json.loads(text).items())
    return tuple(sorted(found, key=lambda shape: (not shape.path, shape.id)))


def classes(counts: Sequence[int], number: int = 5) -> tuple[int, ...]:
    """The least count of each class, from 1 up, in equal steps of the logarithm.

    At most `number` of them; fewer where the counts do not fill them.
    """
    most = max(counts, default=0)
    if most < 1:
        return ()
    starts = [round(most ** (step / number)) for step in range(number)]
    return tuple(sorted({max(1, start) for start in starts}))


def class_of(count: int, starts: Sequence[int]) -> int:
    """The class of a count: 0 for none, then from 1."""
    return sum(count >= start for start in starts)
