"""`data/`: articles, entities and mentions for other programs, citations for reference managers,
the network, their description.

Cut by year and by kind, so that one edit touches only its year's files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from builder.addresses import slug_or_hash
from builder.archive.door import Door, question
from builder.archive.families.articles import MONTH, YEAR_MONTHS
from builder.archive.families.entities import COMPANIONS, MOST_TIED, RANKING
from builder.archive.families.site import SETTING
from builder.config import localised
from builder.gexf import Edge, Point, gexf
from builder.pages.kind import PageId, PageKind
from builder.pages.shared import records
from builder.pages.shared.citing import citations
from builder.pages.shared.network import has_network, is_shown
from builder.pages.shared.refs import has_page, name_of
from builder.pages.shared.settings import capitalised, in_all, kind_labels, languages, setting
from builder.tabular import Column, csv_bytes, json_lines, resource

BY_YEAR: Final = {
    "articles": (records.ARTICLES, records.articles),
    "mentions": (records.MENTIONS, records.mentions),
}
WRITERS: Final = ("csv", "jsonl")
ADDRESS: Final = "data/index.html"
DESCRIPTION: Final = "data/datapackage.json"
NETWORK: Final = "data/network.gexf"


@question
def _kinds(door: Door) -> tuple[str, ...]:
    """The kinds of which there is an entity to list."""
    return tuple(kind["word"] for kind in setting(door, "kinds") if _has_any(door, kind["word"]))


def _has_any(door: Door, word: str) -> bool:
    # The most present tell, as a rule: an entity's edit need not ask for all of its kind.
    present = (ranked.entity for ranked in door.ask(RANKING, word))
    return any(has_page(door, entity) for entity in present) or any(
        True for _ in records.entities(door, word)
    )


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if len(key) == 2:
        year, month = key
        months = door.ask(YEAR_MONTHS, year)
        # A year is planned by its first month, so that it is planned once.
        if not months or (year, month) != months[0][:2]:
            return ()
        pages = [
            PageId("data", (what, year, form), "", f"data/{what}/{year}.{form}")
            for what in BY_YEAR
            for form in WRITERS
        ]
        return (
            *pages,
            PageId("data", ("citations", year, "csl"), "", f"data/citations/{year}.json"),
        )
    if key != ("kinds",):
        return ()
    pages = [PageId("data", ("description", "", ""), "", DESCRIPTION)]
    pages += [
        PageId("data", ("entities", word, form), "", f"data/entities/{word}.{form}")
        for word in _kinds(door)
        for form in WRITERS
    ]
    if has_network(door):
        pages.append(PageId("data", ("network", "", ""), "", NETWORK))
    return tuple(pages)


def _view(door: Door, page: PageId) -> bytes:
    what, part, form = page.key
    if what == "description":
        return _description(door)
    if what == "network":
        return _network(door)
    if what == "citations":
        return citations(door, part)
    if what == "entities":
        columns, rows = records.ENTITIES, records.entities(door, part)
    else:
        columns, read = BY_YEAR[what]
        rows = read(door, part)
    return csv_bytes(columns, rows) if form == "csv" else json_lines(columns, rows)


def _network(door: Door) -> bytes:
    lang = languages(door)[0]
    present = [row for row in door.ask(MOST_TIED) if row.articles and is_shown(door, row.entity)]
    inside = {row.entity for row in present}
    edges = {
        (min(row.entity, tie.other), max(row.entity, tie.other)): tie.articles
        for row in present
        for tie in door.ask(COMPANIONS, row.entity)
        if tie.other in inside
    }
    return gexf(
        localised(setting(door, "title"), lang),
        [Point(row.entity, name_of(door, row.entity, lang), row.kind, row.articles)
         for row in present],
        [Edge(one, two, count) for (one, two), count in sorted(edges.items())],
    )  # fmt: skip


def _description(door: Door) -> bytes:
    lang = languages(door)[0]
    resources: list[dict[str, Any]] = []
    for what, (columns, _) in BY_YEAR.items():
        resources += [
            resource(
                f"{what}-{year}", f"{what}/{year}.csv", f"{what.capitalize()}, {year}", columns
            )
            for year in records.years(door)
        ]
    resources += [
        resource(f"entities-{word}", f"entities/{word}.csv", f"Entities: {word}", records.ENTITIES)
        for word in _kinds(door)
    ]
    licence = setting(door, "licence")
    data: dict[str, Any] = {
        "profile": "data-package",
        "name": slug_or_hash(setting(door, "id")),
        "title": localised(setting(door, "title"), lang),
        "description": (
            f"{localised(setting(door, 'description'), lang)}\n\n"
            "Articles, entities and mentions, cut by year and by kind; the same as JSON lines "
            "beside each file (.jsonl). network.gexf: the 1,000 most present entities, each with "
            "its 40 strongest ties; an edge’s weight is the number of articles that concern both. "
            "In CSV, a text that a spreadsheet would take for a formula has ' before it. "
            "citations/*.json: the articles of a year as CSL-JSON, as reference managers take it. "
            "The texts themselves are not part of the data."
        ).strip(),
        "homepage": setting(door, "base_url"),
        "licenses": [{"name": licence, "title": "Annotations, notes and accounts"}]
        if licence
        else [],
        "contributors": [{"title": setting(door, "publisher"), "role": "publisher"}]
        if setting(door, "publisher")
        else [],
        "resources": resources,
    }
    kept = {key: value for key, value in data.items() if value}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True, slots=True)
class DataView:
    """What the template `data.html` shows: years and kinds as (label, part), the columns of
    each, the addresses from the site's root.
    """

    years: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, tuple[Column, ...]], ...]
    network: str
    description: str


def _plan_page(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("languages",):
        return ()
    return tuple(PageId("data-page", (), lang, path) for lang, path in in_all(door, ADDRESS))


def _view_page(door: Door, page: PageId) -> DataView:
    labels = kind_labels(door, page.lang)
    return DataView(
        years=records.years(door),
        kinds=tuple((capitalised(labels[word][1]), word) for word in _kinds(door)),
        columns=(
            ("articles", records.ARTICLES),
            ("entities", records.ENTITIES),
            ("mentions", records.MENTIONS),
        ),
        network=NETWORK if has_network(door) else "",
        description=DESCRIPTION,
    )


DATA_PAGE = PageKind("data-page", "data.html", (SETTING,), _plan_page, _view_page)
DATA = PageKind("data", "", (SETTING, MONTH), _plan, _view, late=True)
