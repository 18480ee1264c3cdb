"""The database itself: where it is, when it is thrown away, its connections."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import orjson

from builder.archive.journal import READERS, TABLES as JOURNAL
from builder.archive.sorting import sorting
from builder.problems import MachineError

if TYPE_CHECKING:  # imported late: where nothing changed, nobody asks for the tables
    from builder.archive.tables import Table

_OWN = (
    # A file of the content, templates or archive.toml, as last read.
    "CREATE TABLE source (path TEXT PRIMARY KEY, kind TEXT, size INTEGER, mtime INTEGER,"
    " ctime INTEGER, inode INTEGER, digest TEXT, scanned INTEGER) WITHOUT ROWID",
    # A page that exists; root says from which cell it comes. size and mtime are those of
    # the file as written, so that a lost or altered file is noticed; turn is that of its kind
    # (`turns`).
    "CREATE TABLE page (id INTEGER PRIMARY KEY, kind TEXT, root INTEGER, key TEXT, lang TEXT,"
    " path TEXT, folded TEXT, hash TEXT, size INTEGER, mtime INTEGER, turn INTEGER)",
    "CREATE UNIQUE INDEX page_path ON page (path, kind = 'document')",
    "CREATE INDEX page_folded ON page (folded)",
    "CREATE INDEX page_at_the_top ON page (path) WHERE instr(path, '/') = 0",
    "CREATE INDEX page_root ON page (root)",
    "CREATE INDEX page_kind ON page (kind)",
    "CREATE TABLE reads (cell INTEGER, reader INTEGER, PRIMARY KEY (cell, reader)) WITHOUT ROWID",
    READERS,
    *JOURNAL,
    "CREATE TABLE kind_reads (cell INTEGER, kind TEXT, PRIMARY KEY (cell, kind)) WITHOUT ROWID",
    "CREATE TABLE answer (cell INTEGER PRIMARY KEY, spec TEXT, hash INTEGER)",
    "CREATE TABLE dirty (turn INTEGER, page INTEGER, PRIMARY KEY (turn, page)) WITHOUT ROWID",
    # A folder of the site or of the search documents as the last build left it.
    "CREATE TABLE folder (place TEXT, path TEXT, mtime INTEGER, seen INTEGER,"
    " PRIMARY KEY (place, path)) WITHOUT ROWID",
    # What is wrong between sources, beside the problems that a source has by itself; and the
    # warnings that no build has said yet.
    'CREATE TABLE complaint (owner TEXT, path TEXT, line INTEGER, "column" INTEGER, code TEXT,'
    " arguments TEXT, excerpt TEXT)",
    "CREATE INDEX complaint_owner ON complaint (owner)",
    'CREATE TABLE unsaid (path TEXT, line INTEGER, "column" INTEGER, code TEXT, arguments TEXT,'
    " excerpt TEXT)",
    "CREATE TABLE warned (code TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID",
    "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
)


_LATE: Final = frozenset({
    "article", "words", "asked", "appearance", "facet", "version", "stub", "entity_month",
    "standing", "form", "entity_source", "pair", "facet_month",
})  # fmt: skip
"""Tables that a full build fills with many rows: they are indexed once these are in."""

_LOOKED_UP: Final = (
    ("name", "folded"), ("name", "first"), ("name", "entity"), ("asked", "folded"),
    ("link", "target"), ("link", "address"), ("article", "lang"),
)  # fmt: skip
"""Columns by which the program itself looks rows up, beside the families."""


def open_store(cache: Path, fingerprint: str, patience: float = 10) -> sqlite3.Connection:
    """Open the store under `cache` to write, made anew where it is not of this `fingerprint`
    or was never filled. One that is new is to be filled, and then to be made safe (`make_safe`).

    The fingerprint stands for the version of the program and its libraries. Raises
    MachineError where the folder cannot be written or another program holds the store for
    more than `patience` seconds.
    """
    path = cache / "store.sqlite"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        connection = _connect_known(path, fingerprint, patience)
        if connection is None:
            drop_store(cache)
            connection = _connect(path, patience)
            _create(connection, fingerprint)
    except sqlite3.DatabaseError as error:
        raise MachineError(f"the store in {cache} cannot be opened: {error}") from error
    except OSError as error:
        raise MachineError(f"the cache folder cannot be written: {error}") from error
    return connection


def share(connection: sqlite3.Connection) -> None:
    """Have others read what a new store holds so far, while more is written, in another
    transaction than before.
    """
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")


def is_new(connection: sqlite3.Connection) -> bool:
    """Whether a store is still being filled: of what is in it nothing is of use by itself."""
    return not _state(connection, "filled")


def make_safe(connection: sqlite3.Connection) -> None:
    """Have a store that was filled survive all that may happen, and be read while it is written.

    While it is filled, nobody else's build reads it, and one that is not whole is thrown away: so
    it is written straight to its file. Through the log each of its pages would be written twice,
    and looked for among all others whenever it is read.
    """
    is_logged = connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    if is_logged and not is_new(connection):
        return
    connection.execute("PRAGMA synchronous = FULL")
    set_state(connection, "filled", "")
    if is_logged:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    # All that was written is on the disk now, before this word says so.
    set_state(connection, "filled", "1")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _is_filled(connection: sqlite3.Connection) -> bool:
    """Whether a store is whole; waits for who fills it."""
    if _state(connection, "filled"):
        return True
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")
    return bool(_state(connection, "filled"))


def drop_store(cache: Path) -> None:
    """Forget everything, so that the next build is a full one."""
    for old in cache.glob("store.sqlite*"):
        old.unlink()


def _connect_known(path: Path, fingerprint: str, patience: float) -> sqlite3.Connection | None:
    """The store as it is; None where it is another program's, or no database at all."""
    connection = None
    try:
        connection = _connect(path, patience)
        if _state(connection, "fingerprint") == fingerprint and _is_filled(connection):
            make_safe(connection)
            return connection
    except sqlite3.OperationalError:
        raise  # locked, read-only or full: not to be thrown away
    except sqlite3.DatabaseError:
        pass
    if connection is not None:
        connection.close()
    return None


