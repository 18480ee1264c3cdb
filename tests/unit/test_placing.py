"""Where documents stand for Pagefind, and what has to be known of the order in which it took them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, strategies as st

from builder.search.placing import WIDE, order_of, path_of


@given(st.integers(1, 300), st.randoms(use_true_random=False))
def test_an_order_is_known_by_its_folders_and_a_digit_a_document(
    pages: int, rng: random.Random
) -> None:
    folders = [list(range(first, min(first + WIDE, pages))) for first in range(0, pages, WIDE)]
    rng.shuffle(folders)
    for inside in folders:
        rng.shuffle(inside)
    taken = [place for inside in folders for place in inside]
    told = order_of(taken)
    assert len(told.digits) == pages
    digits = iter(told.digits)
    assert taken == [
        first + int(next(digits), WIDE)
        for first in (WIDE * int(folder) for folder in told.folders.split(" "))
        for _ in range(min(WIDE, pages - first))
    ]


def test_each_document_has_a_file_in_a_folder_of_few() -> None:
    paths = [path_of(place) for place in range(100)]
    assert paths[:2] + paths[35:38] == ["0/0.html", "0/1.html", "0/z.html", "1/0.html", "1/1.html"]
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize("order", [[0, 36, 1, *range(2, 36)], [0, 0], [1, 2]])
def test_an_order_of_no_folders_is_told_of(order: list[int]) -> None:
    with pytest.raises(ValueError, match="no order"):
        order_of(order)
