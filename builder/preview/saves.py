"""What was saved and is not built yet: told by who watches, taken by who builds."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

SETTLE: Final = 0.015
"""Seconds without an event after which a burst of saves is taken as one."""

BURST: Final = 1.0
"""Seconds after which a burst that does not end is built all the same."""

MOST: Final = 500
"""From so many files on, all are looked at: of so many the system may have left some out."""


class Saves:
    """The files to look at again: at first all there are, as if they had just been saved."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting = threading.Event()
        self._waiting.set()
        self._paths: set[Path] | None = None  # None: any file may have changed
        self._heard = 0.0

    def is_waiting(self) -> bool:
        """Whether anything was saved since `take`."""
        return self._waiting.is_set()

    def add(self, paths: Iterable[Path] | None) -> None:
        """These files were saved, or (None) nobody knows which."""
        with self._lock:
            self._put(None if paths is None else set(paths))
            self._heard = time.monotonic()
        self._waiting.set()

    def put_back(self, paths: set[Path] | None) -> None:
        """These files, that were taken, are still to be looked at: with the next save."""
        with self._lock:
            self._put(paths)

    def _put(self, paths: set[Path] | None) -> None:
        if self._paths is None or paths is None:
            self._paths = None
            return
        self._paths |= paths
        if len(self._paths) > MOST:
            self._paths = None

    def take(self) -> set[Path] | None:
        """The files that were saved since this was asked last; None: any may have been."""
        with self._lock:
            self._waiting.clear()
            taken, self._paths = self._paths, set()
            return taken

    def wake(self) -> None:
        """Have `wait` return."""
        self._waiting.set()

    def wait(self, seconds: float | None) -> bool:
        """Wait for a save, at most so long; whether there was one."""
        return self._waiting.wait(seconds)

    def settle(self, stopped: threading.Event) -> None:
        """Wait until a burst of saves pauses, or until `stopped`."""
        end = time.monotonic() + BURST
        while (now := time.monotonic()) < (until := min(self._heard + SETTLE, end)):
            if stopped.wait(until - now):
                return
