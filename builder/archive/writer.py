"""The one door through which facts are written.

`replace` compares a source's rows as they were with its rows as they are; those that go or come
name cells (`changes`). Sums are kept by the difference alone.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from builder.archive.changes import Changes, Row
from builder.archive.sorting import sorting
from builder.archive.tables import APPEARANCE, FACTS, Table

MANY: Final = 4_000
"""How many rows wait at most before they are written."""


def _compare(old: Sequence[Row], new: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows that go and those that come; of equal ones, as many as there are more of."""
    if not old or list(old) == new:
        return (), (new if not old else ())
    had, has = Counter(old), Counter(new)
    return list((had - has).elements()), list((has - had).elements())


class Writer:
    """Writes facts and sums inside one transaction, and collects the changes.

    Rows of new sources wait until there are many, or until `flush`. `count` is handed all
    rows of the sources that changed, as they were and as they are, table by table.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        count: Callable[[Writer, Table, Sequence[Row], Sequence[Row]], None],
        heeded: frozenset[str] | None = None,
    ) -> None:
        self.connection = connection
        self._count_rows = count
        self.changes = Changes(heeded)
        self._waiting: dict[Table, list[Row]] = {table: [] for table in FACTS}
        self._number = 0
        self._raised: list[Table] = []

    def replace(
        self,
        owner: str,
        facts: Mapping[str, Sequence[Row]],
        *,
        fresh: bool = False,
        before: Mapping[str, Sequence[Row]] | None = None,
    ) -> None:
        """Make these the rows of a source, by table; tables not named hold none of it.

        `fresh`: the caller knows that the source has no rows yet; `before`: that it has these.
        A table of a new store that has no index yet would be looked through whole for them.
        """
        if fresh:
            for table in FACTS:
                rows = facts.get(table.name, ())
                if rows:
                    self._waiting[table] += rows
                    self._number += len(rows)
            if self._number > MANY:
                self.flush()
            return
        self.flush()
        for table in FACTS:
            new = [tuple(row) for row in facts.get(table.name, ())]
            old = self._rows_of(owner, table) if before is None else before.get(table.name, ())
            gone, come = _compare(old, new)
            if not gone and not come:
                continue
            if gone:
                self.connection.execute(f"DELETE FROM {table.name} WHERE owner = ?", (owner,))
                self._insert(table, new)
            else:
                self._insert(table, come)
            self.changes.note(table, gone, come)
            if table is APPEARANCE:
                self.changes.note_pairs(old, new)
            self._count_rows(self, table, old, new)

    def _rows_of(self, owner: str, table: Table) -> list[Row]:
        columns = ", ".join(f'"{name}"' for name in table.columns)
        select = f"SELECT {columns} FROM {table.name} WHERE owner = ?"
        return self.connection.execute(select, (owner,)).fetchall()

    def flush(self) -> None:
        """Write the rows that wait."""
        if not self._number:
            return
        for table, rows in self._waiting.items():
            if rows:
                self._insert(table, rows)
                self.changes.note(table, (), rows)
                if table is APPEARANCE and self.changes.heeds_pairs:
                    for _, group in itertools.groupby(rows, key=lambda row: row[0]):
                        mine = list(group)
                        self.changes.note_pairs((), mine)
                self._count_rows(self, table, (), rows)
                rows.clear()
        self._number = 0

    def add(self, table: Table, deltas: Mapping[Row, Sequence[int]]) -> None:
        """Add to sums: by key, what is added to each of the counting columns."""
        if not deltas:
            return
        unread = self.changes.is_first or not self.changes.heeds(table)
        if unread and all(min(delta) >= 0 for delta in deltas.values()):
            self._raise(table, deltas)
            return
        if table in self._raised:
            self.fold()  # what is taken away may be among what waits
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

    def _raise(self, table: Table, deltas: Mapping[Row, Sequence[int]]) -> None:
        """Add to sums that nobody has read, by `fold`: there is no need to know what they were."""
        holes = ", ".join("?" * len(table.columns))
        if table not in self._raised:
            self._raised.append(table)
            columns = ", ".join(f'"{name}"' for name in table.columns)
            self.connection.execute(f"CREATE TABLE {table.name}_more ({columns})")
        rows = [(*key, *delta) for key, delta in deltas.items() if any(delta)]
        self.connection.executemany(f"INSERT INTO {table.name}_more VALUES ({holes})", rows)
        self.changes.note_sums(table, rows)

    def fold(self) -> None:
        """Sum up what was added to sums that nobody has read.

        All of it at once, in the order of the keys: one by one, each would be looked for in a
        table that outgrows what memory keeps of it.
        """
        if not self._raised:
            return
        with sorting(self.connection):
            for table in self._raised:
                key = ", ".join(f'"{name}"' for name in table.key)
                counted = table.columns[len(table.key) :]
                sums = ", ".join(f'sum("{name}")' for name in counted)
                more = ", ".join(f'"{name}" = "{name}" + excluded."{name}"' for name in counted)
                self.connection.execute(
                    f"INSERT INTO {table.name} SELECT {key}, {sums} FROM {table.name}_more WHERE 1"
                    f" GROUP BY {key} ORDER BY {key} ON CONFLICT ({key}) DO UPDATE SET {more}"
                )
                self.connection.execute(f"DROP TABLE {table.name}_more")
                self.changes.note_summed(table, self.connection)
        self._raised.clear()

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
