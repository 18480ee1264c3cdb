"""Metonyms: when a capital or a seat of power speaks for a government, by cues."""

from __future__ import annotations

from collections.abc import Sequence

from builder.annotation.acts import is_subject, is_subject_before
from builder.annotation.context import Context, stops
from builder.annotation.cues import Cues, load_cues
from builder.annotation.matching import Hit

METONYM = "metonym"
PLACE = "place"
UNTOLD = ""
_POSSESSED = 4
"""Words among which what is possessed is looked for: `Moscow's new foreign policy`."""


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
    comma = at > 0 and context.gaps[at].strip() == ","
    if not comma:
        if before[-1] in cues.to and _is_to_do(context, last.last, before, cues):
            return METONYM
        told = _by_what_is_before(before, cues)
        if told:
            return told
    if before[-1] in cues.prepositions and not comma and not _is_told_of(context, last.last, cues):
        return UNTOLD
    if is_subject(context, last.last, cues) or is_subject_before(context, at, cues):
        return METONYM
    return UNTOLD


def _is_told_of(context: Context, last: int, cues: Cues) -> bool:
    """Whether a clause on the name follows: `pas assez pour Paris, qui redoute …`."""
    at = last + 1
    if at >= len(context.gaps) or context.gaps[at].strip() != ",":
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
    if len(between) > 2 or any(stops(context.gaps[n]) for n in (*between, two.first)):
        return False
    words = [context.low(n) for n in between]
    if not words:
        return context.gaps[two.first].strip() == ","
    return all(word in cues.conjunctions or word in cues.articles for word in words)


def _lead(context: Context, first: int, cues: Cues) -> tuple[int, tuple[str, ...]]:
    """The words before a name, its article passed over; and where they end. Where the clause
    begins among them, `^` stands before.
    """
    at = first
    while at and not stops(context.gaps[at]) and context.low(at - 1) in cues.articles:
        at -= 1
    before = cues.fuse(context.before(at, 5))
    return at, before if len(before) == 5 else ("^", *before)


def _by_what_is_before(before: tuple[str, ...], cues: Cues) -> str:
    if before[-1].endswith(cues.adverb_ending) and len(before) > 1:
        before = before[:-1]  # "visant implicitement"
    if before[-1] in cues.agent and len(before) > 1 and _is_participle(before[-2], cues):
        return METONYM
    speech, place = cues.speech_before.end(before), cues.place_before.end(before)
    if speech == 1 and before[-1] in cues.not_at_first and before[-2:-1] == ("^",):
        return UNTOLD  # "With Prague, it is …"
    if speech or place:
        return METONYM if speech >= place else PLACE
    return METONYM if _is_of_a_noun(before, cues) else UNTOLD


def _is_of_a_noun(before: tuple[str, ...], cues: Cues) -> bool:
    """Whether the noun that counts stands a little before: `un dialogue direct entre`."""
    last = before[-1:]
    if last[0] in cues.among and not cues.among[last[0]].isdisjoint(before):
        return True
    if last[0] not in cues.prepositions:
        return False
    # "le rôle central de", "une démonstration de force de", "un allié de longue date de"
    return any(cues.nouns_before.end(before[:-cut] + last) > 0 for cut in (2, 3, 4))


def _is_participle(word: str, cues: Cues) -> bool:
    """Whether a word may be a participle, so that `by` after it names who acts."""
    return len(word) > 3 and word.endswith(cues.participles) and not word.startswith("pass")


def _is_to_do(context: Context, last: int, before: tuple[str, ...], cues: Cues) -> bool:
    """Whether it says what the name is to do: `interdit à Moscou` de livrer; not where one
    goes there: `left for Moscow to meet`.
    """
    if cues.place_before.end(before) > 1:
        return False
    if not context.follows(last) or not context.follows(last + 1):
        return False
    of, verb = context.low(last + 1), context.low(last + 2)
    return of in cues.to_do and verb.endswith(cues.infinitives)


def _possesses(context: Context, last: int, cues: Cues) -> bool:
    """`Moscow's decision`, `Kremlin officials`: what a government has."""
    if not cues.decides_after or not context.follows(last):
        return False
    gap = context.gaps[last + 1]
    if gap != "'" or context.folded[last + 1] != "s":
        return gap == " " and context.low(last + 1) in cues.officials
    for at in range(last + 2, min(last + 2 + _POSSESSED, len(context.gaps))):
        if stops(context.gaps[at]) or not context.written[at][0].islower():
            return False
        if context.low(at) in cues.decides_after:
            return True
    return False
