"""Sources, authors and topics: what each facet, and each of its values, is called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from builder import wording
from builder.archive.door import Door, question
from builder.archive.families.facets import FACETS, FacetCount
from builder.pages.shared.letters import cut_by_letters
from builder.pages.shared.order import sort_key

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


@question
def facet_values(door: Door, facet: str, lang: str) -> tuple[tuple[str, str, int], ...]:
    """The values of a facet in alphabetical order: (label, slug, articles)."""
    rows: dict[str, list[FacetCount]] = {}
    for row in door.ask(FACETS, facet):
        rows.setdefault(row.slug, []).append(row)
    found = [
        (label_of(same), slug, sum(row.articles for row in same)) for slug, same in rows.items()
    ]
    return tuple(sorted(found, key=lambda value: (sort_key(value[0], lang), value[1])))


@question
def facet_parts(door: Door, facet: str, lang: str) -> tuple[tuple[str, bool], ...]:
    """The parts of a long list of values, by first letters, and whether each is cut further."""
    return cut_by_letters(label for label, _, _ in facet_values(door, facet, lang))
