"""Surnames: what the surname of a name is, and whom one means in an article."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from builder.annotation.context import Context
from builder.annotation.cues import load_cues
from builder.annotation.matching import Hit
from builder.annotation.wordlists import load_families, words_of_all, words_of_names
from builder.model import Name
from builder.text import fold


def is_particle(word: str) -> bool:
    """Whether a word belongs to the surname after it (`Le Pen`, `von der Leyen`, `al-Assad`)."""
    return fold(word) in words_of_names("particles")


def is_no_surname(word: str) -> bool:
    """Whether a word is never a surname: a function word of some language."""
    return fold(word) in words_of_all("function_words")


def assumed_surname(form: str) -> str:
    """The surname of a name of two words, particles apart; empty where it cannot be told.

    Hyphenated names are one word; particles are part of the word after them (FORMAT).
    """
    words = form.split()
    if len(words) < 2:
        return ""
    at = len(words) - 1
    while at > 1 and is_particle(words[at - 1]):
        at -= 1
    last = words[-1]
    if at != 1 or is_no_surname(last) or is_no_surname(words[0]):
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


def is_a_land(context: Context, hit: Hit) -> bool:
    """Whether what stands before says that no person is meant: `la Hollande`."""
    cues, before = load_cues(context.lang), context.before(hit.first, 1)
    return cues is not None and any(
        word in cues.land_before or word in cues.articles for word in before
    )


def _initial(context: Context, hit: Hit) -> str:
    """The initial that stands before a surname; not an honorific's (`M. Kim`)."""
    if not hit.first or context.gaps[hit.first] not in (". ", "."):
        return ""
    before = context.folded[hit.first - 1]
    cues = load_cues(context.lang)
    known = cues is not None and context.low(hit.first - 1) in cues.honorifics
    capital = context.written[hit.first - 1].isupper()
    return before if len(before) == 1 and capital and not known else ""


def _sex(honorific: str, lang: str) -> str | None:
    folded = fold(honorific)
    for other in (lang, "fr", "en"):
        cues = load_cues(other)
        if cues is not None and folded in cues.honorifics:
            return cues.honorifics[folded]
    return None
