"""The home page: what the archive is, its latest articles, who and where is most present."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.addresses import chronology_address, kind_address
from builder.archive.door import Door
from builder.archive.families.articles import LATEST, MONTHS, ArticleItem
from builder.archive.families.entities import RANKING
from builder.archive.families.site import SETTING
from builder.config import localised
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.coverage import World, world
from builder.pages.shared.refs import EntityRef, entity_ref
from builder.pages.shared.settings import capitalised, here, in_all, kind_labels, setting

BARS: Final = 60
"""Up to so many years have a bar each; an archive of more has one a decade."""

FIRST: Final = 8
"""So many of the most present entities of a kind are shown."""


@dataclass(frozen=True, slots=True)
class Present:
    """The most present entities of a kind: (entity, articles, that as a part of 100 of the
    first one's).
    """

    word: str
    label: str
    address: str
    entities: tuple[tuple[EntityRef, int, int], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A year, or a decade: its articles, and its height of 100. `tick` where its label has room."""

    label: str
    articles: int
    height: int
    address: str
    tick: bool


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the template `home.html` shows. `since` and `until` are the first and last year;
    `world` is None where the archive has no map.
    """

    title: str
    description: str
    articles: int
    since: str
    until: str
    latest: tuple[ArticleItem, ...]
    present: tuple[Present, ...]
    years: tuple[Bar, ...]
    world: World | None
    chronology: str


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("languages",):
        return ()
    return tuple(PageId("home", (), lang, path) for lang, path in in_all(door, "index.html"))


def _view(door: Door, page: PageId) -> HomeView:
    lang = page.lang
    counts: dict[str, int] = {}
    for month in door.ask(MONTHS):
        counts[month.year] = counts.get(month.year, 0) + month.articles
    return HomeView(
        title=localised(setting(door, "title"), lang),
        description=localised(setting(door, "description"), lang),
        articles=sum(counts.values()),
        since=min(counts, default=""),
        until=max(counts, default=""),
        latest=door.ask(LATEST),
        present=_present(door, lang),
        years=_bars(door, counts, lang),
        world=world(door, lang),
        chronology=here(door, chronology_address(), lang),
    )


def _present(door: Door, lang: str) -> tuple[Present, ...]:
    found = []
    for word, (_one, many) in kind_labels(door, lang).items():
        ranked = [
            (ref, row.articles)
            for row in door.ask(RANKING, word)
            if row.articles and (ref := entity_ref(door, row.entity, lang)).address
        ][:FIRST]
        if ranked:
            most = ranked[0][1]
            shares = tuple((ref, count, round(100 * count / most)) for ref, count in ranked)
            address = here(door, kind_address(word), lang)
            found.append(Present(word, capitalised(many), address, shares))
    return tuple(found)


def _bars(door: Door, counts: dict[str, int], lang: str) -> tuple[Bar, ...]:
    if not counts:
        return ()
    first, last = int(min(counts)), int(max(counts))
    width = 1 if last - first < BARS else 10
    starts = range(first - first % width, last + 1, width)
    sums = [sum(counts.get(f"{year:04}", 0) for year in range(s, s + width)) for s in starts]
    most = max(sums)
    every = 1 if len(starts) <= 12 else 5 * width
    return tuple(
        Bar(
            f"{start:04}" if width == 1 else f"{start:04}–{start + width - 1:04}",
            count,
            max(1, round(100 * count / most)) if count else 0,
            here(door, chronology_address(f"{start:04}" if width == 1 and count else ""), lang),
            start % every == 0,
        )
        for start, count in zip(starts, sums, strict=True)
    )


HOME = PageKind("home", "home.html", (SETTING,), _plan, _view)
