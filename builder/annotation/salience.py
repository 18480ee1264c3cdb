"""What an article concerns: what it declares, and what it names where it matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from builder.model import UNDECIDED, Mention

SALIENT = 3
"""The score from which an article concerns an entity (FORMAT, "Concerns")."""

WEIGHTS = {"title": 3, "standfirst": 2, "summary": 1, "body": 1}


def score(mentions: Iterable[Mention], first_paragraph: int) -> dict[str, int]:
    """Salience by entity: title 3, standfirst or first paragraph 2, elsewhere 1 a mention.

    A metonym also scores for what it stands for. `first_paragraph` is where the body's
    first paragraph ends.
    """
    scores: Counter[str] = Counter()
    for mention in mentions:
        if mention.manner == "description":
            continue
        weight = WEIGHTS[mention.part]
        if mention.part == "body" and mention.start < first_paragraph:
            weight = 2
        scores[mention.entity] += weight
        if mention.manner == "metonym" and mention.stands_for not in ("", UNDECIDED):
            scores[mention.stands_for] += weight
    return dict(scores)


def concerns(
    about: Iterable[str] | None, declared: Iterable[str], scores: Mapping[str, int]
) -> tuple[str, ...]:
    """The entities that the article concerns, most salient first."""
    if about is not None:
        return tuple(dict.fromkeys(about))
    found = {*declared, *(entity for entity, points in scores.items() if points >= SALIENT)}
    return tuple(sorted(found, key=lambda entity: (-scores.get(entity, 0), entity)))
