"""What rules would declare in an article: what it concerns by them and does not declare yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from builder.annotation.salience import threshold
from builder.kinds import Kind
from builder.model import Annotated, Article, Name, Names
from builder.text import fold, words_of


class Proposed(NamedTuple):
    """An entity to declare: under which kind's key, as what, and its score."""

    kind: str
    written: str
    entity: str
    score: int
    salient: bool
    """Whether the article concerns it: if not, declaring it would say that it does."""


def propose(
    article: Article, annotated: Annotated, kinds: Sequence[Kind], names: Names
) -> list[Proposed]:
    """What the front matter could declare, most salient first within each kind."""
    least = threshold(sum(len(words_of(text.plain).gaps) for text in article.texts.values()))
    known = {*annotated.declared, *(stub.id for stub in annotated.stubs)}
    found = []
    for kind in kinds:
        here = [id for id in annotated.salience if id.startswith(f"{kind.word}/")]
        here = [id for id in here if id not in known]
        for id in sorted(here, key=lambda id: (-annotated.salience[id], id)):
            score = annotated.salience[id]
            written = _written(id, annotated, names)
            found.append(Proposed(kind.word, written, id, score, score >= least))
    return found


def _written(id: str, annotated: Annotated, names: Names) -> str:
    """How the entity is best declared: a country by its code, others by the name that the
    article has for them where that is theirs alone, else by their id.
    """
    kind, _, slug = id.partition("/")
    if kind == "countries":
        return slug.upper() if len(slug) in (2, 4) else slug
    for mention in annotated.mentions:
        if mention.entity == id and mention.manner in ("name", "metonym"):
            form = " ".join(mention.exact.split())
            rows = [row for row in names.called(fold(form)) if row.entity.startswith(f"{kind}/")]
            known = [row for row in rows if _declares(row)]
            if {row.entity for row in known} == {id} and form in {row.form for row in known}:
                return form
    return slug


def _declares(row: Name) -> bool:
    return row.sort in ("name", "alias", "code")  # codes are also what hidden people are called
