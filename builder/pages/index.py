"""The index of a kind: A–Z, in parts by letter, then by prefix, when it is long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.addresses import kind_address
from builder.archive.door import Door, question
from builder.archive.families.entities import RANKING
from builder.archive.families.site import SETTING
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.coverage import World, world
from builder.pages.shared.finding import initials_of_kind
from builder.pages.shared.indexing import (
    BY_ARTICLES,
    Indexed,
    Line,
    index_parts,
    indexed,
    letter_links,
    line_of,
)
from builder.pages.shared.letters import LetterLink, below, dealt_out, key_of
from builder.pages.shared.order import heading, initials
from builder.pages.shared.refs import EntityRef, entity_ref
from builder.pages.shared.settings import capitalised, here, in_all, kind_labels, setting

WHOLE: Final = "*"
"""The key of a list that is not cut at all."""


@dataclass(frozen=True, slots=True)
class IndexView:
    """What the template `index.html` shows.

    `letters` lead to all parts, `parts` to those below this one; `groups` are (letter,
    anchor, lines) of what stands on this page; `ranking` leads to the same by number of
    articles; `present` the most present entities with their articles, on the first page of a
    long index alone; `world` a small map, on that of countries. `initials` are the files of
    names in which a page without the names themselves looks for what is typed.
    """

    title: str
    kind: str
    total: int
    part: str
    letters: tuple[LetterLink, ...]
    parts: tuple[LetterLink, ...]
    groups: tuple[tuple[str, str, tuple[Line, ...]], ...]
    ranking: str
    present: tuple[tuple[EntityRef, int], ...]
    world: World | None
    initials: tuple[str, ...]


@question
def index_total(door: Door, kind: str, lang: str) -> int:
    """How many entities of a kind have a page."""
    return len(indexed(door, kind, lang))


@question
def lines_of_parts(door: Door, kind: str, lang: str) -> tuple[tuple[str, tuple[Indexed, ...]], ...]:
    """What each part of the index lists."""
    return dealt_out(index_parts(door, kind, lang), indexed(door, kind, lang), 1)


@question
def index_lines(door: Door, kind: str, lang: str, part: str) -> tuple[Indexed, ...]:
    """What a part of the index lists: all where it is not cut."""
    if part == WHOLE:
        return indexed(door, kind, lang)
    return dict(lines_of_parts(door, kind, lang)).get(part, ())


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
                PageId("index", (word, key_of(part)), lang, _address(door, word, lang, part))
                for part, _ in parts
            ]
    return tuple(pages)


def _address(door: Door, word: str, lang: str, part: str) -> str:
    return here(door, kind_address(word, key_of(part)), lang)


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
        letters = letter_links(door, word, lang, part[:1] if key else None)
    present = door.ask(RANKING, word) if not key else ()
    further = below(cut, part) if part else []
    return IndexView(
        title=capitalised(kind_labels(door, lang)[word][1]),
        kind=word,
        total=index_total(door, word, lang),
        part=heading(part) if key not in ("", WHOLE) else "",
        letters=letters,
        parts=tuple(
            LetterLink(heading(one), _address(door, word, lang, one), False) for one in further
        ),
        groups=groups,
        ranking=_address(door, word, lang, BY_ARTICLES),
        present=tuple(
            (ref, row.articles)
            for row in present
            if row.articles and (ref := entity_ref(door, row.entity, lang)).address
        ),
        world=world(door, lang) if word == "countries" and key in ("", WHOLE) else None,
        initials=initials_of_kind(door, word, lang) if further or not key else (),
    )


def _groups(
    door: Door, page: PageId, lines: tuple[Indexed, ...]
) -> tuple[tuple[str, str, tuple[Line, ...]], ...]:
    """The lines under their letters; the anchor of a letter is plain ASCII or percent-encoded."""
    groups: dict[str, list[Line]] = {}
    for entry in lines:
        groups.setdefault(initials(entry[1], 1), []).append(line_of(door, entry, page.lang))
    return tuple(
        (heading(letter), f"l-{key_of(letter)}", tuple(inside)) for letter, inside in groups.items()
    )


INDEX = PageKind("index", "index.html", (SETTING,), _plan, _view)
