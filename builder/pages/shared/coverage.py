"""Which countries are covered, and how much: what the map and the home page share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.archive.door import Door, question
from builder.archive.families.entities import COUNTRY_YEARS, RANKING
from builder.pages.shared.order import sort_key
from builder.pages.shared.refs import EntityRef, entity_ref, has_page, name_of
from builder.pages.shared.settings import here, setting
from builder.worldmap import HEIGHT, SCALE, WIDTH, class_of, classes, shapes

COLUMNS: Final = 25
"""So many columns of years a table holds; an archive of more years has them in fives or tens."""


@question
def is_mapped(door: Door) -> bool:
    """Whether the archive has a map: it is wanted, and there is a country to show."""
    if not setting(door, "map"):
        return False
    # Asked for every page's menu, and again whenever an answer below is another: mostly the most
    # present country has a page.
    ranked = door.ask(RANKING, "countries")
    return any(row.articles and has_page(door, row.entity) for row in ranked) or bool(covered(door))


@question
def covered(door: Door) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """The countries that have a page, and in how many articles of each year they appear."""
    found: dict[str, list[tuple[str, int]]] = {}
    for row in door.ask(COUNTRY_YEARS):
        found.setdefault(row.entity, []).append((row.year, row.articles))
    return tuple((id, tuple(years)) for id, years in found.items() if has_page(door, id))


@dataclass(frozen=True, slots=True)
class Land:
    """A country on the map. `path` is SVG path data, empty for a dot at (`x`, `y`); `level` the
    class of its colour, 0 for none; `spans` its articles in each span of years.
    """

    name: str
    address: str
    path: str
    x: float
    y: float
    articles: int
    level: int
    spans: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A class of colour: from `least` to `most` articles."""

    number: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The countries of the archive: drawn, listed (most articles first), and the spans of
    years by which they are counted.
    """

    lands: tuple[Land, ...]
    levels: tuple[Level, ...]
    spans: tuple[str, ...]
    rows: tuple[tuple[EntityRef, int, tuple[int, ...], bool], ...]


@dataclass(frozen=True, slots=True)
class World:
    """A small picture of the coverage, that leads to the map; sizes in units of the sheet."""

    coverage: Coverage
    map: str
    width: int = WIDTH
    height: int = HEIGHT
    scale: int = SCALE


def world(door: Door, lang: str) -> World | None:
    """The small picture; None where the archive has no map."""
    if not is_mapped(door):
        return None
    return World(coverage(door, lang, coarse=True), here(door, "map.html", lang))


def spans_of(years: list[str]) -> tuple[tuple[str, str], ...]:
    """The (first, last) years of each span, without a gap: single years, or fives, or tens."""
    if not years:
        return ()
    first, last = int(min(years)), int(max(years))
    width = next(w for w in (1, 5, 10, 50, 100, 1000) if (last - first) // w < COLUMNS)
    first -= first % width
    return tuple(
        (f"{start:04}", f"{start + width - 1:04}") for start in range(first, last + 1, width)
    )


def coverage(door: Door, lang: str, coarse: bool = False) -> Coverage:
    """The coverage by country; with `coarse` shapes for a small picture."""
    counts = {id: dict(years) for id, years in covered(door)}
    spans = spans_of([year for years in counts.values() for year in years])
    totals = {id: sum(years.values()) for id, years in counts.items()}
    starts = classes(list(totals.values()))
    drawn = {shape.id: shape for shape in shapes()}

    def by_span(id: str) -> tuple[int, ...]:
        years = counts[id]
        return tuple(
            sum(n for year, n in years.items() if first <= year <= last) for first, last in spans
        )

    refs = {id: entity_ref(door, id, lang) for id in counts}
    lands = []
    for id, shape in drawn.items():
        path = shape.coarse if coarse else shape.path
        if id in refs:
            lands.append(
                Land(refs[id].name, refs[id].address, path, shape.x, shape.y, totals[id],
                     class_of(totals[id], starts), by_span(id))
            )  # fmt: skip
        elif path:
            name = "" if coarse else name_of(door, id, lang)
            lands.append(Land(name, "", path, shape.x, shape.y, 0, 0, ()))
    ends = [start - 1 for start in starts[1:]] + [max(totals.values(), default=0)]
    return Coverage(
        lands=tuple(lands),
        levels=tuple(
            Level(number, least, most)
            for number, (least, most) in enumerate(zip(starts, ends, strict=True), 1)
        ),
        spans=tuple(first if first == last else f"{first}–{last}" for first, last in spans),
        rows=tuple(
            (refs[id], totals[id], by_span(id), id in drawn)
            for id in sorted(
                counts, key=lambda id: (-totals[id], sort_key(refs[id].name, lang), id)
            )
        ),
    )
