"""Work in several processes, through a `concurrent.futures` executor."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from builder.problems import MachineError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

R = TypeVar("R")

PATIENCE: Final = 10
"""Seconds within which a cluster's scheduler is to answer."""

_NEEDED: Final = ("builder.render", "builder.archive.reading")
"""What the processes of a build need, imported before there are any."""

FEW: Final = 60
"""Up to so many pieces of work, starting processes costs more than it saves."""


def collect_seldom() -> None:
    """Have Python look for garbage in cycles seldom: a build makes millions of small values,
    hardly one of them in a cycle, and looking took a fifth of its time.
    """
    gc.freeze()
    gc.set_threshold(200_000, 10, 10)


def _begin() -> None:
    # Ctrl+C reaches every process of a terminal: only the one that gave the work out ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()


class Workers:
    """A pool that is started only when there is work worth it.

    `jobs` is how many processes (0: one a core; 1: none but this one). `scheduler` is the address
    of a Dask cluster's, whose workers then do the work.
    """

    def __init__(self, jobs: int = 0, scheduler: str = "") -> None:
        self.jobs = jobs or os.cpu_count() or 1
        self._scheduler = scheduler
        self._client: Any = None
        self._executor: Executor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._executor is not None:
            if self._client is not None:
                self._executor.shutdown(wait=False)
            else:
                self._executor.shutdown(cancel_futures=True)
        if self._client is not None:
            self._client.close()

    def worth_it(self, pieces: int, few: int = FEW) -> bool:
        """Whether so many pieces of work, more than `few`, are better done by several processes."""
        return (self.jobs > 1 or bool(self._scheduler)) and pieces > few

    def map(self, function: Callable[..., R], calls: Iterable[Sequence[Any]]) -> Iterator[R]:
        """The results of calls, in their order; few calls wait at a time. Raises MachineError
        where a process was ended from outside.
        """
        # Imported late: most builds are of few pages.
        from concurrent.futures import BrokenExecutor

        if self._executor is None:
            self._executor = self._join() if self._scheduler else self._start()
        waiting: list[Future[R]] = []
        try:
            for call in calls:
                waiting.append(self._executor.submit(function, *call))
                if len(waiting) > 3 * self.jobs:
                    yield waiting.pop(0).result()
            for future in waiting:
                yield future.result()
        except Exception as error:
            # A cluster has errors of its own for workers that are gone.
            theirs = type(error).__module__.partition(".")[0] == "distributed"
            if not theirs and not isinstance(error, BrokenExecutor):
                raise
            raise MachineError(
                "a worker process was ended from outside (out of memory?)"
            ) from error

    def _join(self) -> Executor:
        """The executor of a cluster; `jobs` are its threads."""
        try:
            from distributed import Client
        except ImportError:
            raise MachineError(
                "--scheduler needs the extra `cluster`: pip install 'dossier-archive[cluster]'"
            ) from None
        try:
            self._client = Client(self._scheduler, timeout=PATIENCE, set_as_default=False)
            threads = sum(self._client.nthreads().values())
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise MachineError(
                f"the scheduler {self._scheduler} cannot be reached: {reason}"
            ) from error
        if not threads:
            raise MachineError(f"the scheduler {self._scheduler} has no workers")
        self.jobs = threads
        executor: Executor = self._client.get_executor(pure=False, retries=0)
        return executor

    def _start(self) -> Executor:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        # Plain fork is unsafe beside threads. A server that forks imports the program once, while
        # this process goes on, for all processes of a build.
        ways = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in ways else "spawn")
        context.set_forkserver_preload(list(_NEEDED))
        return ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_begin)
