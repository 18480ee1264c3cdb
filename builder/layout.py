"""Where the points of a network go: a picture that is the same every time.

Forces as Fruchterman and Reingold have them: all points push each other away, ties pull, and
what may move cools down. They start on a spiral in the order given, so there is no chance in
it; only sums, products and square roots follow, which are the same on every machine.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

STEPS: Final = 60
"""How often all points move; at 200 points a step takes about 8 ms."""

_TURN: Final = math.pi * (3 - math.sqrt(5))
_PULL: Final = 0.16
"""How strongly everything is drawn to the middle, so that what has no ties does not drift off."""

Tie = tuple[int, int, int]
"""Two points, by their places in the list, and the weight of their tie."""


@functools.lru_cache(maxsize=8)
def lay_out(
    points: int, ties: tuple[Tie, ...], width: float, height: float, margin: float
) -> tuple[tuple[float, float], ...]:
    """The place of each point on a sheet of this size, to a tenth.

    Answers are kept: under the preview server a network is laid out again only if its ties
    are others.
    """
    if points == 0:
        return ()
    xs = [round(math.sqrt(i + 0.5) * math.cos(i * _TURN), 6) for i in range(points)]
    ys = [round(math.sqrt(i + 0.5) * math.sin(i * _TURN), 6) for i in range(points)]
    heat = math.sqrt(points) / 4
    for step in range(STEPS):
        _move(xs, ys, ties, heat * (1 - step / STEPS) + 0.01)
    return _fit(xs, ys, width, height, margin)


def _move(xs: list[float], ys: list[float], ties: Sequence[Tie], heat: float) -> None:
    count = len(xs)
    fx = [-_PULL * x for x in xs]
    fy = [-_PULL * y for y in ys]
    for i in range(count - 1):
        x, y, px, py = xs[i], ys[i], 0.0, 0.0
        for j in range(i + 1, count):
            dx, dy = x - xs[j], y - ys[j]
            push = 1 / (dx * dx + dy * dy + 0.01)
            dx *= push
            dy *= push
            px += dx
            py += dy
            fx[j] -= dx
            fy[j] -= dy
        fx[i] += px
        fy[i] += py
    for i, j, weight in ties:
        dx, dy = xs[i] - xs[j], ys[i] - ys[j]
        pull = 0.05 * weight
        fx[i] -= dx * pull
        fy[i] -= dy * pull
        fx[j] += dx * pull
        fy[j] += dy * pull
    for i in range(count):
        length = math.sqrt(fx[i] * fx[i] + fy[i] * fy[i])
        if length > heat:
            fx[i] *= heat / length
            fy[i] *= heat / length
        xs[i] += fx[i]
        ys[i] += fy[i]


def _fit(
    xs: Sequence[float], ys: Sequence[float], width: float, height: float, margin: float
) -> tuple[tuple[float, float], ...]:
    left, top = min(xs), min(ys)
    across, down = max(xs) - left or 1.0, max(ys) - top or 1.0
    return tuple(
        (
            round(margin + (x - left) / across * (width - 2 * margin), 1),
            round(margin + (y - top) / down * (height - 2 * margin), 1),
        )
        for x, y in zip(xs, ys, strict=True)
    )


def part(
    places: Sequence[tuple[float, float]], radii: Sequence[float], gap: float = 4.0
) -> tuple[tuple[float, float], ...]:
    """The places with overlapping points pushed apart, to a tenth; the first ones stay longest."""
    xs, ys = [x for x, _ in places], [y for _, y in places]
    for _ in range(12):
        moved = False
        for i in range(len(xs) - 1):
            for j in range(i + 1, len(xs)):
                dx, dy = xs[j] - xs[i], ys[j] - ys[i]
                wanted = radii[i] + radii[j] + gap
                square = dx * dx + dy * dy
                if square >= wanted * wanted:
                    continue
                moved = True
                length = math.sqrt(square)
                if length < 0.1:
                    dx, dy, length = 1.0, float(j - i), math.sqrt(1.0 + (j - i) ** 2)
                push = (wanted - length) / length
                xs[i], ys[i] = xs[i] - dx * push * 0.3, ys[i] - dy * push * 0.3
                xs[j], ys[j] = xs[j] + dx * push * 0.7, ys[j] + dy * push * 0.7
        if not moved:
            break
    return tuple((round(x, 1), round(y, 1)) for x, y in zip(xs, ys, strict=True))


@dataclass(frozen=True, slots=True)
class Label:
    """Where a label goes: its base point, SVG's `text-anchor`, and whether it is shown.

    `over` where it is shown though it covers something: it is to be drawn last.
    """

    x: float
    y: float
    anchor: str
    shown: bool
    over: bool = False


ALWAYS: Final = 6
"""So many labels are shown in any case."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def place_labels(
    places: Sequence[tuple[float, float]], radii: Sequence[float], widths: Sequence[float],
    size: float, width: float,
) -> tuple[Label, ...]:  # fmt: skip
    """A place for each label beside, above or below its point, the most important first: where
    it covers no point and no label that is shown. Where there is none, it is not shown.
    """
    points = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(places, radii, strict=True)]
    taken: list[Box] = []
    labels = []
    for number, ((x, y), r, long) in enumerate(zip(places, radii, widths, strict=True)):
        half = size * 0.6
        choices = (
            (x + r + 3, y, "start", x + r + 3),
            (x - r - 3, y, "end", x - r - 3 - long),
            (x, y - r - half - 1, "middle", x - long / 2),
            (x, y + r + half + 1, "middle", x - long / 2),
        )
        found = None
        for at_x, at_y, anchor, left in choices:
            box = _box((at_x, at_y, anchor, left), long, half)
            if left < 0 or left + long > width or any(map(box_meets(box), taken)):
                continue
            if any(box_meets(box)(other) for i, other in enumerate(points) if i != number):
                continue
            found = Label(round(at_x, 1), round(at_y, 1), anchor, True)
            taken.append(box)
            break
        if found is None:
            # The most important are named whatever points they cover; where there is a place
            # without, not over one another's names.
            always = number < ALWAYS
            inside = [c for c in choices if c[3] >= 0 and c[3] + long <= width] or [choices[0]]
            at_x, at_y, anchor, left = next(
                (
                    choice for choice in inside
                    if not any(map(box_meets(_box(choice, long, half)), taken))
                ),
                inside[0],
            )  # fmt: skip
            found = Label(round(at_x, 1), round(at_y, 1), anchor, always, over=always)
            if always:
                taken.append(_box((at_x, at_y, anchor, left), long, half))
        labels.append(found)
    return tuple(labels)


def _box(choice: tuple[float, float, str, float], long: float, half: float) -> Box:
    _x, y, _anchor, left = choice
    return (left, y - half, left + long, y + half)


def box_meets(one: Box) -> Callable[[Box], bool]:
    """Whether a box and another have a place in common."""
    left, top, right, bottom = one
    return lambda other: (
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
    )
