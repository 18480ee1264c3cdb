"""An article as it is cited, and as its page describes it to machines.

Reads, beyond the article's own row, only the settings and each entity's Wikidata id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from builder.addresses import absolute, relative
from builder.archive.door import Door
from builder.archive.tables import ArticleRow
from builder.citations import Work
from builder.config import localised
from builder.metadata import Described, Named, Tag, linked_data, script, tags
from builder.model import Basis, Correction
from builder.pages.kind import PageId
from builder.pages.shared.refs import EntityRef
from builder.pages.shared.settings import image_address, setting


@dataclass(frozen=True, slots=True)
class Machine:
    """What the partial `machine.html` puts into the head; `json_ld` is safe in a script."""

    tags: tuple[Tag, ...]
    json_ld: str


class House(NamedTuple):
    """What the works of an archive have in common where they are cited."""

    base_url: str
    archive: str
    publisher: str


def house_of(door: Door, lang: str) -> House:
    """The same, as it is called in a language."""
    return House(
        setting(door, "base_url"),
        localised(setting(door, "title"), lang),
        setting(door, "publisher"),
    )


def work_of(
    house: House, row: ArticleRow, meta: Mapping[str, Any], refs: Mapping[str, EntityRef]
) -> Work:
    """The article as it is cited; `refs` say which names are organisations'."""
    return Work(
        id=row.article,
        title=row.title,
        date=row.date,
        lang=row.lang,
        text=row.text,
        authors=tuple(meta.get("author") or ()),
        source=row.source,
        issue=meta.get("issue", ""),
        edition=meta.get("edition", ""),
        page=meta.get("page", ""),
        url=meta.get("source_url", ""),
        retrieved=meta.get("retrieved", ""),
        archive=house.archive,
        publisher=house.publisher,
        address=absolute(house.base_url, row.address) if house.base_url else "",
        based_on=tuple(Basis(**basis) for basis in meta.get("based_on") or ()),
        bodies=tuple(ref.name for ref in refs.values() if ref.kind == "organisations"),
    )


def describe(
    door: Door, page: PageId, work: Work, row: ArticleRow, meta: Mapping[str, Any],
    refs: Mapping[str, EntityRef],
) -> Machine:  # fmt: skip
    """The article, which is cited as `work`, as its page describes it to machines."""
    base: str = setting(door, "base_url")
    schemas = {kind["word"]: kind["schema"] for kind in setting(door, "kinds")}
    about: list[Named] = []
    mentions: list[Named] = []
    for id, _count, _manners, _ways, concerned, *_ in meta.get("entities", ()):
        ref = refs[id]
        if not ref.listed:
            continue
        address = ""
        if ref.address:
            address = absolute(base, ref.address) if base else relative(page.path, ref.address)
        schema = schemas.get(ref.kind, "Thing")
        named = Named(ref.name, schema, address, ref.wikidata)
        (about if concerned else mentions).append(named)
    image = image_address(door, row.image)
    described = Described(
        work=work,
        site=work.archive,
        summary=row.lead,
        updated=meta.get("updated", ""),
        archived_url=meta.get("archived_url", ""),
        free=row.access == "full",
        licence=setting(door, "licence"),
        image=absolute(base, image) if image and base else "",
        topics=tuple(label for _, label in meta.get("topics", ())),
        corrections=tuple(Correction(**c) for c in meta.get("corrections") or ()),
        about=tuple(about),
        mentions=tuple(mentions),
    )
    return Machine(tags(described), script(linked_data(described)))
