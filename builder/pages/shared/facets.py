"""Sources, authors and topics: what each facet, and each of its values, is called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from builder import wording
from builder.archive.families.facets import FacetCount

WORDS: Final = ("sources", "authors", "topics")


def facet_title(facet: str, lang: str) -> str:
    """What a facet is called in a language."""
    words = wording.words_of(lang)
    return {
        "sources": words.gettext("Sources"),
        "authors": words.gettext("Authors"),
        "topics": words.gettext("Topics"),
    }[facet]


def label_of(rows: Iterable[FacetCount]) -> str:
    """The label that most articles give a value; of several, the first in order."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.label] = counts.get(row.label, 0) + row.articles
    return min(counts, key=lambda label: (-counts[label], label), default="")
