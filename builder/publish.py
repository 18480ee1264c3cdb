"""The site's files: compared before they are written, replaced whole, pruned.

`.dossier-files/` in the site lists what is the program's own, in slices by a hash of the
path, so that a new page touches one small slice and so that nothing but the program's own
files is ever deleted, even when the store is lost.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from builder.addresses import digest
from builder.problems import MachineError

PLACES: Final = ("site", "documents")
"""Where files are written: the site; the search documents, below the cache."""

MANIFEST: Final = ".dossier-files"
_COMING: Final = f"{MANIFEST}/coming.txt"
_ASIDE: Final = ".dossier-new"


def write(path: str | Path, data: bytes) -> bool:
    """Make `data` the file's bytes; False where they were so already.

    The file is written aside and moved into place, so that nobody ever sees half of it.
    Raises MachineError when the disk is full or the folder cannot be written.
    """
    name = os.fspath(path)
    try:
        if os.stat(name).st_size == len(data):
            with open(name, "rb", buffering=0) as file:
                if file.read() == data:
                    return False
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        pass
    folder, last = os.path.split(name)
    aside = os.path.join(folder, f"{_ASIDE}-{os.getpid()}-{last[-100:]}")
    try:
        try:
            _write_new(aside, data)
        except FileNotFoundError:
            os.makedirs(folder or ".", exist_ok=True)
            _write_new(aside, data)
        os.replace(aside, name)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(aside)
        raise MachineError(f"{path} cannot be written: {error.strerror or error}") from error
    return True


def _write_new(name: str, data: bytes) -> None:
    with open(name, "wb", buffering=0) as file:
        view = memoryview(data)
        while view:
            view = view[file.write(view) :]


def is_aside(path: str) -> bool:
    """Whether a file is one that was to be moved into place: a killed build leaves it."""
    return path.rpartition("/")[2].startswith(_ASIDE)


@contextlib.contextmanager
def under_way(site: Path, build: str) -> Iterator[Path]:
    """Within it a file in the site names the build that goes on. Who writes for it on another
    machine, where nobody ends them, looks there whether it still `goes_on`.
    """
    sign = site / MANIFEST / f"{_ASIDE}-under-way"
    write(sign, build.encode())
    try:
        yield sign
    finally:
        sign.unlink(missing_ok=True)


def goes_on(sign: Path, build: str) -> bool:
    """Whether it is this build that goes on."""
    try:
        return sign.read_bytes() == build.encode()
    except OSError:
        return False


def stat_of(path: str | Path) -> tuple[int, int]:
    """Size and time of a file as written; (-1, 0) where there is none."""
    try:
        stat = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return (-1, 0)
    return (stat.st_size, stat.st_mtime_ns)


def stats_below(root: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every file below a folder, by its path with `/`."""
    found: dict[str, tuple[int, int]] = {}
    waiting = [(str(root), "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            entries = os.scandir(folder)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    stat = entry.stat(follow_symlinks=False)
                    found[prefix + entry.name] = (stat.st_size, stat.st_mtime_ns)
    return found


def stats_in(root: Path, folder: str) -> dict[str, tuple[int, int]]:
    """Size and time of every file in a folder below `root`, without those in folders in it."""
    found: dict[str, tuple[int, int]] = {}
    try:
        entries = os.scandir(root / folder)
    except (FileNotFoundError, NotADirectoryError):
        return found
    with entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                stat = entry.stat(follow_symlinks=False)
                path = f"{folder}/{entry.name}" if folder else entry.name
                found[path] = (stat.st_size, stat.st_mtime_ns)
    return found


def delete(root: Path, paths: Iterable[str]) -> int:
    """Delete files of the site and the folders that they leave empty; how many there were."""
    count = 0
    for path in paths:
        file = root / path
        try:
            file.unlink()
            count += 1
        except (FileNotFoundError, NotADirectoryError):
            continue
        for folder in file.parents:
            if folder == root:
                break
            try:
                folder.rmdir()
            except OSError:
                break
    return count


def _slice_of(path: str) -> str:
    return digest(path.encode(), 1)


def announce(root: Path, paths: Iterable[str]) -> None:
    """List files before they are written: where the build is killed and the store is lost before
    the next, nobody else knows of them. Listed as what is there, they are no longer announced.
    """
    lines = "".join(f"{path}\n" for path in paths)
    if not lines:
        return
    file = root / _COMING
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as opened:
            opened.write(lines)
    except OSError as error:
        raise MachineError(f"{file} cannot be written: {error.strerror or error}") from error


def read_manifest(root: Path) -> set[str]:
    """The paths that a former build wrote, or was about to write, by the site's own list."""
    found: set[str] = set()
    for part in (*(root / MANIFEST).glob("?.txt"), root / _COMING):
        try:
            found.update(part.read_text(encoding="utf-8").splitlines())
        except (OSError, UnicodeDecodeError):
            continue
    return {path for path in found if path and not path.startswith("/") and ".." not in path}


def change_manifest(root: Path, added: Iterable[str], gone: Iterable[str]) -> None:
    """Bring the site's own list in line with the paths that came and went."""
    slices: dict[str, tuple[set[str], set[str]]] = {}
    for place, paths in enumerate((added, gone)):
        for path in paths:
            slices.setdefault(_slice_of(path), (set(), set()))[place].add(path)
    for name, (come, go) in sorted(slices.items()):
        file = root / MANIFEST / f"{name}.txt"
        try:
            listed = set(file.read_text(encoding="utf-8").splitlines())
        except FileNotFoundError:
            listed = set()
        _write_slice(file, (listed | come) - go)
    (root / _COMING).unlink(missing_ok=True)


def write_manifest(root: Path, paths: Iterable[str]) -> None:
    """List the program's own files in the site; only slices that differ are written."""
    slices: dict[str, list[str]] = {}
    for path in paths:
        slices.setdefault(_slice_of(path), []).append(path)
    for name in "0123456789abcdef":
        file = root / MANIFEST / f"{name}.txt"
        _write_slice(file, slices.get(name, ()))
    (root / _COMING).unlink(missing_ok=True)


def _write_slice(file: Path, paths: Iterable[str]) -> None:
    lines = sorted(paths)
    if lines:
        write(file, "".join(f"{line}\n" for line in lines).encode())
    else:
        file.unlink(missing_ok=True)
