"""What annotation finds in an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Manner = Literal["name", "surname", "adjective", "metonym", "description"]
"""In what manner a stretch of text names an entity (FORMAT, "A mention": `as`)."""

UNDECIDED = "?"
"""What a mention `stands_for` when it is open whether it stands for another entity."""


class Mention(NamedTuple):
    """A stretch of text that names an entity (FORMAT, "A mention")."""

    part: str
    start: int
    end: int
    entity: str
    exact: str
    manner: str
    stands_for: str
    by: str
    confidence: float | None = None
    annotator: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Stub:
    """An entity that only an article's front matter names."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """What annotation found in one article.

    `declared` are the ids of entities that the front matter declares; `concerns` those
    that the article concerns, most salient first; `asked` the folded names that the front
    matter and the marks had looked up: a change of any of them means to annotate again.
    """

    mentions: tuple[Mention, ...]
    declared: tuple[str, ...]
    concerns: tuple[str, ...]
    salience: Mapping[str, int]
    called: tuple[tuple[str, str], ...]
    """What an article declares by a name whose slug is not its id: (that id, its own id)."""
    stubs: tuple[Stub, ...]
    asked: tuple[str, ...]
