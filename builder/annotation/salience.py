"""What an article concerns: what it declares, and what it names where it matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from builder.model import UNDECIDED, Mention

SALIENT = 3
"""The score from which an article concerns an entity (FORMAT, "Concerns")."""

LONG, STEP = 900, 400
"""Words up to which that score holds; beyond, each further so many words ask one more. In a
long report three passing mentions are no subject; figures from tests/benchmarks/annotation."""

WEIGHTS = {"title": 3, "standfirst": 2, "summary": 1, "body": 1}
_FIRST_PARAGRAPH = 2


def score(
    mentions: Iterable[Mention], first_paragraph: int, idle: Collection[Mention], dateline: str
) -> dict[str, int]:
    """Salience by entity: title 3, standfirst or first paragraph 2, elsewhere 1 a mention.

    A metonym also scores for what it stands for, the dateline's city for its country.
    `first_paragraph` is where the body's first paragraph ends; `idle` are mentions that do
    not score: adjectives on a source's name. Descriptions do not score either.
    """
    scores: Counter[str] = Counter()
    for mention in mentions:
        if mention.manner == "description" or mention in idle:
            continue
        weight = WEIGHTS[mention.part]
        if mention.part == "body" and mention.start < first_paragraph:
            weight = _FIRST_PARAGRAPH
        scores[mention.entity] += weight
        if mention.manner == "metonym" and mention.stands_for not in ("", UNDECIDED):
            scores[mention.stands_for] += weight
    if dateline:
        scores[dateline] += _FIRST_PARAGRAPH
    return dict(scores)


def threshold(words: int) -> int:
    """The score that an article of so many words asks."""
    return SALIENT + max(0, words - LONG) // STEP


def concerns(
    about: Iterable[str] | None,
    declared: Iterable[str],
    scores: Mapping[str, int],
    least: int = SALIENT,
) -> tuple[str, ...]:
    """The entities that the article concerns, most salient first."""
    if about is not None:
        return tuple(dict.fromkeys(about))
    found = {*declared, *(entity for entity, points in scores.items() if points >= least)}
    return tuple(sorted(found, key=lambda entity: (-scores.get(entity, 0), entity)))
