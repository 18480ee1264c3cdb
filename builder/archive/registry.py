"""Who and what has a name: entities' files, the program's table, stubs → rows of the store."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from builder.annotation.resolve import resolve_ties
from builder.annotation.table import cldr_names, entities_of_table, names_of_table
from builder.archive import tables as t
from builder.archive.entities import facts_of_entity
from builder.archive.facts import Facts, links, problem_facts
from builder.archive.hidden import hidden_rows
from builder.archive.hidden_entity import hide_entity, hide_entity_text
from builder.archive.names import StoredNames
from builder.archive.reading import complete
from builder.archive.store import get_state, set_state
from builder.archive.touched import ChangedNames, touched_sources
from builder.archive.writer import Writer
from builder.config import Config
from builder.content.entities import read_entity
from builder.content.hiding import Hider
from builder.model import Entity, EntityText, Name
from builder.problems import Problem, problem, quoted


def write_table(writer: Writer) -> None:
    """The program's own table of countries, capitals and institutions, once a store."""
    if get_state(writer.connection, "table"):
        return
    names: dict[str, list[Name]] = {}
    for name in names_of_table():
        names.setdefault(name.entity, []).append(name)
    for entity in entities_of_table():
        owner = f"<table>/{entity.id}"
        facts = facts_of_entity(entity, names.pop(entity.id, ()), owner, ())
        writer.replace(owner, facts, fresh=True)
    for id, rest in names.items():
        rows = [t.NameRow(f"<table>/{id}", *name) for name in sorted(set(rest))]
        writer.replace(f"<table>/{id}", {"name": rows}, fresh=True)
    writer.flush()
    set_state(writer.connection, "table", "1")


def write_languages(writer: Writer, config: Config) -> None:
    """Countries' names in each language that the archive speaks, from CLDR."""
    rows = writer.connection.execute("SELECT DISTINCT lang FROM article")
    spoken = {*config.languages, *(row[0] for row in rows)}
    wanted = {lang for lang in spoken if lang not in ("fr", "en", "")}
    have = set(filter(None, get_state(writer.connection, "spoken").split(",")))
    for lang in sorted(wanted ^ have):
        names = [t.NameRow(f"<cldr>/{lang}", *name) for name in cldr_names(lang)]
        writer.replace(f"<cldr>/{lang}", {"name": names if lang in wanted else []})
    set_state(writer.connection, "spoken", ",".join(sorted(wanted)))


def write_entities(
    writer: Writer,
    content: Path,
    paths: Iterable[str],
    new: Collection[str],
    config: Config,
    changed: ChangedNames,
    hider: Hider,
) -> None:
    """Entities' files that changed, and those whose ties a changed name touches.

    What ties an entity to others is looked up once all names are known. `new` are the
    paths that have no rows yet; who is hidden is written as they may be shown.
    """
    entities: dict[str, tuple[Entity, tuple[Problem, ...]]] = {}
    written: dict[str, Facts] = {}
    for path in paths:
        found, problems = read_entity(path, (content / path).read_bytes(), config)
        if isinstance(found, Entity):
            entity = complete(found)
            if not entity.name and not any(p.is_error for p in problems):
                problems = (*problems, problem("E108", path, 1, 1, "---", key="name"))
            entities[path] = (entity, problems)
            facts = facts_of_entity(*hide_entity(entity, hider), path, ())
            first: Facts = {"entity": facts["entity"], "name": facts["name"]}
            writer.replace(path, first, fresh=path in new)
            if path in new:
                written[path] = first
            continue
        rows: Facts = problem_facts(path, problems)
        if isinstance(found, EntityText):
            found = hide_entity_text(found, hider)
            rows["entity_text"] = [t.EntityTextRow(path, found.id, found.lang, found.html)]
            rows["link"] = links(path, found.links)
        writer.replace(path, rows, fresh=path in new)
    writer.flush()
    for path in touched_sources(writer.connection, changed.forms) - entities.keys():
        if (folder := path.partition("/")[0]) != "articles" and config.kind(folder):
            found, problems = read_entity(path, (content / path).read_bytes(), config)
            if isinstance(found, Entity):
                entities[path] = (complete(found), problems)
    names = StoredNames(writer.connection)
    for path, (entity, problems) in sorted(entities.items()):
        tied, asked, more = resolve_ties(entity, names, config)
        if more:
            more = quoted(more, path, (content / path).read_bytes())
        facts = facts_of_entity(*hide_entity(tied, hider), path, (*problems, *more))
        facts["hidden"] = hidden_rows(tied)
        facts["asked"] = [t.AskedRow(path, folded) for folded in asked]
        writer.replace(path, facts, before=written.get(path))


def write_stubs(writer: Writer, ids: Iterable[str]) -> None:
    """Entities that only front matter names: of several spellings, the first in order."""
    for id in sorted(ids):
        kind, name = writer.connection.execute(
            "SELECT kind, min(name) FROM stub WHERE entity = ?", (id,)
        ).fetchone()
        owner = f"<stub>/{id}"
        if kind is None:
            writer.replace(owner, {})
            continue
        stub = Entity(id=id, kind=kind, name=name, origin="stub")
        writer.replace(owner, facts_of_entity(stub, (), owner, ()))
