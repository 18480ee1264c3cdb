"""Hearing of saves: in folders that are there, and in those that will be.

Each folder is watched with all below it, also through links to folders elsewhere, and the
folder above it for itself alone, so that one that is made, renamed or put back is noticed.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from builder.preview.looking import look
from builder.preview.telling import say
from builder.terminal import gettext as _

_HEARD: Final[list[type[FileSystemEvent]]] = [
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent, FileClosedEvent, FileCreatedEvent,
    FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
]  # fmt: skip
"""What the system is to tell of. Not of files that are only read: a program that reads all of a
large archive, as this one does, would have it tell of so much that it loses a save among it.
"""


class _Place(NamedTuple):
    """A folder to watch: another inode under its path is another folder."""

    path: Path
    deep: bool
    inode: int


class _Complaints(logging.Handler):
    """What the library that watches complains of, as of events that were lost: whatever it is,
    something may have been saved that nothing will tell of.
    """

    def __init__(self, lost: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._lost = lost

    def emit(self, record: logging.LogRecord) -> None:
        """Something was complained of."""
        self._lost()


_LIBRARY: Final = logging.getLogger("watchdog")


class Watcher(FileSystemEventHandler):
    """Calls `saved` when a file below one of the folders changes, whatever way it was saved: with
    the files, or with None where a folder came, went or moved, so that any file may have changed.

    What editors leave beside a file (hidden files, `name~`, `#name#`) is no save, nor is what
    happens in `but`: folders that the program itself writes to.
    """

    def __init__(
        self,
        folders: Iterable[Path],
        but: Iterable[Path],
        saved: Callable[[Sequence[Path] | None], None],
    ) -> None:
        # The system tells of places without links in them, but for what is itself a link.
        self._folders = tuple(
            dict.fromkeys(folder.parent.resolve() / folder.name for folder in folders)
        )
        self._but = tuple(folder.resolve() for folder in but)
        self._saved = saved
        self._observer: BaseObserver | None = None
        self._watches: dict[_Place, Any] = {}
        self._lock = threading.Lock()
        self._is_deaf = False
        self._complaints = _Complaints(lambda: self._saved(None))

    def start(self) -> None:
        """Begin to watch; where that cannot be, it is said, and `look` has to do."""
        _LIBRARY.addHandler(self._complaints)
        _LIBRARY.propagate = False
        try:
            self._open(Observer())
        except OSError as error:
            # The system watches only so many folders, and some file systems not at all.
            self._is_deaf = True
            self.stop()
            say(
                _("folders cannot be watched ({error}); they are looked at now and then").format(
                    error=error.strerror or error
                )
            )

    def _open(self, observer: BaseObserver) -> None:
        self._observer = observer
        observer.start()
        self._follow()

    def stop(self) -> None:
        """Watch no longer."""
        _LIBRARY.removeHandler(self._complaints)
        if self._observer is not None and self._observer.is_alive():
            self._observer.stop()
            self._observer.join(2)

    def look(self, enough: Callable[[], bool]) -> int | None:
        """A number for all that lies in the folders (`looking.look`)."""
        return look(self._folders, self._but, enough)

    def renew(self) -> None:
        """Watch anew, as something happened that nothing told of: threads that watch may end by
        an error, and systems forget folders.
        """
        if self._is_deaf:
            return
        with self._lock:
            old, self._observer = self._observer, None
            self._watches.clear()
        # In a thread of its own, as it waits for others, of which some may be no more.
        threading.Thread(target=_end, args=(old,), daemon=True).start()
        self.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Something happened in a watched folder, or beside one."""
        try:
            self._hear(event)
        except Exception:
            # Raised here it would end the thread, and nobody would hear of any save any more.
            self._saved(None)

    def _hear(self, event: FileSystemEvent) -> None:
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        if event.is_directory and any(self._concerns(path) for path in paths):
            self._follow()
        sources = [path for path in paths if self._is_source(path)]
        if sources:
            self._saved(None if event.is_directory else sources)

    def _concerns(self, path: Path) -> bool:
        """Whether what happens to a folder may mean that others are to be watched."""
        return any(
            folder.is_relative_to(path) or path.is_relative_to(folder) for folder in self._folders
        )

    def _is_source(self, path: Path) -> bool:
        if any(path.is_relative_to(folder) for folder in self._but):
            return False
        inside = [folder for folder in self._roots() if path.is_relative_to(folder)]
        if not inside:
            return any(folder.is_relative_to(path) for folder in self._folders)
        return any(all(map(_is_kept, path.relative_to(folder).parts)) for folder in inside)

    def _roots(self) -> Sequence[Path]:
        return (*self._folders, *(place.path for place in list(self._watches) if place.deep))

    def _follow(self) -> None:
        """Watch what is to be watched now, and no longer what is gone or is another folder."""
        with self._lock:
            if self._observer is None:
                return  # it is being renewed
            wanted = set(self._wanted())
            for place in self._watches.keys() - wanted:
                try:
                    self._observer.unschedule(self._watches.pop(place))
                except (KeyError, OSError):
                    pass  # the system did so when the folder went
            for place in sorted(wanted - self._watches.keys()):
                try:
                    self._watches[place] = self._observer.schedule(
                        self, str(place.path), recursive=place.deep, event_filter=_HEARD
                    )
                except (FileNotFoundError, NotADirectoryError):
                    continue  # gone again

    def _wanted(self) -> Iterator[_Place]:
        for folder in self._folders:
            yield from _place(_nearest(folder.parent), False)
            yield from _place(folder, True)
            for root, names, _files in os.walk(folder):
                for name in names:
                    if os.path.islink(os.path.join(root, name)):
                        yield from _place(Path(root, name), True)


def _end(observer: BaseObserver | None) -> None:
    if observer is not None:
        with contextlib.suppress(Exception):  # what is left of it is of no use
            observer.stop()


def _place(path: Path, deep: bool) -> Iterator[_Place]:
    try:
        if path.is_dir():
            yield _Place(path.resolve(), deep, path.stat().st_ino)
    except OSError:
        return


def _nearest(path: Path) -> Path:
    """The folder, or the nearest above it that there is."""
    while not path.is_dir():
        path = path.parent
    return path


def _is_kept(name: str) -> bool:
    """Whether a name is an archive's, not an editor's."""
    return not name.startswith((".", "#")) and not name.endswith("~")
