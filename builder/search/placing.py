"""Where documents stand for Pagefind, which takes the files of a folder in whatever order the file
system has them: in folders of two, so that which of the two came first is all that has to be
known of the order, a bit a document.
"""

from __future__ import annotations

from collections.abc import Sequence


def path_of(place: int, pages: int) -> str:
    """The file of the document at a place of so many: `0/1/1.html`."""
    first, last, steps = 0, pages, []
    while last - first > 1:
        half = (first + last) // 2
        is_late = place >= half
        first, last = (half, last) if is_late else (first, half)
        steps.append("1" if is_late else "0")
    return "/".join(steps or ["0"]) + ".html"


def turns_of(order: Sequence[int]) -> str:
    """For each folder, as they were gone into, whether ("1") its second half came first.

    `order` has the places as Pagefind took them. Raises ValueError where it did not go through
    one folder after the other.
    """
    turns: list[str] = []
    if set(order) != set(range(len(order))):
        raise ValueError("places are in no order")

    def turn(taken: Sequence[int], first: int, last: int) -> None:
        if last - first < 2:
            return
        half = (first + last) // 2
        is_turned = taken[0] >= half
        turns.append("1" if is_turned else "0")
        halves = [(first, half), (half, last)]
        for start, end in reversed(halves) if is_turned else halves:
            part, taken = taken[: end - start], taken[end - start :]
            if set(part) != set(range(start, end)):
                raise ValueError("places are in no order of folders")
            turn(part, start, end)

    turn(order, 0, len(order))
    return "".join(turns)
