"""Entities as they are found by typing a name: under which names, in which file."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

import orjson

from builder.addresses import entity_address, facet_address
from builder.archive.door import Door, question
from builder.config import localised
from builder.pages.shared.facets import facet_parts, facet_values
from builder.pages.shared.refs import shown_name, with_page
from builder.pages.shared.settings import here, setting

Findable = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]
"""An entity: its name in a language, its page there, its one line, its other names, and the
files in which its names are looked for.
"""

MANY: Final = 0x0E00
"""From this letter on, scripts have so many letters that each has few names."""

_WORD = re.compile(r"[^\W_]+")


@question
def findable(door: Door, kind: str, lang: str) -> tuple[Findable, ...]:
    """The entities of a kind that have a page, by id."""
    found: list[Findable] = []
    for row in with_page(door, kind):
        name = shown_name(row.name, row.names, lang)
        others: set[str] = set()
        if row.visibility == "public":  # nothing that would tell who a pseudonym is
            facts = orjson.loads(row.facts)
            others = {row.name, *orjson.loads(row.names).values(), *facts.get("aliases", ())}
        lead = localised(orjson.loads(row.description), lang)
        address = here(door, entity_address(row.entity), lang)
        forms = tuple(sorted(others - {name}))
        under = tuple(sorted(initials_of(name, *forms)))
        found.append((name, address, lead, forms, under))
    return tuple(found)


def initials_of(*names: str) -> set[str]:
    """The files in which names are looked for: of each word the number of its first letter,
    without accents, in hexadecimal; letters of scripts that have thousands share one by 256.
    The search page's script does the same with what is typed.
    """
    plain = unicodedata.normalize("NFKD", " ".join(names)).lower()
    bare = "".join(letter for letter in plain if unicodedata.category(letter)[0] != "M")
    numbers = {ord(word[0]) for word in _WORD.findall(bare)}
    return {f"{number if number < MANY else number & ~255:x}" for number in numbers}


@question
def initials_of_kind(door: Door, kind: str, lang: str) -> tuple[str, ...]:
    """The files in which names of a kind are."""
    found = {initial for *_, under in findable(door, kind, lang) for initial in under}
    return tuple(sorted(found))


@question
def initials(door: Door, lang: str) -> tuple[str, ...]:
    """The files of names that there are in a language."""
    found: set[str] = set()
    for kind in setting(door, "kinds"):
        found.update(initials_of_kind(door, kind["word"], lang))
    return tuple(sorted(found))


@question
def found_under(door: Door, kind: str, lang: str, initial: str) -> tuple[Findable, ...]:
    """The entities of a kind of whose names a word begins with a letter."""
    return tuple(entry for entry in findable(door, kind, lang) if initial in entry[4])


@question
def initials_of_facet(door: Door, facet: str, lang: str) -> tuple[str, ...]:
    """The files in which the values of a facet are; none where one page lists them all."""
    if not facet_parts(door, facet, lang):
        return ()
    found: set[str] = set()
    for label, _slug, _articles in facet_values(door, facet, lang):
        found |= _initials_of_label(label)
    return tuple(sorted(found))


@question
def values_under(
    door: Door, facet: str, lang: str, initial: str
) -> tuple[tuple[str, str, int], ...]:
    """The values of a facet in whose labels a word begins with a letter, as (label, page,
    articles).
    """
    return tuple(
        (label, here(door, facet_address(facet, slug), lang), articles)
        for label, slug, articles in facet_values(door, facet, lang)
        if initial in _initials_of_label(label)
    )


@functools.lru_cache(maxsize=65_536)
def _initials_of_label(label: str) -> frozenset[str]:
    """Each file of a facet looks through all of its labels."""
    return frozenset(initials_of(label))
