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
from builder.archive.store import count_articles, get_state
from builder.archive.turns import AT_ONCE, LATE, turns_from
from builder.intact import Index
from builder.order import Order, Outcome, Quiet, Report
from builder.problems import Cancelled, ContentError, MachineError
from builder.renderers import KEPT_BETWEEN, Renderers
from builder.sources import Sources
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
        # Workers in other folders are to find them.
        folders = order.folders if not order.scheduler else order.folders.absolute()
        self.order = replace(order, folders=folders)
        self.report = report or Quiet()
        self._in_parts = in_parts
        self._store = Holding(folders.cache, clean=order.clean, waits=in_parts)
        self._standing = Standing(folders, now, closely=not in_parts)
        self._renderers = Renderers(folders, KEPT_BETWEEN if in_parts else 0)
        self._turns = [AT_ONCE] if in_parts else turns_from(AT_ONCE, order.search)
        self._sources = Sources(
            self.order, self.report, now, self._store, self._standing, self._renderers, self._turns
        )

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
        self._renderers.drop()
        self._sources.forget()
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
                if self._store.was_taken():
                    self.close()
                planned = self._sources.take_in(outcome, saved, cancelled)
            if planned is not None and self.order.publish:
                self._publish(outcome, planned)
            self._sum_up(outcome)
        return outcome

    def complete(self, cancelled: Callable[[], bool]) -> Outcome:
        """Make the files that `update` left for later, until it is `cancelled`."""
        outcome = Outcome()
        with self._guarded():
            late = self._renderers.late(self.connection)
            turns = turns_from(LATE, self.order.search)
            self._render(outcome, turns, Quiet(), late, (), cancelled)
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

    def _publish(self, outcome: Outcome, planned: Planned) -> None:
        self._standing.is_pruned = False
        with self._timed(outcome, "render"):
            gone = [path for _, path in planned.paths]
            self._standing.announce(self.connection, planned)
            self._render(
                outcome, self._turns, self.report, self._renderers.first(self.connection), gone
            )
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

        urgency = batches.Urgency(self._in_parts, self._sources.changed, gone, cancelled)
        self._standing.touch(
            batches.render(self.connection, self.order, turns, renderer, outcome, report, urgency)
        )

    def _sum_up(self, outcome: Outcome) -> None:
        outcome.articles = count_articles(self.connection)
        outcome.pages = int(get_state(self.connection, "pages") or 0)
        if self.order.publish and not outcome.warned:
            rows = self.connection.execute("SELECT code, count FROM warned WHERE count > 0")
            outcome.warned = dict(rows)
