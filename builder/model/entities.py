"""Who and what articles name: entities, their names, and free pages, which are written alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from builder.model.articles import Declared
from builder.model.texts import NOWHERE, Link, Position


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
