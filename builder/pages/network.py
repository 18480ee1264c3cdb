"""Who appears with whom: the most present entities as a picture and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.archive.door import Door, question
from builder.archive.families import CARD, COMPANIONS, MOST_PRESENT, SETTING
from builder.layout import free_labels, lay_out
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.refs import EntityRef, entity_ref, has_page
from builder.pages.shared.settings import in_all, kind_labels

WIDTH: Final = 1000
HEIGHT: Final = 800
MARGIN: Final = 50

DRAWN: Final = 4
"""Of each entity so many ties are drawn and listed, the strongest; others' may be drawn too."""

LABEL: Final = 13
"""The size of the letters, in units of the sheet."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in the picture: its place, its radius, where its label goes (`anchor` is
    SVG's), and whether there is room to show it always.
    """

    entity: EntityRef
    articles: int
    x: float
    y: float
    r: float
    anchor: str
    label_x: float
    shown: bool
    companions: tuple[tuple[EntityRef, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A tie in the picture: the numbers of its ends, and how strong it is, 1 to 4."""

    one: int
    two: int
    x1: float
    y1: float
    x2: float
    y2: float
    weight: int


@dataclass(frozen=True, slots=True)
class NetworkView:
    """What the template `network.html` shows."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    kinds: tuple[tuple[str, str], ...]


@question
def is_shown(door: Door, entity: str) -> bool:
    """Whether an entity may stand in the network: it has a page and is no stub."""
    card = door.one(CARD, entity)
    return card is not None and card.origin != "stub" and has_page(door, entity)


@question
def most_present(door: Door) -> tuple[tuple[str, int], ...]:
    """The most present entities and in how many articles each appears."""
    return tuple(
        (row.entity, row.articles)
        for row in door.ask(MOST_PRESENT)
        if row.articles > 1 and is_shown(door, row.entity)
    )


@question
def ties(door: Door) -> tuple[tuple[str, str, int], ...]:
    """The strongest ties of each of them with others of them, each tie once."""
    ids = [id for id, _ in most_present(door)]
    inside = set(ids)
    found: dict[tuple[str, str], int] = {}
    for id in ids:
        own = [row for row in door.ask(COMPANIONS, id) if row.other in inside]
        for row in own[:DRAWN]:
            found[min(id, row.other), max(id, row.other)] = row.articles
    return tuple((one, two, count) for (one, two), count in sorted(found.items()))


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("languages",) or not has_network(door):
        return ()
    return tuple(PageId("network", (), lang, path) for lang, path in in_all(door, "network.html"))


@question
def has_network(door: Door) -> bool:
    """Whether there is anyone to show with anyone."""
    return bool(ties(door))


def _view(door: Door, page: PageId) -> NetworkView:
    lang = page.lang
    present = most_present(door)
    drawn = ties(door)
    linked = {id for one, two, _ in drawn for id in (one, two)}
    present = tuple((id, count) for id, count in present if id in linked)
    number = {id: place for place, (id, _) in enumerate(present)}
    # Weights in powers of two, so that one article more seldom moves the whole picture.
    places = lay_out(
        len(present),
        tuple((number[one], number[two], min(4, count.bit_length())) for one, two, count in drawn),
        WIDTH, HEIGHT, MARGIN,
    )  # fmt: skip
    refs = {id: entity_ref(door, id, lang) for id, _ in present}
    companions: dict[str, list[tuple[EntityRef, int]]] = {id: [] for id in refs}
    for one, two, count in drawn:
        companions[one].append((refs[two], count))
        companions[two].append((refs[one], count))
    most = max((count for _, count in present), default=1)
    sizes = [round(4 + 16 * (count / most) ** 0.5, 1) for _, count in present]
    names = [refs[id].name for id, _ in present]
    boxes = []
    for (x, y), r, name in zip(places, sizes, names, strict=True):
        width = len(name) * LABEL * 0.56
        left = x + r + 3 if x < WIDTH * 0.72 else x - r - 3 - width
        boxes.append((left, y - LABEL * 0.6, left + width, y + LABEL * 0.6))
    shown = free_labels(boxes)
    nodes = tuple(
        Node(
            refs[id], count, x, y, r,
            "start" if box[0] > x else "end", round(box[0] if box[0] > x else box[2], 1),
            free, tuple(sorted(companions[id], key=lambda c: (-c[1], c[0].name, c[0].id))[:DRAWN]),
        )
        for (id, count), (x, y), r, box, free in zip(
            present, places, sizes, boxes, shown, strict=True
        )
    )  # fmt: skip
    lines = tuple(
        Line(number[one], number[two], *places[number[one]], *places[number[two]],
             min(4, count.bit_length()))
        for one, two, count in drawn
    )  # fmt: skip
    there = {ref.kind for ref in refs.values()}
    labels = kind_labels(door, lang)
    kinds = tuple((word, many) for word, (_, many) in labels.items() if word in there)
    return NetworkView(WIDTH, HEIGHT, nodes, lines, kinds)


NETWORK = PageKind("network", "network.html", (SETTING,), _plan, _view)
