"""What nobody waits for gives way to the next save, and is made all the same."""

from __future__ import annotations

import itertools
import shutil
import socket
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from builder import batches
from builder.build import Builder, Order, Quiet, build
from builder.folders import Folders
from builder.order import Outcome
from builder.preview.loop import Preview
from builder.problems import Cancelled
from builder.serve import _listen

from ..benchmarks.corpus import Corpus
from ..conftest import snapshot


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("late")
    Corpus(40, 60).write(root)
    return root


def folders(archive: Path, root: Path) -> Folders:
    return Folders(archive / "content", root / "templates", root / "site", root / "cache")


def test_files_left_for_later_are_left_at_any_moment_and_made_in_the_end(
    archive: Path, tmp_path: Path
) -> None:
    build(Order(folders(archive, tmp_path / "clean"), search=False, jobs=1))
    order = Order(folders(archive, tmp_path), search=False, jobs=1)
    left_within_a_file = 0
    with Builder(order, in_parts=True) as builder:
        builder.update()
        at_once = len(snapshot(tmp_path / "site"))
        for patience in itertools.count(1, 23):
            asked = itertools.count()
            outcome = builder.complete(lambda: next(asked) >= patience)  # noqa: B023
            left_within_a_file += next(asked) > patience and not outcome.rendered
            if next(asked) <= patience:
                break
    assert left_within_a_file > 2
    assert at_once < len(snapshot(tmp_path / "clean" / "site"))
    assert snapshot(tmp_path / "site") == snapshot(tmp_path / "clean" / "site")


def test_several_processes_leave_what_is_left_for_later_too(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(Order(folders(archive, tmp_path / "clean"), search=False, jobs=1))
    with Builder(Order(folders(archive, tmp_path), search=False, jobs=2), in_parts=True) as builder:
        builder.update()
        monkeypatch.setattr(batches, "FEW", 0)
        left = builder.complete(lambda: True).rendered
        assert snapshot(tmp_path / "site") != snapshot(tmp_path / "clean" / "site")
        assert builder.complete(lambda: False).rendered > left
    assert snapshot(tmp_path / "site") == snapshot(tmp_path / "clean" / "site")


def test_files_left_for_later_leave_what_the_next_edit_asks_for(
    archive: Path, tmp_path: Path
) -> None:
    with Builder(Order(folders(archive, tmp_path), search=False, jobs=1), in_parts=True) as builder:
        builder.update()
        kept = set(builder._renderers.first(builder.connection).door._answers)
        assert builder.complete(lambda: False).rendered > 0
        assert set(builder._renderers.first(builder.connection).door._answers) == kept != set()


def test_a_look_at_all_files_is_left_and_leaves_what_the_next_edit_asks_for(
    archive: Path, tmp_path: Path
) -> None:
    shutil.copytree(archive / "content", tmp_path / "content")
    order = Order(folders(tmp_path, tmp_path), search=False, jobs=1)
    edited = min((tmp_path / "content" / "articles").rglob("*.md"))
    with Builder(order, in_parts=True) as builder:
        builder.update()
        renderer = builder._renderers.first(builder.connection)
        kept = set(renderer.door._answers)
        with pytest.raises(Cancelled):
            builder.update(None, lambda: True)
        assert set(renderer.door._answers) == kept != set()
        edited.write_text(edited.read_text("utf-8") + "\nUne phrase de plus.\n", "utf-8")
        assert builder.update(None, lambda: False).written
        assert builder._renderers.first(builder.connection) is renderer
        assert set(renderer.door._answers) & kept
    build(Order(folders(tmp_path, tmp_path / "clean"), search=False, jobs=1))
    page = next((tmp_path / "site" / "articles").rglob(f"{edited.stem[11:]}.html"))
    clean = tmp_path / "clean" / page.relative_to(tmp_path)
    assert page.read_bytes() == clean.read_bytes()


def test_a_page_that_a_save_is_about_to_bring_is_not_taken_for_a_lost_one(
    archive: Path, tmp_path: Path
) -> None:
    preview = Preview(Order(folders(archive, tmp_path), search=False, jobs=1))
    preview.rebuild()
    preview.saved([tmp_path / "new.md"])
    preview.missed()
    assert preview._saves.take() == {tmp_path / "new.md"}
    preview.missed()
    assert preview._saves.take() is None
    preview._builder.close()


def test_while_all_files_are_looked_at_pages_are_answered_and_saves_go_first(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = Preview(Order(folders(archive, tmp_path), search=False, jobs=1))
    made: list[bool] = []
    whole = preview._builder.update

    def noted(*how: Any) -> Outcome:
        made.append(preview.is_made("index.html"))
        return whole(*how)

    monkeypatch.setattr(preview._builder, "update", noted)
    preview.rebuild()
    preview.rebuild(recheck=True)
    assert made == [False, True]
    preview.saved([tmp_path / "new.md"])
    with pytest.raises(Cancelled):
        preview.rebuild(recheck=True)
    assert preview._saves.take() == {tmp_path / "new.md"}
    preview._builder.close()


class Told(Quiet):
    """What a build tells of pages, and whether they were as it says when it said so."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.said: list[tuple[set[str], set[str]]] = []
        self.before: dict[str, bytes] = {}

    def pages(self, waiting: Collection[str], made: Collection[str]) -> None:
        self.said.append((set(waiting), set(made)))
        if len(self.said) == 1:
            self.before = snapshot(self.site)


def test_which_pages_are_to_be_made_and_deleted_is_told_at_once_before_any_is(
    archive: Path, tmp_path: Path
) -> None:
    shutil.copytree(archive / "content", tmp_path / "content")
    where = Folders(
        tmp_path / "content", tmp_path / "templates", tmp_path / "site", tmp_path / "cache"
    )
    told = Told(where.site)
    with Builder(Order(where, search=False, jobs=1), told, in_parts=True) as builder:
        builder.update()
        old = snapshot(where.site)
        gone, edited = sorted((tmp_path / "content" / "articles").rglob("*.md"))[3:5]
        gone.unlink()
        edited.write_text(edited.read_text("utf-8") + "\nUne phrase de plus.\n", "utf-8")
        told.said.clear()
        builder.update([gone, edited])
    new = snapshot(where.site)
    changed = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    changed = {path for path in changed if not path.startswith(".")}
    waiting, made = told.said[0]
    assert told.before == old and not made
    assert old.keys() - new.keys() and changed <= waiting
    assert not any(more for more, _ in told.said[1:])


def test_answers_are_sent_as_soon_as_they_are_there() -> None:
    # Only where the protocol is named does asyncio turn off what makes a second part wait.
    with _listen(0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.proto == socket.IPPROTO_TCP
