"""Answers to earlier states of the store, some of which hold still."""

from __future__ import annotations

from typing import Any, NamedTuple

Answer = tuple[Any, int, int]
"""A value, its hash, its weight in bytes."""


class Earlier(NamedTuple):
    """Answers to earlier states of the store, each known to have held in the generation that it was
    `seen` in last. `moved` is in which generation an answer became another; `named` are those of
    look-ups that changes named.
    """

    answers: dict[int, Answer]
    seen: dict[int, int]
    moved: dict[int, int]
    named: set[int]

    @classmethod
    def none(cls) -> Earlier:
        """No answers."""
        return cls({}, {}, {}, set())

    def add(self, cell: int, answer: Answer, generation: int) -> None:
        """Add one that held until now."""
        self.answers[cell] = answer
        self.seen[cell] = generation

    def weight(self) -> int:
        """What all of them weigh."""
        return sum(answer[2] for answer in self.answers.values())

    def take(self, cell: int) -> Answer | None:
        """Take out one that holds, or that there is another for."""
        self.seen.pop(cell, None)
        return self.answers.pop(cell, None)

    def replace(self, cell: int, answer: Answer, generation: int) -> int:
        """Note that a cell has this answer now; the weight of the one that it had."""
        self.named.discard(cell)
        had = self.take(cell)
        if self.answers and (had is None or had[1] != answer[1]):
            self.moved[cell] = generation
        return had[2] if had else 0
