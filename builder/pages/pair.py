"""What two entities have in common: the articles that concern both.

There is a page for each two that `pairs_from` articles or more concern, by no rank: more
articles never take a page away. Entity pages alone lead to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from builder.addresses import pair_address
from builder.archive.door import Door
from builder.archive.families.appearances import TOGETHER
from builder.archive.families.entities import CARD, PAIR, STANDING
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.passages import InArticle, in_common
from builder.pages.shared.refs import EntityRef, entity_ref
from builder.pages.shared.settings import in_all
from builder.pages.shared.together import partners


@dataclass(frozen=True, slots=True)
class PairView:
    """What the template `pair.html` shows.

    `articles` counts those that concern both; the newest of them, at most 100, are in
    `together`, with the sentences that name both.
    """

    title: str
    one: EntityRef
    two: EntityRef
    articles: int
    together: tuple[InArticle, ...]


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    # A pair is planned by its first entity alone, so that it is planned once.
    one = key[0]
    return tuple(
        PageId("pair", (one, two), lang, path)
        for two in partners(door, one)
        if one < two
        for lang, path in in_all(door, pair_address(one, two))
    )


def _view(door: Door, page: PageId) -> PairView:
    one, two = (entity_ref(door, entity, page.lang) for entity in page.key)
    rows = door.ask(TOGETHER, *page.key)
    counted = door.one(PAIR, *page.key)
    return PairView(
        title=f"{one.name} – {two.name}",
        one=one,
        two=two,
        articles=max(counted.articles if counted else 0, len(rows)),
        together=in_common(rows, (one.kind, two.kind), page.lang),
    )


PAIR_PAGE = PageKind("pair", "pair.html", (CARD, STANDING), _plan, _view)
