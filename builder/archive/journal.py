"""What many pages read, written down in the order in which it comes, and sorted in at the end.

A read is found by its cell, which is a hash: of a hundred thousand reads each falls into another
place of the table, and whatever was touched is written again at every commit. A journal only
grows at its end. What a killed build left in it is sorted in by the next.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from builder.archive.sorting import sorting

TABLES: Final = (
    "CREATE TABLE journal_answer (cell INTEGER, spec TEXT, hash INTEGER)",
    "CREATE TABLE journal_read (cell INTEGER, reader INTEGER)",
)

READERS: Final = "CREATE INDEX reads_of ON reads (reader)"
"""The index by which what a page read is found."""


def sort_in(connection: sqlite3.Connection) -> None:
    """Sort what is in the journal in among what was read before, in the caller's transaction."""
    with sorting(connection):
        _sort_in(connection)


def _sort_in(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO answer SELECT cell, spec, hash FROM journal_answer ORDER BY cell"
    )
    there, come = (
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("reads", "journal_read")
    )
    # Of as many reads as there were, the index is sooner made anew than added to.
    anew = come > there
    if anew:
        connection.execute("DROP INDEX reads_of")
    connection.execute(
        "INSERT OR IGNORE INTO reads SELECT cell, reader FROM journal_read ORDER BY cell, reader"
    )
    if anew:
        connection.execute(READERS)
    connection.execute("DELETE FROM journal_answer")
    connection.execute("DELETE FROM journal_read")


def is_waiting(connection: sqlite3.Connection) -> bool:
    """Whether anything is in the journal."""
    return any(
        connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
        for table in ("journal_answer", "journal_read")
    )
