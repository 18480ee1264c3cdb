"""What an article's access allows to show, cut into sentences that have their anchors."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple, cast

from builder.model import PARTS, Article, Mention, Part, Text
from builder.sentences import anchors, sentences


class Shown(NamedTuple):
    """A part as it may be shown: its sentences as (start, end), and the anchor of each."""

    text: Text
    spans: Sequence[tuple[int, int]]
    anchors: Sequence[str]

    def sentence_at(self, position: int) -> int:
        """The number of the sentence in which a character stands; -1 where in none."""
        number = bisect_left(self.spans, (position + 1,)) - 1
        return number if number >= 0 and position < self.spans[number][1] else -1


def published(article: Article) -> dict[Part, Shown]:
    """The parts of an article that its access allows to show, in order; no two sentences of
    them share an anchor.
    """
    seen: dict[str, int] = {}
    shown: dict[Part, Shown] = {}
    for part, text in _allowed(article).items():
        spans = sentences(text.plain, article.lang)
        shown[part] = Shown(text, spans, anchors(text.plain, spans, seen))
    return shown


def is_shown(mention: Mention, shown: dict[Part, Shown]) -> bool:
    """Whether a mention stands in what may be shown."""
    part = shown.get(cast(Part, mention.part))
    return part is not None and mention.end <= len(part.text.plain)


def _allowed(article: Article) -> dict[Part, Text]:
    texts = article.texts
    if article.access == "full":
        return {cast(Part, part): texts[cast(Part, part)] for part in PARTS if part in texts}
    kept: dict[Part, Text] = {"title": texts["title"]}
    if "summary" in texts:
        kept["summary"] = texts["summary"]
    if article.access == "excerpt" and "body" in texts:
        body = texts["body"]
        spans = sentences(body.plain, article.lang)
        count = max(1, min(3, len(spans) // 10))
        kept["body"] = cut(body, spans[count - 1][1] if spans else 0)
    return kept


def cut(text: Text, end: int) -> Text:
    """The text up to a position, with the HTML that is open there closed."""
    shape = [(position, html) for position, html in text.shape if position < end]
    open_tags: list[str] = []
    for _, html in shape:
        for tag in html.replace("<", "\n<").splitlines():
            if tag.startswith("</"):
                if open_tags:
                    open_tags.pop()
            elif tag.startswith("<") and not tag.rstrip().endswith("/>"):
                name = tag[1:].split(">")[0].split()[0]
                if name not in ("br", "hr", "img"):
                    open_tags.append(name)
    shape += [(end, f"</{name}>") for name in reversed(open_tags)]
    return Text(text.plain[:end], tuple(shape), ())
