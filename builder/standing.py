"""How the site stands: whether it is as the store says, from one build to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from builder import publish
from builder.archive.store import get_state, set_state
from builder.archive.survey import changed_folders
from builder.folders import Folders

if TYPE_CHECKING:  # imported late: what nothing changed in asks for none of it
    from builder.archive.planning import Planned


class Standing:
    """What is known of the site's files while builds follow each other; the store keeps for the
    next program whether the last build came to its end, and how it left the folders.

    `closely`: each file of the site is looked at, also where its folder's time is as it was. That
    takes longer the more there are.
    """

    def __init__(self, folders: Folders, now: Callable[[], int], *, closely: bool) -> None:
        self._folders = folders
        self._now = now
        self._closely = closely
        self._was_whole = False
        self._touched: set[tuple[str, str]] = set()
        self.is_pruned = False
        """Whether the last build deleted what it had to: no file is left that nobody claims."""
        self.is_untouched = False
        """Whether nobody was at the folders since the last build, when that was looked at last."""

    def is_whole(self, connection: sqlite3.Connection) -> bool:
        """Whether the last build of this site left in it what the store says, and no more."""
        if not (self._folders.site / publish.MANIFEST).is_dir():
            return False
        return self.is_pruned or get_state(connection, "settled") == self._mark()

    def look(self, connection: sqlite3.Connection) -> bool:
        """Whether nobody was at the folders since the last build."""
        self.is_untouched = not any(
            changed_folders(connection, place, self._folders.place(place), self._closely)
            for place in publish.PLACES
        )
        return self.is_untouched

    def distrust(self, connection: sqlite3.Connection, known: bool) -> None:
        """Have pages rendered whose files were lost or replaced; `known`: nobody but a builder of
        this program, that still goes on, was at them.
        """
        from builder import stages

        self._was_whole = self.is_whole(connection)
        if not known or not self._was_whole:
            self._touched |= stages.distrust(
                connection, self._folders, self._was_whole, self._closely
            )

    def announce(self, connection: sqlite3.Connection, planned: Planned) -> None:
        """Have the site list the files that are about to come."""
        from builder import stages

        stages.announce(connection, self._folders, planned, self._was_whole)

    def prune(self, connection: sqlite3.Connection, planned: Planned) -> int:
        """Delete the files that nobody claims any more; how many."""
        from builder import stages

        prune = stages.prune if self._was_whole else stages.prune_all
        deleted = prune(connection, self._folders, planned)
        self.touch(stages.folders_moved(planned))
        self.is_pruned = True
        return deleted

    def touch(self, folders: Iterable[tuple[str, str]]) -> None:
        """In these folders, as (place, path), files were written or deleted."""
        self._touched.update(folders)

    def unsettle(self, connection: sqlite3.Connection) -> None:
        """Files are about to change: until `settle`, the site is not as the store says."""
        set_state(connection, "settled", "")

    def settle(self, connection: sqlite3.Connection) -> None:
        """Keep that the site is what the store says, and how its folders were left."""
        if self._touched:
            from builder import stages

            stages.remember(connection, self._folders, self._touched, self._now())
            self._touched = set()
        if get_state(connection, "settled") != self._mark():
            set_state(connection, "settled", self._mark())

    def _mark(self) -> str:
        """Which site the store is of, as the store keeps it."""
        return self._folders.site.resolve().as_posix()
