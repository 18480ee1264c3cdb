"""The store as others read it, who write nothing: workers, on this machine and on others."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def copy_store(connection: sqlite3.Connection, cache: Path) -> Path:
    """Copy the store as it is to a file that does not change; its path."""
    path = (cache / "copy.sqlite").resolve()
    path.unlink(missing_ok=True)
    copy = sqlite3.connect(path)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    return path


def open_reader(cache: Path, copy: Path | None = None) -> sqlite3.Connection:
    """Open the store to read only, as workers do; or a copy of it, which nobody writes to."""
    path = (cache / "store.sqlite").resolve() if copy is None else copy
    mode = "mode=ro" if copy is None else "mode=ro&immutable=1"
    connection = sqlite3.connect(
        f"{path.as_uri()}?{mode}", uri=True, isolation_level=None, cached_statements=512
    )
    # With SQLite's 2 MB, the page of a pair among 100,000 articles reads 45 blocks of the file
    # again, with these 28, and that of an entity 54 and 14.
    connection.execute("PRAGMA cache_size = -16384")
    return connection
