"""A person's word: inline marks, reviewed annotations, a tool's proposals; they win over rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builder.annotation.resolve import NOBODY, Resolver
from builder.model import Article, Manner, Mention, Names
from builder.text import fold

_MANNERS: dict[str, Manner] = {
    "adjective": "adjective",
    "people": "adjective",
    "surname": "surname",
}
Stretch = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Own:
    """What the archivist marked: mentions, and stretches that name nobody."""

    mentions: tuple[Mention, ...]
    nobody: tuple[Stretch, ...]

    def excludes(self, found: Mention) -> bool:
        """Whether a mark says otherwise, or the same, of these words.

        Marks may hold other mentions inside; what crosses a mark's edge is none.
        """
        if found.entity == NOBODY:
            return True
        for part, start, end in self.nobody:
            if found.part == part and found.start < end and start < found.end:
                return True
        for own in self.mentions:
            if not overlap(found, own):
                continue
            within = own.start <= found.start and found.end <= own.end
            whole = (found.start, found.end) == (own.start, own.end)
            if not within or whole or found.entity == own.entity:
                return True
        return False


def overlap(one: Mention, two: Mention) -> bool:
    """Whether two mentions share a character."""
    return one.part == two.part and one.start < two.end and two.start < one.end


def sort_of(names: Names, exact: str, entity: str) -> Manner:
    """In what manner words that a person marked name an entity: as one of its names, its
    surname (perhaps after a title), its adjective; else they describe it.
    """
    folded = fold(exact)
    sorts = {row.sort for row in names.called(folded) if row.entity == entity}
    if sorts:
        if sorts & {"name", "alias", "misspelling", "inflected", "code"}:
            return "name"
        return _MANNERS.get(min(sorts), "name")
    words = folded.split(" ")
    for cut in range(1, min(len(words), 4)):
        rest = " ".join(words[cut:])
        sorts = {row.sort for row in names.called(rest) if row.entity == entity}
        if "surname" in sorts:
            return "surname"
        if cut == 1 and sorts & {"name", "alias", "misspelling"}:
            return "name"
    return "description"


def archivists_marks(article: Article, resolver: Resolver) -> Own:
    """The inline marks of all parts."""
    found: list[Mention] = []
    nobody: list[Stretch] = []
    for part, text in article.texts.items():
        for mark in text.marks:
            if mark.target == NOBODY:
                nobody.append((part, mark.start, mark.end))
                continue
            entity = resolver.any(mark.target, mark.position)
            if entity:
                exact = text.plain[mark.start : mark.end]
                manner = sort_of(resolver.names, exact, entity)
                found.append(
                    Mention(part, mark.start, mark.end, entity, exact, manner, "", "inline")
                )
    return Own(tuple(found), tuple(nobody))


def reviewed(article: Article, resolver: Resolver, own: Own, found: list[Mention]) -> list[Mention]:
    """What stand-off annotations add to what was found; reviewed ones take away from `found`
    what the rules say otherwise, and a reviewed `-` says that the words are nobody's.

    The archivist's marks win over all; a proposal that nobody reviewed over nothing.
    """
    more: list[Mention] = []
    for proposal in article.proposals:
        exact = article.texts[proposal.part].plain[proposal.start : proposal.end]
        entity = NOBODY
        if proposal.target != NOBODY:
            known = len(resolver.problems)
            entity = resolver.any(proposal.target, proposal.position)
            # It is at fault where it is stated, not in the article.
            resolver.problems[known:] = [
                replace(found, path=proposal.path or found.path)
                for found in resolver.problems[known:]
            ]
            if not entity:
                continue
        manner = proposal.manner
        if entity != NOBODY and manner == "name":
            manner = sort_of(resolver.names, exact, entity)
        mention = Mention(
            proposal.part, proposal.start, proposal.end, entity, exact, manner, "", proposal.by,
            proposal.confidence, proposal.annotator, proposal.date,
        )  # fmt: skip
        if entity != NOBODY and own.excludes(mention):
            continue
        against = [m for m in (*found, *more) if overlap(m, mention)]
        if proposal.by == "reviewed":
            for other in against:
                nested = _nested(other, mention)
                if other.by in ("inline", "read") or (nested and other.entity != entity != NOBODY):
                    continue
                if other in found:
                    found.remove(other)
                else:
                    more.remove(other)
            if any(m.by == "read" and not _nested(m, mention) for m in against):
                continue
        elif against:
            continue
        if entity != NOBODY:
            more.append(mention)
    return more


def _nested(one: Mention, two: Mention) -> bool:
    inside = two.start <= one.start and one.end <= two.end
    around = one.start <= two.start and two.end <= one.end
    return (inside or around) and (one.start, one.end) != (two.start, two.end)
