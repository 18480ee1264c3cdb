"""What there is now, against what the store knows: the sources, the templates, the site.

Where nothing differs, a build has nothing to do; finding that out asks for little more than
to look at the sources' times.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.archive.store import get_state
from builder.archive.turns import DOCUMENT
from builder.content.scan import RACY, UNREAD, Scan, Stat, is_article, scan, scan_some
from builder.folders import Folders, template_fingerprints

STATIC = "<static>/"


@dataclass(frozen=True, slots=True)
class Survey:
    """The sources and templates at a moment, `now` in nanoseconds since 1970.

    `known` and `known_statics` are the files as they were known before; `templates` has each
    template's fingerprint.
    """

    now: int
    known: dict[str, Stat]
    known_statics: dict[str, Stat]
    content: Scan
    statics: Scan
    templates: Mapping[str, str]

    def note_digest(self, path: str, digest: str) -> None:
        """An article's file was read, and this is its digest, which may have been left out."""
        stat = self.content.seen.get(path)
        if stat is not None and stat.digest == UNREAD:
            self.content.files[path] = self.content.seen[path] = stat._replace(digest=digest)


def survey(
    connection: sqlite3.Connection,
    folders: Folders,
    now: int,
    last: Survey | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Survey:
    """Look at every source, and at all templates. `last`: the survey that the store is of, where
    that is still at hand. Raises Cancelled as soon as `cancelled()`.
    """
    if last is not None:
        known, statics = last.content.files, last.statics.files
    else:
        known, statics = {}, {}
        columns = "path, size, mtime, ctime, inode, digest, scanned"
        for path, *stat in connection.execute(f"SELECT {columns} FROM source"):
            (statics if path.startswith(STATIC) else known)[path] = Stat(*stat)
    return Survey(
        now, known, statics,
        scan(folders.content, known, now, unread=is_article, cancelled=cancelled),
        _scan_statics(folders, statics, now), template_fingerprints(folders.template_folders),
    )  # fmt: skip


def survey_some(last: Survey, folders: Folders, paths: Iterable[Path], now: int) -> Survey | None:
    """Look at these files alone, as something was heard of them since the last survey; None
    where that does not do. Where one is of the templates, all of the templates are looked at.
    """
    # The system tells of places without links in them, whether or not the folder itself is one.
    contents = {folders.content.parent.resolve() / folders.content.name, folders.content.resolve()}
    below = []
    others = False
    for path in paths:
        content = next((root for root in contents if root in path.parents), None)
        if content is not None:
            below.append(path.relative_to(content).as_posix())
        elif any(path.is_relative_to(folder.resolve()) for folder in folders.template_folders):
            others = True
        else:
            return None
    found = scan_some(folders.content, sorted(set(below)), last.content.files, now)
    if found is None:
        return None
    statics, templates = last.statics.files, last.templates
    nothing = Scan(statics, (), (), {})
    if not others:
        return Survey(now, last.content.files, statics, found, nothing, templates)
    return Survey(
        now, last.content.files, statics, found, _scan_statics(folders, statics, now),
        template_fingerprints(folders.template_folders),
    )  # fmt: skip


def _scan_statics(folders: Folders, known: Mapping[str, Stat], now: int) -> Scan:
    """The templates' own static files: the site's before the program's."""
    files: dict[str, Stat] = {}
    seen: dict[str, Stat] = {}
    for folder in reversed(folders.template_folders):
        found = scan(folder / "static", known, now, STATIC)
        files |= found.files
        # A file of the program that the site has one in place of is not what is known.
        seen = {path: stat for path, stat in seen.items() if path not in found.files}
        seen |= found.seen
    changed = [
        path for path, stat in files.items()
        if path not in known or known[path].digest != stat.digest
    ]  # fmt: skip
    removed = [path for path in known if path not in files]
    return Scan(files, tuple(sorted(changed)), tuple(sorted(removed)), seen)


def is_settled(connection: sqlite3.Connection, found: Survey, base_url: str | None) -> bool:
    """Whether sources, templates and address are those of which the store's rows are."""
    if found.content.is_news or found.statics.is_news:
        return False
    if get_state(connection, "base_url") != repr(base_url):
        return False
    rows = connection.execute("SELECT template, fingerprint FROM template")
    return dict(rows) == found.templates


def remember(connection: sqlite3.Connection, found: Survey) -> None:
    """Keep how the files were seen that had to be read, and forget those that are gone."""
    connection.executemany(
        "INSERT OR REPLACE INTO source (path, size, mtime, ctime, inode, digest, scanned)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (path, *stat)
            for path, stat in (*found.content.seen.items(), *found.statics.seen.items())
            if stat.digest != UNREAD  # it was gone before it was read
        ],
    )
    connection.executemany(
        "DELETE FROM source WHERE path = ?",
        [(path,) for path in (*found.content.removed, *found.statics.removed)],
    )


# Folders of the site and of search documents


def changed_folders(
    connection: sqlite3.Connection, place: str, root: Path, closely: bool
) -> list[str]:
    """The folders in which files came, went or were replaced since they were remembered.

    They are looked at `closely`, file by file, or else the folders that changed just before they
    were remembered count too, as they may have changed once more since.
    """
    found = _folders_of_changed_files(connection, place, root) if closely else set()
    rows = connection.execute("SELECT path, mtime, seen FROM folder WHERE place = ?", (place,))
    start = os.fspath(root)
    for path, mtime, seen in rows:
        try:
            now = os.stat(f"{start}/{path}").st_mtime_ns
        except (FileNotFoundError, NotADirectoryError):
            now = -1
        if now != mtime or (mtime + RACY > seen and not closely):
            found.add(path)
    return sorted(found)


def _folders_of_changed_files(connection: sqlite3.Connection, place: str, root: Path) -> set[str]:
    """The folders in which a page's file is gone, or has another size or time than when it was
    written: who writes to one in place, or cuts it short, leaves its folder's time as it is.
    """
    start = os.fspath(root)
    written = connection.execute(
        "SELECT path, size, mtime FROM page WHERE hash != '' AND (turn = ?) = ?",
        (DOCUMENT, place == "documents"),
    )
    found = set()
    for path, *known in written:
        try:
            stat = os.stat(f"{start}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            found.add(folder_of(path))
            continue
        if [stat.st_size, stat.st_mtime_ns] != known:
            found.add(folder_of(path))
    return found


def remember_folders(
    connection: sqlite3.Connection, place: str, root: Path, paths: Iterable[str], now: int
) -> None:
    """Keep the times of folders as the build leaves them; of those that are gone, none."""
    rows: list[tuple[str, str, int, int]] = []
    gone: list[tuple[str, str]] = []
    for path in sorted(set(paths)):
        try:
            rows.append((place, path, os.stat(root / path).st_mtime_ns, now))
        except (FileNotFoundError, NotADirectoryError):
            gone.append((place, path))
    connection.executemany("INSERT OR REPLACE INTO folder VALUES (?, ?, ?, ?)", rows)
    connection.executemany("DELETE FROM folder WHERE place = ? AND path = ?", gone)


def folder_of(path: str) -> str:
    """The folder that a page's file is in."""
    return path.rpartition("/")[0]
