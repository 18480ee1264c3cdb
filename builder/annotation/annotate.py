"""An article and the names → its mentions. A person's word wins over rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.annotation.matching import Hit, Matcher
from builder.annotation.metonyms import manner_of
from builder.annotation.registry import make_name
from builder.annotation.resolve import NOBODY, Resolver
from builder.annotation.salience import concerns, score
from builder.annotation.traps import is_trap
from builder.config import Config
from builder.model import PARTS, UNDECIDED, Annotated, Article, Mention, Name, Names, Part, Position
from builder.problems import Problem
from builder.text import Word, fold, folded_words

_HONORIFICS = {
    "m": "m", "mr": "m", "mister": "m", "mme": "f", "mlle": "f", "mrs": "f", "ms": "f", "miss": "f",
}  # fmt: skip


def annotate(
    article: Article, names: Names, config: Config
) -> tuple[Annotated, tuple[Problem, ...]]:
    """Find who and what an article names.

    In order of weight: inline marks and `read`, reviewed annotations, front matter, rules.
    """
    resolver = Resolver(article.path, names, config)
    declared = _distinct(resolver.declared(entry) for entry in article.declared)
    about = None
    if article.about is not None:
        about = _distinct(resolver.any(entry.name, entry.position) for entry in article.about)
    words = {part: folded_words(article.texts[part].plain) for part in article.texts}
    fixed, closed = _marks(article, resolver)
    rows = _candidates(article, names, resolver, config, declared, words)
    found = [*fixed]
    matched = _match(article, words, rows)
    named = {
        name.entity
        for hits in matched.values()
        for hit in hits
        for name in hit.names
        if name.sort != "surname"
    } | {mention.entity for mention in fixed}
    for part, hits in matched.items():
        for hit in hits:
            mention = _decide(article, part, hit, words[part], declared, named, config)
            if mention and not _inside(mention, closed) and not _doubles(mention, fixed):
                found.append(mention)
    for proposal in article.proposals:
        entity = resolver.any(proposal.target, Position(1, 1))
        if entity:
            exact = article.texts[proposal.part].plain[proposal.start : proposal.end]
            own = Mention(
                proposal.part, proposal.start, proposal.end, entity, exact, proposal.manner, "",
                proposal.by, proposal.confidence, proposal.annotator, proposal.date,
            )  # fmt: skip
            found = [m for m in found if m.by != "rule" or not _overlap(m, own)]
            found.append(own)
    order = {part: number for number, part in enumerate(PARTS)}
    found.sort(key=lambda m: (order[m.part], m.start, -m.end, m.entity))
    body = article.texts["body"].plain if "body" in article.texts else ""
    end = body.find("\n\n")
    scores = score(found, end if end >= 0 else len(body))
    everything = Annotated(
        mentions=tuple(found),
        declared=declared,
        concerns=concerns(about, declared, scores),
        salience=scores,
        stubs=tuple(resolver.stubs.values()),
        asked=tuple(sorted(resolver.asked)),
    )
    return everything, tuple(resolver.problems)


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for id in ids if id))


def _marks(
    article: Article, resolver: Resolver
) -> tuple[list[Mention], list[tuple[str, int, int, bool]]]:
    """The archivist's inline marks, and the stretches that are nobody."""
    found: list[Mention] = []
    closed: list[tuple[str, int, int, bool]] = []
    for part, text in article.texts.items():
        for mark in text.marks:
            if mark.target == NOBODY:
                closed.append((part, mark.start, mark.end, True))
                continue
            entity = resolver.any(mark.target, mark.position)
            if not entity:
                continue
            exact = text.plain[mark.start : mark.end]
            rows = resolver.names.called(fold(exact))
            own = next((row for row in rows if row.entity == entity), None)
            manner = "description" if own is None else _manner(own.sort)
            found.append(Mention(part, mark.start, mark.end, entity, exact, manner, "", "inline"))
    return found, closed


def _manner(sort: str) -> str:
    if sort in ("adjective", "people"):
        return "adjective"
    return "surname" if sort == "surname" else "name"


