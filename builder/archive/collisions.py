"""Addresses that two sources claim, and pages whose address changed; with the files at fault."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import orjson

from builder.problems import Problem, problem

PROGRAM = "archive.toml"
"""Where pages come from that no file makes: what they are is set there."""

Page = tuple[str, tuple[str, ...], str, str]
"""A page as (kind, key, language, path)."""


class Source(NamedTuple):
    """What in the content makes a page: a file, and where in it; or a word for the program."""

    path: str
    line: int = 0
    column: int = 0
    excerpt: str = ""

    @property
    def named(self) -> str:
        """What to call it in a message."""
        return "the site itself" if self.path == PROGRAM else self.path


_SOURCES = {
    "article": ("SELECT owner FROM article WHERE article = ?", 1),
    "entity": ("SELECT owner FROM entity WHERE entity = ? ORDER BY origin", 1),
    "free": ("SELECT owner FROM page_text WHERE page = ? ORDER BY owner", 1),
    "asset": ("SELECT owner FROM asset WHERE address = ? ORDER BY owner", 1),
    "redirect": (
        'SELECT owner, line, "column", excerpt FROM redirect WHERE address = ? ORDER BY owner',
        1,
    ),
    "facet": ("SELECT owner FROM facet WHERE facet = ? AND slug = ? ORDER BY owner", 2),
}
"""By kind of page: what finds its source, and how much of the page's key that takes."""


def source_of(connection: sqlite3.Connection, kind: str, key: tuple[str, ...]) -> Source:
    """The source of a page of a kind; the archive's settings where no file makes it."""
    sql, width = _SOURCES.get(kind, ("", 0))
    row = connection.execute(sql, key[:width]).fetchone() if sql else None
    return Source(*row) if row else Source(PROGRAM)


def same_address(
    connection: sqlite3.Connection, kind: str, key: tuple[str, ...], path: str
) -> Problem:
    """Two sources have the address `path`: this page's, and that of a page that is there."""
    found = connection.execute(
        "SELECT kind, key FROM page WHERE path = ? ORDER BY kind", (path,)
    ).fetchone()
    other_kind, other_key = found[0], tuple(orjson.loads(found[1]))
    return _collision(connection, (kind, key), (other_kind, other_key), path)


def _collision(
    connection: sqlite3.Connection,
    one: tuple[str, tuple[str, ...]],
    two: tuple[str, tuple[str, ...]],
    path: str,
) -> Problem:
    # An earlier address gives way: it is the one to be mended. Else the later file is.
    if two[0] == "redirect" and one[0] != "redirect":
        one, two = two, one
    here, there = source_of(connection, *one), source_of(connection, *two)
    if one[0] == "redirect":
        return _at(here, "E503", address=path, other=there.named)
    if (here.path != PROGRAM, here.path) < (there.path != PROGRAM, there.path):
        here, there = there, here
    return _at(here, "E502", address=path, other=there.named)


def folded_alike(connection: sqlite3.Connection, one: str, two: str) -> Problem:
    """Two addresses are one where a file system folds case or Unicode form."""
    sources = {}
    for path in (one, two):
        kind, key = connection.execute(
            "SELECT kind, key FROM page WHERE path = ?", (path,)
        ).fetchone()
        sources[path] = source_of(connection, kind, tuple(orjson.loads(key)))
    (first, here), (second, there) = sorted(sources.items(), key=lambda item: item[1], reverse=True)
    return _at(here, "E501", address=first, second=second, other=there.named)


def doubled(connection: sqlite3.Connection, roots: Iterable[tuple[str, str]]) -> list[Problem]:
    """Earlier addresses and files to copy, of these (table, address), that two sources have."""
    problems = []
    for table, address in sorted(set(roots)):
        place = 'line, "column", excerpt' if table == "redirect" else "0, 0, ''"
        rows = connection.execute(
            f"SELECT owner, {place} FROM {table} WHERE address = ? ORDER BY owner", (address,)
        ).fetchall()
        for row in rows[1:]:
            code = "E503" if table == "redirect" else "E502"
            problems.append(_at(Source(*row), code, address=address, other=rows[0][0]))
    return problems


def moved(
    connection: sqlite3.Connection,
    dropped: Collection[Page],
    added: Iterable[Page],
    renamed: Mapping[str, str],
) -> list[Problem]:
    """Pages whose address changed and whose source does not name the earlier one.

    `renamed` are files that have another name now, by their earlier one.
    """
    if not dropped:
        return []
    now = {(kind, key, lang): path for kind, key, lang, path in added}
    problems = []
    for kind, key, lang, path in dropped:
        if kind not in ("article", "entity", "free") or any(key[1:]):
            continue
        if path.startswith(f"{lang}/") and kind != "article":
            continue  # an earlier address holds in every language
        new = now.get((kind, key, lang)) or now.get((kind, _renamed(kind, key, renamed), lang))
        if new is None or new == path:
            continue
        if connection.execute("SELECT 1 FROM redirect WHERE address = ?", (path,)).fetchone():
            continue
        source = source_of(connection, kind, key)
        if source.path == PROGRAM:
            source = source_of(connection, kind, _renamed(kind, key, renamed))
        problems.append(_at(source, "W504", address=path, new=new))
    return problems


def _renamed(kind: str, key: tuple[str, ...], renamed: Mapping[str, str]) -> tuple[str, ...]:
    folder = {"article": "articles/", "entity": "", "free": "pages/"}[kind]
    new = renamed.get(f"{folder}{key[0]}.md", "")
    return (new.removeprefix(folder).removesuffix(".md"), *key[1:])


def _at(source: Source, code: str, **arguments: object) -> Problem:
    return problem(code, source.path, source.line, source.column, source.excerpt, **arguments)
