"""An entity's main page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from builder.addresses import entity_address, facet_address, in_language, member_slug
from builder.archive.door import Door
from builder.archive.families.appearances import FIRST, LAST, Appearance, Edge
from builder.archive.families.entities import (
    CARD,
    ENTITY as ALL,
    ENTITY_TEXTS,
    FORMS,
    MONTHS_OF_ENTITY,
    SOURCES_OF_ENTITY,
    STANDING,
    Standing,
)
from builder.config import localised
from builder.pages.entity.company import Company, company_of
from builder.pages.entity.periods import slice_of
from builder.pages.entity.roles import Role, roles_of
from builder.pages.entity.ties import Companion, Members, companions_of, members_of, ties_of
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.links import resolve_links
from builder.pages.shared.listing import OF_ENTITY
from builder.pages.shared.passages import InArticle, in_context, selectable
from builder.pages.shared.refs import EntityRef, has_feed, has_page, shown_name
from builder.pages.shared.settings import here, image_address, in_all, kind_labels, languages
from builder.pages.shared.slice_links import Counted, counted

FORMS_SHOWN = 60
SOURCES_SHOWN = 30


class YearBar(NamedTuple):
    """A year of the small chart: `height` is of 100."""

    year: str
    articles: int
    height: int
    address: str


@dataclass(frozen=True, slots=True)
class EntityView:
    """What the template `entity.html` shows.

    `names` are (language, name), `forms` (words as they stand in the articles, how often),
    `sources` (name, address, articles), `ties` (relation, entity); `facts` the rest of the
    entity's file: born, died, wikidata, coordinates, extra; `feed` the address of the entity's
    feed, if it has one; `company` the first of `companions` as a picture, None where they are
    few. Exactly one of `slices` and `articles` has something in it, or neither; beside
    `slices` stand the newest articles, `latest`; `selectable` says whether readers can choose
    among the articles.
    """

    title: str
    id: str
    kind: str
    kind_label: str
    feed: str
    stub: bool
    description: str
    image: str
    names: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    forms: tuple[tuple[str, int], ...]
    roles: tuple[Role, ...]
    facts: Mapping[str, Any]
    ties: tuple[tuple[str, EntityRef], ...]
    text_html: str
    text_lang: str
    standing: Standing | None
    first: Edge | None
    last: Edge | None
    years: tuple[YearBar, ...]
    sources: tuple[tuple[str, str, int], ...]
    companions: tuple[Companion, ...]
    company: Company | None
    members: tuple[Members, ...]
    slices: tuple[Counted, ...]
    articles: tuple[InArticle, ...]
    latest: tuple[InArticle, ...]
    selectable: bool


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if not has_page(door, key[0]):
        return ()
    addresses = in_all(door, entity_address(key[0]))
    return tuple(PageId("entity", key, lang, path) for lang, path in addresses)


def _view(door: Door, page: PageId) -> EntityView:
    entity = page.key[0]
    lang = page.lang
    row = door.one(ALL, entity)
    assert row is not None
    stub = row.origin == "stub"
    facts: dict[str, Any] = orjson.loads(row.facts)
    text_lang, text = _text(door, page)
    title = shown_name(row.name, row.names, lang)
    companions = () if stub else companions_of(door, entity, lang)
    within = OF_ENTITY.place(door, page.key, "")[0]
    rows = () if within else OF_ENTITY.rows(door, page.key, "")
    first, last = _edges(door, entity, rows)
    articles = in_context(rows, lang)
    menu = tuple(slice_of(door, entity, one, lang) for one in within)
    return EntityView(
        title=title,
        id=entity,
        kind=row.kind,
        kind_label=kind_labels(door, lang)[row.kind][0],
        feed=here(door, f"{entity}.xml", lang) if has_feed(door, entity) else "",
        stub=stub,
        description=localised(orjson.loads(row.description), lang),
        image=image_address(door, facts.get("image", "")),
        names=_names(row.names, title),
        aliases=tuple(alias for alias in facts.get("aliases", ()) if alias != title),
        forms=tuple((f.form, f.mentions) for f in door.ask(FORMS, entity)[:FORMS_SHOWN]),
        roles=roles_of(door, row.roles, last.date if last else "", lang),
        facts={key: facts.get(key, "") for key in ("born", "died", "wikidata", "coordinates")}
        | {"extra": facts.get("extra", {})},
        ties=ties_of(door, entity, lang),
        text_html=text,
        text_lang=text_lang,
        standing=door.one(STANDING, entity),
        first=first,
        last=last,
        years=_years(door, page, rows, within),
        sources=_sources(door, page),
        companions=companions,
        company=company_of(companions),
        members=() if stub else members_of(door, entity, lang),
        slices=counted(menu, OF_ENTITY.counts(door, page.key, ""), lang) if menu else (),
        articles=articles,
        latest=in_context(OF_ENTITY.latest(door, page.key), lang) if within else (),
        selectable=selectable(articles),
    )


def _edges(
    door: Door, entity: str, listed: Sequence[Appearance]
) -> tuple[Edge | None, Edge | None]:
    """An entity's first and last article: among those listed, where the list is not cut."""
    if not listed:
        return door.one(FIRST, entity), door.one(LAST, entity)
    edges = (min(listed, key=lambda row: (row.moment, row.article)), listed[0])
    first, last = (Edge(row.article, row.address, row.title, row.date, row.lang) for row in edges)
    return first, last


