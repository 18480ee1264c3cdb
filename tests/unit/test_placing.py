"""Where documents stand for Pagefind, and what has to be known of the order in which it took them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, strategies as st

from builder.search.placing import path_of, turns_of


@given(st.integers(1, 300), st.randoms(use_true_random=False))
def test_an_order_of_folders_is_known_by_their_turns(pages: int, rng: random.Random) -> None:
    def taken(first: int, last: int) -> list[int]:
        if last - first < 2:
            return [first]
        half = (first + last) // 2
        parts = [taken(first, half), taken(half, last)]
        rng.shuffle(parts)
        return parts[0] + parts[1]

    def told(turns: list[str], first: int, last: int) -> list[int]:
        if last - first < 2:
            return [first]
        half, is_turned = (first + last) // 2, turns.pop(0) == "1"
        parts = ((half, last), (first, half)) if is_turned else ((first, half), (half, last))
        return [place for part in parts for place in told(turns, *part)]

    order = taken(0, pages)
    turns = turns_of(order)
    assert len(turns) == pages - 1
    assert told(list(turns), 0, pages) == order


@given(st.integers(1, 300))
def test_each_document_has_a_file_in_a_folder_of_two(pages: int) -> None:
    paths = [path_of(place, pages) for place in range(pages)]
    assert len(set(paths)) == pages
    assert paths == sorted(paths)
    folders = {path.removesuffix(".html") for path in paths}
    assert not any(
        f"{path}/".startswith(f"{other}/") for path in folders for other in folders - {path}
    )


@pytest.mark.parametrize("order", [[0, 2, 1, 3], [0, 0], [3, 1, 2, 0], [1, 2]])
def test_an_order_of_no_folders_is_told_of(order: list[int]) -> None:
    with pytest.raises(ValueError, match="no order"):
        turns_of(order)
