"""People with a pseudonym: who they are, and under which names they are not to be shown.

Their names stand in the registry alone, by which their mentions are found. What the store
keeps for pages to read is made of records in which nothing names them (`hidden_article`,
`hidden_entity`); so no page, search document or file of data can.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from builder.annotation.registry import names_of
from builder.archive import tables as t
from builder.config import Config
from builder.content.entities import read_entity
from builder.content.hiding import Hider, public_id
from builder.content.replacing import HiddenName
from builder.model import Entity

_MARK = b"pseudonym"


def hidden_names(entity: Entity) -> tuple[HiddenName, ...]:
    """The forms under which an entity is not to be shown; none unless it has a pseudonym."""
    if entity.visibility != "pseudonym" or not entity.pseudonym:
        return ()
    id = public_id(entity.kind, entity.pseudonym)
    shown = f"[{entity.pseudonym}]"
    forms = {(name.form, name.sort == "surname") for name in names_of(entity)}
    forms |= {(form, True) for form in entity.surnames.values()}
    stem = entity.id.partition("/")[2]
    forms.add((stem.replace("-", " "), "-" not in stem))
    for form, is_surname in tuple(forms):
        words = form.split()
        if len(words) == 2 and not is_surname:
            forms.add((f"{words[1]} {words[0]}", False))
    return tuple(sorted(HiddenName(form, id, shown, last) for form, last in forms if form))


def read_hidden(
    connection: sqlite3.Connection, content: Path, changed: Collection[str],
    removed: Collection[str], config: Config,
) -> Hider:  # fmt: skip
    """Who is hidden now: as the store has it, but for files that changed or are gone."""
    rows = [
        row
        for row in connection.execute("SELECT owner, form, entity, shown, surname FROM hidden")
        if row[0] not in changed and row[0] not in removed
    ]
    for path in sorted(changed):
        if config.kind(path.partition("/")[0]) is None or not path.endswith(".md"):
            continue
        data = (content / path).read_bytes()
        if _MARK in data:
            found, _ = read_entity(path, data, config)
            if isinstance(found, Entity):
                rows += hidden_rows(found)
    ids = {owner.removesuffix(".md"): entity for owner, _, entity, _, _ in rows}
    return Hider((HiddenName(row[1], row[2], row[3], bool(row[4])) for row in rows), ids)


def hidden_rows(entity: Entity) -> list[tuple[Any, ...]]:
    """The rows that keep a hidden entity's names."""
    return [
        t.HiddenRow(entity.path, name.form, name.entity, name.shown, int(name.surname))
        for name in hidden_names(entity)
    ]


def texts_shown(hider: Hider, texts: Any, own: Collection[str] = ()) -> dict[str, str]:
    """Texts by language without hidden names."""
    return {lang: hider.plain(text, own) for lang, text in texts.items()}


def extra_shown(hider: Hider, extra: Any, own: Collection[str]) -> dict[str, object]:
    """`extra` without hidden names."""
    return {str(key): hider.values(value, own) for key, value in extra.items()}


def links_shown(hider: Hider, links: Iterable[Any]) -> tuple[Any, ...]:
    """Links and earlier addresses without hidden names."""
    return tuple(replace(link, target=hider.address(link.target)) for link in links)
