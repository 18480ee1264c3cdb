"""Entities as other pages refer to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import orjson

from builder.addresses import entity_address
from builder.archive.door import Door, question
from builder.archive.families.entities import (
    CARD,
    ENTITIES_OF_KIND,
    ENTITY,
    STANDING,
    Card,
    EntityRecord,
)
from builder.archive.tables import EntityRow
from builder.config import localised
from builder.pages.shared.settings import here, setting


class EntityRef(NamedTuple):
    """An entity as other pages show it.

    `address` is empty where it has no page; `listed` is false where it is to be shown
    nowhere but in the texts that name it; `lead` is its one line, `role` what it was on the
    day in question, both in the page's language and perhaps empty. `wikidata` is its id there,
    "" for one under a pseudonym, whom it would give away.
    """

    id: str
    kind: str
    name: str
    address: str
    lead: str
    role: str
    stub: bool
    listed: bool
    wikidata: str


@question
def has_page(door: Door, entity: str) -> bool:
    """Whether an entity has a page: one with a file, or one that an article mentions."""
    card = door.one(CARD, entity)
    return card is not None and _has_page(door, card)


def _has_page(door: Door, card: Card | EntityRow) -> bool:
    if card.visibility == "unlisted":
        return False
    if card.origin == "file":
        return True
    standing = door.one(STANDING, card.entity)
    return standing is not None and bool(standing.articles or standing.apart)


def with_page(door: Door, kind: str) -> Iterator[EntityRecord]:
    """The entities of a kind that have a page, by id."""
    seen: set[str] = set()
    for row in door.ask(ENTITIES_OF_KIND, kind):
        # Of several rows the first is the one that pages show: a file before the table.
        if row.entity not in seen and has_page(door, row.entity):
            seen.add(row.entity)
            yield row


FEED_FROM: Final = 20
"""An entity with so many articles has a feed of its own."""


@question
def has_feed(door: Door, entity: str) -> bool:
    """Whether an entity has a feed: many articles, a page, and the site an address."""
    standing = door.one(STANDING, entity)
    if standing is None or standing.articles < FEED_FROM or not setting(door, "base_url"):
        return False
    return has_page(door, entity) and not face(door, entity, "")[2]


@question
def face(door: Door, entity: str, lang: str) -> tuple[str, str, bool, bool]:
    """An entity's name and one line in a language, whether it is a stub, whether it is listed."""
    card = door.one(CARD, entity)
    return _face(card, lang) if card else (entity.partition("/")[2], "", False, False)


def _face(card: Card | EntityRow, lang: str) -> tuple[str, str, bool, bool]:
    lead = localised(orjson.loads(card.description), lang)
    shown = shown_name(card.name, card.names, lang)
    return shown, lead, card.origin == "stub", card.visibility != "unlisted"


@question
def role_at(door: Door, entity: str, day: str, lang: str) -> str:
    """The role that an entity held on a day (or month, or year), as exact as is known."""
    card = door.one(CARD, entity)
    if card is None or not day:
        return ""
    for title, _country, _organisation, since, until, _source in orjson.loads(card.roles):
        if since[: len(day)] <= day[: len(since)] and (not until or day[: len(until)] <= until):
            return localised(title, lang)
    return ""


def name_of(door: Door, entity: str, lang: str) -> str:
    """An entity's name in a language."""
    return face(door, entity, lang)[0]


def shown_name(name: str, names: str, lang: str) -> str:
    """The name to show, of the main one and the JSON of all by language: the language's own,
    else the main one.
    """
    known: dict[str, str] = orjson.loads(names)
    return known.get(lang) or known.get("") or name


@question
def portrait(door: Door, entity: str, lang: str) -> tuple[str, str, bool, bool, str, bool, str]:
    """What pages in a language show of an entity, in one answer: its name and one line,
    whether it is a stub, whether it is listed, its page, whether it has roles, its Wikidata id.
    """
    row = door.one(ENTITY, entity)
    if row is None:
        return *face(door, entity, lang), "", False, ""
    # Of this one row: each question within would be one more answer to look up, keep and hash.
    return (
        *_face(row, lang),
        here(door, entity_address(entity), lang) if _has_page(door, row) else "",
        row.roles != "[]",
        str(orjson.loads(row.facts).get("wikidata", "")) if row.visibility == "public" else "",
    )


def entity_ref(door: Door, entity: str, lang: str, day: str = "") -> EntityRef:
    """An entity as a page in a language refers to it; with its role where a day is given."""
    name, lead, stub, listed, address, roled, wikidata = portrait(door, entity, lang)
    role = role_at(door, entity, day, lang) if day and roled else ""
    kind = entity.partition("/")[0]
    return EntityRef(entity, kind, name, address, lead, role, stub, listed, wikidata)
