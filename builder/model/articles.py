"""An article as its file says it, and what an archivist or another program says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.dates import When
from builder.model.mentions import Manner
from builder.model.texts import NOWHERE, Link, Note, Part, Position, Text


@dataclass(frozen=True, slots=True)
class Declared:
    """A name that stands in the front matter, under a kind's key or (`kind` "") `about`."""

    kind: str
    name: str
    position: Position


@dataclass(frozen=True, slots=True)
class Reading:
    """One entry of `read`: this surface form is that entity (`-`: none) in this article."""

    form: str
    target: str
    position: Position


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction to an article, in the archivist's words."""

    date: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What an account rests on (`based_on`)."""

    source: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mention that a stand-off annotation states, already found in the text.

    `by` is `reviewed` or `import:<tool>`; `target` an entity's name or id, as a mark's.
    """

    part: Part
    start: int
    end: int
    target: str
    by: str
    manner: Manner = "name"
    confidence: float | None = None
    annotator: str = ""
    date: str = ""
    path: str = ""
    position: Position = NOWHERE
    """Where it is stated: the file and the place in it."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its file states it: nothing in it depends on any other file."""

    id: str
    path: str
    title: str
    when: When
    lang: str
    slug: str
    texts: Mapping[Part, Text]
    notes: tuple[Note, ...] = ()
    author: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    declared: tuple[Declared, ...] = ()
    about: tuple[Declared, ...] | None = None
    read: tuple[Reading, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    comments: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    archived_url: str = ""
    retrieved: str = ""
    rights: str = ""
    issue: str = ""
    edition: str = ""
    page: str = ""
    identifier: str = ""
    facsimile: str = ""
    text: str = "original"
    based_on: tuple[Basis, ...] = ()
    access: str = "full"
    corrections: tuple[Correction, ...] = ()
    version_of: str = ""
    reprint_of: str = ""
    redirects: tuple[Link, ...] = ()
    updated: str = ""
    image: str = ""
    draft: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    body_line: int = 1
    """The line of the file on which the body begins."""
