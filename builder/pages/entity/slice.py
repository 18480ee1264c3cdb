"""A slice of an entity's articles: a year, month, day, or a part of one."""

from __future__ import annotations

from dataclasses import dataclass

from builder.addresses import slice_address
from builder.archive.door import Door
from builder.archive.families.entities import BUSY_MONTH, CARD, LISTED_BY_MONTH
from builder.pages.entity.periods import slice_of
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.listing import OF_ENTITY
from builder.pages.shared.passages import InArticle, in_context, selectable
from builder.pages.shared.refs import face, has_page
from builder.pages.shared.settings import in_all, kind_labels
from builder.pages.shared.slice_links import Counted, Slice, counted, period_label
from builder.pages.shared.slices import month_slice, trail


@dataclass(frozen=True, slots=True)
class EntitySliceView:
    """What the template `slice.html` shows. `up` leads from the main page down to here;
    `slices` are the menu, `articles` what no slice below lists;
    `selectable` says whether readers can choose among them.
    """

    title: str
    kind: str
    kind_label: str
    period: str
    period_label: str
    stub: bool
    up: tuple[Slice, ...]
    previous: Slice | None
    next: Slice | None
    slices: tuple[Counted, ...]
    articles: tuple[InArticle, ...]
    selectable: bool


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    # The days of a month by themselves: one more article changes those of one.
    entity, *month = key
    if not has_page(door, entity):
        return ()
    if not month:
        periods = OF_ENTITY.spans(door, key)
    elif door.one(BUSY_MONTH, *key) is not None:
        periods = OF_ENTITY.days(door, (entity,), month_slice(*month))
    else:
        periods = ()
    return tuple(
        PageId("slice", (entity, period), lang, path)
        for period in periods
        for lang, path in in_all(door, slice_address(entity, period))
    )


def _view(door: Door, page: PageId) -> EntitySliceView:
    entity, period = page.key
    key = (entity,)
    lang = page.lang
    name, _lead, stub, _listed = face(door, entity, lang)
    kind = entity.partition("/")[0]
    within, before, after = OF_ENTITY.place(door, key, period)
    articles = in_context(() if within else OF_ENTITY.rows(door, key, period), lang)
    menu = tuple(slice_of(door, entity, one, lang) for one in within)
    return EntitySliceView(
        title=name,
        kind=kind,
        kind_label=kind_labels(door, lang)[kind][0],
        period=period,
        period_label=period_label(period, lang),
        stub=stub,
        up=(
            slice_of(door, entity, "", lang)._replace(label=name),
            *(slice_of(door, entity, p, lang) for p in trail(period)),
        ),
        previous=slice_of(door, entity, before, lang) if before else None,
        next=slice_of(door, entity, after, lang) if after else None,
        slices=counted(menu, OF_ENTITY.counts(door, key, period), lang) if menu else (),
        articles=articles,
        selectable=selectable(articles),
    )


ENTITY_SLICE = PageKind("slice", "slice.html", (CARD, LISTED_BY_MONTH, BUSY_MONTH), _plan, _view)
