"""Seats of power in one article: whether each is named as a place or speaks for another entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.annotation.context import Context
from builder.annotation.dateline import dateline_city
from builder.annotation.matching import Hit
from builder.annotation.metonyms import manner_of
from builder.config import Config
from builder.model import UNDECIDED, Mention, Name, Part


class Seats:
    """Tells the manner of each capital and institution of an article, by what is around it."""

    def __init__(self, contexts: Mapping[Part, Context], config: Config) -> None:
        self._contexts = contexts
        self._metonyms = config.metonyms
        self._city = dateline_city(contexts["body"].text) if "body" in contexts else None
        self._hits: dict[str, list[Hit]] = {}
        self.dateline = ""
        """The country from which the article is written; empty where it does not say."""

    def note(self, part: Part, hits: Iterable[Hit]) -> None:
        """Keep those of all names found in a part that may stand for something else."""
        self._hits[part] = [hit for hit in hits if any(name.stands_for for name in hit.names)]

    def told(self, mention: Mention, hit: Hit, name: Name) -> Mention:
        """The mention as the metonym, place or undecided that its seat of power is."""
        part: Part = mention.part  # type: ignore[assignment]
        city = self._city
        if part == "body" and city and city[0] <= hit.start and hit.end <= city[1]:
            home = name.country or (name.stands_for if name.stands_for != UNDECIDED else "")
            self.dateline = home
            return mention
        if not name.stands_for or self._metonyms == "ignore":
            return mention
        cue = manner_of(self._contexts[part], hit, self._hits[part])
        if cue == "place":
            return mention
        if cue != "metonym":
            return mention._replace(stands_for=UNDECIDED)
        if self._metonyms == "merge" and name.stands_for != UNDECIDED:
            return mention._replace(entity=name.stands_for, manner="metonym")
        return mention._replace(manner="metonym", stands_for=name.stands_for)

    def told_of_own(self, mention: Mention) -> Mention:
        """A person's mark of a seat of power: a metonym or not, by the same cues."""
        if mention.by == "rule" or mention.manner != "name" or mention.stands_for:
            return mention
        for hit in self._hits.get(mention.part, ()):
            if mention.start <= hit.start and hit.end <= mention.end:
                for name in hit.names:
                    if name.entity == mention.entity:
                        return self.told(mention, hit, name)
        return mention
