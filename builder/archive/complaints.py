"""The problems of the content as the store has them, and which of them are new."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from builder.addresses import digest
from builder.archive.store import get_state, set_state
from builder.problems import Problem, problem, quoted


def all_problems(connection: sqlite3.Connection, more: Sequence[Problem]) -> list[Problem]:
    """Every problem of the content as it is now, with `more`, in order."""
    found = [
        Problem(path, line, column, code, tuple((k, v) for k, v in json.loads(arguments)), excerpt)
        for path, line, column, code, arguments, excerpt in connection.execute(
            "SELECT path, line, column, code, arguments, excerpt FROM problem"
        )
    ]
    found += more
    if not connection.execute("SELECT 1 FROM article LIMIT 1").fetchone() and not found:
        found.append(problem("E007", "articles"))
    found += _dead_links(connection)
    found += _texts_of_nobody(connection)
    return sorted(set(found))


_ID = "substr(link.target, 10, length(link.target) - 12)"
"""The id in a link to an article's file, between `articles/` and `.md`."""


def _dead_links(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Links to what is no page and no file, and to sentences that an article does not have."""
    rows = connection.execute(
        'SELECT owner, target, line, "column", excerpt FROM link'
        " WHERE CASE address WHEN '' THEN NOT EXISTS"
        f" (SELECT 1 FROM article WHERE article.article = {_ID})"
        " ELSE NOT EXISTS (SELECT 1 FROM page WHERE page.path = link.address) END"
    )
    for owner, target, line, column, excerpt in rows:
        code = "W502" if target.startswith("media/") else "W501"
        yield problem(code, owner, line, column, excerpt, target=target)
    rows = connection.execute(
        'SELECT link.owner, target, fragment, line, "column", excerpt FROM link'
        f" JOIN article ON article.article = {_ID}"
        " WHERE fragment LIKE 's-%' AND NOT instr(article.parts, '\"' || fragment || '\"')"
    )
    for owner, target, fragment, line, column, excerpt in rows:
        yield problem("W503", owner, line, column, excerpt, target=target, fragment=fragment)


def _texts_of_nobody(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Texts in a language of what no file describes, and of what has one already."""
    rows = connection.execute(
        "SELECT owner, entity FROM entity_text WHERE NOT EXISTS"
        " (SELECT 1 FROM entity WHERE entity.entity = entity_text.entity)"
    )
    for owner, entity in rows:
        yield problem("W109", owner, entity=entity)
    rows = connection.execute(
        "SELECT DISTINCT hidden.owner, entity.owner, shown FROM hidden JOIN entity"
        " ON entity.entity = hidden.entity AND entity.owner < hidden.owner"
    )
    for owner, other, shown in rows:
        yield problem("E112", owner, other=other, shown=shown)
    for table, key in (("entity_text", "entity"), ("page_text", "page")):
        rows = connection.execute(
            f"SELECT max(owner), min(owner) FROM {table} GROUP BY {key}, lang HAVING count(*) > 1"
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


def unseen(connection: sqlite3.Connection, warnings: Sequence[Problem]) -> tuple[Problem, ...]:
    """Those warnings that the last build did not have; they are remembered now."""

    def key(p: Problem) -> str:
        return digest(f"{p.path} {p.code} {p.arguments} {p.excerpt}".encode(), 16)

    before = set(get_state(connection, "warnings").split())
    set_state(connection, "warnings", " ".join(sorted({key(p) for p in warnings})))
    return tuple(p for p in warnings if key(p) not in before)
