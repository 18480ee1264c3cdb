"""The entities of one article → a row each: how often it is named, how, in which sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from builder.archive import tables as t
from builder.archive.facts import as_json
from builder.archive.published import Shown
from builder.model import PARTS, UNDECIDED, Annotated, Article, Mention, Part

PASSAGES: Final = 5
"""How many sentences of an article a list of passages quotes (DESIGN, law 4)."""

PASSAGE_LENGTH: Final = 600
"""The longest sentence that a list of passages quotes whole, in characters."""

PAIRED: Final = 30
"""Pairs are made of at most this many of the entities that an article concerns, the most salient
ones (INCREMENTAL): of a list of names, not of each two in it.
"""

_ORDER: Final = {part: number for number, part in enumerate(PARTS)}


class Head(NamedTuple):
    """What every row of an article that is listed by time says of it."""

    article: str
    moment: str
    year: str
    month: str
    day: str
    address: str
    title: str
    date: str
    lang: str
    source: str


def head_of(article: Article, address: str) -> Head:
    """An article's head."""
    when = article.when
    return Head(
        article.id, when.moment, when.year, when.month, when.day, address, article.title,
        when.text, article.lang, article.source,
    )  # fmt: skip


class Named(NamedTuple):
    """An article's mentions by entity: those that name it, and metonyms that stand for it."""

    own: Mapping[str, Sequence[Mention]]
    apart: Mapping[str, Sequence[Mention]]


def named_in(mentions: Iterable[Mention]) -> Named:
    """The mentions by entity, each entity's in order."""
    own: dict[str, list[Mention]] = {}
    apart: dict[str, list[Mention]] = {}
    for mention in mentions:
        own.setdefault(mention.entity, []).append(mention)
        if mention.stands_for not in ("", UNDECIDED):
            apart.setdefault(mention.stands_for, []).append(mention)
    return Named(own, apart)


def appearances_of(
    article: Article, annotated: Annotated, named: Named, visible: Named,
    shown: Mapping[Part, Shown], head: Head,
) -> list[t.AppearanceRow]:  # fmt: skip
    """A row an entity that the article names, declares or concerns; `visible` are those of the
    mentions that stand in what is shown.
    """
    own, apart = named
    concerned, declared = set(annotated.concerns), set(annotated.declared)
    salience = annotated.salience
    paired = sorted(concerned, key=lambda entity: (-salience.get(entity, 0), entity))[:PAIRED]
    rows = []
    for entity in sorted(own.keys() | apart.keys() | declared | concerned):
        mentions, others = own.get(entity, ()), apart.get(entity, ())
        there = visible.own.get(entity, ())
        passages, sentences = _passages(there, visible.apart.get(entity, ()), shown)
        forms: dict[str, int] = {}
        for mention in there:
            forms[mention.exact] = forms.get(mention.exact, 0) + 1
        rows.append(
            t.AppearanceRow(
                article.path, entity, *head,
                mentions=len(mentions),
                apart=len(others),
                adjectives=[m.manner for m in mentions].count("adjective"),
                declared=int(entity in declared),
                concerns=int(entity in concerned),
                paired=int(entity in paired),
                salience=salience.get(entity, 0),
                forms=as_json(forms),
                passages=as_json(passages) if passages else "[]",
                sentences=sentences,
            )
        )  # fmt: skip
    return rows


def _passages(
    mentions: Sequence[Mention], others: Sequence[Mention], shown: Mapping[Part, Shown]
) -> tuple[list[Any], int]:
    """The first sentences in which mentions stand, with the marks in them; how many there are."""
    if others:
        # A metonym of what it stands for is one mention, not two.
        distinct = dict.fromkeys((*mentions, *others))
        mentions = sorted(distinct, key=lambda m: (_ORDER[m.part], m.start))
    found: dict[tuple[Part, int], list[Mention]] = {}
    for mention in mentions:
        part: Part = mention.part  # type: ignore[assignment]
        number = shown[part].sentence_at(mention.start)
        if number >= 0:
            found.setdefault((part, number), []).append(mention)
    passages = []
    for (part, number), inside in list(found.items())[:PASSAGES]:
        text, spans, anchors = shown[part]
        start, end = spans[number]
        # A sentence without an end (a table, a list of names) is shown around its first mention.
        if end - start > PASSAGE_LENGTH:
            start = max(start, inside[0].start - PASSAGE_LENGTH // 2)
            end = min(end, start + PASSAGE_LENGTH)
        marks = [
            (m.start - start, m.end - start, m.manner, m.stands_for, m.by)
            for m in inside
            if m.end <= end
        ]
        passages.append((part, anchors[number], text.plain[start:end], marks))
    return passages, len(found)
