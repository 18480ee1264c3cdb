"""Sources → rows: what changed on disk is read, annotated and written to the store.

The order matters: settings, then entities (so that names are known), then the articles
that changed or whose text holds a name that changed, then what follows from both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from builder.addresses import digest
from builder.annotation.registry import ListNames
from builder.archive import facts as make, tables as t
from builder.archive.changes import Changes, Row
from builder.archive.complaints import Complaints
from builder.archive.hidden import read_hidden
from builder.archive.hidden_entity import hide_config, hide_page
from builder.archive.names import StoredNames
from builder.archive.reading import ANNOTATIONS, Taken, hand_over, read_chunk, take, unread
from builder.archive.registry import write_entities, write_languages, write_stubs, write_table
from builder.archive.settings import read_settings, write_settings
from builder.archive.store import create_indexes, get_state, set_state
from builder.archive.sums import Sums
from builder.archive.survey import STATIC, Survey, remember
from builder.archive.tables import Table
from builder.archive.touched import ChangedNames, touched_sources
from builder.archive.writer import Writer
from builder.config import Config
from builder.content.freepages import read_page
from builder.content.hiding import Hider
from builder.content.scan import NAMELESS, Stat, is_article
from builder.model import Names
from builder.problems import problem

FEW: Final = 20
"""Up to so many articles, names are looked up one by one in the store."""

CHUNK: Final = 50
"""How many articles a worker reads at a time."""


class Pool(Protocol):
    """Several processes, as `workers.Workers` has them."""

    def worth_it(self, pieces: int) -> bool: ...

    def map(
        self, function: Callable[..., Any], calls: Iterable[Sequence[Any]]
    ) -> Iterable[Any]: ...


class Intake:
    """Takes in what changed since the last build, within the caller's transaction.

    `heeded` as for `Changes`; `handed` is a file for what workers are handed.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        content: Path,
        base_url: str | None,
        handed: Path,
        heeded: frozenset[str] | None = None,
    ) -> None:
        self.connection = connection
        self.content = content
        self.complaints = Complaints(connection)
        self.renamed: dict[str, str] = {}
        """Sources that have another name now, by their earlier one."""
        self._base_url = base_url
        self._handed = handed
        self._sums = Sums()
        self._names = ChangedNames()
        self._writer = Writer(connection, self._take, heeded)

    @property
    def changes(self) -> Changes:
        """What changed."""
        return self._writer.changes

    def _take(self, writer: Writer, table: Table, old: Sequence[Row], new: Sequence[Row]) -> None:
        self._sums.take(writer, table, old, new)
        self._names.take(table, old, new)
        self.complaints.take(table, old, new)

    def run(self, survey: Survey, pool: Pool, progress: Callable[[int, int], None]) -> None:
        """Bring all rows in line with the files."""
        config, problems = read_settings(self.content, self._base_url)
        set_state(self.connection, "base_url", repr(self._base_url))
        files = survey.content.files
        everything = write_settings(self._writer, config, problems, survey.templates, files)
        new = {path for path in survey.content.changed if path not in survey.known}
        self._statics(survey)
        changed = self._named(self._changed(survey, everything), files)
        hider = read_hidden(self.connection, self.content, changed, survey.content.removed, config)
        if self._hides_otherwise(hider):
            changed = self._named(set(files), files)
        if hider:
            config_shown = hide_config(config, hider)
            write_settings(self._writer, config_shown, problems, survey.templates, files)
        write_table(self._writer)
        articles = {path for path in changed if is_article(path)}
        entities = {path for path in changed - articles if _is_entity(path, config)}
        self._others(sorted(changed - articles - entities), config, files, hider)
        write_entities(
            self._writer, self.content, sorted(entities), new, config, self._names, hider
        )
        write_languages(self._writer, config)
        self._articles(articles, new, config, hider, survey, pool, progress)
        self._sums.sum_up(self._writer)
        create_indexes(self.connection)
        write_stubs(self._writer, self._names.stubs)
        self._sums.settle(self._writer)
        remember(self.connection, survey)

    def _hides_otherwise(self, hider: Hider) -> bool:
        """Whether others are hidden than before, so that every source is to be read again."""
        state = digest(repr((hider.names, sorted(hider.ids.items()))).encode(), 32)
        before = get_state(self.connection, "hidden")
        set_state(self.connection, "hidden", state)
        return bool(before) and before != state

    # Files

    def _changed(self, survey: Survey, everything: bool) -> set[str]:
        """The files to be read; the rows of those that are gone go."""
        found, known = survey.content, survey.known
        changed = set(found.files if everything else found.changed)
        for path in found.removed:
            self._writer.replace(path, {})
        if found.removed:
            by_digest = {found.files[path].digest: path for path in found.changed}
            for path in found.removed:
                new = by_digest.get(known[path].digest)
                if new and new not in known:
                    self.renamed[path] = new
        beside = {path for path in (*changed, *found.removed) if path.endswith(ANNOTATIONS)}
        changed |= {path.removesuffix(ANNOTATIONS) + ".md" for path in beside}
        return {path for path in changed if path in found.files}

    def _named(self, paths: set[str], files: Mapping[str, Stat]) -> set[str]:
        """Those whose name is text; of the others it is said that it is not."""
        nameless = {path for path in paths if files[path].digest == NAMELESS}
        for path in sorted(nameless):
            self._writer.replace(path, make.problem_facts(path, [problem("E116", path)]))
        return paths - nameless

    def _statics(self, survey: Survey) -> None:
        """The templates' own static files."""
        for path in sorted(self._named(set(survey.statics.changed), survey.statics.files)):
            address = f"assets/{path.removeprefix(STATIC)}"
            row = t.AssetRow(path, address, survey.statics.files[path].digest)
            self._writer.replace(path, {"asset": [row]})
        for path in survey.statics.removed:
            self._writer.replace(path, {})

    def _others(
        self, paths: Sequence[str], config: Config, files: Mapping[str, Stat], hider: Hider
    ) -> None:
        """Everything but articles and entities: free pages, files to copy."""
        for path in paths:
            folder, _, name = path.partition("/")
            if folder in ("static", "media") and name:
                address = name if folder == "static" else path
                asset = t.AssetRow(path, hider.path(address), files[path].digest)
                self._writer.replace(path, {"asset": [asset]})
            elif folder == "pages" and name.endswith(".md"):
                data = (self.content / path).read_bytes()
                page, problems = read_page(path, data, config)
                facts = make.facts_of_page(hide_page(page, hider), problems) if page else {}
                self._writer.replace(path, facts or make.problem_facts(path, problems))
            elif path != "archive.toml":
                # Nothing of ours now; but it may have been, when a kind was called so.
                self._writer.replace(path, make.problem_facts(path, unread(path, config, files)))

    # Articles

    def _articles(
        self,
        paths: set[str],
        new: Collection[str],
        config: Config,
        hider: Hider,
        survey: Survey,
        pool: Pool,
        progress: Callable[[int, int], None],
    ) -> None:
        """Read the articles that changed, and those that a changed name touches.

        An article in a language that the archive did not speak brings the countries' names
        in it, which in turn touch that article.
        """
        files = survey.content.files
        paths = paths | {p for p in self._touched() if is_article(p) and p in files}
        done = 0
        while paths:
            for taken in self._read(sorted(paths), config, hider, pool):
                self._writer.replace(taken.path, taken.facts, fresh=taken.path in new)
                if taken.digest:
                    survey.note_digest(taken.path, taken.digest)
                done += 1
                if done % CHUNK == 0:
                    progress(done, len(paths))
            self._writer.flush()
            new = ()
            write_languages(self._writer, config)
            paths = {p for p in self._touched() if is_article(p) and p in files}

    def _touched(self) -> set[str]:
        forms, self._names.forms = self._names.forms, set()
        return touched_sources(self.connection, forms)

    def _read(
        self, paths: Sequence[str], config: Config, hider: Hider, pool: Pool
    ) -> Iterable[Taken]:
        stored = StoredNames(self.connection)
        content = self.content
        names: Names = stored
        if len(paths) > FEW:
            names = ListNames(stored.all(), stored.entities())
        if not isinstance(names, ListNames) or not pool.worth_it(len(paths)):
            return (take(content, path, config, names, hider) for path in paths)
        token = hand_over(self._handed, config, names, hider)
        chunks = [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]
        calls = [(content, self._handed, token, chunk) for chunk in chunks]
        return (item for batch in pool.map(read_chunk, calls) for item in batch)


def _is_entity(path: str, config: Config) -> bool:
    folder, _, name = path.partition("/")
    return name.endswith(".md") and config.kind(folder) is not None
