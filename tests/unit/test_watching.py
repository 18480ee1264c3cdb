"""Saves are heard of in the watched folders, however much else happens there."""

from __future__ import annotations

import logging
import queue
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent

from builder.preview.watching import Watcher

Heard = queue.Queue[Sequence[Path] | None]


class Listening(Watcher):
    """Keeps all that the system tells of."""

    def __init__(self, content: Path, heard: Heard) -> None:
        super().__init__([content], [], heard.put)
        self.told: list[str] = []

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.told.append(event.event_type)
        super().on_any_event(event)


@pytest.fixture
def heard() -> Heard:
    return queue.Queue()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "a.md").write_text("one", encoding="utf-8")
    return folder


@pytest.fixture
def watcher(content: Path, heard: Heard) -> Iterator[Listening]:
    watcher = Listening(content, heard)
    watcher.start()
    yield watcher
    watcher.stop()


def test_files_that_are_read_are_not_told_of(
    watcher: Listening, content: Path, heard: Heard
) -> None:
    for _ in range(100):
        (content / "a.md").read_bytes()
    (content / "a.md").write_text("two", encoding="utf-8")
    assert heard.get(timeout=30) == [content / "a.md"]
    assert set(watcher.told) <= {"modified", "closed"}


def test_where_events_were_lost_any_file_may_have_been_saved(
    watcher: Listening, heard: Heard, capfd: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
    assert heard.get(timeout=30) is None
    assert capfd.readouterr().err == ""
    watcher.stop()
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
    assert heard.empty()
