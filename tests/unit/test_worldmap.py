"""The sheet of the world, and the classes of its colours."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, strategies as st

from builder.pages.shared.coverage import COLUMNS, spans_of
from builder.territories import load_table
from builder.worldmap import HEIGHT, SCALE, WIDTH, class_of, classes, project, shapes


def test_every_shape_lies_on_the_sheet() -> None:
    for shape in shapes():
        for path in (shape.path, shape.coarse):
            for x, y in itertools.chain.from_iterable(rings(path)):
                assert 0 <= x <= WIDTH, shape.id
                assert -1 <= y <= HEIGHT, shape.id
        assert 0 <= shape.x <= WIDTH and 0 <= shape.y <= HEIGHT


def test_no_shape_streaks_across_the_sheet() -> None:
    for shape in shapes():
        for step in re.findall(r"l(.*?)z", shape.path):
            numbers = [int(n) for n in re.findall(r"-?\d+", step)]
            assert max(map(abs, numbers)) < WIDTH * SCALE / 8, shape.id


def test_the_shapes_are_countries_of_the_programs_table() -> None:
    known = {f"countries/{country.id}" for country in load_table().countries}
    drawn = {shape.id for shape in shapes()}
    assert drawn <= known
    assert {"countries/kp", "countries/xk", "countries/sg", "countries/va"} <= drawn
    # Whatever exists and is neither drawn nor part of another's shape.
    assert len(known - drawn) < 40


def rings(path: str) -> list[list[tuple[float, float]]]:
    found = []
    for ring in filter(None, path.split("M")):
        x, y = 0, 0
        points = []
        numbers = [int(n) for n in re.findall(r"-?\d+", ring)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / SCALE, y / SCALE))
        found.append(points)
    return found


def holds(path: str, x: float, y: float) -> bool:
    """Whether a point is inside a path, by the even-odd rule."""
    inside = False
    for points in rings(path):
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
    return inside


@pytest.mark.parametrize(
    ("longitude", "latitude", "country"),
    [
        (2.35, 48.86, "fr"), (126.2, 39.0, "kp"), (127.5, 37.2, "kr"), (135.07, 48.48, "ru"),
        (177.5, 64.7, "ru"), (-74.5, 41.5, "us"), (-150.0, 65.0, "us"), (34.2, 45.3, "ua"),
        (-13.0, 25.0, "eh"), (33.3, 35.25, "cy"), (45.0, 9.8, "so"), (-53.0, 4.0, "fr"),
    ],
)  # fmt: skip
def test_a_place_lies_in_its_country(longitude: float, latitude: float, country: str) -> None:
    x, y = project(longitude, latitude)
    assert [s.id for s in shapes() if holds(s.path, x, y)] == [f"countries/{country}"]


@pytest.mark.parametrize(
    ("counts", "starts"),
    [([], ()), ([0], ()), ([1], (1,)), ([3, 1], (1, 2)), ([74, 64, 1], (1, 2, 6, 13, 31))],
)
def test_classes(counts: list[int], starts: tuple[int, ...]) -> None:
    assert classes(counts) == starts


@given(st.lists(st.integers(0, 10**6), min_size=1))
def test_every_count_has_a_class_and_more_is_never_less(counts: list[int]) -> None:
    starts = classes(counts)
    assert len(starts) <= 5
    ordered = [class_of(count, starts) for count in sorted(counts)]
    assert ordered == sorted(ordered)
    assert all((count == 0) == (class_of(count, starts) == 0) for count in counts)


@given(st.lists(st.integers(1, 9999).map(lambda year: f"{year:04}"), min_size=1))
def test_spans_hold_every_year_once(years: list[str]) -> None:
    spans = spans_of(years)
    assert len(spans) <= COLUMNS + 1
    for year in years:
        assert sum(first <= year <= last for first, last in spans) == 1
