"""What changed on disk since the last build.

A file whose size, times and inode are as they were, and that is clearly older than the
last scan, is taken as unchanged; any other is read and compared by its hash (the rule by
which git treats files that were touched within the same tick).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

RACY: Final = 2_000_000_000
"""A file changed within this many nanoseconds of a scan is looked at again."""


class Stat(NamedTuple):
    """A file as last seen; `scanned` is when, in nanoseconds since 1970."""

    size: int
    mtime: int
    ctime: int
    inode: int
    digest: str
    scanned: int


class Scan(NamedTuple):
    """The state of a folder: files now, those whose bytes changed, those that are gone."""

    files: dict[str, Stat]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def scan(root: Path, known: Mapping[str, Stat], now: int, prefix: str = "") -> Scan:
    """Compare the files below `root` with those known; paths have `prefix` in front.

    Hidden files and folders, and editors' backup files, are left out.
    """
    files: dict[str, Stat] = {}
    changed: list[str] = []
    for path, entry in _walk(root, prefix):
        stat = entry.stat()
        old = known.get(path)
        seen = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
        newest = max(stat.st_mtime_ns, stat.st_ctime_ns)
        if old is not None and old[:4] == seen and newest + RACY < old.scanned:
            files[path] = old
            continue
        digest = digest_file(Path(entry.path))
        files[path] = Stat(*seen, digest, now)
        if old is None or old.digest != digest:
            changed.append(path)
    return Scan(files, tuple(sorted(changed)), tuple(sorted(known.keys() - files.keys())))


def digest_file(path: Path) -> str:
    """A hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.name.startswith((".", "#")) or entry.name.endswith("~"):
            continue
        if entry.is_dir():
            yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield f"{prefix}{entry.name}", entry
