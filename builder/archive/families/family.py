"""A look-up that pages may ask: what it shows of which table, and what changes its answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from builder.archive.tables import Table

R = TypeVar("R")

NEWEST: Final = ("-moment", "article")
"""The order of most lists of articles: the newest first."""


@dataclass(frozen=True, slots=True, eq=False)
class Family(Generic[R]):
    """A look-up: rows of one table whose `equal` columns have the asked values.

    It shows the fields of `row`, in the order of `order` (a leading `-`: descending), at
    most `limit` rows (0: all), and only those with `least` or more in the column of that name.
    The order must be total over what is shown, or ties would fall as SQLite likes.
    """

    name: str
    table: Table
    equal: tuple[str, ...]
    row: type[R]
    order: tuple[str, ...]
    limit: int = 0
    least: tuple[str, int] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it shows."""
        fields: tuple[str, ...] = self.row._fields  # type: ignore[attr-defined]
        return fields

    def row_of(self, values: Iterable[Any]) -> R:
        """A row that it shows, from its values."""
        row: R = self.row._make(values)  # type: ignore[attr-defined]
        return row

    @property
    def watched(self) -> tuple[str, ...]:
        """The columns whose values decide what it answers under one key."""
        ordering = (name.lstrip("-") for name in self.order)
        return tuple(dict.fromkeys((*self.columns, *ordering)))

    @property
    def sql(self) -> str:
        """The statement that answers it."""
        shown = ", ".join(f'"{name}"' for name in self.columns)
        where = " AND ".join(f'"{name}" = ?' for name in self.equal) or "1"
        if self.least:
            where += f' AND "{self.least[0]}" >= {self.least[1]}'
        order = ", ".join(
            f'"{name.lstrip("-")}"{" DESC" if name.startswith("-") else ""}' for name in self.order
        )
        limit = f" LIMIT {self.limit}" if self.limit else ""
        ordered = f" ORDER BY {order}" if order else ""
        return f"SELECT {shown} FROM {self.table.name} WHERE {where}{ordered}{limit}"

    @property
    def index(self) -> str:
        """The SQL of its index, or "" where the table's own key serves."""
        ordering = [
            f'"{name.lstrip("-")}"{" DESC" if name.startswith("-") else ""}' for name in self.order
        ]
        equal = [f'"{name}"' for name in self.equal]
        columns = equal + [name for name in ordering if name not in equal]
        plain = tuple(name.strip('"') for name in columns)
        if not columns or plain == self.table.key[: len(plain)]:
            return ""
        return f"CREATE INDEX IF NOT EXISTS {self.name} ON {self.table.name} ({', '.join(columns)})"
