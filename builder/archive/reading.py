"""A source's file → its rows: read, annotated, nothing written. Runs in workers as well."""

from __future__ import annotations

import functools
import os
import pickle
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NamedTuple

from builder.addresses import digest
from builder.annotation.annotate import annotate
from builder.annotation.registry import ListNames
from builder.annotation.table import entities_of_table
from builder.archive.articles import facts_of_article
from builder.archive.facts import Facts, problem_facts
from builder.archive.hidden_article import hide_article
from builder.config import Config
from builder.content.annotations import read_annotations
from builder.content.articles import read_article
from builder.content.hiding import Hider
from builder.content.scan import digest_bytes
from builder.model import Annotated, Article, Entity, Names
from builder.problems import Problem, problem, quoted

ANNOTATIONS: Final = ".annotations.jsonld"
"""How the name of a file of stand-off annotations ends, after the article's stem."""


_BESIDE: Final = re.compile(r"(?:.*/)?(?:README|LICEN[CS]E|COPYING|NOTICE)(?:\..*)?", re.I)
"""Files about the archive, which stand in many folders."""


def unread(path: str, config: Config, files: Collection[str]) -> tuple[Problem, ...]:
    """What is to be said of a file of the content that nothing reads."""
    folder, _, name = path.partition("/")
    words = [kind.word for kind in config.kinds]
    known = [*words, "articles", "pages", "media", "static"]
    if path.endswith((".text.md", ANNOTATIONS)) and folder == "articles":
        article = path.removesuffix(ANNOTATIONS).removesuffix(".text.md") + ".md"
        if article in files:
            return ()
        return (problem("W108", path, advice=f"there is no {article}"),)
    if _BESIDE.fullmatch(path):
        return ()
    if name and folder not in known:
        if not path.endswith(".md"):
            return ()
        near = next((k.word for k in config.kinds if folder in k.aliases), "")
        near = near or next(iter(get_close_matches(folder, known)), "")
        advice = f"name it {near}, or write" if near else "write"
        return (problem("W107", folder, folder=folder, advice=advice),)
    if not name or folder in known:
        advice = "articles and entities end in .md" if name else "it belongs into a folder"
        return (problem("W108", path, advice=advice),)
    return ()


def read_and_annotate(
    content: Path, path: str, config: Config, names: Names
) -> tuple[Article | None, Annotated | None, tuple[Problem, ...]]:
    """An article, what is annotated in it, and its problems; None for what its file's errors,
    its being a draft or its absence leave out.
    """
    data = _bytes(content, path)
    return (None, None, ()) if data is None else _annotated(content, path, data, config, names)


def _annotated(
    content: Path, path: str, data: bytes, config: Config, names: Names
) -> tuple[Article | None, Annotated | None, tuple[Problem, ...]]:
    article, problems = read_article(path, data, config)
    if article is None or article.draft or any(p.is_error for p in problems):
        return article, None, problems
    beside = path.removesuffix(".md") + ANNOTATIONS
    # Most have none, of which an error costs twice as much to learn.
    said = _bytes(content, beside) if os.access(f"{content}/{beside}", os.F_OK) else None
    if said is not None:
        stated = read_annotations(beside, said, article)
        article = replace(article, proposals=stated.proposals, comments=stated.comments)
        problems = (*problems, *stated.problems)
    annotated, more = annotate(article, names, config)
    more = tuple(_located(found, data) if found.path == path else found for found in more)
    problems = quoted(quoted((*problems, *more), path, data), beside, said or b"")
    return article, annotated, problems


def _bytes(content: Path, path: str) -> bytes | None:
    """What a file holds; None where there is none."""
    # A third of what `Path.read_bytes` costs.
    try:
        with open(f"{content}/{path}", "rb", buffering=0) as file:
            return file.read()
    except FileNotFoundError:
        return None


def _located(found: Problem, data: bytes) -> Problem:
    """A problem of the text at its place in the file, found by the words that it quotes."""
    if found.line or not found.excerpt:
        return found
    source = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    name = dict(found.arguments).get("name", "")
    around = source.find(found.excerpt)
    at = source.find(name, max(0, around))
    if at < 0:
        return found
    line, column = source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)
    return replace(found, line=line, column=column, excerpt="")


class Taken(NamedTuple):
    """What was taken from an article's file: its digest, and its rows; of one that is gone both
    are empty.
    """

    path: str
    digest: str
    facts: Facts


def take(content: Path, path: str, config: Config, names: Names, hider: Hider) -> Taken:
    """Read and annotate an article."""
    data = _bytes(content, path)
    if data is None:
        return Taken(path, "", problem_facts(path, ()))
    digest = digest_bytes(data)
    article, annotated, problems = _annotated(content, path, data, config, names)
    if article is None or annotated is None:
        return Taken(path, digest, problem_facts(path, problems))
    shown, annotated = hide_article(article, annotated, hider)
    return Taken(path, digest, facts_of_article(shown, annotated, problems, article))


def hand_over(file: Path, config: Config, names: ListNames, hider: Hider) -> str:
    """Leave what every worker needs in a file, so that it goes over once, not with each call;
    a word that tells it from another build's.
    """
    data = pickle.dumps((config, names, hider))
    file.write_bytes(data)
    return digest(data, 16)


@functools.lru_cache(maxsize=1)
def _handed(file: Path, token: str) -> tuple[Config, ListNames, Hider]:
    config, names, hider = pickle.loads(file.read_bytes())
    return config, names, hider


def read_chunk(content: Path, file: Path, token: str, paths: Sequence[str]) -> list[Taken]:
    """Read and annotate some articles in a worker; `token` tells one build from another.

    The rows are bare tuples: half the work for both processes to hand over.
    """
    handed = _handed(file, token)
    taken = (take(content, path, *handed) for path in paths)
    return [one._replace(facts=_bare(one.facts)) for one in taken]


def _bare(facts: Facts) -> Facts:
    return {table: list(map(tuple, rows)) for table, rows in facts.items() if rows}


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
