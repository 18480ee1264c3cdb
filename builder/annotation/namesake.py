"""What tells two well-known bearers of one name apart, as the data of a language has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from builder.annotation.phrases import Phrases
from builder.text import folded_words


@dataclass(frozen=True, slots=True)
class Namesake:
    """A name of two well-known bearers: its folded forms; what stands before or after it
    where the other is meant, or before it where not; words that speak of the other, and of
    the one in the table; whether the latter is meant only where such words are (`Victoria`).
    """

    forms: tuple[str, ...]
    before: Phrases
    own_before: Phrases
    after: frozenset[str]
    elsewhere: tuple[str, ...]
    at_home: tuple[str, ...]
    needs_home: bool


def read_namesake(entry: Mapping[str, Any], phrases: Callable[..., Phrases]) -> Namesake:
    """An entry of the data; `phrases` makes phrases as the language writes them."""
    return Namesake(
        tuple(map(_bare, entry["forms"])),
        phrases("", entry.get("before", ())),
        phrases("", entry.get("own_before", ())),
        frozenset(entry.get("after", ())),
        tuple(map(_bare, entry.get("elsewhere", ()))),
        tuple(map(_bare, entry.get("at_home", ()))),
        entry.get("needs_home") == "yes",
    )


def _bare(phrase: str) -> str:
    """The folded words of a phrase, a space between them."""
    return " ".join(word.folded for word in folded_words(phrase))
