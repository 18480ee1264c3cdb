"""Where the points of a network go: a picture that is the same every time.

Forces as Fruchterman and Reingold have them: all points push each other away, ties pull, and
what may move cools down. They start on a spiral in the order given, so there is no chance in
it; only sums, products and square roots follow, which are the same on every machine.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Final

STEPS: Final = 60
"""How often all points move; at 200 points a step takes about 8 ms."""

_TURN: Final = math.pi * (3 - math.sqrt(5))
_PULL: Final = 0.035
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
        pull = math.sqrt(dx * dx + dy * dy) * weight * 0.05
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


def free_labels(boxes: Sequence[tuple[float, float, float, float]]) -> tuple[bool, ...]:
    """Which labels can be shown at once: each that no earlier shown one overlaps.

    A box is (left, top, right, bottom); the most important come first.
    """
    shown: list[tuple[float, float, float, float]] = []
    answer = []
    for left, top, right, bottom in boxes:
        free = all(
            right <= a or c <= left or bottom <= b or d <= top for a, b, c, d in shown
        )
        if free:
            shown.append((left, top, right, bottom))
        answer.append(free)
    return tuple(answer)
