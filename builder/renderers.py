"""The renderers of builds that follow each other: what they know is kept from one to the next."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from builder.folders import Folders

if TYPE_CHECKING:  # imported late: what nothing changed in asks for none of it
    from builder.render import Renderer

KEPT_BETWEEN: Final = 96_000_000
"""About how many bytes of answers are kept between builds that follow each other: a large file is
no reason to forget what the next edit asks for.
"""


class Renderers:
    """One for what people look at, and one for late files. These show much of the archive: their
    answers would take the place of what the next edit asks for.

    `kept`: about how many bytes of answers the first keeps (0: the usual).
    """

    def __init__(self, folders: Folders, kept: int = 0) -> None:
        self._folders = folders
        self._kept = kept
        self._first: Renderer | None = None
        self._late: Renderer | None = None

    def first(self, connection: sqlite3.Connection) -> Renderer:
        """That for what people look at."""
        if self._first is None:
            self._first = self._new(connection, self._kept)
        return self._first

    def late(self, connection: sqlite3.Connection) -> Renderer:
        """That for late files; its door has forgotten what it was asked."""
        if self._late is None:
            self._late = self._new(connection, 0)
        self._late.door.forget()
        return self._late

    def _new(self, connection: sqlite3.Connection, kept: int) -> Renderer:
        from builder.archive.door import Door
        from builder.render import Renderer

        return Renderer(self._folders, Door(connection, kept))

    def forget(self) -> None:
        """What was answered holds no more: it was of a state of the store that is taken back."""
        if self._first is not None:
            self._first.door.forget()

    def drop(self) -> None:
        """The store or the templates are others: nothing that was known of them holds."""
        self._first = self._late = None
