"""The index of a kind: A–Z and by count, in parts by letter, then by prefix, when it is long."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from builder.addresses import entity_address, kind_address
from builder.archive.door import Door, question
from builder.archive.families import CARDS_OF_KIND, RANKING, SETTING, STANDINGS
from builder.config import localised
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.coverage import World, world
from builder.pages.shared.order import heading, initials, sort_key
from builder.pages.shared.refs import EntityRef, entity_ref, shown_name
from builder.pages.shared.settings import capitalised, here, in_all, kind_labels, setting

LONG: Final = 300
"""How many entities a page lists before it is cut."""

DEEPEST: Final = 12
"""After so many letters a list is cut no further: these share a name."""

WHOLE: Final = "*"
"""The key of a list that is not cut at all."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entity in the index: its name, one line, and how many articles name or declare it."""

    kind: str
    name: str
    address: str
    lead: str
    articles: int


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A letter, or the first letters, of the index, and whether they are this page's."""

    label: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class IndexView:
    """What the template `index.html` shows.

    `letters` lead to all parts, `parts` to those below this one; `groups` are (letter,
    anchor, lines) of what stands on this page; `present` the most present entities with
    their articles, on the first page alone; `world` a small map, on that of countries.
    """

    title: str
    kind: str
    total: int
    part: str
    letters: tuple[LetterLink, ...]
    parts: tuple[LetterLink, ...]
    groups: tuple[tuple[str, str, tuple[Line, ...]], ...]
    present: tuple[tuple[EntityRef, int], ...]
    world: World | None


@question
def names_in_order(door: Door, kind: str, lang: str) -> tuple[tuple[str, str, str, bool], ...]:
    """The entities of a kind in alphabetical order: (id, name, one line, has a file)."""
    found = []
    seen: set[str] = set()
    for card in door.ask(CARDS_OF_KIND, kind):
        if card.entity in seen:
            continue
        seen.add(card.entity)
        if card.visibility != "unlisted":
            name = shown_name(card.name, card.names, lang)
            lead = localised(json.loads(card.description), lang)
            found.append((card.entity, name, lead, card.origin == "file"))
    return tuple(sorted(found, key=lambda entry: (sort_key(entry[1], lang), entry[0])))


@question
def indexed(door: Door, kind: str, lang: str) -> tuple[tuple[str, str, str, int], ...]:
    """The entities of a kind that have a page, in order: (id, name, one line, articles)."""
    standings = {row.entity: row for row in door.ask(STANDINGS, kind)}
    found = []
    for entity, name, lead, filed in names_in_order(door, kind, lang):
        standing = standings.get(entity)
        if filed or (standing and (standing.articles or standing.apart)):
            found.append((entity, name, lead, standing.articles if standing else 0))
    return tuple(found)


@question
def index_parts(door: Door, kind: str, lang: str) -> tuple[tuple[str, bool], ...]:
    """The parts of a long index, by first letters, and whether each is cut further."""
    names = [name for _, name, _, _ in indexed(door, kind, lang)]
    return tuple(_cut(names, 1)) if len(names) > LONG else ()


def _cut(names: list[str], length: int) -> list[tuple[str, bool]]:
    by_letters: dict[str, list[str]] = {}
    for name in names:
        by_letters.setdefault(initials(name, length), []).append(name)
    found: list[tuple[str, bool]] = []
    for letters, inside in sorted(by_letters.items()):
        # Names that end here, or that begin with a digit, cannot be told apart by one more.
        more = len(inside) > LONG and len(letters) == length < DEEPEST and letters != "0"
        found.append((letters, more))
        if more:
            found += [part for part in _cut(inside, length + 1) if part[0] != letters]
    return found


@question
def index_total(door: Door, kind: str, lang: str) -> int:
    """How many entities of a kind have a page."""
    return len(indexed(door, kind, lang))


@question
def index_lines(
    door: Door, kind: str, lang: str, part: str
) -> tuple[tuple[str, str, str, int], ...]:
    """What a part of the index lists: all where it is not cut; else what no part below does."""
    lines = indexed(door, kind, lang)
    if part == WHOLE:
        return lines
    cut = dict(index_parts(door, kind, lang))
    return tuple(line for line in lines if _place(cut, line[1]) == part)


def _place(cut: dict[str, bool], name: str) -> str:
    """The smallest part in which a name stands."""
    place = initials(name, 1)
    while cut.get(place) and (further := initials(name, len(place) + 1)) != place:
        place = further
    return place


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("kinds",):
        return ()
    pages = []
    for kind in setting(door, "kinds"):
        word = kind["word"]
        for lang, path in in_all(door, kind_address(word)):
            parts = index_parts(door, word, lang)
            pages.append(PageId("index", (word, "" if parts else WHOLE), lang, path))
            pages += [
                PageId("index", (word, _key(part)), lang, _address(door, word, lang, part))
                for part, _ in parts
            ]
    return tuple(pages)


def _key(part: str) -> str:
    """A part as a page's key: names without any letter have one too."""
    return part or "_"


def _address(door: Door, word: str, lang: str, part: str) -> str:
    return here(door, kind_address(word, _key(part)), lang)


def _view(door: Door, page: PageId) -> IndexView:
    word, key = page.key
    lang = page.lang
    part = "" if key == "_" else key
    lines = index_lines(door, word, lang, part) if key else ()
    groups = _groups(door, page, lines)
    cut = index_parts(door, word, lang) if key != WHOLE else ()
    if key == WHOLE:
        letters = tuple(
            LetterLink(label, f"{page.path}#{anchor}", False) for label, anchor, _ in groups
        )
    else:
        letters = tuple(
            LetterLink(heading(one), _address(door, word, lang, one), bool(key) and part[:1] == one)
            for one, _ in cut
            if len(one) <= 1
        )
    below = [one for one, _ in cut if key and len(one) == len(part) + 1 and one.startswith(part)]
    present = door.ask(RANKING, word) if key in ("", WHOLE) else ()
    return IndexView(
        title=capitalised(kind_labels(door, lang)[word][1]),
        kind=word,
        total=index_total(door, word, lang),
        part=heading(part) if key not in ("", WHOLE) else "",
        letters=letters,
        parts=tuple(
            LetterLink(heading(one), _address(door, word, lang, one), False)
            for one in below
            if part
        ),
        groups=groups,
        present=tuple(
            (ref, row.articles)
            for row in present
            if row.articles and (ref := entity_ref(door, row.entity, lang)).address
        ),
        world=world(door, lang) if word == "countries" and key in ("", WHOLE) else None,
    )


def _groups(
    door: Door, page: PageId, lines: tuple[tuple[str, str, str, int], ...]
) -> tuple[tuple[str, str, tuple[Line, ...]], ...]:
    """The lines under their letters; the anchor of a letter is plain ASCII or percent-encoded."""
    groups: dict[str, list[Line]] = {}
    for entity, name, lead, articles in lines:
        address = here(door, entity_address(entity), page.lang)
        line = Line(page.key[0], name, address, lead, articles)
        groups.setdefault(initials(name, 1), []).append(line)
    return tuple(
        (heading(letter), f"l-{_key(letter)}", tuple(inside)) for letter, inside in groups.items()
    )


INDEX = PageKind("index", "index.html", (SETTING,), _plan, _view)
