"""Which pages there are, what each read, and which are to be rendered again.

A changed row names base cells (`writer.Changes`). Here each named cell that somebody read
is asked again: the same answer ends the matter; another makes its readers follow, pages
dirty, questions asked again in turn.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from builder.archive.cells import base_cell
from builder.archive.door import Door, Handed, Spec
from builder.archive.store import dump_spec

PLAN = "?plan"
"""The question whose answers are the pages of a root: (kind, *key) → page ids."""


AT_ONCE, LATE, DOCUMENT = range(3)
"""The turns in which pages are made: those that people look at; those that show much of the
archive and are read by few; search documents.
"""


class Known(NamedTuple):
    """A page as the ledger keeps it; `hash`, `size`, `mtime` are of the file last written."""

    id: int
    kind: str
    key: tuple[str, ...]
    lang: str
    path: str
    hash: str
    size: int
    mtime: int
    turn: int


class Consequences(NamedTuple):
    """What follows from changed cells: dirty pages, kinds of page, and changed plans."""

    pages: set[int]
    kinds: set[str]
    plans: dict[int, tuple[Any, ...]]


def follow(connection: sqlite3.Connection, door: Door, named: Collection[Spec]) -> Consequences:
    """Ask every named cell again that was read, and follow those whose answer differs."""
    door.drop(named)
    found = Consequences(set(), set(), {})
    waiting: list[tuple[int, Spec]] = [(base_cell(*spec), spec) for spec in named]
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
    name, key = json.loads(text)
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
        if connection.execute("SELECT 1 FROM answer WHERE cell = ?", (cell,)).fetchone():
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
    _keep(connection, handed)


def _keep(connection: sqlite3.Connection, handed: Handed) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO answer VALUES (?, ?, ?)",
        [(cell, dump_spec(*spec), hash) for cell, (spec, hash) in sorted(handed.answers.items())],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO reads VALUES (?, ?)",
        sorted((cell, asker) for asker, cells in handed.within.items() for cell in cells),
    )


def pages_of_root(connection: sqlite3.Connection, cell: int) -> dict[str, Known]:
    """The pages that the ledger has of a root, by path."""
    return {
        known.path: known
        for known in _known(
            connection.execute(f"SELECT {_COLUMNS} FROM page WHERE root = ?", (cell,))
        )
    }


_COLUMNS = "id, kind, key, lang, path, hash, size, mtime, page.turn"


def _known(rows: Iterable[tuple[Any, ...]]) -> Iterable[Known]:
    for id, kind, key, *rest in rows:
        yield Known(id, kind, tuple(json.loads(key)), *rest)


def add_page(
    connection: sqlite3.Connection,
    root: int,
    kind: str,
    key: tuple[str, ...],
    lang: str,
    path: str,
    folded: str,
    turn: int,
) -> int:
    """A page that did not exist, dirty from the start; its number."""
    cursor = connection.execute(
        "INSERT INTO page (kind, root, key, lang, path, folded, hash, size, mtime, turn)"
        " VALUES (?, ?, ?, ?, ?, ?, '', -1, 0, ?)",
        (kind, root, json.dumps(key, ensure_ascii=False), lang, path, folded, turn),
    )
    number = cursor.lastrowid
    assert number is not None
    connection.execute("INSERT INTO dirty VALUES (?, ?)", (turn, number))
    return number


def drop_page(connection: sqlite3.Connection, page: Known) -> None:
    """Forget a page and what it read."""
    connection.execute("DELETE FROM reads WHERE reader = ?", (page.id,))
    connection.execute("DELETE FROM dirty WHERE turn = ? AND page = ?", (page.turn, page.id))
    connection.execute("DELETE FROM page WHERE id = ?", (page.id,))


def mark_dirty(connection: sqlite3.Connection, pages: Iterable[int], kinds: Iterable[str]) -> None:
    """Have these pages, as far as there are any, and all of these kinds, rendered again."""
    insert = "INSERT OR IGNORE INTO dirty SELECT turn, id FROM page WHERE"
    connection.executemany(f"{insert} id = ?", [(page,) for page in pages])
    for kind in kinds:
        connection.execute(f"{insert} kind = ?", (kind,))


def is_dirty(connection: sqlite3.Connection, turns: Iterable[int]) -> bool:
    """Whether any page of these turns is to be rendered."""
    return any(
        connection.execute("SELECT 1 FROM dirty WHERE turn = ? LIMIT 1", (turn,)).fetchone()
        for turn in turns
    )


def dirty_pages(connection: sqlite3.Connection, turn: int) -> list[Known]:
    """The pages of a turn to be rendered, in the order of their paths."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM dirty CROSS JOIN page ON id = dirty.page WHERE dirty.turn = ?",
        (turn,),
    )
    return sorted(_known(found), key=lambda page: page.path)


