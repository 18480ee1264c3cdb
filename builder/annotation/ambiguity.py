"""A name that may be several entities': the warning that shows the sentence."""

from __future__ import annotations

from collections.abc import Iterable

from builder.annotation.matching import Hit
from builder.problems import EXCERPT, Problem, problem


def ambiguous(path: str, text: str, hit: Hit, entities: Iterable[str]) -> Problem:
    """The warning that a name may be several entities', with the words around it."""
    name = text[hit.start : hit.end]
    start = max(text.rfind("\n", 0, hit.start) + 1, hit.start - EXCERPT)
    earlier = text.rfind(name, start, hit.start)
    if earlier >= 0:  # so that the name is the first of its like, and is found by that
        start = earlier + len(name)
    end = text.find("\n", hit.end)
    around = text[start : min(end if end >= 0 else len(text), hit.end + EXCERPT)]
    candidates = ", ".join(sorted(entities))
    return problem("W302", path, 0, 0, around.strip(), name=name, candidates=candidates)
