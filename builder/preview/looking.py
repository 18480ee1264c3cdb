"""Looking at what lies in the watched folders: finds saves that nothing told of.

Systems tell of saves, but not always of all: not of what another machine does on a drive that both
see, nor of what happens where too much happens at once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Final, Protocol

from builder.content.scan import is_kept

LOOK: Final = (2.0, 50)
"""Seconds between two looks: at least so many, and so many times what a look takes."""

_WIDTH = (1 << 64) - 1


def look(folders: Iterable[Path], but: Collection[Path], enough: Callable[[], bool]) -> int | None:
    """A number for the names, sizes, times and inodes of all files below these folders, without
    those in `but`: as long as it is the same, so are they. None where it was `enough` before the
    end. Two numbers of one process can be compared.
    """
    found = 0
    waiting = [os.fspath(folder) for folder in folders]
    left_out = {os.fspath(folder) for folder in but}
    while waiting:
        if enough():
            return None
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not is_kept(entry.name):
                        continue
                    if entry.is_dir():
                        if entry.path not in left_out:
                            waiting.append(entry.path)
                    elif entry.is_file():
                        found += _number(entry)
        except OSError:
            continue  # it went just now, or cannot be read: the build says so
    return found & _WIDTH


def _number(entry: os.DirEntry[str]) -> int:
    stat = entry.stat()
    return hash((entry.path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))


class Lookout(Protocol):
    """Who watches the folders."""

    def look(self, enough: Callable[[], bool]) -> int | None:
        """A number for all that lies in them; None where it was `enough` before the end."""

    def renew(self) -> None:
        """Something happened there that nothing told of."""


class Sight:
    """What was seen at the last look, by who watches the folders."""

    def __init__(self, lookout: Lookout) -> None:
        self._lookout = lookout
        self._seen: int | None = None
        self._takes = 0.0

    @property
    def pause(self) -> float:
        """Seconds until the next look."""
        least, times = LOOK
        return max(least, times * self._takes)

    def is_same(self, enough: Callable[[], bool]) -> bool | None:
        """Look again: whether all is as at the last look; None where it was `enough`."""
        start = time.perf_counter()
        seen = self._lookout.look(enough)
        self._takes = time.perf_counter() - start
        if seen is None:
            return None
        known, self._seen = self._seen, seen
        return seen == known

    def renew(self) -> None:
        """Something happened that nothing told of."""
        self._lookout.renew()
