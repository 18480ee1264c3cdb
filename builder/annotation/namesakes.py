"""Namesakes: the US state of Georgia, Chad Wolf, Cairo in Illinois are none of the countries and
capitals that bear the name. What tells them apart stands in the language's cues.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

from builder.annotation.context import Context
from builder.annotation.cues import Cues
from builder.annotation.matching import Hit
from builder.annotation.namesake import Namesake

_REGION_REACH = 3
"""Words that may lead from a town to its region: `, dans l'` Ohio."""


class Namesakes:
    """Tells, for one article, whose a name of two well-known bearers is."""

    def __init__(self, contexts: Collection[Context], cues: Cues) -> None:
        self._contexts = contexts
        self._cues = cues
        self._told: dict[str, bool] = {}

    def is_other(self, context: Context, hit: Hit) -> bool:
        """Whether a country's or a capital's name is somebody else's there."""
        if hit.first == hit.last and self._is_given_name(context, hit):
            return True
        if self._is_in_region(context, hit):
            return True
        form = " ".join(context.folded[hit.first : hit.last + 1])
        namesake = self._cues.namesakes.get(form)
        if namesake is None:
            return False
        before = self._before(context, hit)
        if namesake.own_before.end(before) > 0:
            return False
        if namesake.before.end(before) > 0 or self._is_before(context, hit, namesake):
            return True
        return self._is_about_other(namesake)

    def _is_given_name(self, context: Context, hit: Hit) -> bool:
        """`Jordan Bardella`: a capital follows that is no title and begins no other name."""
        cues, after = self._cues, hit.last + 1
        if context.low(hit.first) not in cues.given_too or context.title_case:
            return False
        if after >= len(context.gaps) or context.gaps[after] != " " or context.in_capitals:
            return False
        exact, low = context.written[after], context.low(after)
        if not exact[0].isupper() or (exact.isupper() and len(exact) > 1) or after in context.named:
            return False
        known = (cues.titles, cues.after_land, cues.after_name, cues.between)
        return not any(low in words for words in known)

    def _is_in_region(self, context: Context, hit: Hit) -> bool:
        """`Paris, Texas`, `Cairo (Illinois)`, `Rome, dans l'État de New York`.

        Not where the region begins another name: `in Japan, Texas Instruments said`.
        """
        cues, gaps, at = self._cues, context.gaps, hit.last + 1
        if at >= len(gaps) or gaps[at].strip() not in (",", "("):
            return False
        for start in range(at, min(at + _REGION_REACH, len(gaps))):
            if not context.written[start][0].isupper():
                if context.low(start) not in cues.to_region:
                    return False
                continue
            length = cues.regions.begin(context.low(n) for n in range(start, len(gaps)))
            if not length:
                continue
            namesake = cues.namesakes.get(context.folded[start])
            if namesake is not None and not self._is_about_other(namesake):
                return False
            end = start + length
            if end == len(gaps) or gaps[end] not in (" ", "-"):
                return True
            return gaps[end] == " " and not context.written[end][0].isupper()
        return False

    def _before(self, context: Context, hit: Hit) -> tuple[str, ...]:
        """The words before a name, its article passed over."""
        before = self._cues.fuse(context.before(hit.first, 4))
        return before[:-1] if before and before[-1] in self._cues.articles else before

    @staticmethod
    def _is_before(context: Context, hit: Hit, namesake: Namesake) -> bool:
        """Whether the next word says that the other is meant: `Georgia Gov.`"""
        after = hit.last + 1
        beside = after < len(context.gaps) and context.gaps[after] == " "
        return beside and context.low(after) in namesake.after

    def _is_about_other(self, namesake: Namesake) -> bool:
        """Whether the article speaks of the other bearer's surroundings more than of its own."""
        form = namesake.forms[0]
        if form not in self._told:
            own, other = self._count(namesake.at_home), self._count(namesake.elsewhere)
            self._told[form] = other > own or (namesake.needs_home and not own)
        return self._told[form]

    def _count(self, phrases: Iterable[str]) -> int:
        """How many different phrases stand in the article."""
        return sum(f" {phrase} " in self._text for phrase in phrases)

    @cached_property
    def _text(self) -> str:
        words = (" ".join(context.folded) for context in self._contexts if context.folded)
        return f" {' '.join(words)} "
