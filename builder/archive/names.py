"""The registry of names, as the store keeps it: what annotation looks names up in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache

from builder.model import Name

_COLUMNS = "folded, first, form, entity, sort, lang, match, stands_for, honorific, country"
_CHUNK = 500


class StoredNames:
    """Answers `model.Names` from the store; made anew when names have changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._called = lru_cache(maxsize=50_000)(self._ask_called)
        self._known = lru_cache(maxsize=50_000)(self._ask_entity)

    def starting_with(self, words: Iterable[str]) -> Sequence[Name]:
        """All names whose first folded word is among `words`."""
        wanted = sorted(set(words))
        found: list[Name] = []
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            holes = ", ".join("?" * len(chunk))
            found += map(
                Name._make,
                self._connection.execute(
                    f"SELECT DISTINCT {_COLUMNS} FROM name WHERE first IN ({holes})", chunk
                ),
            )
        return found

    def called(self, folded: str) -> Sequence[Name]:
        """All names with exactly this folded form."""
        return self._called(folded)

    def entity(self, id: str) -> bool:
        """Whether a file or the program's table describes an entity with this id."""
        return self._known(id)

    def all(self) -> list[Name]:
        """Every name: what a worker of a full build is given."""
        return list(
            map(Name._make, self._connection.execute(f"SELECT DISTINCT {_COLUMNS} FROM name"))
        )

    def entities(self) -> list[str]:
        """Every entity's id, stubs apart."""
        return [
            row[0]
            for row in self._connection.execute(
                "SELECT DISTINCT entity FROM entity WHERE origin != 'stub'"
            )
        ]

    def _ask_called(self, folded: str) -> tuple[Name, ...]:
        rows = self._connection.execute(
            f"SELECT DISTINCT {_COLUMNS} FROM name WHERE folded = ? ORDER BY entity, form, sort",
            (folded,),
        )
        return tuple(map(Name._make, rows))

    def _ask_entity(self, id: str) -> bool:
        return (
            self._connection.execute(
                "SELECT 1 FROM entity WHERE entity = ? AND origin != 'stub'", (id,)
            ).fetchone()
            is not None
        )
