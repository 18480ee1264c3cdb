"""Who and where, beside an article: its entities, where in the text each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from builder import wording
from builder.archive.door import Door
from builder.pages.article.texts import Texts, Tick
from builder.pages.kind import PageId
from builder.pages.shared.refs import EntityRef
from builder.pages.shared.saying import known
from builder.pages.shared.settings import capitalised, kind_labels

UNSAID = ("rule",)
"""How most mentions are known: said once for the list, not with each entity."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity of the article.

    `count` is of its mentions in this article, `apart` of the metonyms that stand for it;
    `known` says how it is known where not by rule alone; `ticks` are its places in the text.
    """

    entity: EntityRef
    count: int
    apart: int
    known: str
    ticks: tuple[Tick, ...]
    concerns: bool


class Group(NamedTuple):
    """The entities of one kind."""

    word: str
    label: str
    entities: tuple[Listed, ...]


def groups_of(
    door: Door, page: PageId, entities: Sequence[Any], refs: Mapping[str, EntityRef], texts: Texts
) -> tuple[Group, ...]:
    """The article's entities by kind; to be asked when all its texts have been made."""
    words = wording.words_of(page.lang)
    of_kind: dict[str, list[Listed]] = {}
    for id, count, _manners, ways, concerned, _declared, apart in entities:
        ref = refs[id]
        said = "" if tuple(ways) == UNSAID else ", ".join(known(words, by) for by in ways)
        listed = Listed(ref, count, apart, said, texts.ticks(id), bool(concerned))
        of_kind.setdefault(ref.kind, []).append(listed)
    return tuple(
        Group(word, capitalised(many), tuple(of_kind[word]))
        for word, (_one, many) in kind_labels(door, page.lang).items()
        if word in of_kind
    )
