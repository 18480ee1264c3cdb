"""Sources → rows: what changed on disk is read, annotated and written to the store.

The order matters: settings, then entities (so that names are known), then the articles
that changed or whose text holds a name that changed, then what follows from both.
"""

from __future__ import annotations

import functools
import json
import pickle
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Protocol

from builder import wording
from builder.addresses import digest
from builder.annotation.annotate import annotate
from builder.annotation.inflection import is_korean
from builder.annotation.registry import ListNames, names_of
from builder.annotation.resolve import resolve_ties
from builder.annotation.table import cldr_names, entities_of_table, names_of_table
from builder.archive import facts as make
from builder.archive import tables as t
from builder.archive.facts import Facts, as_json
from builder.archive.names import StoredNames
from builder.archive.store import get_state, set_state
from builder.archive.sums import settle
from builder.archive.writer import Writer
from builder.config import Config
from builder.content.annotations import read_annotations
from builder.content.articles import read_article
from builder.content.entities import read_entity
from builder.content.freepages import read_page
from builder.content.scan import Stat, scan
from builder.content.settings import read_config
from builder.model import Entity, EntityText, Name, Names
from builder.problems import ContentError, Problem, problem
from builder.text import flat, fold

ANNOTATIONS: Final = ".annotations.jsonld"
FEW_NAMES: Final = 50
"""Up to so many changed names, each is looked for in all texts by SQLite."""

CHUNK: Final = 100
"""How many articles a worker reads at a time."""


class Pool(Protocol):
    """Several processes, as `workers.Workers` has them."""

    def worth_it(self, pieces: int) -> bool: ...

    def map(
        self, function: Callable[..., Any], calls: Iterable[Sequence[Any]]
    ) -> Iterable[Any]: ...


