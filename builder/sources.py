"""The sources as builds that follow each other take them in: sources → rows → pages to be made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder.archive.holding import Holding
from builder.archive.survey import Survey, is_settled, remember, survey, survey_some
from builder.archive.turns import AT_ONCE, turns_from
from builder.order import Order, Outcome, Report
from builder.renderers import Renderers
from builder.standing import Standing

if TYPE_CHECKING:  # imported late: what nothing changed in asks for none of it
    from builder.archive.planning import Planned


class Sources:
    """Brings the store in line with the sources; what was seen of them is kept from one build to
    the next.

    `turns` are those whose pages a build makes.
    """

    def __init__(
        self,
        order: Order,
        report: Report,
        now: Callable[[], int],
        store: Holding,
        standing: Standing,
        renderers: Renderers,
        turns: Sequence[int],
    ) -> None:
        self._order = order
        self._report = report
        self._now = now
        self._store = store
        self._standing = standing
        self._renderers = renderers
        self._turns = turns
        self._last: Survey | None = None
        self.changed: tuple[str, ...] = ()
        """Those that changed last."""

    def forget(self) -> None:
        """What was seen holds no more."""
        self._last = None

    def take_in(
        self,
        outcome: Outcome,
        saved: Collection[Path] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Planned | None:
        """Bring the store in line, in one transaction: all of it or nothing. The pages to be
        made; None where nothing changed and nothing is left to be done.

        `saved` are the only files that may differ since this was asked last; None: any may.
        Raises ContentError, and Cancelled as soon as `cancelled()` while it is looked for what
        differs.
        """
        connection = self._store.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            found, known = self._survey(connection, saved, cancelled)
        except BaseException:
            _take_back(connection)
            raise
        try:
            planned = None
            if not self._is_done(connection, found, known):
                planned = self._plan(connection, found, known, outcome)
            elif found.content.seen or found.statics.seen:
                remember(connection, found)
            connection.execute("COMMIT")
        except BaseException:
            _take_back(connection)
            self._renderers.forget()
            if self._store.give_up():  # some of it may have been committed
                self._renderers.drop()
            raise
        self._store.make_safe()
        self._last = found
        self._store.note_version()
        return planned

    def _survey(
        self,
        connection: sqlite3.Connection,
        saved: Collection[Path] | None,
        cancelled: Callable[[], bool] | None,
    ) -> tuple[Survey, bool]:
        """What there is now; whether it was found by looking at what was saved alone."""
        folders, now = self._order.folders, self._now()
        if self._last is not None and self._store.was_written():
            self._renderers.drop()
            self._last = None
        if saved is not None and self._last is not None:
            found = survey_some(self._last, folders, saved, now)
            if found is not None:
                return found, True
        return survey(connection, folders, now, self._last, cancelled), False

    def _is_done(self, connection: sqlite3.Connection, found: Survey, known: bool) -> bool:
        """Whether neither sources nor site ask for anything to be done."""
        order = self._order
        if not order.publish or not is_settled(connection, found, order.base_url):
            return False
        if not self._standing.is_whole(connection):
            return False
        dirty = "SELECT 1 FROM dirty WHERE turn = ? LIMIT 1"
        if any(connection.execute(dirty, (turn,)).fetchone() for turn in self._turns):
            return False
        return known or self._standing.look(connection)

    def _plan(
        self, connection: sqlite3.Connection, found: Survey, known: bool, outcome: Outcome
    ) -> Planned:
        from builder import stages
        from builder.archive.ledger import is_dirty

        order = self._order
        if self._last is None or found.templates != self._last.templates:
            self._renderers.drop()
        door = self._renderers.first(connection).door
        planned = stages.take_in(connection, order, found, door, outcome, self._report)
        self.changed = found.content.changed
        if order.publish:
            self._standing.distrust(connection, known)
            moves = planned.moves or is_dirty(connection, turns_from(AT_ONCE, order.search))
        else:
            moves = planned.moves
        if moves:
            self._standing.unsettle(connection)
        return planned


def _take_back(connection: sqlite3.Connection) -> None:
    """Roll back, where what failed has left a transaction."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")
