"""What a name is not: streets, prizes, airports and other things that bear it."""

from __future__ import annotations

from builder.annotation.context import Context
from builder.annotation.cues import Cues, load_given
from builder.annotation.matching import Hit

PEOPLE = "people/"


def is_trap(context: Context, hit: Hit, sort: str, entity: str, cues: Cues | None) -> bool:
    """Whether the words around say that this is no mention of the entity."""
    if sort == "adjective":
        return cues is not None and _is_idle(context, hit, cues)
    if sort in ("people", "combining", "read"):
        return False
    if cues is not None and _is_named_for(context, hit, entity, cues):
        return True
    return _is_another(context, hit, sort, entity, cues)


def _is_named_for(context: Context, hit: Hit, entity: str, cues: Cues) -> bool:
    """A street, a prize, an airport: `rue Gagarine`, `Kim Il Sung University`."""
    words = context.words
    person = entity.startswith(PEOPLE)
    before = cues.fuse(context.before(hit.first, 4))
    if before and before[-1] in cues.articles and not person:
        before = before[:-1]
    if person:
        gap = words[hit.first].gap if hit.first else ""
        if before and gap in (" ", "-") and before[-1] in cues.named_for:
            return before[-1] not in cues.close_to_person
    elif cues.part_of_name.end(before) > 0:
        return True
    if not context.follows(hit.last):
        return False
    after = words[hit.last + 1]
    if not person and after.gap == " " and context.low(hit.last + 1) in cues.idle_after:
        return True  # "US dollars"
    if after.gap != " " or not context.exact(hit.last + 1)[0].isupper() or context.title_case:
        return False
    low = context.low(hit.last + 1)
    if person and low in cues.close_after:
        return False
    return low in cues.after_name


def _is_another(context: Context, hit: Hit, sort: str, entity: str, cues: Cues | None) -> bool:
    """Somebody else who bears the name: `Michael Jordan`, `Brigitte Macron`."""
    words = context.words
    person = entity.startswith(PEOPLE)
    if person and sort != "surname":
        return False
    if not person and hit.first != hit.last:
        return False
    if hit.first and words[hit.first].gap in (" ", "-") and not context.in_capitals:
        before = words[hit.first - 1]
        capital = context.exact(hit.first - 1)[0].isupper()
        if capital and before.folded in load_given():
            return True
        free = context.title_case or cues is None or context.starts_clause(hit.first - 1)
        if person and capital and words[hit.first].gap == " " and not free:
            low = context.low(hit.first - 1)
            known = cues is not None and (low in cues.titles or low in cues.honorifics)
            return not (known or len(low) < 2 or _is_adjective(low))
    return (
        person
        and context.follows(hit.last)
        and words[hit.last + 1].gap == " "
        and not context.title_case
        and not context.in_capitals
        and context.exact(hit.last + 1)[0].isupper()
        and context.low(hit.last + 1) not in (cues.after_name if cues else ())
        and not context.exact(hit.last + 1).isupper()
    )


def _is_adjective(low: str) -> bool:
    return low.endswith(("ian", "ean", "ese", "ish"))


def _is_idle(context: Context, hit: Hit, cues: Cues) -> bool:
    """A language, a currency, a dish: `en russe`, `dollar américain`."""
    before = cues.fuse(context.before(hit.first, 3))
    if cues.idle_before.end(before) > 0:
        return True
    follows = context.follows(hit.last) and context.words[hit.last + 1].gap == " "
    if before and before[-1] in cues.idle_before_end:
        return not follows or context.low(hit.last + 1) in ("and", "or")
    return follows and context.low(hit.last + 1) in cues.idle_after


def is_on_source(context: Context, hit: Hit, cues: Cues | None) -> bool:
    """Whether an adjective stands on a source's name: `l'agence sud-coréenne Yonhap`."""
    if cues is None:
        return False
    near = context.before(hit.first, 3)
    if cues.lang == "fr":
        return any(word in cues.source_words for word in near)
    words: list[str] = []
    at = hit.last
    while len(words) < 3 and context.follows(at) and context.words[at + 1].gap in (" ", "-"):
        at += 1
        words.append(context.low(at))
    return any(word in cues.source_words - {"state", "public"} for word in words)