class Intake:
    """Takes in what changed since the last build, within the writer's transaction."""

    def __init__(
        self,
        writer: Writer,
        content: Path,
        statics: Sequence[Path],
        templates: Mapping[str, str],
        base_url: str | None,
    ) -> None:
        self.writer = writer
        self.connection = writer.connection
        self.content = content
        self.statics = statics
        self.templates = templates
        self.base_url = base_url

    def run(self, now: int, pool: Pool, progress: Callable[[int, int], None]) -> None:
        """Bring all rows in line with the files."""
        config = self._config()
        everything = self._settings(config)
        known = self._known()
        found = scan(self.content, {p: s for p, s in known.items() if p[0] != "<"}, now)
        changed = set(found.files if everything else found.changed)
        self._statics(known, now)
        for path in found.removed:
            self.writer.replace(path, {})
            if path.endswith(ANNOTATIONS):
                changed.add(path.removesuffix(ANNOTATIONS) + ".md")
        changed |= {
            path.removesuffix(ANNOTATIONS) + ".md" for path in changed if path.endswith(ANNOTATIONS)
        }
        changed &= found.files.keys()
        self._table()
        articles = sorted(path for path in changed if is_article(path))
        self._others(sorted(changed - set(articles)), config, found.files)
        self._languages(config)
        names = StoredNames(self.connection)
        touched = self._touched() & found.files.keys()
        self._articles(sorted(touched.union(articles)), config, names, pool, progress)
        self._languages(config)
        self._stubs()
        settle(self.writer)
        self._remember(found.files, found.removed)

    # Settings

    def _config(self) -> Config:
        path = self.content / "archive.toml"
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise ContentError(
                [problem("E001", "archive.toml", folder=self.content.name)]
            ) from None
        config, problems = read_config("archive.toml", data)
        if config is None or any(p.is_error for p in problems):
            raise ContentError(problems)
        if self.base_url is not None:
            config = replace(config, base_url=self.base_url)
        self._config_problems = problems
        return config

    def _settings(self, config: Config) -> bool:
        """Write the settings; whether any of them changes how sources are read."""
        values = {
            "id": config.id,
            "title": dict(config.title),
            "description": dict(config.description),
            "languages": config.languages,
            "timezone": config.timezone,
            "base_url": config.base_url,
            "publisher": config.publisher,
            "licence": config.licence,
            "metonyms": config.metonyms,
            "access": config.access,
            "pairs_from": config.pairs_from,
            "robots": config.robots,
            "theme": dict(config.theme),
            "menu": [{"to": entry.to, "label": dict(entry.label)} for entry in config.menu],
            "kinds": [
                {"word": k.word, "labels": dict(k.labels), "schema": k.schema, "hue": k.hue}
                for k in config.kinds
            ],
        }
        rows = [t.SettingRow("archive.toml", key, as_json(v)) for key, v in values.items()]
        for lang in config.languages:
            path = wording.catalogue_path(lang)
            state = digest(path.read_bytes(), 32) if path.exists() else ""
            rows.append(t.SettingRow("archive.toml", f"catalogue:{lang}", state))
        rows_of_problems = make.problem_facts("archive.toml", self._config_problems)
        self.writer.replace("archive.toml", {"setting": rows, **rows_of_problems})
        prints = [t.TemplateRow("<templates>", *item) for item in sorted(self.templates.items())]
        self.writer.replace("<templates>", {"template": prints})
        reading = as_json(
            [config.timezone, config.mode, config.metonyms, config.exceptions, config.access,
             config.languages,
             [(kind.word, kind.aliases) for kind in config.kinds]]
        )  # fmt: skip
        if get_state(self.connection, "reading") == reading:
            return False
        set_state(self.connection, "reading", reading)
        return True

    # Files

    def _known(self) -> dict[str, Stat]:
        rows = self.connection.execute(
            "SELECT path, size, mtime, ctime, inode, digest, scanned FROM source"
        )
        return {path: Stat(*rest) for path, *rest in rows}

    def _statics(self, known: Mapping[str, Stat], now: int) -> None:
        """The templates' own static files: the site's before the program's."""
        merged: dict[str, Stat] = {}
        for folder in reversed(self.statics):
            merged |= scan(folder, known, now, "<static>/").files
        for path, stat in merged.items():
            address = f"assets/{path.removeprefix('<static>/')}"
            self.writer.replace(path, {"asset": [t.AssetRow(path, address, stat.digest)]})
        for path in known.keys() - merged.keys():
            if path.startswith("<static>/"):
                self.writer.replace(path, {})
        self._save(merged, [p for p in known if p.startswith("<static>/") and p not in merged])

    def _remember(self, files: Mapping[str, Stat], removed: Iterable[str]) -> None:
        self._save(files, removed)

    def _save(self, files: Mapping[str, Stat], removed: Iterable[str]) -> None:
        self.connection.executemany(
            "INSERT OR REPLACE INTO source (path, size, mtime, ctime, inode, digest, scanned)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(path, *stat) for path, stat in files.items()],
        )
        self.connection.executemany("DELETE FROM source WHERE path = ?", [(p,) for p in removed])

    def _others(self, paths: Sequence[str], config: Config, files: Mapping[str, Stat]) -> None:
        """Everything but articles: entities, free pages, files to copy."""
        words = {kind.word for kind in config.kinds}
        later: list[tuple[str, Entity, tuple[Problem, ...]]] = []
        for path in paths:
            folder, _, name = path.partition("/")
            if folder in ("static", "media") and name:
                address = name if folder == "static" else path
                asset = t.AssetRow(path, address, files[path].digest)
                self.writer.replace(path, {"asset": [asset]})
            elif not path.endswith(".md"):
                continue
            elif folder == "pages" and name:
                page, problems = read_page(path, self._read(path), config)
                self.writer.replace(
                    path,
                    make.facts_of_page(page, problems)
                    if page
                    else make.problem_facts(path, problems),
                )
            elif folder in words and name:
                found, problems = read_entity(path, self._read(path), config)
                if isinstance(found, EntityText):
                    facts: Facts = {
                        "entity_text": [t.EntityTextRow(path, found.id, found.lang, found.html)],
                    }
                    self.writer.replace(path, facts | make.problem_facts(path, problems))
                elif found is None:
                    self.writer.replace(path, make.problem_facts(path, problems))
                else:
                    entity = complete(found)
                    self.writer.replace(
                        path, make.facts_of_entity(entity, path, names_of(entity), problems)
                    )
                    later.append((path, entity, problems))
        # What ties an entity to others is looked up once all names are known.
        names = StoredNames(self.connection)
        for path, entity, problems in later:
            tied, more = resolve_ties(entity, names, config)
            self.writer.replace(
                path, make.facts_of_entity(tied, path, names_of(tied), (*problems, *more))
            )

    def _read(self, path: str) -> bytes:
        return (self.content / path).read_bytes()

    # Names

    def _table(self) -> None:
        """The program's own table of countries, capitals and institutions."""
        if get_state(self.connection, "table"):
            return
        names: dict[str, list[Name]] = {}
        for name in names_of_table():
            names.setdefault(name.entity, []).append(name)
        for entity in entities_of_table():
            owner = f"<table>/{entity.id}"
            facts = make.facts_of_entity(entity, owner, names.pop(entity.id, ()), ())
            self.writer.replace(owner, facts, fresh=True)
        for id, rest in names.items():
            rows = [t.NameRow(f"<table>/{id}", *name) for name in sorted(set(rest))]
            self.writer.replace(f"<table>/{id}", {"name": rows}, fresh=True)
        set_state(self.connection, "table", "1")

    def _languages(self, config: Config) -> None:
        """Country names in each language that the archive speaks, from CLDR."""
        spoken = {row[0] for row in self.connection.execute("SELECT DISTINCT lang FROM article")}
        wanted = {lang for lang in spoken | set(config.languages) if lang not in ("fr", "en", "")}
        have = set(filter(None, get_state(self.connection, "spoken").split(",")))
        for lang in sorted(wanted ^ have):
            rows = [t.NameRow(f"<cldr>/{lang}", *name) for name in cldr_names(lang)]
            self.writer.replace(f"<cldr>/{lang}", {"name": rows if lang in wanted else []})
        set_state(self.connection, "spoken", ",".join(sorted(wanted)))

    def _touched(self) -> set[str]:
        """The articles whose text holds a name that changed, or that had it looked up."""
        changes = self.writer.changes
        forms: set[str] = set()
        for row in (*changes.gone.get("name", ()), *changes.come.get("name", ())):
            forms.add(row[1])
        for row in (*changes.gone.get("entity", ()), *changes.come.get("entity", ())):
            forms |= {fold(row[1]), fold(row[1].partition("/")[2])}
        if not forms:
            return set()
        owners: set[str] = set()
        if len(forms) <= FEW_NAMES:
            for form in forms:
                owners.update(
                    row[0]
                    for row in self.connection.execute(
                        "SELECT owner FROM words WHERE instr(folded, ?)"
                        " UNION SELECT owner FROM asked WHERE folded = ?",
                        (flat(form), form),
                    )
                )
            return owners
        by_word: dict[str, list[str]] = {}
        anywhere: list[str] = []
        for form in map(flat, forms):
            word = _WORD.search(form)
            # A Korean name may have a particle at its end: it need not be a whole word.
            if word is None or is_korean(form):
                anywhere.append(form)
            else:
                by_word.setdefault(word[0], []).append(form)
        for owner, folded in self.connection.execute("SELECT owner, folded FROM words"):
            candidates = [
                form
                for word in set(_WORD.findall(folded)) & by_word.keys()
                for form in by_word[word]
            ]
            if any(form in folded for form in (*candidates, *anywhere)):
                owners.add(owner)
        for owner, folded in self.connection.execute("SELECT owner, folded FROM asked"):
            if folded in forms:
                owners.add(owner)
        return owners

    def _stubs(self) -> None:
        """Entities that only front matter names: of several spellings, the first in order."""
        changes = self.writer.changes
        rows = (*changes.gone.get("stub", ()), *changes.come.get("stub", ()))
        for id in sorted({row[1] for row in rows}):
            found = self.connection.execute(
                "SELECT kind, min(name) FROM stub WHERE entity = ?", (id,)
            ).fetchone()
            owner = f"<stub>/{id}"
            if found[0] is None:
                self.writer.replace(owner, {})
                continue
            stub = Entity(id=id, kind=found[0], name=found[1], origin="stub")
            self.writer.replace(owner, make.facts_of_entity(stub, owner, (), ()))

    # Articles

    def _articles(
        self,
        paths: Sequence[str],
        config: Config,
        names: StoredNames,
        pool: Pool,
        progress: Callable[[int, int], None],
    ) -> None:
        if pool.worth_it(len(paths)):
            data = pickle.dumps((config, ListNames(names.all(), names.entities())))
            chunks = [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]
            file = Path(_names_file(self.connection))
            file.write_bytes(data)
            token = digest(data, 16)
            calls = [(self.content, str(file), token, chunk) for chunk in chunks]
            results = (item for batch in pool.map(read_chunk, calls) for item in batch)
        else:
            results = ((path, facts_of(self.content, path, config, names)) for path in paths)
        for done, (path, facts) in enumerate(results, 1):
            self.writer.replace(path, facts)
            if done % CHUNK == 0:
                progress(done, len(paths))

    # Problems

    def problems(self, more: Sequence[Problem]) -> list[Problem]:
        """Every problem of the content as it is now, in order."""
        found = [
            Problem(
                path, line, column, code, tuple((k, v) for k, v in json.loads(arguments)), excerpt
            )
            for path, line, column, code, arguments, excerpt in self.connection.execute(
                "SELECT owner, line, column, code, arguments, excerpt FROM problem"
            )
        ]
        found += more
        if not self.connection.execute("SELECT 1 FROM article LIMIT 1").fetchone() and not found:
            found.append(problem("E007", "articles"))
        rows = self.connection.execute(
            'SELECT owner, target, line, "column" FROM link WHERE NOT EXISTS (SELECT 1 FROM'
            " source WHERE source.path = link.target) AND NOT EXISTS"
            " (SELECT 1 FROM page WHERE page.path = link.target)"
        )
        found += [problem("W501", owner, line, column, target=target)
                  for owner, target, line, column in rows]  # fmt: skip
        return sorted(set(found))

    def unseen(self, warnings: Sequence[Problem]) -> tuple[Problem, ...]:
        """Those warnings that the last build did not have; they are remembered now."""

        def key(p: Problem) -> str:
            return digest(f"{p.path} {p.code} {p.arguments} {p.excerpt}".encode(), 16)

        before = set(get_state(self.connection, "warnings").split())
        set_state(self.connection, "warnings", " ".join(sorted({key(p) for p in warnings})))
        return tuple(p for p in warnings if key(p) not in before)


