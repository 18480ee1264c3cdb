"""The one door through which facts are written.

`replace` compares a source's rows as they were with its rows as they are. Each row that
goes or comes names the cells of the families that show it; where a family shows the same
before and after, no cell is named. Sums are kept by the difference alone.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from builder.archive.families import FAMILIES, Family
from builder.archive.tables import FACTS, Table

Row = tuple[Any, ...]


class Watch:
    """How one family looks at one table's rows: where its key and what it shows stand."""

    __slots__ = ("family", "key", "shown")

    def __init__(self, family: Family[Any], table: Table) -> None:
        self.family = family
        self.key = tuple(table.columns.index(name) for name in family.equal)
        self.shown = tuple(table.columns.index(name) for name in family.watched)


_WATCHES: dict[str, tuple[Watch, ...]] = {}
for _family in FAMILIES:
    _table = _family.table
    _WATCHES[_table.name] = (*_WATCHES.get(_table.name, ()), Watch(_family, _table))


class Changes:
    """What a transaction changed: rows gone and come, and the cells that they name."""

    def __init__(self) -> None:
        self.gone: dict[str, list[Row]] = {}
        self.come: dict[str, list[Row]] = {}
        self.cells: set[tuple[str, Row]] = set()

    def note(self, table: Table, gone: Sequence[Row], come: Sequence[Row]) -> None:
        """Take rows of a table that went and came, and name the cells that they change."""
        if not gone and not come:
            return
        self.gone.setdefault(table.name, []).extend(gone)
        self.come.setdefault(table.name, []).extend(come)
        for watch in _WATCHES.get(table.name, ()):
            before: dict[Row, list[Row]] = {}
            after: dict[Row, list[Row]] = {}
            for rows, side in ((gone, before), (come, after)):
                for row in rows:
                    key = tuple(row[i] for i in watch.key)
                    side.setdefault(key, []).append(tuple(row[i] for i in watch.shown))
            for key in before.keys() | after.keys():
                if sorted(before.get(key, ())) != sorted(after.get(key, ())):
                    self.cells.add((watch.family.name, key))


class Writer:
    """Writes facts and sums inside one transaction, and collects the changes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.changes = Changes()

    def replace(
        self, owner: str, facts: Mapping[str, Sequence[Row]], *, fresh: bool = False
    ) -> None:
        """Make these the rows of a source, by table; tables not named hold none of it.

        `fresh`: the caller knows that the source has no rows yet.
        """
        if fresh:
            for table in FACTS:
                rows = [tuple(row) for row in facts.get(table.name, ())]
                if rows:
                    self._insert(table, rows)
                    self.changes.note(table, (), rows)
            return
        for table in FACTS:
            new = facts.get(table.name, ())
            columns = ", ".join(f'"{name}"' for name in table.columns)
            old = self.connection.execute(
                f"SELECT {columns} FROM {table.name} WHERE owner = ?", (owner,)
            ).fetchall()
            if not old and not new:
                continue
            before, after = Counter(old), Counter(tuple(row) for row in new)
            gone = list((before - after).elements())
            come = list((after - before).elements())
            if not gone and not come:
                continue
            if gone:
                self.connection.execute(f"DELETE FROM {table.name} WHERE owner = ?", (owner,))
                self._insert(table, [tuple(row) for row in new])
            else:
                self._insert(table, come)
            self.changes.note(table, gone, come)

    def add(self, table: Table, deltas: Mapping[Row, Sequence[int]]) -> None:
        """Add to sums: by key, what is added to each of the counting columns."""
        width = len(table.columns) - len(table.key)
        where = " AND ".join(f'"{name}" = ?' for name in table.key)
        counted = ", ".join(f'"{name}"' for name in table.columns[len(table.key) :])
        select = f"SELECT {counted} FROM {table.name} WHERE {where}"
        gone: list[Row] = []
        come: list[Row] = []
        for key, delta in deltas.items():
            if not any(delta):
                continue
            found = self.connection.execute(select, key).fetchone()
            old = found or (0,) * width
            new = tuple(a + b for a, b in zip(old, delta, strict=True))
            if found:
                gone.append((*key, *old))
            if any(new):
                come.append((*key, *new))
        self._delete(table, gone)
        self._insert(table, come)
        self.changes.note(table, gone, come)

    def swap(self, table: Table, gone: Sequence[Row], come: Sequence[Row]) -> None:
        """Replace rows of a table that has a key of its own."""
        self._delete(table, gone)
        self._insert(table, come)
        self.changes.note(table, gone, come)

    def _delete(self, table: Table, rows: Iterable[Row]) -> None:
        where = " AND ".join(f'"{name}" = ?' for name in table.key)
        places = [table.columns.index(name) for name in table.key]
        self.connection.executemany(
            f"DELETE FROM {table.name} WHERE {where}",
            [tuple(row[i] for i in places) for row in rows],
        )

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        holes = ", ".join("?" * len(table.columns))
        self.connection.executemany(f"INSERT INTO {table.name} VALUES ({holes})", rows)
