import os
from pathlib import Path

import pytest

from builder import publish
from builder.problems import MachineError


def test_same_bytes_are_not_written(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.html"
    assert publish.write(file, b"one")
    before = file.stat().st_mtime_ns
    assert not publish.write(file, b"one")
    assert file.stat().st_mtime_ns == before
    assert publish.write(file, b"two")
    assert file.read_bytes() == b"two"
    assert [path.name for path in file.parent.iterdir()] == ["b.html"]


def test_a_full_disk_leaves_the_old_page() -> None:
    # /dev/full takes no byte: the real error, from the real system.
    with pytest.raises(MachineError):
        publish.write(Path("/dev/full/x.html"), b"x")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "people").write_text("a file where a folder is wanted", encoding="utf-8")
    with pytest.raises(MachineError, match="cannot be written"):
        publish.write(tmp_path / "people" / "a.html", b"x")


def test_manifest_names_our_files_only(tmp_path: Path) -> None:
    paths = [f"people/{n}.html" for n in range(40)]
    publish.write_manifest(tmp_path, paths)
    assert publish.read_manifest(tmp_path) == set(paths)
    (tmp_path / publish.MANIFEST / "0.txt").write_text(
        "../outside\n/etc/passwd\n", encoding="utf-8"
    )
    assert not any(".." in path or path.startswith("/") for path in publish.read_manifest(tmp_path))


def test_delete_takes_empty_folders_along(tmp_path: Path) -> None:
    publish.write(tmp_path / "a" / "b" / "c.html", b"x")
    publish.write(tmp_path / "a" / "mine.txt", b"x")
    assert publish.delete(tmp_path, ["a/b/c.html", "gone.html"]) == 1
    assert sorted(os.listdir(tmp_path / "a")) == ["mine.txt"]
