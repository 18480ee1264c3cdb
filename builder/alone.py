"""One program at a time works in a cache folder: who comes second waits for the first.

A `serve` that is still open elsewhere and a `build` share a store and a site. Each of them keeps
in mind what it left there, which is true only where nobody else was at work since.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

_LOOK: Final = 0.02
"""How often, in seconds, one who waits looks whether it is its turn."""


class Turns:
    """The turns of one program in a cache folder. They are by the system's locks, which end with
    whoever holds them; where the file system has none, nobody waits.
    """

    def __init__(self, cache: Path) -> None:
        self._path = cache / "turn"
        self._mine = f"{os.getpid()} {time.time_ns():x}"

    @contextmanager
    def taken(self, waiting: Callable[[str], None]) -> Iterator[bool]:
        """Within it nobody else works in the folder; whether nobody did since the last turn.

        `waiting` is called, with the number of the process that is at work, until that one is
        done; what it raises ends the waiting.
        """
        file = None
        alone = True
        try:
            while sys.platform != "win32" and file is None:
                file = self._open()
                if file is None or not self._lock(file, waiting):
                    break
                if self._is_there(file):
                    alone = _read(file) == self._mine
                    _write(file, self._mine)
                else:  # the folder was deleted, and is another now
                    os.close(file)
                    file = None
            yield alone
        finally:
            if file is not None:
                os.close(file)

    def _open(self) -> int | None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            return None  # what is wrong with the folder is said by who works in it

    def _lock(self, file: int, waiting: Callable[[str], None]) -> bool:
        """Wait for the turn; False where there are no turns to be had."""
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                waiting(_read(file).partition(" ")[0])
                time.sleep(_LOOK)
            except OSError:
                return False

    def _is_there(self, file: int) -> bool:
        try:
            return os.path.samestat(os.fstat(file), os.stat(self._path))
        except FileNotFoundError:
            return False


def _read(file: int) -> str:
    return os.pread(file, 100, 0).decode("ascii", "replace")


def _write(file: int, text: str) -> None:
    try:
        os.pwrite(file, text.encode(), 0)
        os.ftruncate(file, len(text))
    except OSError:
        pass  # a full disk: then it is as if somebody else had been there
