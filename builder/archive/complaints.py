"""The problems of the content as the store has them, and which of them are new.

What is wrong with a source by itself is among its rows. What is wrong between sources (a link
to what is not there, a text of nobody) is a `complaint`, kept for the source or the entity
that it is about, and looked for again only where something that it depends on changed.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import orjson

from builder.archive import tables as t
from builder.archive.changes import Row
from builder.archive.facts import as_json
from builder.archive.tables import Table
from builder.problems import Problem, problem, quoted

MANY: Final = 1_000
"""From so many changed targets on, all links are looked at rather than those to each."""

_PLACES: Final = 'path, line, "column", code, arguments, excerpt'


class Complaints:
    """Gathers, in one transaction, what is to be looked at again, and what came of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._owners: set[str] = set()
        self._articles: set[str] = set()
        self._described: set[str] = set()
        self._pages: set[str] = set()
        self._net: Counter[Row] = Counter()

    def take(self, table: Table, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Note the rows of some sources as they were and as they are."""
        if table is t.PROBLEM:
            self._net.subtract({row[1:]: 1 for row in set(old)})
            self._net.update({row[1:]: 1 for row in set(new)})
        elif table is t.LINK:
            self._owners.update(row[0] for row in (*old, *new))
        elif table is t.ARTICLE:
            before, after = ({(row[_ID], row[_PARTS]) for row in side} for side in (old, new))
            self._articles.update(id for id, _ in before ^ after)
        elif table in (t.ENTITY, t.ENTITY_TEXT, t.HIDDEN):
            place = table.columns.index("entity")
            self._described.update(row[place] for row in (*old, *new))
        elif table is t.PAGE_TEXT:
            self._pages.update(row[1] for row in (*old, *new))

    def settle(self, paths: Collection[str]) -> tuple[list[Problem], list[Problem]]:
        """Look again at what may be wrong between sources; `paths` are those of pages that came
        or went. The problems that came, and those that are gone.
        """
        for owner in sorted(self._linking(paths)):
            self._replace(owner, _dead_links(self._connection, owner))
        for entity in sorted(self._described):
            self._replace(f"<entity>/{entity}", _texts_of_nobody(self._connection, entity))
        for page in sorted(self._pages):
            self._replace(f"<page>/{page}", _doubled(self._connection, "page", page))
        came = [_problem(row) for row, count in self._net.items() if count > 0]
        gone = [_problem(row) for row, count in self._net.items() if count < 0]
        self._count()
        return sorted(came), sorted(gone)

    def _linking(self, paths: Collection[str]) -> set[str]:
        """The sources whose links may be dead or alive since now."""
        if len(self._articles) + len(paths) > MANY:
            rows = self._connection.execute("SELECT DISTINCT owner FROM link")
            return self._owners | {row[0] for row in rows}
        found = set(self._owners)
        for column, values in (
            ("target", [f"articles/{id}.md" for id in self._articles]),
            ("address", paths),
        ):
            for value in values:
                rows = self._connection.execute(
                    f"SELECT owner FROM link WHERE {column} = ?", (value,)
                )
                found.update(row[0] for row in rows)
        return found

    def _replace(self, owner: str, problems: Iterable[Problem]) -> None:
        columns = f"SELECT {_PLACES} FROM complaint WHERE owner = ?"
        old = set(self._connection.execute(columns, (owner,)))
        new = {_row(found) for found in problems}
        if old == new:
            return
        self._connection.execute("DELETE FROM complaint WHERE owner = ?", (owner,))
        self._connection.executemany(
            "INSERT INTO complaint VALUES (?, ?, ?, ?, ?, ?, ?)", [(owner, *row) for row in new]
        )
        self._net.subtract(dict.fromkeys(old, 1))
        self._net.update(dict.fromkeys(new, 1))

    def _count(self) -> None:
        """Keep how many warnings of each code there are, and those that were not said yet: a
        warning that only moved to another line is none of them.
        """
        codes: Counter[str] = Counter()
        for row, count in self._net.items():
            codes[row[_CODE]] += count
        self._connection.executemany(
            "INSERT INTO warned VALUES (?, ?)"
            " ON CONFLICT (code) DO UPDATE SET count = count + excluded.count",
            [(code, count) for code, count in codes.items() if count],
        )
        before = {_key(row) for row, count in self._net.items() if count < 0}
        came = {_key(row): row for row, count in sorted(self._net.items()) if count > 0}
        self._connection.executemany(
            "DELETE FROM unsaid WHERE path = ? AND code = ? AND arguments = ? AND excerpt = ?",
            before - came.keys(),
        )
        self._connection.executemany(
            "INSERT INTO unsaid VALUES (?, ?, ?, ?, ?, ?)",
            [row for key, row in came.items() if key not in before],
        )


_ID: Final = t.ARTICLE.columns.index("article")
_PARTS: Final = t.ARTICLE.columns.index("parts")
_CODE: Final = 3


def _key(row: Row) -> Row:
    path, _line, _column, code, arguments, excerpt = row
    return (path, code, arguments, excerpt)


def _problem(row: Sequence[Any]) -> Problem:
    path, line, column, code, arguments, excerpt = row
    return Problem(
        path, line, column, code, tuple((k, v) for k, v in orjson.loads(arguments)), excerpt
    )


def _row(found: Problem) -> Row:
    arguments = as_json(found.arguments)
    return (found.path, found.line, found.column, found.code, arguments, found.excerpt)


def all_problems(connection: sqlite3.Connection, more: Sequence[Problem]) -> list[Problem]:
    """Every problem of the content as it is now, with `more`, in order."""
    rows = connection.execute(
        f"SELECT {_PLACES} FROM problem UNION SELECT {_PLACES} FROM complaint"
    )
    return sorted({*map(_problem, rows), *more})


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether there is no article."""
    return connection.execute("SELECT 1 FROM article LIMIT 1").fetchone() is None


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many warnings of each code there are."""
    return dict(connection.execute("SELECT code, count FROM warned WHERE count > 0"))


def say(connection: sqlite3.Connection) -> list[Problem]:
    """The warnings that no build has said yet; from now on, one has."""
    found = {_problem(row) for row in connection.execute(f"SELECT {_PLACES} FROM unsaid")}
    if found:
        connection.execute("DELETE FROM unsaid")
    return sorted(found)


_TARGET: Final = "substr(link.target, 10, length(link.target) - 12)"
"""The id in a link to an article's file, between `articles/` and `.md`."""


def _dead_links(connection: sqlite3.Connection, owner: str) -> Iterator[Problem]:
    """A source's links to what is no page and no file, and to sentences that an article does
    not have.
    """
    rows = connection.execute(
        'SELECT target, line, "column", excerpt FROM link WHERE owner = ?'
        " AND CASE address WHEN '' THEN NOT EXISTS"
        f" (SELECT 1 FROM article WHERE article.article = {_TARGET})"
        " ELSE NOT EXISTS (SELECT 1 FROM page WHERE page.path = link.address) END",
        (owner,),
    )
    for target, line, column, excerpt in rows:
        code = "W502" if target.startswith(("media/", "static/")) else "W501"
        yield problem(code, owner, line, column, excerpt, target=target)
    rows = connection.execute(
        'SELECT target, fragment, line, "column", excerpt FROM link'
        f" JOIN article ON article.article = {_TARGET}"
        " WHERE link.owner = ? AND fragment LIKE 's-%'"
        " AND NOT instr(article.parts, '\"' || fragment || '\"')",
        (owner,),
    )
    for target, fragment, line, column, excerpt in rows:
        yield problem("W503", owner, line, column, excerpt, target=target, fragment=fragment)


def _texts_of_nobody(connection: sqlite3.Connection, entity: str) -> Iterator[Problem]:
    """Texts in a language of what no file describes, and of what has one already."""
    described = "SELECT 1 FROM entity WHERE entity = ?"
    for (owner,) in connection.execute(
        f"SELECT owner FROM entity_text WHERE entity = ? AND NOT EXISTS ({described})",
        (entity, entity),
    ):
        yield problem("W109", owner, entity=entity)
    for owner, other, shown in connection.execute(
        "SELECT DISTINCT hidden.owner, entity.owner, shown FROM hidden JOIN entity"
        " ON entity.entity = hidden.entity AND entity.owner < hidden.owner"
        " WHERE hidden.entity = ?",
        (entity,),
    ):
        yield problem("E112", owner, other=other, shown=shown)
    yield from _doubled(connection, "entity", entity)


def _doubled(connection: sqlite3.Connection, key: str, value: str) -> Iterator[Problem]:
    rows = connection.execute(
        f"SELECT max(owner), min(owner) FROM {key}_text WHERE {key} = ?"
        " GROUP BY lang HAVING count(*) > 1",
        (value,),
    )
    for owner, other in rows:
        yield problem("E111", owner, other=other)


def dated_later(connection: sqlite3.Connection, content: Path, now: int) -> list[Problem]:
    """Articles whose date is in the future; `now` is in nanoseconds since 1970."""
    moment = datetime.fromtimestamp(now // 1_000_000_000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found: list[Problem] = []
    for owner, date in connection.execute(
        "SELECT owner, date FROM article WHERE moment > ?", (moment,)
    ):
        data = (content / owner).read_bytes()
        at = next(
            (n for n, line in enumerate(data.splitlines(), 1) if line.startswith(b"date:")), 0
        )
        found += quoted([problem("W103", owner, at, 7 if at else 0, date=date)], owner, data)
    return found
