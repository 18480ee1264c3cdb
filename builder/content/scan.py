"""What changed on disk since the last build.

A file whose size, times and inode are as they were, and that is clearly older than the
last scan, is taken as unchanged; any other is read and compared by its hash (the rule by
which git treats files that were touched within the same tick).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from builder.problems import Cancelled

RACY: Final = 2_000_000_000
"""A file changed within this many nanoseconds of a scan is looked at again."""


NAMELESS: Final = ""
"""The digest of a file whose name is no text; its path shows the bytes (`caf\\xe9.md`)."""


UNREAD: Final = "?"
"""The digest of a new file that nobody has read yet: who reads it for its rows tells."""


class Stat(NamedTuple):
    """A file as last seen; `scanned` is when, in nanoseconds since 1970."""

    size: int
    mtime: int
    ctime: int
    inode: int
    digest: str
    scanned: int


class Scan(NamedTuple):
    """The state of a folder: files now, those whose bytes changed, those that are gone, and
    what was seen of those that had to be read.
    """

    files: dict[str, Stat]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    seen: dict[str, Stat]

    @property
    def is_news(self) -> bool:
        """Whether anything differs from what was known."""
        return bool(self.changed or self.removed)


def is_article(path: str) -> bool:
    """Whether a source is an article's."""
    return path.startswith("articles/") and path.endswith(".md") and not path.endswith(".text.md")


def scan(
    root: Path,
    known: Mapping[str, Stat],
    now: int,
    prefix: str = "",
    unread: Callable[[str], bool] = lambda path: False,
    cancelled: Callable[[], bool] | None = None,
) -> Scan:
    """Compare the files below `root` with those known; paths have `prefix` in front.

    Hidden files and folders, and editors' backup files, are left out. New files that are
    `unread`, as somebody is going to read them, are not read here, so that a first build reads
    each once and while it works; but where files are gone, whose bytes may be in new ones. Raises
    Cancelled, between two folders, as soon as `cancelled()`.
    """
    files: dict[str, Stat] = {}
    seen: dict[str, Stat] = {}
    left: dict[str, str] = {}
    waiting = [(os.fspath(root), prefix)]
    while waiting:
        if cancelled is not None and cancelled():
            raise Cancelled
        folder, before = waiting.pop()
        try:
            entries = os.scandir(folder)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                name = entry.name
                if not is_kept(name):
                    continue
                if entry.is_dir():
                    waiting.append((entry.path, f"{before}{name}/"))
                elif entry.is_file():
                    path = as_text(before + name)
                    old = known.get(path)
                    stat = entry.stat()
                    if old is not None and _is_same(old, stat):
                        files[path] = old
                    elif old is None and unread(path) and path == before + name:
                        files[path] = seen[path] = Stat(*_marks(stat), UNREAD, now)
                        left[path] = entry.path
                    else:
                        files[path] = seen[path] = _see(entry.path, stat, now, before + name)
    removed = [path for path in known if path not in files]
    if removed:
        for path, file in left.items():
            files[path] = seen[path] = seen[path]._replace(digest=digest_file(file))
    return _compare(files, seen, known, removed)


def scan_some(root: Path, paths: Iterable[str], known: dict[str, Stat], now: int) -> Scan | None:
    """Compare these files alone, by their paths below `root`; None where one is no file but a
    folder, so that all are to be looked at.
    """
    seen: dict[str, Stat] = {}
    removed = []
    for name in paths:
        if not all(map(is_kept, name.split("/"))):
            continue
        file, path = os.path.join(root, name), as_text(name)
        if os.path.isdir(file):
            return None
        try:
            stat = os.stat(file)
            old = known.get(path)
            if old is None or not _is_same(old, stat):
                seen[path] = _see(file, stat, now, name)
        except (FileNotFoundError, NotADirectoryError):
            if path in known:
                removed.append(path)
    files = known | seen
    for path in removed:
        del files[path]
    return _compare(files, seen, known, removed)


def _compare(
    files: dict[str, Stat], seen: dict[str, Stat], known: Mapping[str, Stat], removed: list[str]
) -> Scan:
    changed = [
        path
        for path, stat in seen.items()
        if (old := known.get(path)) is None or old.digest != stat.digest
    ]
    return Scan(files, tuple(sorted(changed)), tuple(sorted(removed)), seen)


def is_kept(name: str) -> bool:
    """Whether a name is an archive's, not an editor's."""
    return not name.startswith((".", "#")) and not name.endswith("~")


def _is_same(old: Stat, stat: os.stat_result) -> bool:
    seen = _marks(stat)
    return old[:4] == seen and max(seen[1], seen[2]) + RACY < old.scanned


def as_text(path: str) -> str:
    """A path that can be stored and shown: bytes that are not UTF-8 by their numbers."""
    if path.isascii():
        return path
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _see(file: str, stat: os.stat_result, now: int, path: str) -> Stat:
    digest = digest_file(file) if as_text(path) == path else NAMELESS
    return Stat(*_marks(stat), digest, now)


def _marks(stat: os.stat_result) -> tuple[int, int, int, int]:
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def digest_file(path: str) -> str:
    """A hash of a file's bytes."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, _hash).hexdigest()


def digest_bytes(data: bytes) -> str:
    """The hash of a file that holds these bytes."""
    return _hash(data).hexdigest()


def _hash(data: bytes = b"") -> hashlib.blake2b:
    return hashlib.blake2b(data, digest_size=16)
