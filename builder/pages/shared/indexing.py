"""The entities of a kind as indexes list them: which, in what order, with what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import orjson

from builder.addresses import entity_address, kind_address
from builder.archive.door import Door, question
from builder.archive.families.entities import APART, CARDS_OF_KIND, PRESENT, STANDING
from builder.config import localised
from builder.pages.shared.letters import LetterLink, cut_by_letters, key_of
from builder.pages.shared.order import heading, sort_key
from builder.pages.shared.refs import shown_name
from builder.pages.shared.settings import here

BY_ARTICLES: Final = "by-articles"
"""The part of an index that lists by number of articles: no letters make a hyphen."""

Indexed = tuple[str, str, str]
"""An entity: its id, name and one line in a language. Not its articles: with them the whole of a
list would be another at every article.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """An entity in the index: its name, one line, and how many articles name or declare it."""

    kind: str
    name: str
    address: str
    lead: str
    articles: int


@question
def names_in_order(door: Door, kind: str, lang: str) -> tuple[tuple[str, str, str, bool], ...]:
    """The entities of a kind in alphabetical order: (id, name, one line, has a file)."""
    found = []
    seen: set[str] = set()
    for card in door.ask(CARDS_OF_KIND, kind):
        if card.entity in seen:
            continue
        seen.add(card.entity)
        if card.visibility != "unlisted":
            name = shown_name(card.name, card.names, lang)
            lead = localised(orjson.loads(card.description), lang)
            found.append((card.entity, name, lead, card.origin == "file"))
    return tuple(sorted(found, key=lambda entry: (sort_key(entry[1], lang), entry[0])))


@question
def indexed(door: Door, kind: str, lang: str) -> tuple[Indexed, ...]:
    """The entities of a kind that have a page, in order: (id, name, one line)."""
    named = {row.entity for family in (PRESENT, APART) for row in door.ask(family, kind)}
    return tuple(
        (entity, name, lead)
        for entity, name, lead, filed in names_in_order(door, kind, lang)
        if filed or entity in named
    )


@question
def index_parts(door: Door, kind: str, lang: str) -> tuple[tuple[str, bool], ...]:
    """The parts of a long index, by first letters, and whether each is cut further."""
    names = [name for _, name, _ in indexed(door, kind, lang)]
    return cut_by_letters(names)


def letter_links(door: Door, kind: str, lang: str, current: str | None) -> tuple[LetterLink, ...]:
    """The letters of a long index as links; `current` is the page's own, None: of none."""
    return tuple(
        LetterLink(heading(one), here(door, kind_address(kind, key_of(one)), lang), one == current)
        for one, _ in index_parts(door, kind, lang)
        if len(one) <= 1
    )


def articles_of(door: Door, entity: str) -> int:
    """In how many articles an entity is."""
    standing = door.one(STANDING, entity)
    return standing.articles if standing else 0


def line_of(door: Door, entry: Indexed, lang: str) -> Line:
    """An entity as a page in a language lists it."""
    entity, name, lead = entry
    kind = entity.partition("/")[0]
    address = here(door, entity_address(entity), lang)
    return Line(kind, name, address, lead, articles_of(door, entity))
