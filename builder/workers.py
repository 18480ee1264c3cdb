"""Work in several processes, through a `concurrent.futures` executor."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from builder.problems import MachineError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from builder.cluster import Cluster

R = TypeVar("R")

_NEEDED: Final = ("builder.render", "builder.plans", "builder.archive.reading")
"""What the processes of a build need, imported before there are any."""

LOOK: Final = 0.01
"""How often, in seconds, one who waits for work looks whether it is still wanted."""

FEW: Final = 60
"""Up to so many pieces of work, starting processes costs more than it saves."""


def collect_seldom() -> None:
    """Have Python look for garbage in cycles seldom: a build makes millions of small values,
    hardly one of them in a cycle, and looking took a fifth of its time.
    """
    gc.freeze()
    gc.set_threshold(10_000_000, 10, 10)


_given_up: Any = None
"""In a process of a pool: a byte that all of them share, 1 where nobody wants their work."""


def _begin(given_up: Any) -> None:
    global _given_up
    _given_up = given_up
    threading.Thread(target=_end_with_build, daemon=True).start()
    # Ctrl+C reaches every process of a terminal: only the one that gave the work out ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()


def _end_with_build() -> None:
    """In a process of a pool, end as soon as the one that started it is no more: one that was
    killed tells nobody that there is no more work, and the next build writes to the same files.
    """
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def is_given_up() -> bool:
    """In a process of a pool, whether nobody wants what it does any more."""
    return _given_up is not None and bool(_given_up.value)


class Workers:
    """A pool that is started only when there is work worth it.

    `jobs` is how many processes (0: one a core; 1: none but this one). `scheduler` is the address
    of a Dask cluster's, whose workers then do the work; they are to find the `shared` files.
    """

    def __init__(self, jobs: int = 0, scheduler: str = "", shared: Sequence[Path] = ()) -> None:
        self.jobs = jobs or os.cpu_count() or 1
        self._scheduler = scheduler
        self._shared = shared
        self._pool: _Processes | Cluster | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.close()

    @property
    def is_started(self) -> bool:
        """Whether there are several processes, or about to be: there was work worth it."""
        return self._pool is not None

    def prepare(self, pieces: int) -> None:
        """Have several processes get ready for so much work, if they are worth it, while this one
        does something else.
        """
        if self._pool is None and not self._scheduler and self.worth_it(pieces):
            self._pool = self._start()

    def worth_it(self, pieces: int, few: int = FEW) -> bool:
        """Whether so many pieces of work, more than `few`, are better done by several processes."""
        return (self.jobs > 1 or bool(self._scheduler)) and pieces > few

    def map(
        self,
        function: Callable[..., R],
        calls: Iterable[Sequence[Any]],
        cancelled: Callable[[], bool] | None = None,
    ) -> Iterator[R]:
        """The results of calls, in their order; few calls wait at a time. Ends as soon as it is
        `cancelled`, which calls can ask for themselves (`is_given_up`). Raises MachineError where
        a process was ended from outside.
        """
        pool = self._pool
        if pool is None:
            pool = self._pool = self._start()
        waiting: list[Future[R]] = []
        for call in calls:
            waiting.append(pool.submit(function, *call))
            if len(waiting) > 3 * self.jobs:
                if not _is_awaited(waiting[0], cancelled):
                    return pool.give_up()
                yield pool.result(waiting.pop(0))
        for future in waiting:
            if not _is_awaited(future, cancelled):
                return pool.give_up()
            yield pool.result(future)
        return None

    def _start(self) -> _Processes | Cluster:
        if not self._scheduler:
            return _Processes(self.jobs)
        from builder.cluster import Cluster

        cluster = Cluster(self._scheduler, self._shared)
        self.jobs = cluster.threads
        return cluster


def _is_awaited(future: Future[Any], cancelled: Callable[[], bool] | None) -> bool:
    """Wait for a call; whether that came to its end before it was cancelled."""
    from concurrent.futures import wait

    while cancelled is not None and not wait([future], LOOK).done:
        if cancelled():
            return False
    return True


def _start_server() -> None:
    """Start the server that forks, where it does not run yet."""
    if sys.platform == "win32":
        return
    from multiprocessing import forkserver, resource_tracker

    # Whoever is forked inherits what is blocked: until it has begun, Ctrl+C would end it with
    # words of Python's.
    resource_tracker.ensure_running()  # which would unblock what is blocked here
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Processes:
    """Processes of this machine."""

    def __init__(self, jobs: int) -> None:
        # Imported late: most builds are of few pages.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        # Plain fork is unsafe beside threads. A server that forks imports the program once, while
        # this process goes on, for all processes of a build.
        ways = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in ways else "spawn")
        context.set_forkserver_preload(list(_NEEDED))
        if "forkserver" in ways:
            _start_server()
        self._given_up = context.RawValue("b", 0)
        self._executor = ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_begin, initargs=(self._given_up,)
        )
        self.submit = self._executor.submit

    def result(self, future: Future[R]) -> R:
        from concurrent.futures import BrokenExecutor

        try:
            return future.result()
        except BrokenExecutor as error:
            raise MachineError(
                "a worker process was ended from outside (out of memory?)"
            ) from error

    def give_up(self) -> None:
        self._given_up.value = 1

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)
