"""Metonyms: when a capital or a seat of power speaks for a government, by cues."""

from __future__ import annotations

from collections.abc import Sequence

from builder.annotation.context import Context, stops
from builder.annotation.cues import Cues, load_cues
from builder.annotation.matching import Hit

METONYM = "metonym"
PLACE = "place"
UNTOLD = ""
_REACH = 9
_APPOSITION = 14


def manner_of(context: Context, hit: Hit, seats: Sequence[Hit]) -> str:
    """`metonym`, `place`, or `` where the words around do not tell.

    `seats` are all hits of the part that may stand for another entity, in order: what is
    said of two joined by a conjunction is said of each (`Moscou et Pyongyang ont annoncé`).
    """
    cues = load_cues(context.lang)
    if cues is None:
        return UNTOLD
    first, last = _joined(context, hit, seats, cues)
    at, before = _lead(context, first.first, cues)
    if _possesses(context, last.last, cues):
        return METONYM  # also in "related to Tehran's nuclear programme": nobody goes there
    told = _by_what_is_before(before, cues)
    if told:
        return told
    comma = at > 0 and context.words[at].gap.strip() == ","
    if before[-1] in cues.prepositions and not comma and not _is_told_of(context, last.last, cues):
        return UNTOLD
    if _speaks(context, last.last, cues) or _spoke(context, at, cues):
        return METONYM
    return UNTOLD


def _is_told_of(context: Context, last: int, cues: Cues) -> bool:
    """Whether a clause on the name follows: `pas assez pour Paris, qui redoute …`."""
    at = last + 1
    if at >= len(context.words) or context.words[at].gap.strip() != ",":
        return False
    return context.low(at) in cues.relative


def _joined(context: Context, hit: Hit, seats: Sequence[Hit], cues: Cues) -> tuple[Hit, Hit]:
    """The first and the last of the names that stand with this one in a row."""
    place = seats.index(hit)
    first = last = hit
    for other in reversed(seats[:place]):
        if not _in_row(context, other, first, cues):
            break
        first = other
    for other in seats[place + 1 :]:
        if not _in_row(context, last, other, cues):
            break
        last = other
    return first, last


def _in_row(context: Context, one: Hit, two: Hit, cues: Cues) -> bool:
    between = range(one.last + 1, two.first)
    if len(between) > 2 or any(stops(context.words[n].gap) for n in (*between, two.first)):
        return False
    words = [context.low(n) for n in between]
    if not words:
        return context.words[two.first].gap.strip() == ","
    return all(word in cues.conjunctions or word in cues.articles for word in words)


def _lead(context: Context, first: int, cues: Cues) -> tuple[int, tuple[str, ...]]:
    """The words before a name, its article passed over; and where they end. Where the clause
    begins among them, `^` stands before.
    """
    at = first
    while at and not stops(context.words[at].gap) and context.low(at - 1) in cues.articles:
        at -= 1
    before = cues.fuse(context.before(at, 5))
    return at, before if len(before) == 5 else ("^", *before)


def _by_what_is_before(before: tuple[str, ...], cues: Cues) -> str:
    if before[-1] in cues.agent and len(before) > 1 and _is_participle(before[-2], cues):
        return METONYM
    speech, place = cues.speech_before.end(before), cues.place_before.end(before)
    if speech or place:
        return METONYM if speech >= place else PLACE
    return UNTOLD


def _is_participle(word: str, cues: Cues) -> bool:
    """Whether a word may be a participle, so that `by` after it names who acts."""
    return len(word) > 3 and word.endswith(cues.participles) and not word.startswith("pass")


def _possesses(context: Context, last: int, cues: Cues) -> bool:
    """`Moscow's decision`."""
    if not cues.decides_after or not context.follows(last):
        return False
    after = context.words[last + 1]
    if after.gap != "'" or after.folded != "s" or not context.follows(last + 1):
        return False
    return context.low(last + 2) in cues.decides_after or (
        context.follows(last + 2) and context.low(last + 3) in cues.decides_after
    )


def _speaks(context: Context, last: int, cues: Cues) -> bool:
    """Whether a verb of speech or decision comes next, of which the name is the subject."""
    words = context.words
    at = last + 1
    if at >= len(words) or stops(words[at].gap):
        return False
    if words[at].gap.strip(' »”"') == "," and context.low(at) not in cues.speaks:
        at = _after_apposition(context, at, cues)
    passive = False
    for _ in range(_REACH):
        if at >= len(words) or stops(words[at].gap):
            return False
        low = context.low(at)
        if low in cues.speaks or low in cues.spoken_to:
            return not passive or low in cues.spoken_to
        passive = passive or low in cues.passive
        adverb = low.endswith(cues.adverb_ending) and len(low) > 5
        if low not in cues.between and not adverb:
            return False
        at += 1
    return False


def _after_apposition(context: Context, at: int, cues: Cues) -> int:
    """The word after the comma that closes what the comma before `at` opened."""
    words = context.words
    if context.low(at) in cues.between:
        return at
    for next_ in range(at + 1, min(at + _APPOSITION, len(words))):
        if stops(words[next_].gap):
            break
        if words[next_].gap.strip() == ",":
            return next_
    return at


def _spoke(context: Context, at: int, cues: Cues) -> bool:
    """Whether its verb stands before it: `…, a annoncé mardi Moscou`, `said Moscow`."""
    for _ in range(3):
        if at == 0 or stops(context.words[at].gap) or context.words[at].gap.strip() == ",":
            return False
        at -= 1
        low = context.low(at)
        if low in cues.speaks:
            return True
        if low not in cues.between and not low.endswith(cues.adverb_ending):
            return False
    return False
