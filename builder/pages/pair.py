"""What two entities have in common: the articles that concern both, cut by time where they
are many.

There is a page for each two that `pairs_from` articles or more concern, by no rank: more
articles never take a page away. Entity pages alone lead to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from builder.addresses import pair_address
from builder.archive.door import Door
from builder.archive.families.entities import (
    BUSY_TOGETHER,
    CARD,
    MANY_TOGETHER,
    PAIR,
    STANDING,
)
from builder.archive.families.family import Family
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.listing import OF_PAIR
from builder.pages.shared.passages import InArticle, in_common, selectable
from builder.pages.shared.refs import EntityRef, entity_ref
from builder.pages.shared.settings import here, in_all
from builder.pages.shared.slice_links import Counted, Slice, counted, period_label
from builder.pages.shared.slices import FULL, month_slice, trail
from builder.pages.shared.together import have_page, partners


@dataclass(frozen=True, slots=True)
class PairView:
    """What the template `pair.html` shows: all articles that concern both, or a slice of them.

    `articles` counts them on the main page, it is 0 on a slice. Where they are many, `slices`
    are the menu, else `together` has the articles, with the sentences that name both. `up`
    leads from the main page down to a slice; `selectable` says whether readers can choose among
    the articles.
    """

    title: str
    one: EntityRef
    two: EntityRef
    articles: int
    period: str
    period_label: str
    up: tuple[Slice, ...]
    previous: Slice | None
    next: Slice | None
    slices: tuple[Counted, ...]
    together: tuple[InArticle, ...]
    selectable: bool


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    # A pair is planned by its first entity alone, so that it is planned once.
    one = key[0]
    return tuple(
        PageId("pair", (one, two, ""), lang, path)
        for two in partners(door, one)
        if one < two
        for lang, path in in_all(door, pair_address(one, two))
    )


def _plan_slices(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    # By themselves: an entity may have a page in common with thousands, and an article with few.
    # Those of a month apart, as an entity's are.
    one, two, *month = key
    family: Family[Any] = BUSY_TOGETHER if month else MANY_TOGETHER
    if one > two or door.one(family, *key) is None or not have_page(door, one, two):
        return ()
    if month:
        periods = OF_PAIR.days(door, (one, two), month_slice(*month))
    else:
        periods = OF_PAIR.spans(door, key)
    return tuple(
        PageId("pair-slice", (one, two, period), lang, path)
        for period in periods
        for lang, path in in_all(door, pair_address(one, two, period))
    )


def _view(door: Door, page: PageId) -> PairView:
    first, second, period = page.key
    key = (first, second)
    one, two = (entity_ref(door, entity, page.lang) for entity in (first, second))
    title = f"{one.name} – {two.name}"

    def at(part: str) -> Slice:
        address = here(door, pair_address(first, second, part), page.lang)
        return Slice(address, part, period_label(part, page.lang) if part else title)

    articles = 0
    if not period:
        row = door.one(PAIR, first, second)
        articles = row.articles if row else 0
    within: tuple[str, ...] = ()
    before = after = ""
    if period or articles > FULL:
        within, before, after = OF_PAIR.place(door, key, period)
    menu = tuple(map(at, within))
    rows = () if within else OF_PAIR.rows(door, key, period)
    together = in_common(rows, (one.kind, two.kind))
    return PairView(
        title=title,
        one=one,
        two=two,
        articles=articles,
        period=period,
        period_label=period_label(period, page.lang) if period else "",
        up=tuple(at(part) for part in ("", *trail(period)) if period),
        previous=at(before) if before else None,
        next=at(after) if after else None,
        slices=counted(menu, OF_PAIR.counts(door, key, period), page.lang) if menu else (),
        together=together,
        selectable=selectable(together, by_manner=False),
    )


PAIR_PAGE = PageKind("pair", "pair.html", (CARD, STANDING), _plan, _view)
PAIR_SLICE = PageKind(
    "pair-slice", "pair.html", (MANY_TOGETHER, BUSY_TOGETHER), _plan_slices, _view
)
