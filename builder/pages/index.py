"""The index of a kind: A–Z and by count, in parts by letter when it is long."""

from __future__ import annotations

from dataclasses import dataclass

from builder.addresses import kind_address
from builder.archive.door import Door
from builder.archive.families import CARDS_OF_KIND, SETTING, STANDINGS
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.refs import EntityRef, entity_ref
from builder.pages.shared.settings import capitalised, here, in_all, kind_labels, setting
from builder.text import fold

LONG = 300
"""From so many entities on, the index is cut by letter."""


@dataclass(frozen=True, slots=True)
class IndexView:
    """What the template `index.html` shows: (letter, [(entity, articles)])."""

    title: str
    kind: str
    total: int
    letter: str
    letters: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[tuple[EntityRef, int], ...]], ...]
    present: tuple[tuple[EntityRef, int], ...]


def _entities(door: Door, kind: str, lang: str) -> list[tuple[EntityRef, int]]:
    counts = {row.entity: row.articles for row in door.ask(STANDINGS, kind)}
    ids = set(counts) | {
        row.entity for row in door.ask(CARDS_OF_KIND, kind) if row.origin == "file"
    }
    found = []
    for id in sorted(ids):
        ref = entity_ref(door, id, lang)
        if ref.address:
            found.append((ref, counts.get(id, 0)))
    return found


def letter_of(name: str) -> str:
    """The letter under which a name stands in an index."""
    return fold(name)[:1].upper() or "#"


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("kinds",):
        return ()
    pages = []
    for kind in setting(door, "kinds"):
        word = kind["word"]
        for lang, path in in_all(door, kind_address(word)):
            pages.append(PageId("index", (word, ""), lang, path))
            entities = _entities(door, word, lang)
            if len(entities) > LONG:
                for letter in sorted({letter_of(ref.name) for ref, _ in entities}):
                    address = here(door, kind_address(word, letter.lower()), lang)
                    pages.append(PageId("index", (word, letter), lang, address))
    return tuple(pages)


def _view(door: Door, page: PageId) -> IndexView:
    word, letter = page.key
    entities = _entities(door, word, page.lang)
    many = kind_labels(door, page.lang)[word][1]
    letters = sorted({letter_of(ref.name) for ref, _ in entities})
    long = len(entities) > LONG
    groups: dict[str, list[tuple[EntityRef, int]]] = {}
    for ref, count in sorted(
        entities, key=lambda item: (letter_of(item[0].name), item[0].name.casefold(), item[0].id)
    ):
        own = letter_of(ref.name)
        if not long or own == letter:
            groups.setdefault(own, []).append((ref, count))
    present = sorted(entities, key=lambda item: (-item[1], item[0].name, item[0].id))[:12]
    return IndexView(
        title=capitalised(many),
        kind=word,
        total=len(entities),
        letter=letter,
        letters=tuple(
            (
                one,
                here(door, kind_address(word, one.lower()), page.lang)
                if long
                else f"{page.path}#l-{one}",
            )
            for one in letters
        ),
        groups=tuple((one, tuple(listed)) for one, listed in groups.items()),
        present=tuple(item for item in present if item[1]) if not letter else (),
    )


INDEX = PageKind("index", "index.html", (SETTING,), _plan, _view)
