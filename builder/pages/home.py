"""The home page: what the archive is, its latest articles, who and where is most present."""

from __future__ import annotations

from dataclasses import dataclass

from builder.addresses import chronology_address, kind_address
from builder.archive.door import Door
from builder.archive.families import LATEST, MONTHS, RANKING, SETTING, ArticleItem
from builder.config import localised
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.refs import EntityRef, entity_ref
from builder.pages.shared.settings import capitalised, here, in_all, kind_labels, setting


@dataclass(frozen=True, slots=True)
class Present:
    """The most present entities of a kind."""

    word: str
    label: str
    address: str
    entities: tuple[tuple[EntityRef, int], ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the template `home.html` shows; `years` are (year, articles, height, address)."""

    title: str
    description: str
    articles: int
    latest: tuple[ArticleItem, ...]
    present: tuple[Present, ...]
    years: tuple[tuple[str, int, int, str], ...]


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("languages",):
        return ()
    return tuple(PageId("home", (), lang, path) for lang, path in in_all(door, "index.html"))


def _view(door: Door, page: PageId) -> HomeView:
    lang = page.lang
    counts: dict[str, int] = {}
    for month in door.ask(MONTHS):
        counts[month.year] = counts.get(month.year, 0) + month.articles
    most = max(counts.values(), default=1)
    present = []
    for word, (_one, many) in kind_labels(door, lang).items():
        ranked = tuple(
            (ref, row.articles)
            for row in door.ask(RANKING, word)
            if row.articles and (ref := entity_ref(door, row.entity, lang)).address
        )
        if ranked:
            label = capitalised(many)
            present.append(Present(word, label, here(door, kind_address(word), lang), ranked))
    return HomeView(
        title=localised(setting(door, "title"), lang),
        description=localised(setting(door, "description"), lang),
        articles=sum(counts.values()),
        latest=door.ask(LATEST),
        present=tuple(present),
        years=tuple(
            (year, count, round(100 * count / most), here(door, chronology_address(year), lang))
            for year, count in sorted(counts.items())
        ),
    )


HOME = PageKind("home", "home.html", (SETTING,), _plan, _view)
