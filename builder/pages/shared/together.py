"""Which two entities have a page in common."""

from __future__ import annotations

from builder.archive.door import Door, question
from builder.archive.families.entities import ALL_COMPANIONS
from builder.pages.shared.refs import face, has_page
from builder.pages.shared.settings import setting
from builder.pages.shared.slices import FULL


@question
def partners(door: Door, entity: str) -> tuple[str, ...]:
    """The entities with which one has a page in common: `pairs_from` articles concern both,
    and both have a page of their own and are no stubs.
    """
    enough = setting(door, "pairs_from")
    if not _presentable(door, entity):
        return ()
    return tuple(
        row.other
        for row in door.ask(ALL_COMPANIONS, entity)
        if row.articles >= enough and _presentable(door, row.other)
    )


@question
def often_together(door: Door, entity: str) -> tuple[str, ...]:
    """The entities with which one has so many articles in common that their list is cut."""
    return tuple(row.other for row in door.ask(ALL_COMPANIONS, entity) if row.articles > FULL)


@question
def _presentable(door: Door, entity: str) -> bool:
    _name, _lead, stub, listed = face(door, entity, "")
    return listed and not stub and has_page(door, entity)
