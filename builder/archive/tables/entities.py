"""What is stated about entities: by their files, by the table of territories, by articles."""

from __future__ import annotations

from typing import NamedTuple

from builder.archive.tables.table import Table


class EntityRow(NamedTuple):
    """An entity: `origin` is file, table or stub. JSON: names, description by language;
    roles as [title, country, organisation, since, until, source]; facts, everything else.
    """

    owner: str
    entity: str
    kind: str
    name: str
    names: str
    description: str
    visibility: str
    origin: str
    roles: str
    facts: str


class EntityTextRow(NamedTuple):
    """An entity's text in one language, clean HTML."""

    owner: str
    entity: str
    lang: str
    html: str


class StubRow(NamedTuple):
    """A name that an article declares and nothing else describes."""

    owner: str
    entity: str
    kind: str
    name: str


class TieRow(NamedTuple):
    """An entity's tie to another, from its file: country, parent, part_of, successor, …"""

    owner: str
    entity: str
    other: str
    relation: str
    kind: str


class NameRow(NamedTuple):
    """A form under which an entity is found: `model.Name` and its owner."""

    owner: str
    folded: str
    first: str
    form: str
    entity: str
    sort: str
    lang: str
    match: str
    stands_for: str
    honorific: str
    country: str


class HiddenRow(NamedTuple):
    """A form of a name that is not to be shown: never in any family of the door.

    `entity` is the public id, `shown` what stands in its place; `surname` is 1 for what is
    hidden only where the article is about its bearer.
    """

    owner: str
    form: str
    entity: str
    shown: str
    surname: int


class CalledRow(NamedTuple):
    """An address that an entity would have if it were named as an article declares it."""

    owner: str
    address: str
    target: str


ENTITY = Table("entity", EntityRow, ("owner",))
ENTITY_TEXT = Table("entity_text", EntityTextRow, ("owner",))
STUB = Table("stub", StubRow, ("owner",))
TIE = Table("tie", TieRow, ("owner",))
NAME = Table("name", NameRow, ("owner",))
HIDDEN = Table("hidden", HiddenRow, ("owner",))
CALLED = Table("called", CalledRow, ("owner",))
