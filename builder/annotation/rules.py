"""What the rules find in one article: names that the words around them allow, then surnames."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from builder.annotation.ambiguity import ambiguous
from builder.annotation.context import Context
from builder.annotation.cues import Cues, load_cues
from builder.annotation.idle import is_on_source
from builder.annotation.lexicon import Lexicon
from builder.annotation.matching import Hit, find_names
from builder.annotation.namesakes import Namesakes
from builder.annotation.own import Own, sort_of
from builder.annotation.resolve import NOBODY
from builder.annotation.seats import Seats
from builder.annotation.surnames import bearers, is_a_land
from builder.annotation.traps import is_trap
from builder.config import Config
from builder.model import Article, Mention, Name, Part
from builder.problems import Problem
from builder.text import fold

_BEST_FIRST = ("read", "name", "alias", "misspelling", "inflected", "contracted", "adjective",
               "combining", "people", "surname")  # fmt: skip


_OF_A_COUNTRY = ("adjective", "people", "combining")


class _Found(NamedTuple):
    """A hit, and those of its names that the words around it allow: surnames, and the rest."""

    part: Part
    hit: Hit
    full: Sequence[Name]
    surnames: Sequence[Name]


class RuleReader:
    """Reads the parts of one article by the rules."""

    def __init__(
        self, article: Article, lexicon: Lexicon, own: Own, spelt: Sequence[tuple[str, str]],
        config: Config,
    ) -> None:  # fmt: skip
        self.article = article
        self.lexicon = lexicon
        self.own = own
        self.spelt = spelt
        self.declared = frozenset(id for id, _ in spelt if id)
        self.config = config
        self.cues: Cues | None = load_cues(article.lang)
        self.contexts = lexicon.contexts
        self._namesakes = Namesakes(self.contexts.values(), self.cues) if self.cues else None
        self.problems: list[Problem] = []
        self._said: set[str] = set()
        self.idle: set[Mention] = set()
        self.seats = Seats(self.contexts, config)

    def read(self) -> list[Mention]:
        """The archivist's marks, and beside them what the rules find."""
        hits: list[_Found] = []
        for part, context in self.contexts.items():
            there = find_names(context, self.lexicon.tries, self.lexicon.read)
            context.named = frozenset(hit.first for hit in there)
            self.seats.note(part, there)
            for hit in there:
                full, surnames = self._meant(context, hit)
                if full or surnames:
                    hits.append(_Found(part, hit, full, surnames))
        whole = [self._whole(part, hit, full) if full else None for part, hit, full, _ in hits]
        whole = self._told_by_names(hits, whole)
        present = self._present(hits, whole)
        mentions = list(self.own.mentions)
        for found, mention in zip(hits, whole, strict=True):
            part, hit = found.part, found.hit
            found_ = (found.surnames and self._by_surname(found, present)) or mention
            if found_ and not self.own.excludes(found_):
                mentions.append(found_)
                if found_.manner == "adjective" and is_on_source(
                    self.contexts[part], hit, self.cues
                ):
                    self.idle.add(found_)
        return mentions

    def _told_by_names(
        self, hits: Sequence[_Found], whole: Sequence[Mention | None]
    ) -> list[Mention | None]:
        """The mentions, with adjectives that two countries share given to the only one of the
        two that the article names: `congolais` beside `RDC`.
        """
        named = {m.entity for m in whole if m is not None and m.manner == "name"}
        told = list(whole)
        for at, (part, hit, full, _) in enumerate(hits):
            if whole[at] is None and full and all(n.sort in _OF_A_COUNTRY for n in full):
                meant = {name.entity for name in full} & named
                if len(meant) == 1:
                    exact = self.contexts[part].text[hit.start : hit.end]
                    entity = meant.pop()
                    told[at] = Mention(
                        part, hit.start, hit.end, entity, exact, "adjective", "", "rule"
                    )
        return told

    def _present(
        self, hits: Sequence[_Found], whole: Sequence[Mention | None]
    ) -> Mapping[str, Collection[str]]:
        """The entities whose surnames stand there and count, with the full names that the
        article has.
        """
        asked = {name.entity for found in hits for name in found.surnames}
        present: dict[str, set[str]] = {
            id: set() for id in asked & self.declared if id not in self.lexicon.stubs
        }
        for (_, _, full, surnames), mention in zip(hits, whole, strict=True):
            if mention is not None and mention.entity in asked and mention.manner != "adjective":
                id = mention.entity
                here = present.setdefault(id, set())
                here.update(name.folded for name in (*full, *surnames) if name.entity == id)
        for mention in self.own.mentions:
            if mention.entity in asked:
                present.setdefault(mention.entity, set()).add(fold(mention.exact))
        for id, name in self.spelt:
            if id in present:
                present[id].add(fold(name))
        return present

    def _meant(self, context: Context, hit: Hit) -> tuple[list[Name], list[Name]]:
        """The names of a hit that the words around it allow, and the surnames; none where a name
        hides them.
        """
        hidden = False
        full: list[Name] = []
        surnames: list[Name] = []
        told: dict[tuple[str, str, bool], bool] = {}
        for name in hit.names:
            if self.lexicon.hides(name):
                hidden = hidden or name.sort != "surname"
                continue
            kind = name.entity.partition("/")[0]
            key = (name.sort, kind, bool(name.stands_for))
            if key not in told:
                told[key] = self._is_trap(context, hit, *key)
            if not told[key]:
                (surnames if name.sort == "surname" else full).append(name)
        if hidden and all(name.sort not in ("name", "alias", "read") for name in full):
            return [], []
        return full, surnames

    def _is_trap(self, context: Context, hit: Hit, sort: str, kind: str, is_seat: bool) -> bool:
        if is_trap(context, hit, sort, kind, is_seat, self.cues):
            return True
        if self._namesakes is None or sort in ("read", "combining"):
            return False
        # Of places, capitals only: a town of the archivist's own is what its file says.
        land = kind == "countries" or (kind == "places" and is_seat)
        return land and self._namesakes.is_other(context, hit)

    def _whole(self, part: Part, hit: Hit, full: Sequence[Name]) -> Mention | None:
        """The mention where the words are more than a surname and name one entity."""
        name = full[0] if len(full) == 1 else self._best(part, hit, full)
        if name is None:
            return None
        entity = name.entity
        exact = self.contexts[part].text[hit.start : hit.end]
        if name.sort == "read":
            if entity == NOBODY:
                return Mention(part, hit.start, hit.end, NOBODY, exact, "name", "", "read")
            manner = sort_of(self.lexicon.names, exact, entity)
            return Mention(part, hit.start, hit.end, entity, exact, manner, "", "read")
        manner = "adjective" if name.sort in _OF_A_COUNTRY else "name"
        mention = Mention(part, hit.start, hit.end, entity, exact, manner, "", "rule")
        return self.seats.told(mention, hit, name)

    def _best(self, part: Part, hit: Hit, full: Sequence[Name]) -> Name | None:
        """The name that says most of the one entity that several name; None if they name more."""
        read = [name for name in full if name.sort == "read"]
        entities = {name.entity for name in read or full}
        if len(entities) > 1:
            entities &= self.declared
        if len(entities) == 1:
            entity = entities.pop()
            own = (name for name in read or full if name.entity == entity)
            return min(own, key=lambda name: _BEST_FIRST.index(name.sort))
        several = {n.entity for n in full if n.sort in ("name", "alias", "misspelling")}
        if len(several) > 1:
            self._ambiguous(part, hit, several)
        return None

    def _by_surname(self, found: _Found, present: Mapping[str, Collection[str]]) -> Mention | None:
        part, hit, full, surnames = found
        context = self.contexts[part]
        if full and (any(name.sort == "read" for name in full) or is_a_land(context, hit)):
            return None
        meant = {name.entity for name in bearers(context, hit, surnames, present)}
        if len(meant) > 1:
            self._ambiguous(part, hit, meant)
        if len(meant) != 1:
            return None
        exact = context.text[hit.start : hit.end]
        return Mention(part, hit.start, hit.end, meant.pop(), exact, "surname", "", "rule")

    def _ambiguous(self, part: Part, hit: Hit, entities: Iterable[str]) -> None:
        """Say whose name it may be: once a name."""
        text = self.contexts[part].text
        name = text[hit.start : hit.end]
        if name not in self._said:
            self._said.add(name)
            self.problems.append(ambiguous(self.article.path, text, hit, entities))
