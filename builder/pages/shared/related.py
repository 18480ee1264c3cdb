"""Related articles, and why: through the rare names that they share."""

from __future__ import annotations

from builder.archive.door import Door, question
from builder.archive.families.appearances import POSTINGS

RARE = 32
"""An entity in more articles than this says nothing of how two are related."""

RAREST = 6
SHOWN = 5

Posted = tuple[str, str]
"""An article and its moment."""


@question
def rare_postings(door: Door, entity: str) -> tuple[Posted, ...]:
    """The articles of an entity that is in several and at most 32; none of any other.

    Asked by itself, so that one more article of a country that is in half of all changes nothing
    for these.
    """
    postings = door.ask(POSTINGS, entity)
    if not 1 < len(postings) <= RARE:
        return ()
    return tuple((posting.article, posting.moment) for posting in postings)


@question
def related(
    door: Door, article: str, moment: str, entities: tuple[str, ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Up to five articles and the entities that each shares with this one.

    Candidates come only through entities in at most 32 articles, of those the six rarest;
    each weighs the more the rarer it is, by the bit length of its count. Ties fall by
    nearness in time, then by id. No number of the whole archive is in it, so that an
    article elsewhere changes nothing here.
    """
    rare = []
    for entity in entities:
        postings = rare_postings(door, entity)
        if postings:
            rare.append((len(postings), entity, postings))
    rare.sort(key=lambda item: item[:2])
    weights: dict[Posted, int] = {}
    shared: dict[Posted, list[str]] = {}
    for count, entity, postings in rare[:RAREST]:
        weight = 7 - count.bit_length()
        for posting in postings:
            if posting[0] == article:
                continue
            weights[posting] = weights.get(posting, 0) + weight
            shared.setdefault(posting, []).append(entity)
    # How near they are in time is asked only of those that may be shown.
    least = min(sorted(weights.values())[-SHOWN:], default=0)
    best = [posting for posting, weight in weights.items() if weight >= least]
    day = _days(moment)
    best.sort(key=lambda one: (-weights[one], abs(_days(one[1]) - day), one[0]))
    return tuple((posting[0], tuple(shared[posting])) for posting in best[:SHOWN])


def _days(moment: str) -> int:
    """The day of a moment, roughly, as a number."""
    return int(moment[:4]) * 372 + int(moment[5:7]) * 31 + int(moment[8:10])
