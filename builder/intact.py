"""Whether the files of the search index are as they were left: who cuts one short, or writes to
it in place, leaves its folder as it is, and their bytes are Pagefind's, so that nobody else knows
what they should be.
"""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

from builder import publish
from builder.addresses import digest
from builder.archive.store import get_state, set_state


class Index:
    """The search index in a site, and what the store says of its files."""

    def __init__(self, connection: sqlite3.Connection, site: Path) -> None:
        self.folder = site / "pagefind"
        self._connection = connection
        self._mark = self.folder.resolve().as_posix()
        self._kept = f"intact {self._mark}"

    def is_current(self) -> bool:
        """Whether the search documents are those that are indexed here."""
        return get_state(self._connection, "indexed") == self._mark

    def is_intact(self) -> bool:
        """Whether all files are as they were left: each is looked at, none is read."""
        return self._known() == _states(self.folder)

    def intact(self) -> set[str]:
        """The bundles that are as they were left, and "" where the files beside them are."""
        known = self._known()
        return {name for name, state in _states(self.folder).items() if known.get(name) == state}

    def keep_bundle(self, name: str) -> None:
        """Keep how a bundle was made: if others are not, the next build goes on from there."""
        self._keep(self._known() | {name: _state(self.folder / name)})

    def keep(self) -> None:
        """Keep how all files are left, which is as the search documents want them: bundles that
        were made as `keep_bundle` was told, the others as they were.
        """
        known = self._known()
        left = {name: known.get(name) or _state(self.folder / name) for name in _below(self.folder)}
        self._keep(left | {"": _beside(self.folder)})
        set_state(self._connection, "indexed", self._mark)

    def _known(self) -> dict[str, str]:
        known: dict[str, str] = json.loads(get_state(self._connection, self._kept) or "{}")
        return known

    def _keep(self, states: dict[str, str]) -> None:
        set_state(self._connection, self._kept, json.dumps(states))


def _states(folder: Path) -> dict[str, str]:
    """The state of each folder in a folder, and ("") of the files beside them."""
    return {"": _beside(folder)} | {name: _state(folder / name) for name in _below(folder)}


def _beside(folder: Path) -> str:
    return digest(repr(sorted(publish.stats_in(folder, "").items())).encode(), 32)


def _below(folder: Path) -> list[str]:
    try:
        entries = os.scandir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    with entries:
        return [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]


def _state(folder: Path) -> str:
    """Another one where a file came or went, or has another size or time."""
    return digest(repr(sorted(publish.stats_below(folder).items())).encode(), 32)