def _candidates(
    article: Article, names: Names, resolver: Resolver, config: Config,
    declared: Sequence[str], words: dict[Part, list[Word]],
) -> list[Name]:  # fmt: skip
    starts = {word.folded for part in words.values() for word in part}
    # A Korean name may have a particle at its end, which is no part of it.
    starts |= {w[:-n] for w in list(starts) if w[:1] >= "\uac00" for n in (1, 2) if len(w) > n}
    rows = list(names.starting_with(starts))
    rows = [row for row in rows if row.match != "declared" or row.entity in declared]
    if config.mode == "declared":
        rows = [row for row in rows if row.entity in declared]
    for stub in resolver.stubs.values():
        made = make_name(stub.name, stub.id, "name")
        if made:
            rows.append(made)
    for reading in article.read:
        folded = fold(reading.form)
        rows = [row for row in rows if row.folded != folded]
        target = ""
        if reading.target != NOBODY:
            target = resolver.any(reading.target, reading.position)
        made = make_name(reading.form, target or NOBODY, "read")
        if made:
            rows.append(made)
    return rows


def _match(
    article: Article, words: dict[Part, list[Word]], rows: list[Name]
) -> dict[Part, list[Hit]]:
    matcher = Matcher(rows)
    return {
        part: matcher.find(article.texts[part].plain, words[part], article.lang)
        for part in article.texts
    }


def _decide(
    article: Article, part: Part, hit: Hit, words: list[Word], declared: Sequence[str],
    named: set[str], config: Config,
) -> Mention | None:  # fmt: skip
    text = article.texts[part].plain
    exact = text[hit.start : hit.end]
    read = next((name for name in hit.names if name.sort == "read"), None)
    if read is not None:
        if read.entity == NOBODY:
            return None
        return Mention(part, hit.start, hit.end, read.entity, exact, "name", "", "read")
    names = [n for n in hit.names if not is_trap(text, hit.start, hit.end, n.sort)]
    full = [n for n in names if n.sort != "surname"]
    if not full:
        full = _by_surname(text, hit, names, named)
    entities = {name.entity for name in full}
    if len(entities) > 1:
        entities &= set(declared)
    if len(entities) != 1:
        return None
    entity = entities.pop()
    name = next(n for n in full if n.entity == entity)
    manner, stands_for = _manner(name.sort), ""
    if name.stands_for and config.metonyms != "ignore":
        cue = manner_of(text, hit.start, hit.end, article.lang)
        if cue == "metonym":
            manner, stands_for = "metonym", name.stands_for
        elif cue != "place":
            stands_for = UNDECIDED
        if manner == "metonym" and config.metonyms == "merge" and stands_for != UNDECIDED:
            return Mention(part, hit.start, hit.end, stands_for, exact, "metonym", "", "rule")
    return Mention(part, hit.start, hit.end, entity, exact, manner, stands_for, "rule")


def _by_surname(text: str, hit: Hit, names: Sequence[Name], named: set[str]) -> list[Name]:
    """Who a surname means: somebody whose full name stands in the article; of two, the one
    whom the honorific before it fits.
    """
    present = [name for name in names if name.entity in named]
    if len({name.entity for name in present}) < 2:
        return present
    before = text[max(0, hit.start - 12) : hit.start].split()
    title = _HONORIFICS.get(fold(before[-1])) if before else None
    if title is None:
        return present
    return [n for n in present if _HONORIFICS.get(fold(n.honorific)) == title]


def _inside(mention: Mention, closed: Sequence[tuple[str, int, int, bool]]) -> bool:
    return any(
        mention.part == part and mention.start < end and start < mention.end
        for part, start, end, _ in closed
    )


def _overlap(one: Mention, two: Mention) -> bool:
    return one.part == two.part and one.start < two.end and two.start < one.end


def _doubles(mention: Mention, fixed: Sequence[Mention]) -> bool:
    """Whether the archivist's mark says the same or otherwise of the same words.

    Marks may hold other mentions inside; what crosses a mark's edge is none.
    """
    for own in fixed:
        if not _overlap(mention, own):
            continue
        within = own.start <= mention.start and mention.end <= own.end
        if not within or (mention.start, mention.end) == (own.start, own.end):
            return True
        if mention.entity == own.entity:
            return True
    return False
