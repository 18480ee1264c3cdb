"""Who appears with whom: what the network's page and its file share."""

from __future__ import annotations

from typing import Final

from builder.archive.door import Door, question
from builder.archive.families.entities import CARD, COMPANIONS, MOST_PRESENT
from builder.pages.shared.refs import has_page

DRAWN: Final = 4
"""Of each entity so many ties are drawn and listed, the strongest; others' may be drawn too."""


@question
def is_shown(door: Door, entity: str) -> bool:
    """Whether an entity may stand in the network: it has a page and is no stub."""
    card = door.one(CARD, entity)
    return card is not None and card.origin != "stub" and has_page(door, entity)


@question
def most_present(door: Door) -> tuple[tuple[str, int], ...]:
    """The most present entities and in how many articles each appears."""
    return tuple(
        (row.entity, row.articles)
        for row in door.ask(MOST_PRESENT)
        if row.articles > 1 and is_shown(door, row.entity)
    )


def ties(door: Door) -> tuple[tuple[str, str, int], ...]:
    """The strongest ties of each of them with others of them, each tie once."""
    ids = [id for id, _ in most_present(door)]
    inside = set(ids)
    found: dict[tuple[str, str], int] = {}
    for id in ids:
        own = [row for row in door.ask(COMPANIONS, id) if row.other in inside]
        for row in own[:DRAWN]:
            found[min(id, row.other), max(id, row.other)] = row.articles
    return tuple((one, two, count) for (one, two), count in sorted(found.items()))


@question
def has_network(door: Door) -> bool:
    """Whether there is anyone to show with anyone."""
    # Asked for every page's menu, and again whenever an answer below is another: no more is asked
    # than up to the first two, who mostly are the first two.
    present = {row.entity for row in door.ask(MOST_PRESENT) if row.articles > 1}
    return any(
        is_shown(door, row.entity) and is_shown(door, other.other)
        for row in door.ask(MOST_PRESENT)
        if row.entity in present
        for other in door.ask(COMPANIONS, row.entity)
        if other.other in present
    )
