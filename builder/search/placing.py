"""Where documents stand for Pagefind, which takes the files of a folder in whatever order the file
system has them: in folders of 36, so that of each document one digit tells its place.

One folder for all would take two bytes a document to tell; one for every two takes a bit, but is
slow to make: some file systems look long for where a new folder goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
WIDE: Final = len(DIGITS)


class Order(NamedTuple):
    """In which order Pagefind took documents: the folders, by number and with spaces between, and
    the digits of the documents within them.
    """

    folders: str
    digits: str


def path_of(place: int) -> str:
    """The file of the document at a place: `12/7.html`."""
    folder, digit = divmod(place, WIDE)
    return f"{folder}/{DIGITS[digit]}.html"


def order_of(places: Sequence[int]) -> Order:
    """How to tell of the places of documents as Pagefind took them.

    Raises ValueError where it did not take all of one folder after all of another.
    """
    folders = [folder for folder, _ in groupby(place // WIDE for place in places)]
    if len(set(folders)) < len(folders) or set(places) != set(range(len(places))):
        raise ValueError("documents were taken in no order of folders")
    return Order(" ".join(map(str, folders)), "".join(DIGITS[place % WIDE] for place in places))