_WORD = re.compile(r"\w+")


def _names_file(connection: sqlite3.Connection) -> str:
    store: str = connection.execute("PRAGMA database_list").fetchone()[2]
    return f"{store}.names"


def is_article(path: str) -> bool:
    """Whether a source is an article's."""
    return path.startswith("articles/") and path.endswith(".md") and not path.endswith(".text.md")


@functools.cache
def _table_entities() -> dict[str, Entity]:
    return {entity.id: entity for entity in entities_of_table()}


def complete(entity: Entity) -> Entity:
    """An entity's file, with what the program's table knows of it where the file is silent."""
    known = _table_entities().get(entity.id)
    if known is None:
        return entity
    return replace(
        entity,
        name=entity.name or known.name,
        names={**known.names, **entity.names},
        description=entity.description or known.description,
        wikidata=entity.wikidata or known.wikidata,
        part_of=entity.part_of or known.part_of,
        successors=entity.successors or known.successors,
        stands_for=entity.stands_for or known.stands_for,
        countries=entity.countries or known.countries,
        coordinates=entity.coordinates or known.coordinates,
    )


def facts_of(content: Path, path: str, config: Config, names: Names) -> Facts:
    """An article's rows: read, annotated, nothing written."""
    try:
        data = (content / path).read_bytes()
    except FileNotFoundError:
        return {}
    article, problems = read_article(path, data, config)
    if article is None or any(p.is_error for p in problems):
        return make.problem_facts(path, problems)
    if article.draft:
        return make.problem_facts(path, problems)
    beside = content / (path.removesuffix(".md") + ANNOTATIONS)
    if beside.exists():
        proposals, comments, more = read_annotations(
            path.removesuffix(".md") + ANNOTATIONS, beside.read_bytes(), article
        )
        article = replace(article, proposals=proposals, comments=comments)
        problems = (*problems, *more)
    annotated, more = annotate(article, names, config)
    return make.facts_of_article(article, annotated, (*problems, *more))


@functools.lru_cache(maxsize=1)
def _handed(file: str, token: str) -> tuple[Config, ListNames]:
    config, names = pickle.loads(Path(file).read_bytes())
    return config, names


def read_chunk(
    content: Path, file: str, token: str, paths: Sequence[str]
) -> list[tuple[str, Facts]]:
    """Read and annotate some articles in a worker, with the names handed over in a file."""
    config, names = _handed(file, token)
    return [(path, facts_of(content, path, config, names)) for path in paths]
