"""Whether a name is the subject of a verb by which a government speaks, decides, acts."""

from __future__ import annotations

from builder.annotation.context import Context, stops
from builder.annotation.cues import Cues

_REACH = 9
"""Words within which its verb comes."""
_INVERTING = 3
"""Words before a verb among which one makes its subject follow it: `que`, `comme`."""
_APPOSITION = 14
"""Words that may stand between two commas, before the verb."""


def is_subject(context: Context, last: int, cues: Cues) -> bool:
    """Whether a verb of speech or decision comes next, of which the name is the subject."""
    gaps = context.gaps
    at = last + 1
    if at >= len(gaps) or stops(gaps[at]):
        return False
    if gaps[at].strip(' »”"') == "," and context.low(at) not in cues.speaks:
        at = _after_apposition(context, at, cues)
    passive = acts = False
    for _ in range(_REACH):
        if at >= len(gaps) or stops(gaps[at]):
            return False
        low = context.low(at)
        going_on = low.endswith(cues.continuous)  # "is running", "has been running"
        if low in cues.copulas and context.follows(at) and context.low(at + 1) in cues.a_thing:
            return False  # "London remains the busiest port"
        if low in cues.speaks and not (acts and low in cues.undergoes):
            return not passive or going_on or low in cues.spoken_to
        if passive and low in cues.spoken_to:
            return True
        passive = passive or low in cues.passive
        acts = acts or low in cues.acting
        adverb = low.endswith(cues.adverb_ending) and len(low) > 5
        if low not in cues.between and not adverb:
            doing = going_on if passive else acts
            return doing and _is_act(context, at, cues)
        at += 1
    return False


def _is_act(context: Context, at: int, cues: Cues) -> bool:
    """Whether a word after `has` or `will` is a verb of what a city does not do."""
    low = context.low(at)
    if low in cues.undergoes or low in cues.prepositions or low in cues.articles:
        return False
    return context.written[at][0].islower() and len(low) > 2 and low.endswith(cues.verb_endings)


def _after_apposition(context: Context, at: int, cues: Cues) -> int:
    """The word after the comma that closes what the comma before `at` opened."""
    gaps = context.gaps
    if context.low(at) in cues.between:
        return at
    for next_ in range(at + 1, min(at + _APPOSITION, len(gaps))):
        if stops(gaps[next_]):
            break
        if gaps[next_].strip() == ",":
            return next_
    return at


def is_subject_before(context: Context, at: int, cues: Cues) -> bool:
    """Whether its verb stands before it: `…, a annoncé mardi Moscou`, `said Moscow`; another verb
    than of speech only where a word tells of it: `ce que redoute Moscou`, not `a fermé Moscou`.
    """
    for _ in range(3):
        if at == 0 or stops(context.gaps[at]) or context.gaps[at].strip() == ",":
            return False
        at -= 1
        low = context.low(at)
        if low in cues.says:
            return True
        if low in cues.speaks:
            before = context.before(at, _INVERTING)
            return not cues.inverts.isdisjoint(before)
        if low not in cues.between and not low.endswith(cues.adverb_ending):
            return False
    return False
