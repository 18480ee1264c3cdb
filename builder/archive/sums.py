"""What is counted: sums kept by delta, and who stands beside whom in time.

`Sums` takes the rows that a transaction takes away and puts in as they are written, and
changes the sums by the difference. Nothing here looks at the whole archive, but where most
of it is new.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

import orjson

from builder.archive import tables as t
from builder.archive.changes import Row
from builder.archive.tables import Table
from builder.archive.writer import Writer

MANY: Final = 100_000
"""From so many differences on, they are written: memory is to hold."""

MOST: Final = 1_000
"""From so many articles on that came or went, the chain of all is gone through once."""


class Sums:
    """Gathers what is to be added to the sums, and adds it."""

    def __init__(self) -> None:
        self._counts: defaultdict[Table, Counter[Row]] = defaultdict(Counter)
        """Of the tables that count one thing."""
        self._deltas: defaultdict[Table, dict[Row, list[int]]] = defaultdict(dict)
        """Of those that count several."""
        self._moments: Counter[tuple[str, str]] = Counter()

    def take(self, writer: Writer, table: Table, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Count the rows of some sources as they were and as they are."""
        for sign, rows in ((-1, old), (1, new)):
            if table is t.ARTICLE:
                self._take_articles(sign, map(t.ArticleRow._make, rows))
            elif table is t.APPEARANCE:
                appearances = [t.AppearanceRow(*row) for row in rows]
                self._take_appearances(sign, appearances)
                self._take_pairs(sign, appearances)
            elif table is t.FACET:
                facets = self._counts[t.FACET_MONTH]
                for row in map(t.FacetRow._make, rows):
                    facets[row.facet, row.slug, row.label, row.year, row.month] += sign
        waiting = sum(map(len, self._counts.values())) + sum(map(len, self._deltas.values()))
        if waiting > MANY:
            self._write(writer)

    def sum_up(self, writer: Writer) -> None:
        """Bring all sums in line with the facts."""
        self._write(writer)
        writer.fold()

    def settle(self, writer: Writer) -> None:
        """Bring all sums and the chain of articles in line with the facts."""
        self.sum_up(writer)
        # An article may go and come several times in one transaction.
        gone = {place for place, count in self._moments.items() if count < 0}
        come = {place for place, count in self._moments.items() if count > 0}
        if gone or come:
            _chain(writer, gone, come)

    def _write(self, writer: Writer) -> None:
        both: Counter[tuple[str, str]] = Counter()
        for (one, two, _, _), count in self._counts[t.PAIR_MONTH].items():
            both[one, two] += count
        pairs = self._counts[t.PAIR]
        for (one, two), count in both.items():
            pairs[one, two, two.partition("/")[0]] = count
            pairs[two, one, one.partition("/")[0]] = count
        for table in t.SUMS:
            counts = self._counts[table]
            writer.add(table, {key: (count,) for key, count in counts.items()})
            writer.add(table, self._deltas.get(table, {}))
        self._counts.clear()
        self._deltas.clear()

    def _add(self, table: Table, key: Row, *counts: int) -> None:
        deltas = self._deltas[table]
        sums = deltas.get(key)
        if sums is None:
            deltas[key] = list(counts)
            return
        for place, count in enumerate(counts):
            sums[place] += count

    def _take_articles(self, sign: int, rows: Iterable[t.ArticleRow]) -> None:
        months = self._counts[t.MONTH]
        for row in rows:
            self._moments[row.article, row.moment] += sign
            months[row.year, row.month] += sign

    def _take_appearances(self, sign: int, rows: Iterable[t.AppearanceRow]) -> None:
        years, forms, sources = (
            self._counts[table] for table in (t.COUNTRY_YEAR, t.FORM, t.ENTITY_SOURCE)
        )
        for row in rows:
            # An article counts for an entity that it names or declares; a metonym is apart.
            counted = sign * int(bool(row.mentions or row.declared or row.concerns))
            month = (row.entity, row.year, row.month)
            self._add(t.ENTITY_MONTH, month, counted, sign * row.mentions, sign)
            if counted and row.entity.startswith("countries/"):
                years[row.entity, row.year] += counted
            self._add(
                t.STANDING, (row.entity, row.entity.partition("/")[0]), counted,
                sign * row.concerns, sign * row.mentions, sign * row.apart, sign * row.adjectives,
            )  # fmt: skip
            for form, count in orjson.loads(row.forms).items():
                forms[row.entity, form] += sign * count
            if row.source and counted:
                sources[row.entity, row.source] += sign

    def _take_pairs(self, sign: int, rows: Iterable[t.AppearanceRow]) -> None:
        """Count the pairs of each article, of which all rows are here."""
        pairs = self._counts[t.PAIR_MONTH]
        articles: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for row in rows:
            if row.paired:
                articles[row.article, row.year, row.month].append(row.entity)
        for (_, year, month), entities in articles.items():
            for one, two in combinations(sorted(entities), 2):
                pairs[one, two, year, month] += sign


def _chain(writer: Writer, gone: set[tuple[str, str]], come: set[tuple[str, str]]) -> None:
    """Link the articles that came to those beside them, and close the gaps of those gone."""
    changed = gone | come
    if len(changed) > MOST:
        return _chain_all(writer)
    connection = writer.connection
    touched: set[tuple[str, str]] = set()
    for article, moment in changed:
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
    before: set[Row] = set()
    after: set[Row] = set()
    for article, _ in gone | touched:
        before.update(
            connection.execute("SELECT * FROM neighbour WHERE article = ?", (article,)).fetchall()
        )
    for article, moment in touched:
        after.add((article, *_beside(connection, article, moment)))
    writer.swap(t.NEIGHBOUR, sorted(before - after), sorted(after - before))


def _chain_all(writer: Writer) -> None:
    connection = writer.connection
    rows = connection.execute("SELECT article FROM article ORDER BY moment, article")
    ids = [row[0] for row in rows]
    after = set(zip(ids, ["", *ids], [*ids[1:], ""], strict=False))
    before = set(connection.execute("SELECT * FROM neighbour"))
    writer.swap(t.NEIGHBOUR, sorted(before - after), sorted(after - before))


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
