"""Whose a byline is: a body's ("La rédaction", "Reuters Staff") or somebody's own.

A byline is words as printed, and no source says which it is. What tells: it is the name of the
publication, of the archive or of an organisation that the article has; or one of its words is
of those that newsrooms sign with. Reference managers cut any other name after its last space.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from builder.addresses import slugify

ARTICLES: Final = frozenset(["la", "le", "les", "l", "the"])
"""With one of these begins a body's name ("Le Monde"), or a surname, which is one piece too."""

FIRST: Final = frozenset(
    [
        "agence",
        "agences",
        "agency",
        "association",
        "bureau",
        "centre",
        "center",
        "collectif",
        "collective",
        "comite",
        "commission",
        "committee",
        "conseil",
        "council",
        "department",
        "desk",
        "equipe",
        "fondation",
        "foundation",
        "groupe",
        "group",
        "institut",
        "institute",
        "ministere",
        "ministry",
        "observatoire",
        "observatory",
        "office",
        "service",
        "team",
        "universite",
        "university",
    ]
)
"""Words with which a body's name begins; elsewhere in a name they may be a surname."""

ANYWHERE: Final = frozenset(
    [
        "agences",
        "agencies",
        "avec",
        "correspondants",
        "correspondents",
        "editors",
        "news",
        "newsroom",
        "redaccion",
        "redaction",
        "redaktion",
        "redazione",
        "reporters",
        "staff",
        "with",
    ]
)
"""Words that nobody's own name has."""


def is_body(byline: str, known: Collection[str] = ()) -> bool:
    """Whether a byline is a body's, as far as it says so; `known` are names of bodies."""
    slug = slugify(byline)
    words = slug.split("-")
    return (
        words[0] in ARTICLES
        or words[0] in FIRST
        or not ANYWHERE.isdisjoint(words)
        or slug in {slugify(name) for name in known}
    )


def in_one_piece(byline: str) -> str:
    """A body's byline so that reference managers take it for one name: nothing in it parts
    names, and the comma at its end says that no given name follows.
    """
    for parting in (", ", "; ", ",", ";"):
        byline = byline.replace(parting, " – ")
    return f"{byline.strip(' –')},"
