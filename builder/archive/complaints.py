"""The problems of the content as the store has them, and which of them are new."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from builder.addresses import digest
from builder.archive.store import get_state, set_state
from builder.problems import Problem, problem


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
    rows = connection.execute(
        'SELECT owner, target, line, "column", excerpt FROM link'
        " WHERE NOT EXISTS (SELECT 1 FROM source WHERE source.path = link.target)"
        " AND NOT EXISTS (SELECT 1 FROM page WHERE page.path = link.target)"
    )
    for owner, target, line, column, excerpt in rows:
        code = "W502" if target.startswith("media/") else "W501"
        found.append(problem(code, owner, line, column, excerpt, target=target))
    return sorted(set(found))


def unseen(connection: sqlite3.Connection, warnings: Sequence[Problem]) -> tuple[Problem, ...]:
    """Those warnings that the last build did not have; they are remembered now."""

    def key(p: Problem) -> str:
        return digest(f"{p.path} {p.code} {p.arguments} {p.excerpt}".encode(), 16)

    before = set(get_state(connection, "warnings").split())
    set_state(connection, "warnings", " ".join(sorted({key(p) for p in warnings})))
    return tuple(p for p in warnings if key(p) not in before)
