"""Related articles, and why: through the rare names that they share."""

from __future__ import annotations

from builder.archive.door import Door, question
from builder.archive.families.appearances import POSTINGS

RARE = 32
"""An entity in more articles than this says nothing of how two are related."""

RAREST = 6
SHOWN = 5


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
        postings = door.ask(POSTINGS, entity)
        if 1 < len(postings) <= RARE:
            rare.append((len(postings), entity, postings))
    rare.sort(key=lambda item: item[:2])
    weights: dict[tuple[str, str], int] = {}
    shared: dict[tuple[str, str], list[str]] = {}
    for count, entity, postings in rare[:RAREST]:
        for posting in postings:
            if posting.article == article:
                continue
            key = (posting.article, posting.moment)
            weights[key] = weights.get(key, 0) + 7 - count.bit_length()
            shared.setdefault(key, []).append(entity)
    best = sorted(weights, key=lambda key: (-weights[key], _apart(key[1], moment), key[0]))
    return tuple((key[0], tuple(shared[key])) for key in best[:SHOWN])


def _apart(one: str, two: str) -> int:
    """How far two moments are apart, roughly, in days."""
    return abs(_days(one) - _days(two))


def _days(moment: str) -> int:
    return int(moment[:4]) * 372 + int(moment[5:7]) * 31 + int(moment[8:10])
