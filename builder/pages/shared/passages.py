"""Mentions in context: the sentences of an article that name an entity, or two of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson

from builder import wording
from builder.archive.families.appearances import Appearance, Together
from builder.model import UNDECIDED
from builder.pages.shared.saying import told, undecided

BUDGET = 180_000
"""How many bytes of quoted text a page holds, beyond which it quotes fewer sentences an
article: no page over 300 kB (law 4)."""

LONG = 700
"""How many characters of a sentence are quoted."""

FEW = 3
"""From so many articles on, a reader may choose among them."""

FRAME = 200
"""About how many bytes of HTML stand around a sentence."""


class Piece(NamedTuple):
    """Words of a sentence; those of a mention have their manner, how it is known and, where
    two entities are named, the kind of the one.
    """

    words: str
    manner: str
    title: str
    kind: str = ""


class Passage(NamedTuple):
    """A sentence that names the entity, and the link to it in its article; `manners` in
    which it does, with spaces between.
    """

    address: str
    part: str
    pieces: tuple[Piece, ...]

    @property
    def manners(self) -> str:
        """The manners of its mentions, each once."""
        return " ".join(dict.fromkeys(piece.manner for piece in self.pieces if piece.manner))


class InArticle(NamedTuple):
    """An article and the sentences in it that name the entity.

    `more` counts those beyond the quoted ones; where none may be quoted, `unquoted` counts
    the mentions; where both are 0, the article only declares the entity.
    """

    title: str
    address: str
    date: str
    lang: str
    source: str
    concerns: bool
    passages: tuple[Passage, ...]
    more: int
    unquoted: int


def in_context(rows: Sequence[Appearance], lang: str) -> tuple[InArticle, ...]:
    """The articles of a page with their sentences, as many as the page may hold."""
    words = wording.words_of(lang)
    found = [
        (row, [(part, anchor, *_around(text, marks)) for part, anchor, text, marks in passages])
        for row in rows
        for passages in (orjson.loads(row.passages),)
    ]
    quoted = _quoted([passages for _, passages in found])
    return tuple(_in_article(row, passages[:quoted], words) for row, passages in found)


def in_common(rows: Sequence[Together], kinds: tuple[str, str], lang: str) -> tuple[InArticle, ...]:
    """The articles that concern two entities with the sentences that name both; `kinds` are
    theirs, the first's first.
    """
    words = wording.words_of(lang)
    found = []
    for row in rows:
        mine, other = orjson.loads(row.others), orjson.loads(row.passages)
        marks = {(part, anchor): marked for part, anchor, _, marked in other}
        both = [
            (part, anchor, *_around(text, _both(marked, marks[part, anchor], kinds)))
            for part, anchor, text, marked in mine
            if (part, anchor) in marks
        ]
        found.append((row, both))
    quoted = _quoted([both for _, both in found])
    return tuple(
        InArticle(
            row.title, row.address, row.date, row.lang, row.source, True,
            tuple(
                Passage(f"{row.address}#{anchor}", part, _pieces(text, marked, words))
                for part, anchor, text, marked in both[:quoted]
            ),
            len(both[quoted:]), 0,
        )
        for row, both in found
    )  # fmt: skip


def selectable(articles: Sequence[InArticle], by_manner: bool = True) -> bool:
    """Whether there is something to choose among them: their source, or the manner of mention."""
    if len(articles) < FEW:
        return False
    if len({article.source for article in articles if article.source}) > 1:
        return True
    manners = {
        manner
        for article in articles
        for passage in article.passages
        for manner in passage.manners.split()
    }
    return by_manner and len(manners) > 1


def _both(one: Sequence[Any], two: Sequence[Any], kinds: tuple[str, str]) -> list[Any]:
    """The marks of both in one sentence, each with its kind."""
    return [[*mark[:5], kinds[0]] for mark in one] + [[*mark[:5], kinds[1]] for mark in two]


def _around(text: str, marks: Sequence[Any]) -> tuple[str, list[Any]]:
    """A sentence without end (a table, a scan without full stops), cut around its first mention."""
    if len(text) <= LONG:
        return text, list(marks)
    first = min((mark[0] for mark in marks), default=0)
    start = max(0, min(first - LONG // 3, len(text) - LONG))
    end = start + LONG
    before, after = "… " if start else "", " …" if end < len(text) else ""
    moved = len(before) - start
    kept = [
        [mark[0] + moved, mark[1] + moved, *mark[2:]]
        for mark in marks
        if start <= mark[0] and mark[1] <= end
    ]
    return before + text[start:end] + after, kept


def _quoted(articles: Sequence[Sequence[Any]]) -> int:
    """How many sentences an article may be quoted with, so that the page holds them all."""
    quoted = max(map(len, articles), default=0)
    while quoted > 1 and sum(_size(passages[:quoted]) for passages in articles) > BUDGET:
        quoted -= 1
    return quoted


def _size(passages: Sequence[Any]) -> int:
    return sum(len(text.encode()) + FRAME for _part, _anchor, text, _marks in passages)


def _in_article(row: Appearance, passages: Sequence[Any], words: wording.Words) -> InArticle:
    return InArticle(
        title=row.title,
        address=row.address,
        date=row.date,
        lang=row.lang,
        source=row.source,
        concerns=bool(row.concerns),
        passages=tuple(
            Passage(f"{row.address}#{anchor}", part, _pieces(text, marks, words))
            for part, anchor, text, marks in passages
        ),
        more=max(0, row.sentences - len(passages)) if passages else 0,
        unquoted=0 if passages else row.mentions + row.apart,
    )


def _pieces(text: str, marks: Sequence[Any], words: wording.Words) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for start, end, how, stands_for, by, *kind in sorted(
        marks, key=lambda mark: (mark[0], -mark[1])
    ):
        if start < at:
            continue
        pieces.append(Piece(text[at:start], "", ""))
        apart = undecided(words, how) if stands_for == UNDECIDED else ""
        pieces.append(Piece(text[start:end], how, told(words, how, by, apart), *kind))
        at = end
    pieces.append(Piece(text[at:], "", ""))
    return tuple(piece for piece in pieces if piece.words)
