"""Where the points of a network go."""

from __future__ import annotations

import itertools
import math

from hypothesis import given, settings, strategies as st

from builder.layout import box_meets, lay_out, part, place_labels

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


def test_the_most_important_are_named_whatever_they_cover_and_nothing_covers_their_names() -> None:
    """A crowd around one point: its label has no room, and is drawn over the others, whose
    labels keep clear of it.
    """
    crowd = [(500.0, 400.0)] + [
        (500.0 + 14 * dx, 400.0 + 14 * dy)
        for dx in range(-9, 10)
        for dy in range(-4, 5)
        if dx or dy
    ]
    widths = [120.0] + [30.0] * (len(crowd) - 1)
    labels = place_labels(crowd, [6.0] * len(crowd), widths, 13, 1000)
    first = labels[0]
    assert first.shown and first.over and first.anchor == "start"
    box = (first.x, first.y - 7.8, first.x + 120, first.y + 7.8)
    for label, long in zip(labels[1:], widths[1:], strict=True):
        if label.shown and not label.over:
            left = {"start": 0.0, "end": long, "middle": long / 2}[label.anchor]
            other = (label.x - left, label.y - 7.8, label.x - left + long, label.y + 7.8)
            assert not box_meets(box)(other)
