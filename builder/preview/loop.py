"""When to build: on every save, in a thread of its own that nothing ends but `stop`.

While pages are written, requests wait, so that nobody sees a half-built site. The search index
follows when nothing else is to be done, and gives way to the next save.
"""

from __future__ import annotations

import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from builder.build import Builder, Order, Outcome
from builder.console import STAGES, summary
from builder.preview.saves import Saves
from builder.preview.state import State
from builder.problems import Cancelled, ContentError, MachineError
from builder.reporting import Shown, show_errors, show_warnings, shown
from builder.terminal import gettext as _

RECHECK: Final = 5.0
"""Seconds without a save after which all files are looked at once: no news may be lost."""

IDLE: Final = 1.0
"""Seconds without a save after which the search index is brought up to date."""

RETRY: Final = (1.0, 30.0)
"""Seconds until a build that the machine failed is tried again: at first, and at most."""


class Preview:
    """The state of the preview, and the thread that brings it forward.

    `told` is called, from that thread, whenever the state changes. `writing` says that the site's
    files are being replaced right now.
    """

    def __init__(self, order: Order, told: Callable[[], None] = lambda: None) -> None:
        self.order = order
        self.told = told
        self.writing = False
        self._unmade: frozenset[str] = frozenset()
        self._start = f"{time.time_ns():x}"
        self._pages = 0
        self.state = State(f"{self._start}-0")
        self._stopped = threading.Event()
        self._saves = Saves()
        self._building = False
        self._builder = Builder(order, _Watching(self), in_parts=True)
        self._complete = False
        self._unfinished = False
        self._unsure = False
        self._stale_index = order.search
        self._failures = 0
        self._thread = threading.Thread(target=self._work, name="build", daemon=True)

    @property
    def pending(self) -> bool:
        """Whether something was saved that the site does not show yet."""
        return self._saves.is_waiting() or self._building

    @property
    def stopped(self) -> bool:
        """Whether the preview ends."""
        return self._stopped.is_set()

    def is_made(self, path: str) -> bool:
        """Whether a page that is asked for is as the last save wants it: it is known which are to
        be made again, and this is none of them, or is made already.
        """
        if self._saves.is_waiting():
            return False
        if path.endswith("/") or not path:
            path += "index.html"
        return not self._building or (self.writing and path not in self._unmade)

    def saved(self, paths: Iterable[Path] | None = None) -> None:
        """Files in a watched folder changed: these, or (None) nobody knows which."""
        self._saves.add(paths)

    def start(self) -> None:
        """Begin with the first build."""
        self._thread.start()

    def stop(self) -> None:
        """Have the thread end as soon as what it does can be left."""
        self._stopped.set()
        self._saves.wake()
        self.told()

    def join(self, timeout: float) -> bool:
        """Wait for the thread to end; whether it has."""
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self) -> None:
        try:
            self._run()
        finally:
            self._builder.close()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._step()
            except Cancelled:
                continue
            except Exception as error:
                # Whatever it was: the next save is another chance.
                self._building = False
                self._fail(_("The program failed; this is the last good page"), error, True)

    def _step(self) -> None:
        """Wait for a save, or for the time of what is left to do; do what is due."""
        if not self._saves.wait(self._patience()):
            if self._failures:
                self.rebuild()
            elif self._unfinished:
                self.complete()
            elif self._stale_index and not self.state.problems:
                self.index()
            else:
                self._unsure = False
                self.saved(None)
            return
        self._building = True
        self._saves.settle(self._stopped)
        if not self._stopped.is_set():
            self.rebuild()

    def _patience(self) -> float | None:
        if self._failures:
            first, most = RETRY
            return float(min(most, first * 2 ** min(self._failures - 1, 10)))
        if self._unfinished:
            return 0
        if self._stale_index and not self.state.problems:
            return IDLE
        return RECHECK if self._unsure else None

    def rebuild(self) -> None:
        """One build, without the search index; says in one line what it did."""
        self._building = True
        start = time.perf_counter()
        named = self._saves.take()
        done = False
        try:
            outcome = self._builder.update(named)
            done = True
        except ContentError as error:
            self._failures = 0
            if not self._saves.is_waiting():  # else a file was caught half saved
                self._refuse(error)
        except MachineError as error:
            self._failures += 1
            self._fail(_("The machine failed; this is the last good page"), error, False)
        else:
            self._failures = 0
            self._unsure |= named is not None
            self._succeed(outcome, time.perf_counter() - start)
        finally:
            if not done:
                self._saves.put_back(named)
            self._end()

    def complete(self) -> None:
        """Make what nobody waits for, until the next save."""
        try:
            outcome = self._builder.complete(self._saves.is_waiting)
        except ContentError as error:
            self._unfinished = False
            self._refuse(error)
            return
        except MachineError as error:
            self._failures += 1
            self._fail(_("The machine failed; this is the last good page"), error, False)
            return
        if not self._saves.is_waiting():
            self._unfinished = False
        if outcome.written:
            self._change(late=self.state.late + 1)

    def _end(self) -> None:
        self._building = self.writing = False
        self._unmade = frozenset()
        self._change(busy="")

    def _refuse(self, error: ContentError) -> None:
        errors = tuple(shown(found) for found in error.problems if found.is_error)
        if errors != self.state.problems:
            show_errors(error.problems)
        self._change(title=_("The content has errors; this is the last good page"),
                     problems=errors)  # fmt: skip

    def _fail(self, title: str, error: Exception, trace: bool) -> None:
        last = traceback.extract_tb(error.__traceback__)[-1:] if trace else []
        place = "".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in last)
        message = f"{type(error).__name__}: {error}" if trace else str(error)
        problems = (Shown(place, "", message, "", 0, _("the next save tries again")),)
        if problems != self.state.problems:
            text = "".join(traceback.format_exception(error)) if trace else f"dossier: {error}"
            click.echo(text.rstrip("\n"), err=True)
        self._end()
        self._change(title=title, problems=problems)

    def _succeed(self, outcome: Outcome, seconds: float) -> None:
        changed = bool(outcome.written or outcome.deleted) or not self._complete
        healed = bool(self.state.problems)
        self._stale_index |= self.order.search and bool(outcome.rendered or outcome.deleted)
        self._complete = self._unfinished = True
        if changed:
            self._pages += 1
        self._change(epoch=f"{self._start}-{self._pages}", title="", problems=())
        if changed or healed or outcome.new_warnings:
            show_warnings(Counter(p.code for p in outcome.new_warnings), outcome.new_warnings)
            _note(f"{summary(outcome)}, {seconds * 1000:.0f} ms")

    def index(self) -> None:
        """Bring the search index up to date, while pages are served, until the next save."""
        start = time.perf_counter()
        try:
            indexed = self._builder.index(None, self._saves.is_waiting)
        except MachineError as error:
            click.echo("dossier: " + _("search: {error}").format(error=error), err=True)
            self._stale_index = False  # until a page changes
            return
        self._stale_index = False
        if indexed:
            seconds = time.perf_counter() - start
            _note(_("search indexed in {seconds:.1f} s").format(seconds=seconds))
            self._change(index=self.state.index + 1)

    def _change(self, **values: Any) -> None:
        new = replace(self.state, **values)
        if new != self.state:
            self.state = new
        self.told()

    def note_stage(self, name: str) -> None:
        """A stage of the build begins; ends the build where the preview ends."""
        self._leave()
        if name == "read":
            self.writing = False
        self._change(busy=_(STAGES[name]))

    def note_progress(self, name: str, done: int, total: int) -> None:
        """So much of a stage is done."""
        self._leave()
        self._change(busy=f"{_(STAGES[name])}: {done} / {total}")

    def note_pages(self, waiting: Collection[str], made: Collection[str]) -> None:
        """These pages are to be made, and these now are."""
        self._unmade = (self._unmade | frozenset(waiting)) - frozenset(made)
        self.writing = True
        self.told()

    def _leave(self) -> None:
        if self._stopped.is_set():
            raise Cancelled


def _note(text: str) -> None:
    click.echo(f"{time.strftime('%H:%M:%S')} {text}", err=True)


class _Watching:
    """A build's report to the preview."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        self._stage = "read"

    def stage(self, name: str) -> None:
        """A stage begins."""
        self._stage = name
        self._preview.note_stage(name)

    def progress(self, done: int, total: int) -> None:
        """So much of the stage is done."""
        self._preview.note_progress(self._stage, done, total)

    def pages(self, waiting: Collection[str], made: Collection[str]) -> None:
        """Pages are to be made, and are made."""
        self._preview.note_pages(waiting, made)
