"""Which two entities have a page in common."""

from __future__ import annotations

from builder.archive.door import Door, question
from builder.archive.families.entities import (
    ALL_COMPANIONS,
    CARD,
    FREQUENT_COMPANIONS,
    OFTEN,
    PAIR,
)
from builder.pages.shared.refs import has_page
from builder.pages.shared.settings import setting


@question
def partners(door: Door, entity: str) -> tuple[str, ...]:
    """The entities with which one has a page in common: `pairs_from` articles concern both,
    and both have a page of their own and are no stubs.
    """
    enough = setting(door, "pairs_from")
    if not _presentable(door, entity):
        return ()
    # Most of those with whom one is ever named are there once or twice.
    companions = FREQUENT_COMPANIONS if enough >= OFTEN else ALL_COMPANIONS
    return tuple(
        sorted(
            row.other
            for row in door.ask(companions, entity)
            if row.articles >= enough and _presentable(door, row.other)
        )
    )


@question
def have_page(door: Door, one: str, two: str) -> bool:
    """Whether two entities have a page in common."""
    pair = door.one(PAIR, one, two)
    enough = pair is not None and pair.articles >= setting(door, "pairs_from")
    return enough and _presentable(door, one) and _presentable(door, two)


@question
def _presentable(door: Door, entity: str) -> bool:
    card = door.one(CARD, entity)
    return card is not None and card.origin != "stub" and has_page(door, entity)
