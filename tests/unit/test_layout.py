"""Where the points of a network go."""

from __future__ import annotations

import itertools
import math

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.layout import lay_out, part, place_labels

TIES = ((0, 1, 4), (0, 2, 1), (1, 2, 1), (3, 4, 2))


def test_the_same_picture_every_time() -> None:
    first = lay_out(6, TIES, 1000, 800, 50)
    lay_out.cache_clear()
    assert lay_out(6, TIES, 1000, 800, 50) == first
    assert len(set(first)) == 6


def test_what_is_tied_is_nearer_than_what_is_not() -> None:
    places = lay_out(6, TIES, 1000, 800, 50)

    def apart(one: int, two: int) -> float:
        (a, b), (c, d) = places[one], places[two]
        return math.dist((a, b), (c, d))

    assert apart(3, 4) < apart(3, 0)
    assert apart(0, 1) < apart(1, 4)


@given(st.integers(0, 25), st.data())
@settings(max_examples=40)
def test_all_points_are_on_the_sheet(points: int, data: st.DataObject) -> None:
    pairs = list(itertools.combinations(range(points), 2))
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    places = lay_out(points, tuple((a, b, 2) for a, b in chosen), 1000, 800, 50)
    assert len(places) == points
    assert all(50 <= x <= 950 and 50 <= y <= 750 for x, y in places)


def test_overlapping_points_part() -> None:
    places = part(((100, 100), (100, 100), (105, 100)), (10, 10, 10))
    for (a, b), (c, d) in itertools.combinations(places, 2):
        assert math.dist((a, b), (c, d)) > 20


def test_no_label_covers_another_or_a_point() -> None:
    places = tuple((100.0 + 30 * (i % 5), 100.0 + 18 * (i // 5)) for i in range(20))
    radii = (5.0,) * 20
    labels = place_labels(places, radii, (60.0,) * 20, 13, 1000)
    boxes = []
    for label in labels[6:]:
        if label.shown:
            left = label.x - {"start": 0, "middle": 30, "end": 60}[label.anchor]
            boxes.append((left, label.y - 7.8, left + 60, label.y + 7.8))
    for one, two in itertools.combinations(boxes, 2):
        assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
    assert all(label.shown for label in labels[:6])
