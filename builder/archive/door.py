"""The one door through which pages read the store.

What is read is recorded as it is read: `recording()` collects the cells of one page, with
the hash of each answer. There is no other way to read, so a page cannot depend on anything
that it will not be told of. Answers are kept while the store stands still, as it does
while pages are rendered.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeVar

from builder.archive.cells import base_cell, question_cell, weigh_value
from builder.archive.earlier import Answer, Earlier
from builder.archive.families import BY_NAME, SQL
from builder.archive.families.family import Family
from builder.archive.store import dump_spec
from builder.problems import Cancelled

R = TypeVar("R")
V = TypeVar("V")

Spec = tuple[str, tuple[Any, ...]]
"""What a cell asks: the name of a family or, after a `?`, of a question; and its key."""

QUESTIONS: dict[str, Callable[..., Any]] = {}
"""The derived values, by name: pure functions of a door and their arguments."""

KEPT: Final = 16_000_000
"""About how many bytes of answers a door keeps: one of several, while all pages are made."""

HEAVY: Final = 1_000
"""From so many bytes an answer is let go first: mostly an article's rows, which one page asks
for. What many pages ask for is light.
"""

REMEMBERED: Final = 500_000
"""Of how many cells a door remembers that it handed them on: 40 MB."""

NUMBERED: Final = 30_000
"""Of how many specs a door remembers the number: 10 MB."""


def question(function: Callable[..., V]) -> Callable[..., V]:
    """Make a function of (door, *arguments) a question: pages that ask it depend on its
    answer alone, not on what it read. Its value is made of text, numbers, None and tuples. Raises
    ValueError where another module has a question of this name.
    """
    name = f"?{function.__name__}"
    if QUESTIONS.setdefault(name, function).__module__ != function.__module__:
        raise ValueError(f"two questions are called {function.__name__}: one would answer for both")
    QUESTIONS[name] = function

    def ask(door: Door, *arguments: Any) -> V:
        value: V = door.answer((name, arguments))
        return value

    ask.__doc__ = function.__doc__
    ask.__name__ = function.__name__
    return ask


class Handed(NamedTuple):
    """What readers read, to be kept: each cell's spec as the store keeps it, and hash; the cells
    that each question read. A cell is handed on once, as far as that is remembered.
    """

    answers: dict[int, tuple[str, int]]
    within: dict[int, tuple[int, ...]]


class Record:
    """The cells that one reader read, within `with`; what is read in it is not recorded outside."""

    __slots__ = ("_open", "cells")

    def __init__(self, open: list[Record]) -> None:
        self.cells: dict[int, Spec] = {}
        self._open = open

    def __enter__(self) -> Record:
        self._open.append(self)
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.pop()


class Door:
    """Reads the store through families and questions, and records what is read."""

    def __init__(self, connection: sqlite3.Connection, kept: int = 0) -> None:
        self._connection = connection
        self._most = kept or KEPT
        self._answers: dict[int, Answer] = {}
        self._heavy: dict[int, Answer] = {}
        """Those of look-ups that are heavy."""
        self._weight = self._heavy_weight = 0
        self._earlier = Earlier.none()
        self._cells: dict[Spec, int] = {}
        self._within: dict[int, Record] = {}
        self._askers: dict[int, list[int]] | None = {} if kept else None
        """By what was read, the questions that read it; of a door that stays open while the store
        changes."""
        self._records: list[Record] = []
        self.generation = 0
        """Changes whenever kept answers may be others now."""
        self._handed: set[int] = set()
        self.cancelled: Callable[[], bool] | None = None
        """Tells that nobody waits any more for what is being read."""

    def ask(self, family: Family[R], *key: Any) -> tuple[R, ...]:
        """The rows of a family under a key."""
        rows: tuple[R, ...] = self.answer((family.name, key))
        return rows

    def one(self, family: Family[R], *key: Any) -> R | None:
        """The first row of a family under a key, or None."""
        rows = self.ask(family, *key)
        return rows[0] if rows else None

    def answer(self, spec: Spec) -> Any:
        """The answer to any cell's question, recorded. Raises Cancelled where nobody waits for
        it any more.
        """
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        cell = self.cell_of(spec)
        if self._records:
            self._records[-1].cells[cell] = spec
        kept = self._answers.get(cell) or self._heavy.get(cell)
        if kept is not None:
            return kept[0]
        if self.generation:
            earlier = self._earlier.answers.get(cell)
            if earlier is not None and self._holds(cell):
                self._earlier.take(cell)
                self._weight -= earlier[2]
                return self._keep(cell, earlier)
        name, key = spec
        if name.startswith("?"):
            with self.recording() as record:
                value = QUESTIONS[name](self, *key)
            if self._askers is not None:
                self._note_asker(self._askers, cell, record.cells)
            self._within[cell] = record
            answer = (value, *weigh_value(value))
        else:
            rows = self._connection.execute(SQL[name], key).fetchall()
            answer = (tuple(map(BY_NAME[name].row._make, rows)), *weigh_value(rows))
        if self.generation:
            self._handed.discard(cell)
            self._weight -= self._earlier.replace(cell, answer, self.generation)
        return self._keep(cell, answer)

    def _keep(self, cell: int, answer: Answer) -> Any:
        value, _, weight = answer
        self._weight += weight
        # What a question answers took more to find than what a look-up does.
        if cell < 0 or weight < HEAVY:
            self._answers[cell] = answer
        else:
            self._heavy[cell] = answer
            self._heavy_weight += weight
        return value

    def _note_asker(self, askers: dict[int, list[int]], cell: int, read: Iterable[int]) -> None:
        known = self._within[cell].cells if cell in self._within else ()
        for one in read:
            if one not in known:
                askers.setdefault(one, []).append(cell)

    def _holds(self, cell: int) -> bool:
        """Whether an answer to an earlier state of the store holds still: that of a look-up whose
        cell no change named, that of a question if those of all that it read do.
        """
        if cell > 0:
            return cell not in self._earlier.named
        seen = self._earlier.seen[cell]
        with self.recording():  # what is looked at again is read by nobody
            for read, spec in self._within[cell].cells.items():
                if read not in self._answers and read not in self._heavy:
                    self.answer(spec)
                # In their order: what a question would not come to any more is not asked.
                if self._earlier.moved.get(read, 0) > seen:
                    return False
        return True

    def hash_of(self, spec: Spec) -> int:
        """The hash of a cell's answer now."""
        self.answer(spec)
        cell = self.cell_of(spec)
        return (self._answers.get(cell) or self._heavy[cell])[1]

    def cell_of(self, spec: Spec) -> int:
        """The number of a cell."""
        cell = self._cells.get(spec)
        if cell is None:
            name, key = spec
            cell = question_cell(name, key) if name.startswith("?") else base_cell(name, key)
            self._cells[spec] = cell
        return cell

    def spare(self) -> None:
        """Let go of kept answers if they have become much: between two pages, never within
        one, since what a question read is kept beside its answer.
        """
        if self._weight <= self._most:
            return
        if self._askers is not None:
            # Seldom. Of a question that was let go, nobody would know any more who read it.
            return self.forget()
        # Mostly without a look at what stays: there is much of it, and this comes often.
        number = len(self._answers) + len(self._earlier.answers)
        self._weight -= self._heavy_weight + self._earlier.weight()
        self._heavy_weight = 0
        self._heavy.clear()
        self._earlier = Earlier.none()
        if self._weight > self._most // 2:
            for cell in tuple(self._answers):  # the oldest first
                self._weight -= self._answers.pop(cell)[2]
                if self._weight <= self._most // 2:
                    break
        if len(self._answers) < number:
            self._within = {cell: self._within[cell] for cell in self._answers if cell < 0}
        if len(self._handed) > REMEMBERED:
            # What is asked once more may be handed on once more.
            self._handed.intersection_update(self._answers)
        if len(self._cells) > NUMBERED:
            self._cells.clear()

    def read_within(self, cell: int) -> dict[int, Spec]:
        """What a question, that was asked while its answer is kept, read itself."""
        return self._within[cell].cells

    def hand_on(self, cells: Mapping[int, Spec], handed: Handed) -> None:
        """Add to `handed` what is not yet in it, or in one before it, of cells that were read
        and of what questions among them read.
        """
        for cell, spec in cells.items():
            if cell in self._handed:
                continue
            self._handed.add(cell)
            handed.answers[cell] = (dump_spec(*spec), self.hash_of(spec))
            if cell < 0:
                inside = self._within[cell].cells
                handed.within[cell] = tuple(inside)
                self.hand_on(inside, handed)

    def recording(self) -> Record:
        """Record what is read inside; what is read inside is not recorded outside."""
        return Record(self._records)

    def drop(self, cells: Iterable[int]) -> None:
        """Trust the answers that these base cells may have changed no more: their own, and those
        of the questions that read them. Each is looked at when it is asked again.
        """
        named = set(cells)
        for cell in self._concerned(named):
            answer = self._answers.pop(cell, None)
            if answer is None:
                answer = self._heavy.pop(cell, None)
                self._heavy_weight -= answer[2] if answer else 0
            if answer is not None:
                self._earlier.add(cell, answer, self.generation)
        self._earlier.named.update(named & self._earlier.answers.keys())
        self.generation += 1

    def _concerned(self, named: set[int]) -> Iterable[int]:
        """These cells, and those of the questions that read any of them, themselves or through
        others; all that is kept, where nobody noted who read what.
        """
        if self._askers is None:
            return [*self._answers, *self._heavy]
        found = set(named)
        waiting = list(named)
        while waiting:
            more = self._askers.get(waiting.pop(), ())
            waiting += [cell for cell in more if cell not in found]
            found.update(more)
        return found

    def hand_again(self, cells: Iterable[int]) -> None:
        """Have these cells handed on once more when they are read: what was kept goes."""
        self._handed.difference_update(cells)

    def forget(self) -> None:
        """Drop the kept answers: the store has changed."""
        self._answers.clear()
        self._heavy.clear()
        self._earlier = Earlier.none()
        self._weight = self._heavy_weight = 0
        self._within.clear()
        if self._askers:
            self._askers.clear()
        self._cells.clear()
        self._handed.clear()
        self.generation += 1
