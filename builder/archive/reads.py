"""What was read, with which answer, and what follows where an answer is another now.

A changed row names base cells (`changes`). Here each named cell that somebody read
is asked again: the same answer ends the matter; another makes its readers follow, pages
dirty, questions asked again in turn.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

import orjson

from builder.archive.cells import base_cell
from builder.archive.door import Door, Handed, Spec
from builder.archive.store import dump_spec

PLAN: Final = "?plan"
"""The question whose answers are the pages of a root: (kind, *key) → page ids."""


class Tables(NamedTuple):
    """Where answers and reads are kept."""

    answer: str
    reads: str
    ordered: Callable[[Iterable[Any]], Iterable[Any]]
    """Brings rows into the order in which they are put in soonest."""


TABLES: Final = Tables("answer", "reads", sorted)

JOURNAL: Final = Tables("journal_answer", "journal_read", iter)
"""Where they wait to be sorted in (`journal`)."""


class Consequences(NamedTuple):
    """What follows from changed cells: dirty pages, kinds of page, and changed plans."""

    pages: set[int]
    kinds: set[str]
    plans: dict[int, tuple[Any, ...]]


def follow(connection: sqlite3.Connection, door: Door, named: Collection[Spec]) -> Consequences:
    """Ask every named cell again that was read, and follow those whose answer differs."""
    found = Consequences(set(), set(), {})
    if is_unread(connection):
        door.forget()
        return found
    waiting: list[tuple[int, Spec]] = [(base_cell(*spec), spec) for spec in sorted(named)]
    door.drop(cell for cell, _ in waiting)
    seen: set[int] = set()
    while waiting:
        cell, spec = waiting.pop()
        if cell in seen:
            continue
        seen.add(cell)
        door.spare()
        stored = connection.execute("SELECT hash FROM answer WHERE cell = ?", (cell,)).fetchone()
        if stored is None:
            continue
        now = door.hash_of(spec)
        if cell < 0:
            record_question(connection, door, cell)
        if now == stored[0]:
            continue
        connection.execute("UPDATE answer SET hash = ? WHERE cell = ?", (now, cell))
        if spec[0] == PLAN:
            found.plans[cell] = spec[1]
        readers = connection.execute(
            "SELECT reader, spec FROM reads LEFT JOIN answer ON reader < 0 AND answer.cell = reader"
            " WHERE reads.cell = ?",
            (cell,),
        ).fetchall()
        for reader, asked in readers:
            if reader > 0:
                found.pages.add(reader)
            elif asked is not None:
                waiting.append((reader, load_spec(asked)))
        for (kind,) in connection.execute("SELECT kind FROM kind_reads WHERE cell = ?", (cell,)):
            found.kinds.add(kind)
    return found


def load_spec(text: str) -> Spec:
    """A cell's spec from the store."""
    name, key = orjson.loads(text)
    return name, _tuples(key)


def _tuples(value: Any) -> Any:
    """JSON knows no tuples; a key with lists in it would be another cell's."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def record_question(connection: sqlite3.Connection, door: Door, cell: int) -> None:
    """Keep what a question read, in place of what it read before, questions inside included."""
    cells = door.read_within(cell)
    old = {row[0] for row in connection.execute("SELECT cell FROM reads WHERE reader = ?", (cell,))}
    if old == cells.keys():
        return
    connection.executemany(
        "DELETE FROM reads WHERE cell = ? AND reader = ?", [(c, cell) for c in old - cells.keys()]
    )
    keep(connection, door, {c: cells[c] for c in cells.keys() - old})
    connection.executemany(
        "INSERT INTO reads VALUES (?, ?)", [(c, cell) for c in sorted(cells.keys() - old)]
    )


def keep(connection: sqlite3.Connection, door: Door, cells: Mapping[int, Spec]) -> None:
    """Keep the answers of cells that are read for the first time."""
    for cell, spec in cells.items():
        if is_kept(connection, cell):
            continue
        connection.execute(
            "INSERT INTO answer VALUES (?, ?, ?)", (cell, dump_spec(*spec), door.hash_of(spec))
        )
        if cell < 0:
            record_question(connection, door, cell)


def ask_plan(door: Door, arguments: tuple[Any, ...], handed: Handed) -> Any:
    """The pages of a root now; what it read is handed on, for `keep_plans`."""
    spec = (PLAN, arguments)
    door.spare()
    plan = door.answer(spec)
    door.hand_on({door.cell_of(spec): spec}, handed)
    return plan


def keep_plans(connection: sqlite3.Connection, plans: Iterable[int], handed: Handed) -> None:
    """Keep what these plans read and answered, in place of what they did before."""
    cells = [(cell,) for cell in plans]
    connection.executemany("DELETE FROM reads WHERE reader = ?", cells)
    connection.executemany("DELETE FROM answer WHERE cell = ?", cells)
    keep_handed(connection, handed)


def keep_handed(connection: sqlite3.Connection, handed: Handed, into: Tables = TABLES) -> None:
    """Keep what readers handed on: answers, and what questions read."""
    answers = ((cell, spec, hash) for cell, (spec, hash) in handed.answers.items())
    connection.executemany(
        f"INSERT OR IGNORE INTO {into.answer} VALUES (?, ?, ?)", into.ordered(answers)
    )
    keep_reads(
        connection,
        ((cell, asker) for asker, cells in handed.within.items() for cell in cells),
        into,
    )


def keep_reads(
    connection: sqlite3.Connection, pairs: Iterable[tuple[int, int]], into: Tables = TABLES
) -> None:
    """Keep which cells which readers read, as (cell, reader)."""
    # Another build of the same cache may have kept some already.
    connection.executemany(f"INSERT OR IGNORE INTO {into.reads} VALUES (?, ?)", into.ordered(pairs))


def verify(connection: sqlite3.Connection, door: Door) -> list[Spec]:
    """Ask every recorded cell again; those that answer otherwise were missed.

    A debugging aid: after a build there must be none.
    """
    door.forget()
    missed = []
    for text, hash in connection.execute("SELECT spec, hash FROM answer").fetchall():
        spec = load_spec(text)
        door.spare()
        if door.hash_of(spec) != hash:
            missed.append(spec)
    return missed


def is_kept(connection: sqlite3.Connection, cell: int) -> bool:
    """Whether the answer of a cell is kept: somebody read it, or it is a plan that was asked."""
    kept = connection.execute("SELECT 1 FROM answer WHERE cell = ?", (cell,)).fetchone()
    return kept is not None


def is_unread(connection: sqlite3.Connection) -> bool:
    """Whether no page has read anything yet: the store is new."""
    return connection.execute("SELECT 1 FROM answer LIMIT 1").fetchone() is None
