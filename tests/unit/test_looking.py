"""What lies in folders, as a number: another one as soon as any file is another."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.preview.looking import look
from tests.conftest import write_files


def never() -> bool:
    return False


def rewrite(folder: Path) -> None:
    """As many bytes, and the time of before: the file's change of state tells."""
    file = folder / "a" / "one.md"
    times = file.stat()
    file.write_text("two", encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "written": rewrite,
    "added": lambda folder: (folder / "a" / "new.md").write_text("", encoding="utf-8"),
    "deleted": lambda folder: (folder / "a" / "one.md").unlink(),
    "renamed": lambda folder: (folder / "a" / "one.md").rename(folder / "a" / "other.md"),
    "a folder renamed": lambda folder: (folder / "a").rename(folder / "b"),
    "a folder gone": lambda folder: shutil.rmtree(folder / "a"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_files(tmp_path, {"a/one.md": "one", "b.toml": "", "site/index.html": "x"})
    return tmp_path


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_shows(folder: Path, change: str) -> None:
    but = [folder / "site"]
    before = look([folder], but, never)
    assert look([folder], but, never) == before
    CHANGES[change](folder)
    assert look([folder], but, never) != before


def test_what_is_no_source_does_not(folder: Path) -> None:
    but = [folder / "site"]
    before = look([folder, folder / "none"], but, never)
    write_files(folder, {"site/b.html": "", "a/.one.md.swp": "", "a/one.md~": "", ".git/x": ""})
    assert look([folder, folder / "none"], but, never) == before


def test_it_ends_where_it_is_enough(folder: Path) -> None:
    assert look([folder], (), lambda: True) is None
