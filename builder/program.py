"""The program's own files, and what tells one state of them from another."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

PROGRAM: Final = Path(__file__).parent

_LIBRARIES: Final = ("jinja2", "markdown", "nh3", "babel")
"""Another version of these may make other pages of the same store."""

_KINDS: Final = (".py", ".yaml", ".json", ".po")


def program_fingerprint(cache: Path) -> str:
    """The program and its libraries: another one may make other pages of the same store.

    It is of the files' bytes; those are read only where their sizes, times or places are not
    what a file in the cache folder says of the last time.
    """
    files = sorted(_files())
    stats = [(path, stat.st_size, stat.st_mtime_ns) for path in files for stat in [os.stat(path)]]
    for library in _LIBRARIES:
        found = find_spec(library)
        origin = found.origin if found and found.origin else library
        stats.append((origin, 0, os.stat(origin).st_mtime_ns if os.path.exists(origin) else 0))
    state = hashlib.blake2b(repr(stats).encode(), digest_size=16).hexdigest()
    kept = cache / "program"
    try:
        before, fingerprint = kept.read_text(encoding="ascii").split()
        if before == state:
            return fingerprint
    except (OSError, ValueError):
        pass
    fingerprint = _fingerprint(files)
    try:
        cache.mkdir(parents=True, exist_ok=True)
        aside = kept.with_name(f"program-{os.getpid()}")
        aside.write_text(f"{state} {fingerprint}", encoding="ascii")
        aside.replace(kept)
    except OSError:
        pass  # a folder that cannot be written is told of where the store is opened
    return fingerprint


@functools.cache
def running() -> str:
    """The program that this process runs: as it was when this was asked first."""
    return _fingerprint(sorted(_files()))


def _files() -> Iterator[str]:
    for folder, names, files in os.walk(PROGRAM):
        names[:] = [name for name in names if name not in ("__pycache__", "_templates")]
        yield from (os.path.join(folder, name) for name in files if name.endswith(_KINDS))


def _fingerprint(files: list[str]) -> str:
    from importlib.metadata import version

    state = hashlib.blake2b(digest_size=16)
    for path in files:
        with open(path, "rb") as file:
            state.update(file.read())
    for library in _LIBRARIES:
        state.update(version(library).encode())
    return state.hexdigest()