def _connect(path: Path, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, isolation_level=None, timeout=patience, cached_statements=512, check_same_thread=False
    )
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -65536")
    # Some builds of SQLite overwrite with zeros what is deleted: of a journal, all its pages.
    connection.execute("PRAGMA secure_delete = FAST")
    return connection


def _state(connection: sqlite3.Connection, key: str) -> str | None:
    try:
        row = connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return None
        raise
    return row[0] if row else None


def get_state(connection: sqlite3.Connection, key: str) -> str:
    """A word that the store keeps about itself; empty where it has none."""
    return _state(connection, key) or ""


def set_state(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keep a word about the store itself."""
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))


def count_articles(connection: sqlite3.Connection) -> int:
    """How many articles the archive has."""
    count: int = connection.execute("SELECT coalesce(sum(articles), 0) FROM month").fetchone()[0]
    return count


def _create(connection: sqlite3.Connection, fingerprint: str) -> None:
    from builder.archive.tables import TABLES

    connection.execute("BEGIN")
    for table in TABLES:
        connection.execute(table.create)
    for statement in _OWN:
        connection.execute(statement)
    for statement in _indexes(t for t in TABLES if t.name not in _LATE):
        connection.execute(statement)
    set_state(connection, "fingerprint", fingerprint)
    connection.execute("COMMIT")
    # Until `make_safe`.
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")


def create_indexes(connection: sqlite3.Connection) -> None:
    """Make the indexes that a new store does without until its first rows are in."""
    if get_state(connection, "indexes"):
        return
    from builder.archive.tables import TABLES

    with sorting(connection):
        for statement in _indexes(TABLES):
            connection.execute(statement)
    set_state(connection, "indexes", "1")


def _indexes(tables: Iterable[Table]) -> Iterator[str]:
    from builder.archive.families import FAMILIES
    from builder.archive.tables import FACTS

    names = {table.name for table in tables}
    for table in FACTS:
        if table.name in names:
            yield f"CREATE INDEX IF NOT EXISTS {table.name}_owner ON {table.name} (owner)"
    found = {
        family.index.partition(" ON ")[2]: family.index
        for family in FAMILIES
        if family.index and family.table.name in names
    }
    for columns, index in found.items():
        # One that goes on where another ends serves for both.
        more = columns.removesuffix(")") + ", "
        if not any(other.startswith(more) and other.endswith(")") for other in found):
            yield index
    for table_name, column in _LOOKED_UP:
        if table_name in names:
            yield (f"CREATE INDEX IF NOT EXISTS {table_name}_{column} ON {table_name} ({column})")


def dump_spec(name: str, key: tuple[object, ...]) -> str:
    """A cell's spec as the store keeps it."""
    return orjson.dumps([name, key]).decode()
