"""Which articles a changed name touches: those that hold it, and those that asked for it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import Final

from builder.annotation.inflection import is_korean
from builder.archive import tables as t
from builder.archive.changes import Row
from builder.archive.tables import Table
from builder.text import flat, fold

FEW: Final = 50
"""Up to so many changed names, each is looked for in all texts by SQLite."""

_WORD = re.compile(r"\w+")


class ChangedNames:
    """The folded names, and the ids of entities, that come or go in a transaction."""

    def __init__(self) -> None:
        self.forms: set[str] = set()
        self.stubs: set[str] = set()

    def take(self, table: Table, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Note what changed in the rows of a source."""
        if table is t.NAME:
            self.forms.update(row[1] for row in set(old) ^ set(new))
        elif table is t.ENTITY:
            # Whether an entity is known under its id; what is said of it touches no text.
            before, after = ({(row[1], row[7] == "stub") for row in side} for side in (old, new))
            for id, _ in before ^ after:
                self.forms |= {fold(id), fold(id.partition("/")[2])}
        elif table is t.STUB:
            self.stubs.update(row[1] for row in set(old) ^ set(new))


def touched_sources(connection: sqlite3.Connection, forms: set[str]) -> set[str]:
    """The articles whose text holds one of the names, or that had it looked up."""
    if not forms:
        return set()
    if len(forms) <= FEW:
        return {
            row[0]
            for form in forms
            for row in connection.execute(
                "SELECT owner FROM words WHERE instr(folded, ?)"
                " UNION SELECT owner FROM asked WHERE folded = ?",
                (flat(form), form),
            )
        }
    owners: set[str] = set()
    by_word: dict[str, list[str]] = {}
    anywhere: list[str] = []
    for form in map(flat, forms):
        word = _WORD.search(form)
        # A Korean name may have a particle at its end: it need not be a whole word.
        if word is None or is_korean(form):
            anywhere.append(form)
        else:
            by_word.setdefault(word[0], []).append(form)
    for owner, folded in connection.execute("SELECT owner, folded FROM words"):
        words = set(_WORD.findall(folded)) & by_word.keys()
        candidates = (form for word in words for form in by_word[word])
        if any(form in folded for form in (*candidates, *anywhere)):
            owners.add(owner)
    for owner, folded in connection.execute("SELECT owner, folded FROM asked"):
        if folded in forms:
            owners.add(owner)
    return owners
