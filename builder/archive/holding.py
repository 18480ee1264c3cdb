"""A store that is held open from one build to the next."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final

from builder.archive.store import drop_store, is_new, make_safe, open_store
from builder.program import program_fingerprint

LATER: Final = 20_000
"""How many pages of the database wait to be carried over, where nobody is to wait for it."""


class Holding:
    """The store of a cache folder: opened when it is first asked for.

    `clean`: it is thrown away whenever it is opened. `waits`: what is written is carried over
    to the database (`carry_over`) when nobody waits.
    """

    def __init__(self, cache: Path, *, clean: bool, waits: bool) -> None:
        self._cache = cache
        self._clean = clean
        self._waits = waits
        self._fingerprint = ""
        self._connection: sqlite3.Connection | None = None
        self._place = (0, 0)
        self._version = 0

    @property
    def connection(self) -> sqlite3.Connection:
        """The store; raises MachineError where it cannot be opened."""
        if self._connection is None:
            self._fingerprint = self._fingerprint or program_fingerprint(self._cache)
            if self._clean:
                drop_store(self._cache)
            self._connection = open_store(self._cache, self._fingerprint)
            if self._waits:
                self._connection.execute(f"PRAGMA wal_autocheckpoint = {LATER}")
            self._place = self._place_now()
        return self._connection

    def close(self) -> None:
        """Let go of it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def was_taken(self) -> bool:
        """Whether what is open is no longer what lies in the folder."""
        return self._connection is not None and self._place != self._place_now()

    def _place_now(self) -> tuple[int, int]:
        try:
            stat = os.stat(self._cache / "store.sqlite")
        except OSError:
            return (0, 0)
        return (stat.st_dev, stat.st_ino)

    def note_version(self) -> None:
        """Remember what it holds, for `was_written`."""
        self._version = self._version_now()

    def was_written(self) -> bool:
        """Whether another program wrote to it since `note_version`."""
        return self._version != self._version_now()

    def _version_now(self) -> int:
        version: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    def make_safe(self) -> None:
        """It is filled: nothing of it is to be lost any more."""
        make_safe(self.connection)

    def give_up(self) -> bool:
        """Throw away a store that is not filled and will not be; whether this one was."""
        if not is_new(self.connection):
            return False
        self.close()
        drop_store(self._cache)
        return True

    def carry_over(self) -> None:
        """Carry over to the database what waits."""
        self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
