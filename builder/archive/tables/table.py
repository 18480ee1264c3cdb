"""A table of the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_type_hints


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table: its rows' type, and the columns that are its key.

    Facts have no key but their owner: two sources may state the same row.
    """

    name: str
    row: type[Any]
    key: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        fields: tuple[str, ...] = self.row._fields
        return fields

    @property
    def owned(self) -> bool:
        """Whether its rows belong to a source."""
        return self.columns[0] == "owner"

    @property
    def create(self) -> str:
        """The SQL that makes it."""
        hints = get_type_hints(self.row)
        sql = {str: "TEXT", int: "INTEGER"}
        columns = [f'"{name}" {sql[hints[name]]} NOT NULL' for name in self.columns]
        if self.owned:
            return f"CREATE TABLE {self.name} ({', '.join(columns)})"
        key = ", ".join(f'"{name}"' for name in self.key)
        return f"CREATE TABLE {self.name} ({', '.join(columns)}, PRIMARY KEY ({key})) WITHOUT ROWID"