def all_pages(connection: sqlite3.Connection) -> Iterable[Known]:
    """Every page there is."""
    return _known(connection.execute(f"SELECT {_COLUMNS} FROM page ORDER BY path"))


def pages_below(connection: sqlite3.Connection, folder: str, place: str) -> Iterable[Known]:
    """The pages of a place in a folder: those in folders within it may be among them."""
    select = f"SELECT {_COLUMNS} FROM page WHERE"
    if folder:
        below = (f"{folder}/", f"{folder}0")
        rows = connection.execute(f"{select} path >= ? AND path < ?", below)
    else:
        rows = connection.execute(f"{select} instr(path, '/') = 0")
    found = _known(rows)
    return (page for page in found if (page.turn == DOCUMENT) == (place == "documents"))


def collisions(connection: sqlite3.Connection, paths: Iterable[str]) -> list[tuple[str, str]]:
    """Which of these addresses are one with another where a file system folds case or
    Unicode form; each pair once.
    """
    found: set[tuple[str, str]] = set()
    for path in paths:
        rows = connection.execute(
            "SELECT b.path FROM page a JOIN page b ON a.folded = b.folded AND a.id != b.id"
            " WHERE a.path = ?",
            (path,),
        )
        found.update((min(path, row[0]), max(path, row[0])) for row in rows)
    return sorted(found)


def is_unread(connection: sqlite3.Connection) -> bool:
    """Whether no page has read anything yet: the store is new."""
    return connection.execute("SELECT 1 FROM answer LIMIT 1").fetchone() is None


class Rendered(NamedTuple):
    """What came of rendering a page: its file's hash, size and time, and what it read; `first`
    where it was never rendered before.
    """

    page: int
    kind: str
    hash: str
    size: int
    mtime: int
    written: bool
    cells: tuple[int, ...]
    first: bool
    turn: int
    path: str


def settle_pages(
    connection: sqlite3.Connection,
    rendered: Iterable[Rendered],
    handed: Handed,
    of_kinds: Iterable[tuple[int, str]],
) -> None:
    """Keep what a batch of pages read, and call the pages clean; `of_kinds` are the cells that
    a whole kind of page read.
    """
    _keep(connection, handed)
    pages = list(rendered)
    connection.executemany(
        "DELETE FROM reads WHERE reader = ?", [(page.page,) for page in pages if not page.first]
    )
    # Another build of the same cache may have kept some already.
    connection.executemany(
        "INSERT OR IGNORE INTO reads VALUES (?, ?)",
        sorted((cell, page.page) for page in pages for cell in page.cells),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO kind_reads VALUES (?, ?)",
        sorted(of_kinds),
    )
    connection.executemany(
        "UPDATE page SET hash = ?, size = ?, mtime = ? WHERE id = ?",
        [(page.hash, page.size, page.mtime, page.page) for page in pages],
    )
    connection.executemany(
        "DELETE FROM dirty WHERE turn = ? AND page = ?", [(page.turn, page.page) for page in pages]
    )


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
