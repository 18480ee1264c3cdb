"""The picture of an entity's companions: no name over another, all on the sheet."""

from __future__ import annotations

import itertools

import pytest

from builder.pages.entity.company import DRAWN, FEWEST, LETTERS, company_of
from builder.pages.entity.ties import Companion
from builder.pages.shared.refs import EntityRef


def companions(count: int, name: str = "Jeanne Martin") -> list[Companion]:
    ref = EntityRef("people/x", "people", name, "people/x.html", "", "", False, True, "")
    return [Companion(ref, count - i, 1000 * (count - i) // count, "") for i in range(count)]


@pytest.mark.parametrize("count", range(FEWEST, DRAWN + 4))
def test_every_name_has_a_line_of_its_own(count: int) -> None:
    picture = company_of(companions(count))
    assert picture is not None
    assert len(picture.points) == min(count, DRAWN)
    for side in ("start", "end"):
        ys = sorted(point.y for point in picture.points if point.anchor == side)
        assert all(after - before >= 20 for before, after in itertools.pairwise(ys))
    assert all(point.r < point.y < picture.height - point.r for point in picture.points)


def test_the_more_articles_the_nearer_and_thicker() -> None:
    picture = company_of(companions(9))
    assert picture is not None
    away = [abs(point.x - picture.x) for point in picture.points]
    assert away == sorted(away)
    widths = [point.width for point in picture.points]
    assert widths == sorted(widths, reverse=True) and widths[0] > widths[-1]


def test_of_few_there_is_no_picture_and_a_long_name_is_cut() -> None:
    assert company_of(companions(FEWEST - 1)) is None
    picture = company_of(companions(4, "n" * 40))
    assert picture is not None
    assert picture.points[0].name == "n" * (LETTERS - 1) + "…"
    # The widest letters that a name may have beside the farthest point stay on the sheet.
    assert max(point.at for point in picture.points) + LETTERS * 7 <= picture.width
