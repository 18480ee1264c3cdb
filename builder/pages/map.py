"""The map of the world, coloured by articles, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass

from builder.archive.door import Door
from builder.archive.families.site import SETTING
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.coverage import Coverage, coverage, is_mapped
from builder.pages.shared.settings import in_all
from builder.worldmap import HEIGHT, SCALE, WIDTH


@dataclass(frozen=True, slots=True)
class MapView:
    """What the template `map.html` shows; sizes are in units of the sheet."""

    coverage: Coverage
    width: int
    height: int
    scale: int


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("map",) or not is_mapped(door):
        return ()
    return tuple(PageId("map", (), lang, path) for lang, path in in_all(door, "map.html"))


def _view(door: Door, page: PageId) -> MapView:
    return MapView(coverage(door, page.lang), WIDTH, HEIGHT, SCALE)


MAP = PageKind("map", "map.html", (SETTING,), _plan, _view, late=True)
