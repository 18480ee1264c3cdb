"""The build: the only place that orders the stages.

A full build is this build with an empty store; there is no other path.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from builder.archive.holding import Holding
from builder.archive.store import get_state, set_state
from builder.archive.survey import Survey, is_settled, remember, survey, survey_some
from builder.archive.turns import AT_ONCE, DOCUMENT, LATE
from builder.folders import Folders
from builder.intact import Index
from builder.order import Order, Outcome, Quiet, Report
from builder.problems import Cancelled, ContentError, MachineError
from builder.standing import Standing

if TYPE_CHECKING:  # imported late: what nothing changed in asks for none of it
    from builder.archive.planning import Planned
    from builder.render import Renderer

__all__ = ["Builder", "Order", "Outcome", "Quiet", "Report", "build"]


def build(
    order: Order,
    report: Report | None = None,
    now: Callable[[], int] = time.time_ns,  # only ever compared with files' times
) -> Outcome:
    """Bring the site in line with the content.

    Raises ContentError, having written nothing, where the content has errors, and
    MachineError where the machine fails; the next build then completes the work.
    """
    with Builder(order, report, now) as builder:
        outcome = builder.update()
        if order.publish and order.search:
            builder.index(outcome)
    return outcome


class Builder:
    """Builds of one archive, one after another: what they can use of each other is kept.

    `in_parts`: a build makes only what people look at at once, and `complete` the rest.
    """

    def __init__(
        self,
        order: Order,
        report: Report | None = None,
        now: Callable[[], int] = time.time_ns,
        *,
        in_parts: bool = False,
    ) -> None:
        self.order = order if not order.scheduler else replace(order, folders=_absolute(order))
        self.report = report or Quiet()
        self._now = now
        self._in_parts = in_parts
        self._store = Holding(self.order.folders.cache, clean=order.clean, waits=in_parts)
        self._standing = Standing(self.order.folders, now, closely=not in_parts)
        self._renderer: Renderer | None = None
        self._late: Renderer | None = None
        self._last: Survey | None = None
        self._first: tuple[str, ...] = ()

    def __enter__(self) -> Builder:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store, and of all that is known of it."""
        self._renderer = self._late = self._last = None
        self._standing.is_pruned = False
        self._store.close()

    def update(
        self,
        saved: Collection[Path] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Outcome:
        """One build, the search index apart. Raises as `build` does, and Cancelled as soon as
        `cancelled()` while it is looked for what differs.

        `saved`: the only files that may differ since the last build of this builder; None:
        any may.
        """
        outcome = Outcome()
        with self._guarded():
            with self._timed(outcome, "read"):
                planned = self._read(outcome, saved, cancelled)
            if planned is not None and self.order.publish:
                self._publish(outcome, planned)
            self._sum_up(outcome)
        return outcome

    def complete(self, cancelled: Callable[[], bool]) -> Outcome:
        """Make the files that `update` left for later, until it is `cancelled`."""
        outcome = Outcome()
        with self._guarded():
            late = self._late_renderer()
            self._render(outcome, self._turns(LATE), Quiet(), late, (), cancelled)
            if not cancelled():  # else the next save would wait until it has forgotten
                late.door.forget()  # so much that to look for garbage in it would take long
            if self._standing.is_pruned and not cancelled():
                self._standing.settle(self.connection)
                self._store.carry_over()
        return outcome

    def index(
        self, outcome: Outcome | None = None, cancelled: Callable[[], bool] | None = None
    ) -> bool:
        """Bring the search index in line with the search documents; whether there was need to.

        Raises Cancelled, and keeps the old index, as soon as `cancelled()`; MachineError where
        Pagefind is missing, fails or hangs.
        """
        outcome = outcome or Outcome()
        with self._guarded():
            site = self.order.folders.site
            left = Index(self.connection, site)
            is_left = self._standing.is_untouched and left.is_current()
            if is_left and (self._in_parts or left.is_intact()):
                return False
            from builder import stages

            if cancelled is None:
                with self._timed(outcome, "search"):
                    outcome.indexed = stages.index(self.connection, self.order)
            else:
                outcome.indexed = stages.index(self.connection, self.order, cancelled)
            if outcome.indexed:
                made = ("", *stages.index_folders(site))
                self._standing.touch(("site", folder) for folder in made)
                self._standing.settle(self.connection)
        return outcome.indexed

    # What is known

    @property
    def connection(self) -> sqlite3.Connection:
        """The store, opened where it is not open yet."""
        return self._store.connection

    def _turns(self, first: int) -> list[int]:
        return list(range(first, DOCUMENT + 1 if self.order.search else DOCUMENT))

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Failures of the machine as such; after any, nothing is known any more."""
        cache = self.order.folders.cache
        try:
            yield
        except (Cancelled, ContentError):
            raise
        except sqlite3.OperationalError as error:
            self.close()
            raise MachineError(f"the store in {cache} cannot be used: {error}") from error
        except OSError as error:
            self.close()
            raise MachineError(f"{error.filename or cache}: {error.strerror}") from error
        except BaseException:
            self.close()
            raise

    @contextmanager
    def _timed(self, outcome: Outcome, name: str) -> Iterator[None]:
        self.report.stage(name)
        start = time.perf_counter()
        yield
        outcome.seconds[name] = time.perf_counter() - start

    # The stages

    def _read(
        self,
        outcome: Outcome,
        saved: Collection[Path] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Planned | None:
        """Sources → rows → pages to be made, in one transaction: all of it or nothing; None
        where nothing changed and nothing is left to be done.
        """
        if self._store.was_taken():
            self.close()
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            found, known = self._survey(connection, saved, cancelled)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        try:
            planned = None
            if not self._is_done(connection, found, known):
                planned = self._take_in(connection, found, known, outcome)
            elif found.content.seen or found.statics.seen:
                remember(connection, found)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            if self._renderer is not None:
                self._renderer.door.forget()
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
        folders, now = self.order.folders, self._now()
        if self._last is not None and self._store.was_written():
            self._renderer = self._late = self._last = None
        if saved is not None and self._last is not None:
            found = survey_some(self._last, folders, saved, now)
            if found is not None:
                return found, True
        return survey(connection, folders, now, self._last, cancelled), False

    def _is_done(self, connection: sqlite3.Connection, found: Survey, known: bool) -> bool:
        """Whether neither sources nor site ask for anything to be done."""
        if not self.order.publish or not is_settled(connection, found, self.order.base_url):
            return False
        if not self._standing.is_whole(connection):
            return False
        turns = [AT_ONCE] if self._in_parts else self._turns(AT_ONCE)
        dirty = "SELECT 1 FROM dirty WHERE turn = ? LIMIT 1"
        if any(connection.execute(dirty, (turn,)).fetchone() for turn in turns):
            return False
        return known or self._standing.look(connection)

    def _take_in(
        self, connection: sqlite3.Connection, found: Survey, known: bool, outcome: Outcome
    ) -> Planned:
        from builder import stages
        from builder.archive.ledger import is_dirty

        if self._last is None or found.templates != self._last.templates:
            self._renderer = self._late = None
        renderer = self._renderer_now()
        planned = stages.take_in(connection, self.order, found, renderer.door, outcome, self.report)
        self._first = found.content.changed
        _count_pages(connection, planned)
        if not self.order.publish:
            if planned.moves:
                self._standing.unsettle(connection)
            return planned
        self._standing.distrust(connection, known)
        if planned.moves or is_dirty(connection, self._turns(AT_ONCE)):
            self._standing.unsettle(connection)
        return planned

    def _publish(self, outcome: Outcome, planned: Planned) -> None:
        self._standing.is_pruned = False
        with self._timed(outcome, "render"):
            turns = [AT_ONCE] if self._in_parts else self._turns(AT_ONCE)
            gone = [path for _, path in planned.paths]
            self._standing.announce(self.connection, planned)
            self._render(outcome, turns, self.report, self._renderer_now(), gone)
        with self._timed(outcome, "prune"):
            outcome.deleted = self._standing.prune(self.connection, planned)
            if not self._in_parts:
                self._standing.settle(self.connection)

    def _render(
        self,
        outcome: Outcome,
        turns: list[int],
        report: Report,
        renderer: Renderer,
        gone: Collection[str],
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        from builder import batches

        urgency = batches.Urgency(self._in_parts, self._first, gone, cancelled)
        self._standing.touch(
            batches.render(self.connection, self.order, turns, renderer, outcome, report, urgency)
        )

    def _renderer_now(self) -> Renderer:
        from builder.archive.door import KEPT_BETWEEN, Door
        from builder.render import Renderer

        if self._renderer is None:
            door = Door(self.connection, KEPT_BETWEEN if self._in_parts else 0)
            self._renderer = Renderer(self.order.folders, door)
        return self._renderer

    def _late_renderer(self) -> Renderer:
        """One of its own for files that show much of the archive: their answers would take the
        place of what the next edit asks for.
        """
        from builder.archive.door import Door
        from builder.render import Renderer

        if self._late is None:
            self._late = Renderer(self.order.folders, Door(self.connection))
        self._late.door.forget()
        return self._late

    def _sum_up(self, outcome: Outcome) -> None:
        row = self.connection.execute("SELECT coalesce(sum(articles), 0) FROM month").fetchone()
        outcome.articles = row[0]
        outcome.pages = int(get_state(self.connection, "pages") or 0)
        if self.order.publish and not outcome.warned:
            rows = self.connection.execute("SELECT code, count FROM warned WHERE count > 0")
            outcome.warned = dict(rows)


def _absolute(order: Order) -> Folders:
    """The folders as workers in other folders find them."""
    f = order.folders
    return Folders(*(path.absolute() for path in (f.content, f.templates, f.site, f.cache)))


def _count_pages(connection: sqlite3.Connection, planned: Planned) -> None:
    """Keep how many pages the site has."""
    count = int(get_state(connection, "pages") or 0)
    count += sum(kind != "document" for kind, _ in planned.added)
    count -= sum(kind != "document" for kind, _ in planned.paths)
    set_state(connection, "pages", str(count))
