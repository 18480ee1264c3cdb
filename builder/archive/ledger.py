"""Which pages there are, their files as last written, and which are to be rendered again."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, NamedTuple

import orjson

from builder.archive import reads
from builder.archive.door import Handed
from builder.archive.turns import DOCUMENT

MANY: Final = 1_000
"""From so many addresses, all there are are looked through once rather than each looked up."""

_COLUMNS: Final = "id, kind, key, lang, path, hash, size, mtime, page.turn"


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


def pages_of_root(connection: sqlite3.Connection, cell: int) -> dict[str, Known]:
    """The pages that the ledger has of a root, by path."""
    return {
        known.path: known
        for known in _known(
            connection.execute(f"SELECT {_COLUMNS} FROM page WHERE root = ?", (cell,))
        )
    }


def _known(rows: Iterable[tuple[Any, ...]]) -> Iterable[Known]:
    for id, kind, key, *rest in rows:
        yield Known(id, kind, tuple(orjson.loads(key)), *rest)


class NewPage(NamedTuple):
    """A page that did not exist: the cell of the root that it comes from, what it is, its file
    in its place, and its address where a file system folds case or Unicode form.
    """

    root: int
    kind: str
    key: tuple[str, ...]
    lang: str
    path: str
    folded: str
    turn: int


def add_pages(connection: sqlite3.Connection, pages: Sequence[NewPage]) -> list[NewPage]:
    """Add pages, dirty from the start; those that are refused, since another has the address."""
    last = connection.execute("SELECT coalesce(max(id), 0) FROM page").fetchone()[0]
    connection.executemany(
        "INSERT OR IGNORE INTO page (kind, root, key, lang, path, folded, hash, size, mtime, turn)"
        " VALUES (?, ?, ?, ?, ?, ?, '', -1, 0, ?)",
        [(page.kind, page.root, orjson.dumps(page.key).decode(), *page[3:]) for page in pages],
    )
    connection.execute("INSERT INTO dirty SELECT turn, id FROM page WHERE id > ?", (last,))
    count = connection.execute("SELECT count(*) FROM page WHERE id > ?", (last,)).fetchone()[0]
    if count == len(pages):
        return []
    rows = connection.execute("SELECT root, path, lang FROM page WHERE id > ?", (last,))
    left = Counter(tuple(row) for row in rows)
    refused = []
    for page in pages:
        if left[page.root, page.path, page.lang]:
            left[page.root, page.path, page.lang] -= 1
        else:
            refused.append(page)
    return refused


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


def dirty_pages(connection: sqlite3.Connection, turn: int) -> Sequence[int]:
    """The numbers of the pages of a turn to be rendered, in the order of their paths."""
    found = connection.execute(
        "SELECT id FROM dirty CROSS JOIN page ON id = dirty.page WHERE dirty.turn = ?"
        " ORDER BY path",
        (turn,),
    )
    return array("q", (row[0] for row in found))


def pages_by_id(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Known]:
    """The pages of these numbers, in their order."""
    select = f"SELECT {_COLUMNS} FROM page WHERE id = ?"
    return list(_known(row for id in ids for row in connection.execute(select, (id,))))


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


def all_paths(connection: sqlite3.Connection) -> Iterable[str]:
    """The path of every page there is, in its place."""
    return (row[0] for row in connection.execute("SELECT path FROM page"))


def written_pages(connection: sqlite3.Connection) -> Iterable[Known]:
    """Every page whose file was written some time, in no order."""
    return _known(connection.execute(f"SELECT {_COLUMNS} FROM page WHERE hash != ''"))


def collisions(connection: sqlite3.Connection, paths: Collection[str]) -> list[tuple[str, str]]:
    """Which of these addresses are one with another where a file system folds case or
    Unicode form; each pair once.
    """
    found: set[tuple[str, str]] = set()
    if len(paths) >= MANY:
        sought = set(paths)
        groups = connection.execute(
            "SELECT path FROM page WHERE folded IN"
            " (SELECT folded FROM page GROUP BY folded HAVING count(*) > 1)"
        )
        paths = [path for (path,) in groups if path in sought]
    for path in paths:
        rows = connection.execute(
            "SELECT b.path FROM page a JOIN page b ON a.folded = b.folded AND a.id != b.id"
            " WHERE a.path = ?",
            (path,),
        )
        found.update((min(path, row[0]), max(path, row[0])) for row in rows)
    return sorted(found)


def settle_pages(
    connection: sqlite3.Connection,
    rendered: Iterable[Rendered],
    handed: Handed,
    of_kinds: Iterable[tuple[int, str]],
    into: reads.Tables = reads.TABLES,
) -> None:
    """Keep what a batch of pages read, and call the pages clean; `of_kinds` are the cells that
    a whole kind of page read.
    """
    reads.keep_handed(connection, handed, into)
    pages = list(rendered)
    fresh: list[tuple[int, int]] = []
    for page in pages:
        cells = set(page.cells)
        if not page.first:
            select = "SELECT cell FROM reads WHERE reader = ?"
            old = {row[0] for row in connection.execute(select, (page.page,))}
            connection.executemany(
                "DELETE FROM reads WHERE cell = ? AND reader = ?",
                [(cell, page.page) for cell in old - cells],
            )
            cells -= old
        fresh += [(cell, page.page) for cell in cells]
    reads.keep_reads(connection, fresh, into)
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
