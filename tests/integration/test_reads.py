"""What the store keeps of what pages read does not depend on how they were rendered."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from builder import batches, stages
from builder.archive import door, journal, planning, store
from builder.build import Order, Quiet, build
from builder.folders import Folders
from builder.problems import ContentError, MachineError
from builder.program import PROGRAM
from builder.render import render_batch
from builder.workers import Workers

from ..benchmarks.corpus import Corpus
from ..conftest import snapshot, write_files


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


def test_few_pages_that_show_much_of_a_large_archive_are_made_by_several_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Corpus(60, 60).write(tmp_path)
    folders = Folders(*(tmp_path / name for name in ("content", "templates", "site", "cache")))
    asked: list[object] = []
    workers_map = Workers.map

    def noted(self: Workers, function: Any, *rest: Any) -> Any:
        asked.append(function)
        return workers_map(self, function, *rest)

    monkeypatch.setattr(Workers, "map", noted)
    build(Order(folders, search=False, jobs=1))
    person = min((tmp_path / "content" / "people").glob("*.md"))
    for shown, several in ((batches.SHOWN, False), (1, True)):
        monkeypatch.setattr(batches, "SHOWN", shown)
        person.write_text(f"---\nname: Nommé Autrement {shown}\n---\n", encoding="utf-8")
        outcome = build(Order(folders, search=False, jobs=2))
        assert 0 < outcome.rendered < batches.FEW
        assert asked == [render_batch] * len(asked)
        assert bool(asked) == several
    made(tmp_path / "content", tmp_path / "clean", 1)
    assert snapshot(tmp_path / "site") == snapshot(tmp_path / "clean" / "site")


@pytest.fixture
def planned_by_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """An archive in `content`, new stores of which are planned by two processes, a few roots at a
    time; whether the store held anything, each time that it was shared with them.
    """
    shared: list[bool] = []

    def share(connection: sqlite3.Connection) -> None:
        stages_share(connection)
        with sqlite3.connect(tmp_path / "two" / "cache" / "store.sqlite") as other:
            shared.append(bool(other.execute("SELECT count(*) FROM article").fetchone()[0]))

    stages_share = store.share
    monkeypatch.setattr(stages, "share", share)
    monkeypatch.setattr(stages, "MANY", 0)
    monkeypatch.setattr(planning, "AT_A_TIME", 30)
    Corpus(120, 60).write(tmp_path)
    return shared


def test_plans_of_several_processes_are_those_of_one(
    tmp_path: Path, planned_by_many: list[bool]
) -> None:
    site, kept = made(tmp_path / "content", tmp_path / "one", 1)
    assert not planned_by_many
    assert made(tmp_path / "content", tmp_path / "two", 2) == (site, kept)
    assert planned_by_many == [True]
    assert made(tmp_path / "content", tmp_path / "two", 2) == (site, kept)
    assert planned_by_many == [True]  # a store that was filled is planned by itself


def test_nothing_is_kept_of_a_new_archive_whose_pages_cannot_be(
    tmp_path: Path, planned_by_many: list[bool]
) -> None:
    article = "---\ntitle: {0}\ndate: 2023-09-11\nslug: one\n---\nText.\n"
    two = {f"articles/{name}.md": article.format(name) for name in ("a", "b")}
    write_files(tmp_path / "content", two)
    for _ in range(2):
        with pytest.raises(ContentError):
            made(tmp_path / "content", tmp_path / "two", 2)
        assert not (tmp_path / "two" / "site").exists()
        assert not (tmp_path / "two" / "cache" / "store.sqlite").exists()
    assert planned_by_many == [True, True]
    (tmp_path / "content" / "articles" / "b.md").unlink()
    site, kept = made(tmp_path / "content", tmp_path / "two", 2)
    assert made(tmp_path / "content", tmp_path / "one", 1) == (site, kept)


def test_what_fails_while_a_new_store_is_shared_is_said_and_nothing_kept(
    tmp_path: Path, planned_by_many: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(connection: sqlite3.Connection) -> None:
        connection.execute("COMMIT")
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(stages, "share", full)
        with pytest.raises(MachineError, match="disk is full"):
            made(tmp_path / "content", tmp_path / "two", 2)
    assert not (tmp_path / "two" / "cache" / "store.sqlite").exists()
    made(tmp_path / "content", tmp_path / "two", 2)
    assert planned_by_many == [True]


class Killed(Exception):
    """What ends a build from outside, here."""


class Killing(Quiet):
    """A report that ends the build once some pages are made and kept."""

    rendering = False

    def stage(self, name: str) -> None:
        self.rendering = name == "render"

    def progress(self, done: int, total: int) -> None:
        if self.rendering and done >= 150:
            raise Killed


@pytest.mark.parametrize("killed", [False, True], ids=["whole", "killed"])
def test_what_many_pages_read_is_kept_in_a_journal_and_sorted_in(
    golden_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    site, kept = made(golden_archive, tmp_path / "one", 1)
    monkeypatch.setattr(batches, "KEPT_AT", 20)
    monkeypatch.setattr(batches, "BATCH", 10)
    two = tmp_path / "two"
    if killed:
        folders = Folders(golden_archive, two / "templates", two / "site", two / "cache")
        with pytest.raises(Killed):
            build(Order(folders, search=False, jobs=1), Killing())
        with sqlite3.connect(two / "cache" / "store.sqlite") as store:
            assert journal.is_waiting(store)
    assert made(golden_archive, two, 1) == (site, kept)
    with sqlite3.connect(two / "cache" / "store.sqlite") as store:
        assert not journal.is_waiting(store)
        indexes = store.execute("SELECT name FROM sqlite_master WHERE tbl_name = 'reads'")
        assert ("reads_of",) in indexes.fetchall()
    # All pages are made once more: what they read is as it was.
    (two / "templates").mkdir()
    (two / "templates" / "base.html").write_bytes(
        (PROGRAM.parent / "templates" / "base.html").read_bytes() + b"\n"
    )
    assert {**made(golden_archive, two, 1)[1], "answers": ()} == {**kept, "answers": ()}
