"""How the database sorts many rows: in pieces that the processor has at hand, beside each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

PIECE: Final = 4_096
"""How many kB are sorted at a time. Of seven million reads: with 64 MB 15 s, with 4 MB 10 s, in two
threads 7 s.
"""


@contextmanager
def sorting(connection: sqlite3.Connection) -> Iterator[None]:
    """Have SQLite sort what it is asked to inside in this way."""
    kept = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("cache_size", "threads")
    }
    connection.execute(f"PRAGMA cache_size = -{PIECE}")
    connection.execute("PRAGMA threads = 2")
    try:
        yield
    finally:
        for name, value in kept.items():
            connection.execute(f"PRAGMA {name} = {value}")
