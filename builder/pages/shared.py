"""What kinds of page share: settings, references to entities, lists cut by time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from builder.addresses import digest, entity_address, in_language
from builder.archive.door import Door, question
from builder.archive.families import CARD, SETTING, STANDING, Card, MonthCount
from builder.config import localised
from builder.text import fold

FULL = 100
"""How many articles a list holds before it is cut (DESIGN, law 4)."""


def setting(door: Door, key: str) -> Any:
    """A setting of the archive."""
    found = door.one(SETTING, key)
    return json.loads(found.value) if found else None


def languages(door: Door) -> tuple[str, ...]:
    """The languages of the interface, the first at the root."""
    return tuple(setting(door, "languages"))


def in_all(door: Door, address: str) -> tuple[tuple[str, str], ...]:
    """A page's (language, path) in every language of the interface."""
    spoken = languages(door)
    return tuple((lang, in_language(address, lang, spoken)) for lang in spoken)


def here(door: Door, address: str, lang: str) -> str:
    """The path of a page in the language of the interface."""
    return in_language(address, lang, languages(door))


def kind_labels(door: Door, lang: str) -> dict[str, tuple[str, str]]:
    """Each kind's label, (one, many), by its word."""
    found = {}
    for kind in setting(door, "kinds"):
        labels = kind["labels"]
        label = labels.get(lang) or labels.get("") or next(iter(labels.values()))
        found[kind["word"]] = (label[0], label[1])
    return found


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity as other pages show it. `address` is empty where it has no page."""

    id: str
    kind: str
    name: str
    address: str
    lead: str
    role: str
    stub: bool


@question
def has_page(door: Door, entity: str) -> bool:
    """Whether an entity has a page: one with a file, or one that an article mentions."""
    card = door.one(CARD, entity)
    if card is None or card.visibility == "unlisted":
        return False
    if card.origin == "file":
        return True
    standing = door.one(STANDING, entity)
    return standing is not None and bool(standing.articles or standing.apart)


@question
def role_at(door: Door, entity: str, day: str, lang: str) -> str:
    """The role that an entity held on a day (or month, or year), as exact as is known."""
    card = door.one(CARD, entity)
    if card is None or not day:
        return ""
    for title, _country, _organisation, since, until, _source in json.loads(card.roles):
        if since[: len(day)] <= day[: len(since)] and (not until or day[: len(until)] <= until):
            return localised(title, lang)
    return ""


@question
def name_of(door: Door, entity: str, lang: str) -> str:
    """An entity's name in a language."""
    card = door.one(CARD, entity)
    return shown_name(card, lang) if card else entity.partition("/")[2]


def shown_name(card: Card, lang: str) -> str:
    """The name to show: in the language, else the main one; a pseudonym in brackets."""
    names: dict[str, str] = json.loads(card.names)
    return names.get(lang) or names.get("") or card.name


def entity_ref(door: Door, entity: str, lang: str, day: str = "") -> EntityRef:
    """An entity as a page in a language refers to it."""
    card = door.one(CARD, entity)
    name = name_of(door, entity, lang)
    address = ""
    if has_page(door, entity):
        address = here(door, entity_address(entity), lang)
    return EntityRef(
        id=entity,
        kind=entity.partition("/")[0],
        name=name,
        address=address,
        lead=localised(json.loads(card.description), lang) if card else "",
        role=role_at(door, entity, day, lang) if day else "",
        stub=card is not None and card.origin == "stub",
    )


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a long list: its address, what it covers, how many articles it has."""

    address: str
    period: str
    articles: int


def cut(months: Sequence[MonthCount], days: Any) -> tuple[str, ...]:
    """The slices of a list, by its months: none up to `FULL` articles; else its years, the
    months of a year with more, the days of a month with more, parts of such a day.

    `days(year, month)` gives the (day, article) pairs of a month; it is asked only of a
    month that has too many.
    """
    if sum(month.articles for month in months) <= FULL:
        return ()
    found: list[str] = []
    by_year: dict[str, list[MonthCount]] = {}
    for month in months:
        by_year.setdefault(month.year, []).append(month)
    for year, inside in sorted(by_year.items()):
        found.append(year)
        if sum(month.articles for month in inside) <= FULL:
            continue
        for month in inside:
            if not month.month:
                continue
            found.append(month.month)
            if month.articles > FULL:
                found += _days(days(month.year, month.month))
    return tuple(found)


def _days(rows: Iterable[tuple[str, str]]) -> list[str]:
    by_day: dict[str, list[str]] = {}
    for day, article in rows:
        by_day.setdefault(day, []).append(article)
    found: list[str] = []
    for day, articles in sorted(by_day.items()):
        if not day:
            continue
        found.append(day)
        if len(articles) > FULL:
            found += sorted({f"{day}-{part_of(article)}" for article in articles})
    return found


def part_of(article: str) -> str:
    """The part of a day in which an article stands: by a hash, so that it stays there."""
    return digest(article.encode(), 1)


def below(periods: Sequence[str], period: str) -> tuple[str, ...]:
    """The slices just below one (`""`: the whole list)."""
    depth = period.count("-") + 1 if period else 0
    inside = [p for p in periods if p.startswith(f"{period}-" if period else "")]
    return tuple(p for p in inside if p != period and p.count("-") == depth)


def letter_of(name: str) -> str:
    """The letter under which a name stands in an index."""
    folded = fold(name)
    return folded[:1].upper() or "#"