def _names(names: str, title: str) -> tuple[tuple[str, str], ...]:
    """The names beside the page's own, each once; its language where the file says it."""
    known: dict[str, str] = orjson.loads(names)
    found: dict[str, str] = {}
    for lang, name in sorted(known.items(), key=lambda item: (not item[0], item)):
        if name != title:
            found.setdefault(name, lang)
    return tuple((lang, name) for name, lang in found.items())


def _text(door: Door, page: PageId) -> tuple[str, str]:
    """The entity's text and its language: the page's, else the first that there is."""
    texts = {text.lang: text.html for text in door.ask(ENTITY_TEXTS, page.key[0])}
    for lang in (page.lang, *languages(door), *sorted(texts)):
        if lang in texts:
            return lang, resolve_links(door, page, texts[lang])
    return "", ""


def _years(
    door: Door, page: PageId, listed: Sequence[Appearance], periods: Sequence[str]
) -> tuple[YearBar, ...]:
    entity = page.key[0]
    counts = _counted(listed) if listed else _counts(door, entity)
    most = max(counts.values(), default=1)
    bars = []
    for number in range(int(min(counts)), int(max(counts)) + 1) if counts else ():
        year = f"{number:04}"
        address = f"{page.path}#y-{year}"
        if year in periods:
            address = slice_of(door, entity, year, page.lang).address
        count = counts[year]
        bars.append(YearBar(year, count, round(100 * count / most), address))
    return tuple(bars)


def _counts(door: Door, entity: str) -> Counter[str]:
    """How many articles of each year count for an entity."""
    counts: Counter[str] = Counter()
    for row in door.ask(MONTHS_OF_ENTITY, entity):
        if row.articles:
            counts[row.year] += row.articles
    return counts


def _counted(listed: Iterable[Appearance]) -> Counter[str]:
    """The same of a list that is not cut, as the sums are told: a metonym is apart."""
    return Counter(row.date[:4] for row in listed if row.mentions or row.declared or row.concerns)


def _sources(door: Door, page: PageId) -> tuple[tuple[str, str, int], ...]:
    spoken = languages(door)
    return tuple(
        (
            row.source,
            in_language(facet_address("sources", member_slug(row.source)), page.lang, spoken),
            row.articles,
        )
        for row in door.ask(SOURCES_OF_ENTITY, page.key[0])[:SOURCES_SHOWN]
    )


ENTITY = PageKind("entity", "entity.html", (CARD, STANDING), _plan, _view)
