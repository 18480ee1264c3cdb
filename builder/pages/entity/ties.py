"""Whom an entity is tied to, by its own file and by the files of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from builder.addresses import in_language, pair_address
from builder.archive.door import Door, question
from builder.archive.families.entities import COMPANIONS, STANDING, TIES_OF, TIES_TO
from builder.pages.shared.order import Key, sort_key
from builder.pages.shared.refs import EntityRef, entity_ref, face, has_page
from builder.pages.shared.settings import capitalised, kind_labels, languages
from builder.pages.shared.together import partners

COMPANY = 24
"""How many companions a page shows."""

MEMBERS = 30
"""How many entities of a kind a page shows that are tied to its own."""


class Companion(NamedTuple):
    """An entity that articles concern together with this one.

    `share` is of 1000, of the companion with most articles; `pair` is the address of the
    page of both, empty where there is none.
    """

    entity: EntityRef
    articles: int
    share: int
    pair: str


@dataclass(frozen=True, slots=True)
class Members:
    """The entities of a kind whose files name this one; `more` counts those not shown."""

    word: str
    label: str
    entities: tuple[EntityRef, ...]
    more: int


def companions_of(door: Door, entity: str, lang: str) -> tuple[Companion, ...]:
    """With whom: who is in the same articles, as far as these concern both."""
    rows = door.ask(COMPANIONS, entity)
    most = max((row.articles for row in rows), default=1)
    paired = frozenset(partners(door, entity))
    spoken = languages(door)
    found: list[Companion] = []
    for other, articles in rows:
        if len(found) == COMPANY:
            break
        ref = entity_ref(door, other, lang)
        if ref.address:
            pair = pair_address(entity, other) if other in paired else ""
            address = in_language(pair, lang, spoken) if pair else ""
            found.append(Companion(ref, articles, 1000 * articles // most, address))
    return tuple(found)


def ties_of(door: Door, entity: str, lang: str) -> tuple[tuple[str, EntityRef], ...]:
    """The entities that this one's file names, with the relation, each once though the
    program's table says it too; roles are told apart.
    """
    ties = dict.fromkeys((tie.relation, tie.other) for tie in door.ask(TIES_OF, entity))
    return tuple(
        (relation, ref)
        for relation, other in ties
        if relation != "role" and (ref := entity_ref(door, other, lang)).listed
    )


@question
def members_by_presence(
    door: Door, entity: str, lang: str
) -> tuple[tuple[str, tuple[str, ...], int], ...]:
    """By kind: the entities tied to one, those in most articles first, and how many more."""
    kinds: dict[str, list[tuple[int, Key, str]]] = {}
    seen = {entity}
    for tie in door.ask(TIES_TO, entity):
        if tie.entity in seen or not has_page(door, tie.entity):
            continue
        seen.add(tie.entity)
        standing = door.one(STANDING, tie.entity)
        name = face(door, tie.entity, lang)[0]
        articles = standing.articles if standing else 0
        kinds.setdefault(tie.kind, []).append((-articles, sort_key(name, lang), tie.entity))
    return tuple(
        (kind, tuple(id for _, _, id in sorted(found)[:MEMBERS]), max(0, len(found) - MEMBERS))
        for kind, found in sorted(kinds.items())
    )


def members_of(door: Door, entity: str, lang: str) -> tuple[Members, ...]:
    """The people, places and others whose files name this one, by kind."""
    found = {kind: (ids, more) for kind, ids, more in members_by_presence(door, entity, lang)}
    return tuple(
        Members(
            word, capitalised(many),
            tuple(entity_ref(door, id, lang) for id in found[word][0]), found[word][1],
        )
        for word, (_one, many) in kind_labels(door, lang).items()
        if word in found
    )  # fmt: skip
