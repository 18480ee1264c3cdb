"""Looking at what lies in the watched folders: finds saves that nothing told of.

Systems tell of saves, but not always of all: not of what another machine does on a drive that both
see, nor of what happens where too much happens at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from builder.content.scan import is_kept

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
