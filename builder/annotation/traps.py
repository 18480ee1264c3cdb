"""What a name is not: streets, prizes, airports and other things that bear it."""

from __future__ import annotations

from builder.annotation.context import Context
from builder.annotation.cues import Cues
from builder.annotation.idle import is_idle, is_language
from builder.annotation.matching import Hit
from builder.annotation.wordlists import load_given

PEOPLE = "people"


def is_trap(
    context: Context, hit: Hit, sort: str, kind: str, is_seat: bool, cues: Cues | None
) -> bool:
    """Whether the words around say that this is no mention of an entity of that kind.

    `is_seat`: it is a place that may stand for a country.
    """
    if sort == "adjective":
        if cues is None:
            return False
        return is_idle(context, hit, cues) or is_language(context, hit, cues)
    if sort == "contracted":
        return not _is_contracted(context, hit, cues)
    if _is_unit(context, hit):
        return True
    if sort == "people":
        return _follows_given(context, hit)
    if sort in ("combining", "read"):
        return False
    if cues is not None and _is_named_for(context, hit, kind, is_seat, cues):
        return True
    return _is_another(context, hit, sort, kind, cues)


def _is_contracted(context: Context, hit: Hit, cues: Cues | None) -> bool:
    """Whether an article that a preposition took in stands before: `du Figaro`. Not in a longer
    name: `la Coupe du Monde`.
    """
    if cues is None or not hit.first or context.gaps[hit.first] != " ":
        return False
    if context.low(hit.first - 1) not in cues.contracted or context.in_capitals:
        return False
    gaps, at = context.gaps, hit.first - 1
    if at and gaps[at] == " " and not context.starts_clause(at - 1) and not context.title_case:
        before = context.written[at - 1]
        return not before[0].isupper() or before.isupper()
    return True


def _is_named_for(context: Context, hit: Hit, kind: str, is_seat: bool, cues: Cues) -> bool:
    """A street, a prize, an airport: `rue Gagarine`, `Kim Il Sung University`."""
    gaps = context.gaps
    person = kind == PEOPLE
    if person:
        if context.ends_in(hit.first, 3, cues.named_after, cues):
            return True
        if hit.first and gaps[hit.first] in (" ", "-"):
            low = context.low(hit.first - 1)
            if low in cues.named_for:
                return low not in cues.close_to_person
    elif hit.first and _is_part_of_name(context, hit, kind == "places" and not is_seat, cues):
        return True
    if not person and hit.first == hit.last and _is_joined(context, hit, kind, cues):
        return True
    if not context.follows(hit.last):
        return False
    gap = gaps[hit.last + 1]
    if not person and gap == " " and context.low(hit.last + 1) in cues.idle_after:
        return True  # "US dollars"
    if gap not in (" ", "-") or context.title_case:
        return False
    if not context.written[hit.last + 1][0].isupper():
        return False
    if person and context.low(hit.last + 1) in cues.close_after:
        return False
    # "Francine Clark Art Institute": the thing's word may come after others with a capital.
    for at in range(hit.last + 1, min(hit.last + 4, len(gaps))):
        if gaps[at] not in (" ", "-") or not context.written[at][0].isupper():
            return False
        if context.low(at) in cues.after_name:
            return True
    return False


def _is_part_of_name(context: Context, hit: Hit, own: bool, cues: Cues) -> bool:
    """`Banque de France`: a thing's word before, an article in between passed over. Not where it
    says what a place of the archivist's `own` is: `province de la Kapisa`.
    """
    low = context.low(hit.first - 1)
    if low not in cues.articles and cues.fused.get(low, low) not in cues.part_of_name.lasts:
        return False
    before = cues.fuse(context.before(hit.first, 4))
    if before and before[-1] in cues.articles:
        before = before[:-1]
    if own and cues.own_place.end(before):
        return False
    return cues.part_of_name.end(before) > 0


def _is_joined(context: Context, hit: Hit, kind: str, cues: Cues) -> bool:
    """A part of a longer French name by the capitals beside it: `Météo France`, `Madrid Arena`.

    In English a capital beside says nothing: `Russia Prime Minister`.
    """
    if not cues.capital_joins or context.title_case or context.in_capitals:
        return False
    gaps, first, after = context.gaps, hit.first, hit.last + 1
    if first and gaps[first] == " " and kind == "countries":
        before = context.written[first - 1]
        alone = context.low(first) in cues.no_article
        if before[0].isupper() and not before.isupper() and first - 1 not in context.named:
            low = context.low(first - 1)
            low = cues.fused.get(low, low)
            common = low in cues.prepositions or low in cues.between or low in cues.articles
            if not common and not (alone and context.starts_clause(first - 1)):
                return True
    if after < len(gaps) and gaps[after] == " " and after not in context.named:
        exact = context.written[after]
        return exact[0].isupper() and not exact.isupper() and len(exact) > 2
    return False


def _is_unit(context: Context, hit: Hit) -> bool:
    """An abbreviation after a number: `0,04 UA`."""
    if not hit.first or hit.end - hit.start > 3 or context.gaps[hit.first] != " ":
        return False
    return context.written[hit.first].isupper() and context.written[hit.first - 1].isdecimal()


def _is_another(context: Context, hit: Hit, sort: str, kind: str, cues: Cues | None) -> bool:
    """Somebody else who bears the name: `Michael Jordan`, `Brigitte Macron`."""
    gaps = context.gaps
    person = kind == PEOPLE
    if person and sort != "surname":
        return False
    if not person and hit.first != hit.last:
        return False
    near = hit.first and gaps[hit.first] == " "
    if person and cues is not None and near and context.low(hit.first - 1) in cues.family:
        return True
    if hit.first and gaps[hit.first] in (" ", "-") and not context.in_capitals:
        capital = context.written[hit.first - 1][0].isupper()
        if capital and context.folded[hit.first - 1] in load_given():
            return True
        free = context.title_case or cues is None or context.starts_clause(hit.first - 1)
        if person and capital and gaps[hit.first] == " " and not free:
            low = context.low(hit.first - 1)
            known = cues is not None and (low in cues.titles or low in cues.honorifics)
            # "la Défense Le Drian", "of State Clinton": no given name has an article.
            thing = cues.before_a_thing if cues else ()
            if hit.first > 1 and context.low(hit.first - 2) in thing:
                return False
            return not (known or len(low) < 2 or _is_adjective(low))
    return (
        person
        and context.follows(hit.last)
        and gaps[hit.last + 1] == " "
        and not context.title_case
        and not context.in_capitals
        and context.written[hit.last + 1][0].isupper()
        and context.low(hit.last + 1) not in (cues.after_name if cues else ())
        and not context.written[hit.last + 1].isupper()
    )


def _follows_given(context: Context, hit: Hit) -> bool:
    """Whether a given name stands before: `John Finn` is no people."""
    if not hit.first or context.gaps[hit.first] != " " or context.title_case:
        return False
    before = hit.first - 1
    return context.written[before][0].isupper() and context.folded[before] in load_given()


def _is_adjective(low: str) -> bool:
    return low.endswith(("ian", "ean", "ese", "ish"))
