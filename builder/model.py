"""The frozen types that the whole program speaks in: articles, entities, mentions.

Positions in texts are Unicode code points of the *plain text* of a part (see `Text`).
An article's id is its path below `articles/` without `.md`; an entity's id, as used
everywhere but in file names, is `kind/slug`: `people/kim-jong-un`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from builder.dates import When

PARTS = ("title", "standfirst", "summary", "body")
Part = Literal["title", "standfirst", "summary", "body"]

Manner = Literal["name", "surname", "adjective", "metonym", "description"]
"""In what manner a stretch of text names an entity (FORMAT, "A mention": `as`)."""

UNDECIDED = "?"
"""What a mention `stands_for` when it is open whether it stands for another entity."""


class Position(NamedTuple):
    """A place in a source file; both count from 1, from the top of the file."""

    line: int
    column: int


NOWHERE = Position(0, 0)
"""The place of what stands in no file."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An archivist's inline mark, `[[target|words]]`, by its place in the plain text.

    `target` is the name or id as written; `-` says that the words are nobody.
    """

    start: int
    end: int
    target: str
    position: Position


@dataclass(frozen=True, slots=True)
class Text:
    """A part of an article: its plain text, and its HTML standing off from it.

    `shape` lists pieces of clean HTML and the position in `plain` before which each
    goes, in document order; the text between is to be escaped. A link to another page of
    the site is written in it as `href="dossier:TARGET"` and resolved when a page is made.
    """

    plain: str
    shape: tuple[tuple[int, str], ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of the archivist: `number` as shown, `html` clean, links as in `Text`."""

    number: int
    html: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the archive (a source file or an address from the root), an image, or an
    earlier address of a page; its place, and the line as it stands there.
    """

    target: str
    position: Position
    excerpt: str = ""


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


@dataclass(frozen=True, slots=True)
class Role:
    """A role that a person held. `title` by language ("" when it is the same in all);
    `since` and `until` are ISO dates, as exact as they are known, or empty.
    """

    title: Mapping[str, str]
    country: str = ""
    organisation: str = ""
    since: str = ""
    until: str = ""
    source: str = ""
    position: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, country, organisation, place or other thing, as a file or the program's
    table states it.

    `names` are by language ("" for the main name); `texts` hold clean HTML by language.
    `facts` are the kind's other keys, ready to show: (key, values).
    """

    id: str
    kind: str
    name: str
    path: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    surnames: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    honorific: str = ""
    match: Literal["auto", "declared", "never"] = "auto"
    visibility: Literal["public", "unlisted", "pseudonym"] = "public"
    pseudonym: str = ""
    stands_for: tuple[str, ...] = ()
    description: Mapping[str, str] = field(default_factory=dict)
    wikidata: str = ""
    countries: tuple[Declared, ...] = ()
    parents: tuple[Declared, ...] = ()
    part_of: str = ""
    claimed_by: tuple[Declared, ...] = ()
    successors: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    roles: tuple[Role, ...] = ()
    born: str = ""
    died: str = ""
    image: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    redirects: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    places: Mapping[str, Position] = field(default_factory=dict)
    """Where `stands_for` and `part_of` stand in the file."""
    origin: Literal["file", "table", "stub"] = "file"


@dataclass(frozen=True, slots=True)
class EntityText:
    """An entity's text in another language, from a file of its own."""

    id: str
    lang: str
    path: str
    html: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page of the archivist's own in one language: about, method, legal notice."""

    id: str
    path: str
    lang: str
    title: str
    html: str
    redirects: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()


class Name(NamedTuple):
    """One form under which an entity is found in texts or declared in front matter.

    A small row, as the store keeps it. `folded` is `text.fold(form)`, `first` its first
    word. `sort` says what the form is. `lang` is empty, or the only language in whose
    articles the form is looked for. `stands_for` is empty, one entity's id, or `?`.
    """

    folded: str
    first: str
    form: str
    entity: str
    sort: str
    """name | alias | misspelling | inflected | contracted (`Figaro` after `du`) | surname |
    adjective | people | combining (the `franco` of `franco-allemand`) | code"""
    lang: str
    match: str
    """auto | declared | never"""
    stands_for: str
    honorific: str
    country: str = ""
    """Of a place: its country's id; a dateline's city counts for it."""


class Names(Protocol):
    """Where annotation looks names up. The store answers it; so does a plain list."""

    def starting_with(self, words: Iterable[str]) -> Sequence[Name]:
        """All names whose first folded word is among `words`."""
        ...

    def called(self, folded: str) -> Sequence[Name]:
        """All names with exactly this folded form, whatever their sort."""
        ...

    def entity(self, id: str) -> bool:
        """Whether an entity with this id (`kind/slug`) is known."""
        ...


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
