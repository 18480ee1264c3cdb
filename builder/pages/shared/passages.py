"""Mentions in context: the sentences of an article that name an entity, or two of them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import orjson

from builder import wording
from builder.archive.families.appearances import Appearance, Together
from builder.escaping import escape_text
from builder.model import UNDECIDED
from builder.pages.shared.saying import told, undecided
from builder.spacing import kept_together, sets_apart

BUDGET: Final = 180_000
"""How many bytes of quoted text a page holds, beyond which it quotes fewer sentences an
article: no page over 300 kB (law 4)."""

FEW: Final = 3
"""From so many articles on, a reader may choose among them."""

FRAME: Final = 200
"""About how many bytes of HTML stand around a sentence."""

WIDEST: Final = 4
"""How many bytes a character takes at most."""


class Passage(NamedTuple):
    """A sentence that names the entity: its anchor in the article, and its words with the
    mentions marked; `manners` in which these name it, with spaces between.
    """

    anchor: str
    part: str
    manners: str
    text_html: str


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


Quote = tuple[str, str, str, Sequence[Any]]
"""A sentence in the store: its part, its anchor, its words, the mentions in it."""

Mark = tuple[int, int, str]
"""Where a mention stands in a sentence, and the tag that opens its mark."""


def in_context(rows: Sequence[Appearance], lang: str) -> tuple[InArticle, ...]:
    """The articles of a page with their sentences, as many as the page may hold."""
    words = wording.words_of(lang)
    found: list[list[Quote]] = [orjson.loads(row.passages) for row in rows]
    quoted = _quoted(found)
    listed = []
    for row, quotes in zip(rows, found, strict=True):
        passages = tuple([_passage(*quote, row.lang, words) for quote in quotes[:quoted]])
        listed.append(
            InArticle(
                row.title, row.address, row.date, row.lang, row.source, bool(row.concerns),
                passages,
                max(0, row.sentences - len(passages)) if passages else 0,
                0 if passages else row.mentions + row.apart,
            )
        )  # fmt: skip
    return tuple(listed)


def _passage(
    part: str, anchor: str, text: str, mentions: Sequence[Any], lang: str, words: wording.Words
) -> Passage:
    if len(mentions) == 1:  # as nearly everywhere
        ((start, end, manners, stands_for, by),) = mentions
        marks = [(start, end, _tag(words, manners, stands_for, by))]
    else:
        mentions = _apart(mentions)
        manners = " ".join(dict.fromkeys(mention[2] for mention in mentions))
        marks = [
            (start, end, _tag(words, how, stands_for, by))
            for start, end, how, stands_for, by in mentions
        ]
    return Passage(anchor, part, manners, _marked(text, lang, marks))


def in_common(rows: Sequence[Together], kinds: tuple[str, str]) -> tuple[InArticle, ...]:
    """The articles that concern two entities with the sentences that name both; `kinds` are
    theirs, the first's first.
    """
    one, two = [f'<mark class="k k-{escape_text(kind)}">' for kind in kinds]
    found = [_naming_both(row, one, two) for row in rows]
    quoted = _quoted(found)
    listed = []
    for row, quotes in zip(rows, found, strict=True):
        passages = [
            Passage(anchor, part, "", _marked(text, row.lang, _apart(marks)))
            for part, anchor, text, marks in quotes[:quoted]
        ]
        listed.append(
            InArticle(
                row.title, row.address, row.date, row.lang, row.source, True,
                tuple(passages), len(quotes) - len(passages), 0,
            )
        )  # fmt: skip
    return tuple(listed)


def _naming_both(row: Together, one: str, two: str) -> list[Quote]:
    """The sentences of an article that name both, with the marks of each; `one` and `two` are
    their tags.
    """
    others: list[Quote] = orjson.loads(row.passages)
    if not others:
        return []
    there = {quote[1]: quote for quote in others}  # anchors differ within an article
    quotes: list[Quote] = []
    for part, anchor, text, mentions in orjson.loads(row.others):
        also = there.get(anchor)
        if also is None:
            continue
        marks = [(mention[0], mention[1], one) for mention in mentions]
        more = [(mention[0], mention[1], two) for mention in also[3]]
        if text == also[2]:
            quotes.append((part, anchor, text, marks + more))
        else:  # a sentence without end, of which each is quoted with the words around it
            quotes += [(part, anchor, text, marks), (part, anchor, also[2], more)]
    return quotes


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


def _quoted(articles: Sequence[Sequence[Quote]]) -> int:
    """How many sentences an article may be quoted with, so that the page holds them all."""
    quoted = max(map(len, articles), default=0)
    # Nearly every page has room for more than it has: that is told without counting bytes.
    most = sum(WIDEST * len(text) + FRAME for quotes in articles for _, _, text, _ in quotes)
    while quoted > 1 and most > BUDGET and _size(articles, quoted) > BUDGET:
        quoted -= 1
    return quoted


def _size(articles: Sequence[Sequence[Quote]], quoted: int) -> int:
    return sum(
        len(text.encode()) + FRAME for quotes in articles for _, _, text, _ in quotes[:quoted]
    )


def _apart(mentions: Sequence[Any]) -> Sequence[Any]:
    """Mentions in order, each (start, end, …), without those that begin within another."""
    found = []
    at = 0
    for mention in sorted(mentions, key=lambda mention: (mention[0], -mention[1])):
        if mention[0] >= at:
            found.append(mention)
            at = mention[1]
    return found


@functools.lru_cache(maxsize=1024)
def _tag(words: wording.Words, how: str, stands_for: str, by: str) -> str:
    """The tag of a mention's mark: in what manner it names its entity, how it is known."""
    title = told(words, how, by, undecided(words, how) if stands_for == UNDECIDED else "")
    return f'<mark class="as-{escape_text(how)}" title="{escape_text(title)}">'


def _marked(text: str, lang: str, marks: Iterable[Mark]) -> str:
    """A sentence as HTML, with its marks."""
    apart = sets_apart(text, lang)
    html = ""
    at = 0
    for start, end, tag in marks:
        before = escape_text(text[at:start])
        if apart:
            before = kept_together(before, lang)
        html += f"{before}{tag}{escape_text(text[start:end])}</mark>"
        at = end
    after = escape_text(text[at:])
    return html + (kept_together(after, lang) if apart else after)
