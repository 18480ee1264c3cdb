"""Surnames: what the surname of a name is, and whom one means in an article."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from builder.annotation.context import Context
from builder.annotation.cues import load_cues, load_families
from builder.annotation.matching import Hit
from builder.model import Name
from builder.text import fold

PARTICLES = frozenset({
    "de", "du", "des", "d", "la", "le", "les", "von", "van", "der", "den", "di", "da", "dos", "do",
    "del", "della", "el", "al", "ben", "bin", "ibn", "ter", "ten", "zu", "af", "av", "st", "saint",
    "abu", "abou", "bint", "mac", "mc", "y", "e",
})  # fmt: skip
"""Words that belong to the surname after them (`Le Pen`, `von der Leyen`, `al-Assad`)."""

NO_SURNAMES = frozenset({
    "un", "une", "le", "la", "les", "de", "du", "des", "et", "a", "au", "aux", "en", "the", "il",
    "of", "and", "for", "an", "in", "on", "l", "d", "saint", "st", "ou", "or", "no", "non", "so",
    "to", "by", "is", "it", "as", "at", "be", "do", "he", "me", "my", "we", "us", "if", "sa", "son",
    "ma", "mon", "ta", "ton", "tu", "te", "se", "ce", "ces", "ne", "ni", "par", "pas", "pour",
    "que", "qui", "sur", "was", "will", "may", "can", "not", "but", "you", "she", "they", "who",
    "jr", "sr", "ii", "iii", "iv",
})  # fmt: skip
"""Words that are never a surname."""


def assumed_surname(form: str) -> str:
    """The surname of a name of two words, particles apart; empty where it cannot be told.

    Hyphenated names are one word; particles are part of the word after them (FORMAT).
    """
    words = form.split()
    if len(words) < 2:
        return ""
    at = len(words) - 1
    while at > 1 and fold(words[at - 1]) in PARTICLES:
        at -= 1
    last = words[-1]
    if at != 1 or fold(last) in NO_SURNAMES or fold(words[0]) in NO_SURNAMES:
        return ""
    if "." in last or not any(character.isupper() for character in last):
        return ""
    if len(fold(last)) < 2:
        return ""
    return " ".join(words[at:])


def likely_surname(form: str) -> str:
    """The surname of a name that begins with a family name, as Korean, Chinese and Vietnamese
    ones do (`Kim Jong Un`); empty where it does not.
    """
    first, *rest = form.split()
    return first if rest and fold(first) in load_families() else ""


def bearers(
    context: Context, hit: Hit, names: Sequence[Name], present: Mapping[str, Collection[str]]
) -> list[Name]:
    """Whom a surname may mean: those whose full name stands in the article; of several, those
    whom the honorific before it fits. An initial before it (`B. Obama`) is that of a given name.

    `present` are the entities of the article with the full names that stand there, folded.
    """
    here = [name for name in names if name.entity in present]
    initial = _initial(context, hit)
    if initial:
        here = [n for n in here if any(full.startswith(initial) for full in present[n.entity])]
    if len({name.entity for name in here}) < 2:
        return here
    cues = load_cues(context.lang)
    if cues is None or not hit.first:
        return here
    # "M. Kim": the full stop after the honorific ends nothing.
    said = cues.honorifics.get(context.low(hit.first - 1))
    if said is None:
        return here
    return [name for name in here if said == _sex(name.honorific, context.lang)]


def _initial(context: Context, hit: Hit) -> str:
    """The initial that stands before a surname; not an honorific's (`M. Kim`)."""
    if not hit.first or context.words[hit.first].gap not in (". ", "."):
        return ""
    before = context.words[hit.first - 1]
    cues = load_cues(context.lang)
    known = cues is not None and context.low(hit.first - 1) in cues.honorifics
    capital = context.exact(hit.first - 1).isupper()
    return before.folded if len(before.folded) == 1 and capital and not known else ""


def _sex(honorific: str, lang: str) -> str | None:
    folded = fold(honorific)
    for other in (lang, "fr", "en"):
        cues = load_cues(other)
        if cues is not None and folded in cues.honorifics:
            return cues.honorifics[folded]
    return None
