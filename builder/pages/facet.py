"""A source, author or topic: its articles, cut by time where they are many."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from builder.addresses import facet_address
from builder.archive.door import Door, question
from builder.archive.families.facets import FACET as ONE, FacetItem
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.facets import facet_title, label_of
from builder.pages.shared.listing import OF_FACET, list_full
from builder.pages.shared.settings import here, in_all
from builder.pages.shared.slice_links import Counted, Slice, counted, period_label
from builder.pages.shared.slices import trail


@dataclass(frozen=True, slots=True)
class FacetView:
    """What the template `facet.html` shows: one value's articles, or those of a slice.

    `up` leads from the facet's index down to here; `slices` are the menu where the list is
    cut, with the newest articles, `latest`, of a whole value; else `articles` has them all.
    `total` counts the articles of the page's period; it is 0 of a day that is cut again.
    """

    title: str
    facet: str
    period: str
    period_label: str
    total: int
    up: tuple[Slice, ...]
    previous: Slice | None
    next: Slice | None
    slices: tuple[Counted, ...]
    articles: tuple[FacetItem, ...]
    latest: tuple[FacetItem, ...]


@question
def facet_label(door: Door, facet: str, slug: str) -> str:
    """What a value is called."""
    return label_of(door.ask(ONE, facet, slug))


@question
def facet_total(door: Door, facet: str, slug: str, period: str) -> int:
    """How many articles a value has in all, in a year or in a month; 0 of what is smaller."""
    return sum(
        row.articles
        for row in door.ask(ONE, facet, slug)
        if period in ("", row.year, row.month or f"{row.year}-00")
    )


def _address(facet: str, slug: str, period: str) -> str:
    return f"{facet}/{slug}/{period}.html" if period else facet_address(facet, slug)


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    facet, slug = key
    if not door.ask(ONE, facet, slug):
        return ()
    full = list_full(door, OF_FACET.name, *key)
    days = chain.from_iterable(OF_FACET.days(door, key, month) for month in full)
    return tuple(
        PageId("facet", (facet, slug, period), lang, path)
        for period in ("", *OF_FACET.spans(door, key), *days)
        for lang, path in in_all(door, _address(facet, slug, period))
    )


def _view(door: Door, page: PageId) -> FacetView:
    facet, slug, period = page.key
    key = (facet, slug)
    lang = page.lang
    title = facet_label(door, facet, slug)

    def at(one: str) -> Slice:
        label = period_label(one, lang) if one else title
        return Slice(here(door, _address(facet, slug, one), lang), one, label)

    within, before, after = OF_FACET.place(door, key, period)
    index = Slice(here(door, facet_address(facet), lang), "", facet_title(facet, lang))
    menu = tuple(map(at, within))
    articles = () if within else OF_FACET.rows(door, key, period)
    return FacetView(
        title=title,
        facet=facet,
        period=period,
        period_label=period_label(period, lang) if period else "",
        total=len(articles) or facet_total(door, facet, slug, period),
        up=(index, *(at(one) for one in ("", *trail(period)) if period)),
        previous=at(before) if before else None,
        next=at(after) if after else None,
        slices=counted(menu, OF_FACET.counts(door, key, period), lang) if menu else (),
        articles=articles,
        latest=OF_FACET.latest(door, key) if within and not period else (),
    )


FACET = PageKind("facet", "facet.html", (ONE,), _plan, _view)
