"""Who appears with whom: the most present entities as a picture and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.archive.door import Door
from builder.archive.families.site import SETTING
from builder.layout import Label, lay_out, part, place_labels
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.network import DRAWN, has_network, most_present, ties
from builder.pages.shared.order import sort_key
from builder.pages.shared.refs import EntityRef, entity_ref
from builder.pages.shared.settings import in_all, kind_labels

WIDTH: Final = 1000
HEIGHT: Final = 800
MARGIN: Final = 50

LETTERS: Final = 13
"""The size of the letters, in units of the sheet."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in the picture: its place, its radius, its label."""

    entity: EntityRef
    articles: int
    x: float
    y: float
    r: float
    label: Label
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
    """What the template `network.html` shows: `kinds` as (word, label of many), `words` the
    label of one by kind.
    """

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    kinds: tuple[tuple[str, str], ...]
    words: dict[str, str]


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("languages",) or not has_network(door):
        return ()
    return tuple(PageId("network", (), lang, path) for lang, path in in_all(door, "network.html"))


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
    places = part(places, sizes)
    widths = [len(refs[id].name) * LETTERS * 0.56 for id, _ in present]
    labels = place_labels(places, sizes, widths, LETTERS, WIDTH)
    for found in companions.values():
        found.sort(key=lambda c: (-c[1], sort_key(c[0].name, lang), c[0].id))
    nodes = tuple(
        Node(refs[id], count, x, y, r, label, tuple(companions[id][:DRAWN]))
        for (id, count), (x, y), r, label in zip(present, places, sizes, labels, strict=True)
    )  # fmt: skip
    strongest = max((count for _, _, count in drawn), default=1)
    lines = tuple(
        Line(number[one], number[two], *places[number[one]], *places[number[two]],
             max(1, 4 * count.bit_length() // strongest.bit_length()))
        for one, two, count in drawn
    )  # fmt: skip
    there = {ref.kind for ref in refs.values()}
    kinds = tuple(
        (word, many) for word, (_, many) in kind_labels(door, lang).items() if word in there
    )
    words = {word: one for word, (one, _) in kind_labels(door, lang).items()}
    return NetworkView(WIDTH, HEIGHT, nodes, lines, kinds, words)


NETWORK = PageKind("network", "network.html", (SETTING,), _plan, _view, late=True)
