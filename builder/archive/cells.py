"""Cells: what was asked of the store, as a number; and answers, as a number.

A cell is a base look-up (a family and its key) or a *question*: a value that a pure
function derives from other look-ups. Base cells are positive, questions negative. Both are
64-bit hashes; that two cells fall together is guarded against by `door.verify`.
"""

from __future__ import annotations

import hashlib
import marshal
from typing import Any

_HALF = 1 << 63


def weigh_value(value: Any) -> tuple[int, int]:
    """A 63-bit hash of text, numbers, None and tuples or lists of them, the same everywhere;
    and about how many bytes they are.
    """
    # Version 2 of marshal writes no back references, which depend on object identity.
    data = marshal.dumps(value, 2)
    hash = int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big") % _HALF
    return hash, len(data)


def hash_value(value: Any) -> int:
    """The hash alone."""
    return weigh_value(value)[0]


def base_cell(family: str, key: tuple[Any, ...]) -> int:
    """The cell of a family's rows under a key; positive."""
    return hash_value((family, key)) or 1


def question_cell(question: str, arguments: tuple[Any, ...]) -> int:
    """The cell of a derived value; negative."""
    return -(hash_value((question, arguments)) or 1)
