"""Which cells rows change by going and coming.

Each row that goes or comes names the cells of the families that show it; where a family shows
the same before and after, no cell is named.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from builder.archive.families import FAMILIES
from builder.archive.families.appearances import JOINTS, TOGETHER, Joint
from builder.archive.families.family import Family
from builder.archive.tables import APPEARANCE, Table

Row = tuple[Any, ...]


class Watch:
    """How one family looks at one table's rows: where its key and what it shows stand."""

    __slots__ = ("_least", "family", "key", "shown")

    def __init__(self, family: Family[Any], table: Table) -> None:
        self.family = family
        self.key = tuple(table.columns.index(name) for name in family.equal)
        self.shown = tuple(table.columns.index(name) for name in family.watched)
        self._least = family.least and (table.columns.index(family.least[0]), family.least[1])

    def among(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Those of a table's rows that the family has under any key."""
        if not self._least:
            return rows
        column, least = self._least
        return [row for row in rows if row[column] >= least]

    def key_of(self, row: Row) -> Row:
        """The key under which the family shows a row."""
        return tuple(row[i] for i in self.key)


_WATCHES: dict[str, tuple[Watch, ...]] = {}
for _family in FAMILIES:
    if isinstance(_family, Joint):
        continue
    _table = _family.table
    _WATCHES[_table.name] = (*_WATCHES.get(_table.name, ()), Watch(_family, _table))


class Changes:
    """The cells that the rows gone and come in a transaction name.

    `heeded` are the families whose cells are of interest; None: all. Where nobody has read
    anything yet, those are the roots of pages alone.
    """

    def __init__(self, heeded: frozenset[str] | None = None) -> None:
        self.cells: set[tuple[str, Row]] = set()
        self.is_first = heeded is not None
        """Whether nobody has read anything yet."""
        self.heeds_pairs = heeded is None or TOGETHER.name in heeded
        """Whether pairs of entities of one article are of interest."""
        self._watches = {
            table: tuple(w for w in watches if heeded is None or w.family.name in heeded)
            for table, watches in _WATCHES.items()
        }

    def heeds(self, table: Table) -> bool:
        """Whether any cell of a table is of interest."""
        return bool(self._watches.get(table.name))

    def note(self, table: Table, gone: Sequence[Row], come: Sequence[Row]) -> None:
        """Name the cells that rows of a table change by going and coming."""
        if not gone and not come:
            return
        for watch in self._watches.get(table.name, ()):
            went, came = watch.among(gone), watch.among(come)
            if not went:
                self.cells.update((watch.family.name, watch.key_of(row)) for row in came)
                continue
            before: dict[Row, list[Row]] = {}
            after: dict[Row, list[Row]] = {}
            for rows, side in ((went, before), (came, after)):
                for row in rows:
                    shown = tuple(row[i] for i in watch.shown)
                    side.setdefault(watch.key_of(row), []).append(shown)
            for key in before.keys() | after.keys():
                if sorted(before.get(key, ())) != sorted(after.get(key, ())):
                    self.cells.add((watch.family.name, key))

    def note_sums(self, table: Table, rows: Sequence[Row]) -> None:
        """Name the cells of sums, that nobody has read, by what is added to them. Whether there
        is as much as a family asks for is known only when they are summed up.
        """
        for watch in self._watches.get(table.name, ()):
            if not watch.family.least:
                self.cells.update((watch.family.name, watch.key_of(row)) for row in rows)

    def note_summed(self, table: Table, connection: sqlite3.Connection) -> None:
        """Name the cells of what was summed up, of families that ask for so much of it."""
        for watch in self._watches.get(table.name, ()):
            if watch.family.least:
                keys = ", ".join(f'"{name}"' for name in watch.family.equal)
                column, least = watch.family.least
                rows = connection.execute(
                    f'SELECT DISTINCT {keys} FROM {table.name} WHERE "{column}" >= {least}'
                )
                self.cells.update((watch.family.name, row) for row in rows)

    def note_pairs(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Name the pairs of one article whose rows of `appearance` were `old` and are `new`."""
        if not self.heeds_pairs:
            return
        spans = {(row[_YEAR], row[_MONTH]) for row in (*old, *new)}
        for family, watched in _JOINTS:
            before, after = (
                {row[_ENTITY]: tuple(row[i] for i in watched) for row in rows}
                for rows in (old, new)
            )
            moved = {
                entity
                for entity in before.keys() | after.keys()
                if before.get(entity) != after.get(entity)
            }
            within = len(family.equal) - 2
            for rows in (old, new):
                paired = {row[_ENTITY] for row in rows if row[_PAIRED]}
                for one in paired & moved:
                    for other in paired - {one}:
                        key = (one, other) if one < other else (other, one)
                        self.cells.update((family.name, (*key, *span[:within])) for span in spans)


_ENTITY: Final = APPEARANCE.columns.index("entity")
_PAIRED: Final = APPEARANCE.columns.index("paired")
_YEAR: Final = APPEARANCE.columns.index("year")
_MONTH: Final = APPEARANCE.columns.index("month")
_JOINTS: Final = tuple(
    (family, tuple(map(APPEARANCE.columns.index, family.watched))) for family in JOINTS
)
"""The look-ups of what two entities share, and where the columns stand that each watches."""
