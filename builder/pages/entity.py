"""The pages of a person, country, organisation, place, or a thing of one's own kind."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from builder.addresses import entity_address, slice_address
from builder.archive.door import Door
from builder.archive.families import (
    APPEARANCES,
    APPEARANCES_MONTH,
    APPEARANCES_YEAR,
    CARD,
    COMPANIONS,
    ENTITY_TEXTS,
    FIRST,
    FORMS,
    LAST,
    MONTHS_OF_ENTITY,
    SOURCES_OF_ENTITY,
    STANDING,
    TIES_OF,
    TIES_TO,
    Appearance,
    Edge,
    Standing,
)
from builder.archive.families import ENTITY as ALL
from builder.config import localised
from builder.pages.kind import PageId, PageKind
from builder.pages.shared import (
    EntityRef,
    Slice,
    below,
    cut,
    entity_ref,
    has_page,
    here,
    in_all,
    kind_labels,
    part_of,
    shown_name,
)

OPTIONAL = ("born", "died", "wikidata", "coordinates", "image", "aliases")
"""The facts that templates may ask for where an entity does not have them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that names the entity, in pieces: (words, class of the mark or "")."""

    address: str
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class InArticle:
    """An article and the sentences in it that name the entity."""

    title: str
    address: str
    date: str
    lang: str
    source: str
    passages: tuple[Passage, ...]
    more: int
    declared_only: bool


@dataclass(frozen=True, slots=True)
class YearBar:
    """A year of the small chart: `height` is of 100."""

    year: str
    articles: int
    height: int
    address: str


@dataclass(frozen=True, slots=True)
class EntityView:
    """What the template `entity.html` shows."""

    title: str
    id: str
    kind: str
    kind_label: str
    period: str
    up: tuple[tuple[str, str], ...]
    stub: bool
    description: str
    names: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, str, str], ...]
    facts: dict[str, Any]
    text_html: str
    text_lang: str
    standing: Standing | None
    first: Edge | None
    last: Edge | None
    years: tuple[YearBar, ...]
    sources: tuple[tuple[str, int], ...]
    companions: tuple[tuple[EntityRef, int], ...]
    ties: tuple[tuple[str, EntityRef], ...]
    members: tuple[EntityRef, ...]
    slices: tuple[Slice, ...]
    articles: tuple[InArticle, ...]


def _periods(door: Door, entity: str) -> tuple[str, ...]:
    def days(year: str, month: str) -> list[tuple[str, str]]:
        return [(a.day, a.article) for a in door.ask(APPEARANCES_MONTH, entity, year, month)]

    return cut(door.ask(MONTHS_OF_ENTITY, entity), days)


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    entity = key[0]
    if not has_page(door, entity):
        return ()
    addresses = [("", entity_address(entity))]
    addresses += [(period, slice_address(entity, period)) for period in _periods(door, entity)]
    return tuple(
        PageId("entity", (entity, period), lang, path)
        for period, address in addresses
        for lang, path in in_all(door, address)
    )


def _view(door: Door, page: PageId) -> EntityView:
    entity, period = page.key
    row = door.one(ALL, entity)
    card = door.one(CARD, entity)
    assert row is not None and card is not None
    lang = page.lang
    stub = row.origin == "stub"
    periods = _periods(door, entity)
    inside = below(periods, period)
    main = not period
    text = _text(door, entity, lang) if main else ("", "")
    facts: dict[str, Any] = {**dict.fromkeys(OPTIONAL, ""), **json.loads(row.facts)}
    kind = row.kind
    up = [] if main else [(shown_name(card, lang), here(door, entity_address(entity), lang))]
    up += [
        (parent, here(door, slice_address(entity, parent), lang))
        for parent in periods
        if period.startswith(f"{parent}-")
    ]
    ties = tuple(
        (tie.relation, entity_ref(door, tie.other, lang)) for tie in door.ask(TIES_OF, entity)
    )
    members = tuple(dict.fromkeys(tie.entity for tie in door.ask(TIES_TO, entity)))
    return EntityView(
        title=shown_name(card, lang),
        id=entity,
        kind=kind,
        kind_label=kind_labels(door, lang)[kind][0],
        period=period,
        up=tuple(up),
        stub=stub,
        description=localised(json.loads(card.description), lang),
        names=_names(card.names, lang),
        forms=tuple((f.form, f.mentions) for f in door.ask(FORMS, entity)) if main else (),
        roles=_roles(row.roles, lang),
        facts=facts,
        text_html=text[1],
        text_lang=text[0],
        standing=door.one(STANDING, entity) if main else None,
        first=door.one(FIRST, entity) if main else None,
        last=door.one(LAST, entity) if main else None,
        years=_years(door, page) if main else (),
        sources=tuple((s.source, s.articles) for s in door.ask(SOURCES_OF_ENTITY, entity))
        if main
        else (),
        companions=tuple(
            (entity_ref(door, c.other, lang), c.articles) for c in door.ask(COMPANIONS, entity)[:15]
        )
        if main and not stub
        else (),
        ties=ties if main else (),
        members=tuple(ref for ref in (entity_ref(door, id, lang) for id in members) if ref.address)
        if main
        else (),
        slices=tuple(Slice(here(door, slice_address(entity, p), lang), p, 0) for p in inside),
        articles=() if inside else _articles(door, entity, period),
    )


def _names(names: str, lang: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = json.loads(names)
    shown = found.get(lang) or found.get("", "")
    rest = sorted((code, name) for code, name in found.items() if code and name != shown)
    return tuple(rest)


def _roles(roles: str, lang: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (localised(title, lang), since, until)
        for title, _country, _organisation, since, until, _source in json.loads(roles)
    )


def _text(door: Door, entity: str, lang: str) -> tuple[str, str]:
    texts = {text.lang: text.html for text in door.ask(ENTITY_TEXTS, entity)}
    if lang in texts:
        return lang, texts[lang]
    for code, html in sorted(texts.items()):
        return code, html
    return "", ""


def _years(door: Door, page: PageId) -> tuple[YearBar, ...]:
    entity = page.key[0]
    counts: dict[str, int] = {}
    for month in door.ask(MONTHS_OF_ENTITY, entity):
        counts[month.year] = counts.get(month.year, 0) + month.articles
    most = max(counts.values(), default=0)
    periods = _periods(door, entity)
    bars = []
    for year in range(int(min(counts)), int(max(counts)) + 1) if counts else ():
        count = counts.get(f"{year:04}", 0)
        address = f"{page.path}#y-{year:04}"
        if f"{year:04}" in periods:
            address = here(door, slice_address(entity, f"{year:04}"), page.lang)
        bars.append(YearBar(f"{year:04}", count, round(100 * count / most) if most else 0, address))
    return tuple(bars)


def _articles(door: Door, entity: str, period: str) -> tuple[InArticle, ...]:
    depth = period.count("-")
    if not period:
        rows = door.ask(APPEARANCES, entity)
    elif depth == 0:
        rows = door.ask(APPEARANCES_YEAR, entity, period)
    else:
        rows = door.ask(APPEARANCES_MONTH, entity, period[:4], period[:7])
    if depth >= 2:
        rows = tuple(row for row in rows if row.day == period[:10])
    if depth == 3:
        rows = tuple(row for row in rows if part_of(row.article) == period[11:])
    return tuple(_in_article(row) for row in rows)


def _in_article(row: Appearance) -> InArticle:
    passages = tuple(
        Passage(f"{row.address}#{anchor}", _pieces(text, marks))
        for _part, anchor, text, marks in json.loads(row.passages)
    )
    return InArticle(
        row.title, row.address, row.date, row.lang, row.source, passages,
        max(0, row.sentences - len(passages)), not passages,
    )  # fmt: skip


def _pieces(text: str, marks: list[Any]) -> tuple[tuple[str, str], ...]:
    pieces: list[tuple[str, str]] = []
    at = 0
    for start, end, manner, stands_for, _by in sorted(marks):
        if start < at:
            continue
        pieces.append((text[at:start], ""))
        kind = "metonym" if stands_for not in ("", "?") else manner
        pieces.append((text[start:end], kind))
        at = end
    pieces.append((text[at:], ""))
    return tuple(piece for piece in pieces if piece[0])


ENTITY = PageKind("entity", "entity.html", (CARD, STANDING), _plan, _view)
