"""What is counted: sums kept by delta, and who stands beside whom in time.

Each function takes the rows that a transaction took away and put in, and changes the sums
by the difference. Nothing here looks at the whole archive.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from builder.archive import tables as t
from builder.archive.tables import Table
from builder.archive.writer import Writer

PAIRED = 30
"""Pairs are made of at most this many entities of an article, the most salient ones."""

_Deltas = dict[Table, dict[tuple[Any, ...], list[int]]]


def settle(writer: Writer) -> None:
    """Bring all sums and the chain of articles in line with the facts."""
    deltas: _Deltas = defaultdict(dict)
    for sign, side in ((-1, writer.changes.gone), (1, writer.changes.come)):
        _count_articles(deltas, sign, map(t.ArticleRow._make, side.get("article", ())))
        appearances = list(map(t.AppearanceRow._make, side.get("appearance", ())))
        _count_appearances(deltas, sign, appearances)
        _count_pairs(deltas, sign, appearances)
        _count_facets(deltas, sign, map(t.FacetRow._make, side.get("facet", ())))
    for table in t.SUMS:
        writer.add(table, deltas.get(table, {}))
    _chain(writer)


def _add(deltas: _Deltas, table: Table, key: tuple[Any, ...], *counts: int) -> None:
    sums = deltas[table].setdefault(key, [0] * len(counts))
    for place, count in enumerate(counts):
        sums[place] += count


def _count_articles(deltas: _Deltas, sign: int, rows: Iterable[t.ArticleRow]) -> None:
    for row in rows:
        _add(deltas, t.MONTH, (row.year, row.month), sign)


def _is_counted(row: t.AppearanceRow) -> int:
    """An article counts for an entity that it names or declares; a metonym alone is apart."""
    return int(bool(row.mentions or row.declared or row.concerns))


def _count_appearances(deltas: _Deltas, sign: int, rows: Iterable[t.AppearanceRow]) -> None:
    standing: dict[str, list[int]] = {}
    for row in rows:
        counted = _is_counted(row)
        month = (row.entity, row.year, row.month)
        _add(deltas, t.ENTITY_MONTH, month, sign * counted, sign * row.mentions)
        sums = standing.setdefault(row.entity, [0] * 5)
        for place, count in enumerate(
            (counted, row.concerns, row.mentions, row.apart, row.adjectives)
        ):
            sums[place] += sign * count
        for form, count in json.loads(row.forms).items():
            _add(deltas, t.FORM, (row.entity, form), sign * count)
        if row.source and counted:
            _add(deltas, t.ENTITY_SOURCE, (row.entity, row.source), sign)
    for entity, counts in standing.items():
        _add(deltas, t.STANDING, (entity, entity.partition("/")[0]), *counts)


def _count_pairs(deltas: _Deltas, sign: int, rows: Iterable[t.AppearanceRow]) -> None:
    articles: dict[str, list[t.AppearanceRow]] = defaultdict(list)
    for row in rows:
        if row.concerns:
            articles[row.article].append(row)
    pairs: Counter[tuple[str, str]] = Counter()
    for together in articles.values():
        together.sort(key=lambda row: (-row.salience, row.entity))
        entities = [row.entity for row in together[:PAIRED]]
        pairs.update((one, two) for one in entities for two in entities if one != two)
    for pair, count in pairs.items():
        _add(deltas, t.PAIR, (*pair, pair[1].partition("/")[0]), sign * count)


def _count_facets(deltas: _Deltas, sign: int, rows: Iterable[t.FacetRow]) -> None:
    for row in rows:
        _add(deltas, t.FACET_MONTH, (row.facet, row.slug, row.label, row.year, row.month), sign)


def _chain(writer: Writer) -> None:
    """Link the articles that came to those beside them, and close the gaps of those gone."""
    gone = {(row[1], row[6]) for row in writer.changes.gone.get("article", ())}
    come = {(row[1], row[6]) for row in writer.changes.come.get("article", ())}
    if gone == come:
        return
    connection = writer.connection
    touched: set[tuple[str, str]] = set()
    for article, moment in (gone | come) - (gone & come):
        touched.update(
            connection.execute(
                "SELECT article, moment FROM article WHERE (moment, article) < (?, ?)"
                " ORDER BY moment DESC, article DESC LIMIT 1",
                (moment, article),
            )
        )
        touched.update(
            connection.execute(
                "SELECT article, moment FROM article WHERE (moment, article) > (?, ?)"
                " ORDER BY moment, article LIMIT 1",
                (moment, article),
            )
        )
    touched |= come
    before: list[Any] = []
    after: list[Any] = []
    for article, _ in gone | touched:
        before += connection.execute(
            "SELECT * FROM neighbour WHERE article = ?", (article,)
        ).fetchall()
    for article, moment in touched:
        after.append((article, *_beside(connection, article, moment)))
    kept = set(before) & set(after)
    writer.swap(
        t.NEIGHBOUR,
        [row for row in before if row not in kept],
        [row for row in sorted(after) if row not in kept],
    )


def _beside(connection: sqlite3.Connection, article: str, moment: str) -> tuple[str, str]:
    previous = connection.execute(
        "SELECT article FROM article WHERE (moment, article) < (?, ?)"
        " ORDER BY moment DESC, article DESC LIMIT 1",
        (moment, article),
    ).fetchone()
    following = connection.execute(
        "SELECT article FROM article WHERE (moment, article) > (?, ?)"
        " ORDER BY moment, article LIMIT 1",
        (moment, article),
    ).fetchone()
    return (previous[0] if previous else "", following[0] if following else "")
