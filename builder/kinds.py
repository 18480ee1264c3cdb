"""The kinds of entity: one row each. A kind of one's own is a `[kinds.…]` table.

A kind has one word: it is the content folder, the front-matter key and the URL segment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity. `labels` give (one, many) by language of the interface."""

    word: str
    labels: Mapping[str, tuple[str, str]]
    schema: str
    """The schema.org type of its entities."""
    hue: int
    """The kind's colour: an angle in degrees, from which the style sheet makes both themes."""
    aliases: tuple[str, ...] = ()
    """Other words for the front-matter key."""


BUILT_IN: tuple[Kind, ...] = (
    Kind("people", {"fr": ("personne", "personnes"), "en": ("person", "people")}, "Person", 265,
         ("persons",)),
    Kind("countries", {"fr": ("pays ou territoire", "pays et territoires"),
                       "en": ("country or territory", "countries and territories")}, "Country", 20),
    Kind("organisations", {"fr": ("organisation", "organisations"),
                           "en": ("organisation", "organisations")}, "Organization", 200,
         ("organizations",)),
    Kind("places", {"fr": ("lieu", "lieux"), "en": ("place", "places")}, "Place", 140),
)  # fmt: skip

OWN_HUES = (320, 60, 235, 100, 0, 175)
"""Colours of kinds of one's own, in the order in which archive.toml names them."""

RESERVED = frozenset({
    "articles", "pages", "media", "static", "assets", "data", "pagefind", "pairs", "chronology",
    "sources", "topics", "authors", "search", "network", "map", "index", "feed", "about",
})  # fmt: skip
"""Words that no kind may take: they are addresses, folders or keys of their own."""
