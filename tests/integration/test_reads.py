"""What the store keeps of what pages read does not depend on how they were rendered."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from builder import batches
from builder.archive import door
from builder.build import Order, build
from builder.folders import Folders

from ..conftest import snapshot


def made(content: Path, root: Path, jobs: int) -> tuple[dict[str, bytes], dict[str, list[Any]]]:
    """The site, and what its pages read, by address: numbers of pages may differ."""
    folders = Folders(content, root / "templates", root / "site", root / "cache")
    build(Order(folders, search=False, jobs=jobs))
    store = sqlite3.connect(root / "cache" / "store.sqlite")
    tables = {
        "answers": "SELECT * FROM answer ORDER BY cell",
        "reads": "SELECT cell, path FROM reads JOIN page ON id = reader ORDER BY cell, path",
        "inside": "SELECT cell, reader FROM reads WHERE reader < 0 ORDER BY cell, reader",
        "of kinds": "SELECT * FROM kind_reads ORDER BY cell, kind",
    }
    kept = {name: store.execute(sql).fetchall() for name, sql in tables.items()}
    store.close()
    return snapshot(root / "site"), kept


def test_reads_are_the_same_with_little_memory_and_in_several_processes(
    golden_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, kept = made(golden_archive, tmp_path / "one", 1)
    assert all(kept.values())
    with monkeypatch.context() as patched:
        patched.setattr(batches, "FEW", 0)
        assert made(golden_archive, tmp_path / "two", 2) == (site, kept)
    monkeypatch.setattr(door, "KEPT", 2_000)
    monkeypatch.setattr(door, "HEAVY", 200)
    assert made(golden_archive, tmp_path / "spare", 1) == (site, kept)
