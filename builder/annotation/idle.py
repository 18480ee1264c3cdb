"""Adjectives that name no country: a language, a currency, a dish; and those on a source's name."""

from __future__ import annotations

from builder.annotation.context import Context
from builder.annotation.cues import Cues
from builder.annotation.matching import Hit


def is_language(context: Context, hit: Hit, cues: Cues) -> bool:
    """A masculine adjective right after its article is a language: `l'avenir du français`.

    Before a capital it is not: `le français Total`.
    """
    if not cues.before_a_language or hit.first != hit.last or not hit.first:
        return False
    exact, before = context.written[hit.first], context.low(hit.first - 1)
    if exact[0].isupper() or before not in cues.before_a_language:
        return False
    if not context.follows(hit.last) or context.gaps[hit.last + 1] != " ":
        return True
    return not context.written[hit.last + 1][0].isupper()


def is_idle(context: Context, hit: Hit, cues: Cues) -> bool:
    """A language, a currency, a dish: `en russe`, `dollar américain`."""
    if context.ends_in(hit.first, 3, cues.idle_before, cues):
        return True
    follows = context.follows(hit.last) and context.gaps[hit.last + 1] == " "
    before = context.before(hit.first, 1)
    if before and cues.fused.get(before[0], before[0]) in cues.idle_before_end:
        if context.follows(hit.last) and context.gaps[hit.last + 1] == "-":
            return False  # "in Indian-held Kashmir"
        if not follows or context.low(hit.last + 1) in (cues.prepositions | cues.clause_joins):
            return True
    return follows and context.low(hit.last + 1) in cues.idle_after


def is_on_source(context: Context, hit: Hit, cues: Cues | None) -> bool:
    """Whether an adjective stands on a source's name: `l'agence sud-coréenne Yonhap`."""
    if cues is None:
        return False
    near = context.before(hit.first, 3)
    if cues.source_before:
        return any(word in cues.source_words for word in near)
    words: list[str] = []
    at = hit.last
    while len(words) < 3 and context.follows(at) and context.gaps[at + 1] in (" ", "-"):
        at += 1
        words.append(context.low(at))
    return any(word in cues.source_words - {"state", "public"} for word in words)
