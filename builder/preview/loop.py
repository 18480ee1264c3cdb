"""When to build: on every save, in a thread of its own that nothing ends but `stop`.

While pages are written, requests wait, so that nobody sees a half-built site. The search index
follows when nothing else is to be done, and gives way to the next save.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from builder.alone import Turns
from builder.build import Builder, Order, Outcome
from builder.preview.collector import Collector
from builder.preview.looking import Lookout, Sight
from builder.preview.news import News
from builder.preview.progress import Progress
from builder.preview.saves import Saves
from builder.preview.state import State
from builder.preview.telling import note, say, tell_built
from builder.problems import Cancelled, ContentError, MachineError
from builder.terminal import gettext as _, spoken

RECHECK: Final = 5.0
"""Seconds without a save after which all files are looked at once: no news may be lost."""

IDLE: Final = 1.0
"""Seconds without a save after which the search index is brought up to date."""

RETRY: Final = (1.0, 30.0)
"""Seconds until what failed is tried again: at first, and at most."""


class Preview:
    """The state of the preview, and the thread that brings it forward.

    `told` is called, from that thread, whenever the state changes.
    """

    def __init__(self, order: Order, told: Callable[[], None] = lambda: None) -> None:
        self.order = order
        self.told = told
        self.progress = Progress(self._note_busy, told)
        self._news = News(told)
        self._stopped = threading.Event()
        self._saves = Saves()
        self._builder = Builder(order, self.progress, in_parts=True)
        self._turns = Turns(order.folders.cache)
        self._collector = Collector()
        self._others = False
        self._missed = -RECHECK
        self._sight: Sight
        self._complete = False
        self._unfinished = False
        self._unsure = False
        self._stale_index = order.search
        self._doing = "build"
        self._failures: Counter[str] = Counter()
        self._thread = threading.Thread(target=self._work, name="build", daemon=True)

    @property
    def state(self) -> State:
        """What open pages are to know."""
        return self._news.state

    @property
    def stopped(self) -> bool:
        """Whether the preview ends."""
        return self._stopped.is_set()

    def is_made(self, path: str) -> bool:
        """Whether a page that is asked for is as the last save wants it."""
        return not self._saves.is_waiting() and self.progress.is_made(path)

    def saved(self, paths: Iterable[Path] | None = None) -> None:
        """Files in a watched folder changed: these, or (None) nobody knows which."""
        self._saves.add(paths)

    def missed(self) -> None:
        """A page is not there: if it was lost, it is made again, unless it is known why it cannot
        be. Those who ask for what never was have all files looked at only now and then.
        """
        now = time.monotonic()
        # A save that is not built yet may be the very page.
        waits = self._saves.is_waiting() or self.progress.building or now < self._missed + RECHECK
        if self._complete and not self.state.title and not waits:
            self._missed = now
            self.saved(None)

    def start(self, lookout: Lookout) -> None:
        """Begin with the first build; who watches is asked for what nothing told of."""
        self._sight = Sight(lookout)
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
            while not self._stopped.is_set():
                try:
                    self._step()
                except Cancelled:
                    continue
                except Exception as error:
                    # Whatever it was: it is tried again, and with the next save.
                    self._failures[self._doing] += 1
                    self._news.fail(error)
        finally:
            self._builder.close()

    def _step(self) -> None:
        """Wait for a save, or for the time of what is left to do; do what is due."""
        if self._saves.wait(self._patience()):
            self.progress.begin()
            self._saves.settle(self._stopped)
            if not self._stopped.is_set():
                self.rebuild()
        elif self._failures["build"]:
            self.rebuild()
        elif self._unfinished:
            self.complete()
        elif self._stale_index and not self.state.problems:
            self.index()
        else:
            self._look()

    def _patience(self) -> float:
        if self._failures["build"]:
            return _until_retry(self._failures["build"])
        if self._unfinished:
            return _until_retry(self._failures["complete"])
        if self._stale_index and not self.state.problems:
            return IDLE
        return RECHECK if self._unsure else self._sight.pause

    @contextmanager
    def _turn(self, doing: str, gives_way: bool = True) -> Iterator[bool]:
        """Within it no other program works on this archive; whether none did since the last time:
        else nothing that was known of the store and the site holds any more.
        """
        self._doing = doing

        def waiting(process: str) -> None:
            if gives_way and self._saves.is_waiting():
                raise Cancelled
            said = _("Another dossier is at work on this archive (process {process})")
            self._note_busy(said.format(process=process))

        try:
            with self._turns.taken(waiting) as alone:
                if not alone:
                    self._builder.close()
                    self._others = True
                yield alone
        finally:
            self._news.change(busy="")

    def rebuild(self, *, recheck: bool = False) -> None:
        """One build, without the search index; says in one line what it did. `recheck`: all files
        are looked at, where nobody told of a save, until somebody does.
        """
        self._unsure = not recheck
        if not recheck:  # else nobody waits for what has most likely not come
            self.progress.begin()
        try:
            with self._turn("build", gives_way=recheck):
                self._update(recheck=recheck)
        except Cancelled:
            self._unsure = True
            raise
        except ContentError as error:
            self._failures["build"] = 0
            if not self._saves.is_waiting():  # else a file was caught half saved
                self._news.refuse(error)
        finally:
            self.progress.end()
            self.told()

    def _update(self, *, recheck: bool = False) -> None:
        if not recheck:
            self.progress.begin()
        start = time.perf_counter()
        named = None if recheck else self._saves.take()
        try:
            outcome = self._builder.update(named, self._saves.is_waiting if recheck else None)
        except Cancelled:
            if not recheck:
                self._saves.put_back(named)
            raise
        except BaseException:
            self._saves.put_back(named)
            raise
        finally:
            self.progress.end()
        self._succeed(outcome, time.perf_counter() - start)

    def _catch_up(self, alone: bool) -> None:
        """Before anything is made that `update` left for later: what others did is known, too."""
        if not alone:
            self._saves.put_back(None)
            self._update()

    def complete(self) -> None:
        """Make what nobody waits for, until the next save."""
        with self._turn("complete") as alone:
            try:
                self._catch_up(alone)
                outcome = self._builder.complete(self._saves.is_waiting)
            except ContentError as error:
                self._unfinished = False
                self._news.refuse(error)
                return
        if not self._saves.is_waiting():
            self._unfinished = False
            self._collector.collect()
        if outcome.written:
            self._news.change(late=self.state.late + 1)
        if self._failures["complete"]:
            self._failures["complete"] = 0
            self._news.change(title="", problems=())

    def index(self) -> None:
        """Bring the search index up to date, while pages are served, until the next save."""
        with self._turn("index") as alone:
            start = time.perf_counter()
            try:
                self._catch_up(alone)
                indexed = self._builder.index(None, self._saves.is_waiting)
            except ContentError as error:
                self._news.refuse(error)
                return
            except MachineError as error:
                say("dossier: " + _("search: {error}").format(error=spoken(str(error))))
                self._stale_index = False  # until a page changes
                return
        self._stale_index = False
        if indexed:
            seconds = time.perf_counter() - start
            note(_("search indexed in {seconds:.1f} s").format(seconds=seconds))
            self._news.change(index=self.state.index + 1)

    def _look(self) -> None:
        """Find saves that nothing told of."""
        same = self._sight.is_same(self._saves.is_waiting)
        if same is None:
            return
        if self._unsure:
            self.rebuild(recheck=True)
        elif not same:
            self._sight.renew()
            self.saved(None)

    def _succeed(self, outcome: Outcome, seconds: float) -> None:
        did = bool(outcome.written or outcome.deleted) or not self._complete
        healed = bool(self.state.problems)
        self._failures["build"] = 0
        self._stale_index |= self.order.search and bool(outcome.rendered or outcome.deleted)
        self._complete = self._unfinished = True
        if did or self._others:
            self._news.turn_page()
        self._others = False
        self._news.clear()
        if did or healed or outcome.new_warnings:
            tell_built(outcome, seconds)

    def _note_busy(self, text: str) -> None:
        """Something is being done; ends it where the preview ends."""
        if self._stopped.is_set():
            raise Cancelled
        if text != self.state.busy:
            self._news.change(busy=text)


def _until_retry(failures: int) -> float:
    """Seconds until something is tried again that failed so many times."""
    first, most = RETRY
    return float(min(most, first * 2 ** min(failures - 1, 10))) if failures else 0
