"""An article and the names → its mentions. A person's word wins over rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.addresses import member_slug
from builder.annotation.lexicon import Lexicon
from builder.annotation.own import archivists_marks, reviewed
from builder.annotation.resolve import NOBODY, Resolver
from builder.annotation.rules import RuleReader
from builder.annotation.salience import concerns, score, threshold
from builder.config import Config
from builder.model import (
    PARTS,
    Annotated,
    Article,
    Declared,
    Mention,
    Names,
)
from builder.problems import Problem


def annotate(
    article: Article, names: Names, config: Config
) -> tuple[Annotated, tuple[Problem, ...]]:
    """Find who and what an article names.

    In order of weight: inline marks and `read`, reviewed annotations, front matter, rules.
    """
    resolver = Resolver(article.path, names, config)
    resolved = [(entry, resolver.declared(entry)) for entry in article.declared]
    spelt = [(id, entry.name) for entry, id in resolved]
    declared = _distinct(id for id, _ in spelt)
    about = None
    if article.about is not None:
        about = _distinct(resolver.any(entry.name, entry.position) for entry in article.about)
    own = archivists_marks(article, resolver)
    lexicon = Lexicon(article, names, resolver, config, declared)
    reader = RuleReader(article, lexicon, own, spelt, config)
    found = reader.read()
    found += reviewed(article, resolver, own, found)
    found = [reader.seats.told_of_own(m) for m in found if m.entity != NOBODY]
    order = {part: number for number, part in enumerate(PARTS)}
    found.sort(key=lambda m: (order[m.part], m.start, -m.end, m.entity))
    scores = _scores(reader, found)
    length = sum(len(context.gaps) for context in reader.contexts.values())
    everything = Annotated(
        mentions=tuple(found),
        declared=declared,
        concerns=concerns(about, declared, scores, threshold(length)),
        salience=scores,
        called=tuple(sorted({(_id_of(e), id) for e, id in resolved if id not in ("", _id_of(e))})),
        stubs=tuple(resolver.stubs.values()),
        asked=tuple(sorted(resolver.asked)),
    )
    return everything, (*resolver.problems, *reader.problems)


def _id_of(entry: Declared) -> str:
    """The id that an entity would have if this were its name."""
    return f"{entry.kind}/{member_slug(entry.name)}"


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for id in ids if id))


def _scores(reader: RuleReader, found: Sequence[Mention]) -> dict[str, int]:
    body = reader.article.texts["body"].plain if "body" in reader.article.texts else ""
    end = body.find("\n\n")
    return score(found, end if end >= 0 else len(body), reader.idle, reader.seats.dateline)
