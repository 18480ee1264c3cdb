"""An article's part as HTML: its words, the archivist's HTML, sentences, and mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from builder.spacing import kept_together, perhaps_apart

_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")


class Span(NamedTuple):
    """A stretch of the plain text and the element around it, of whose pieces the first has the
    id `anchor`; `marks` are all its other attributes, `link` that of a link, "" for none.
    """

    start: int
    end: int
    anchor: str
    marks: str
    link: str = ""


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mark_up(
    plain: str, shape: Sequence[tuple[int, str]], sentences: Sequence[Span],
    mentions: Sequence[Span], lang: str,
) -> str:  # fmt: skip
    """The HTML of a text in a language with its spans put in, well-formed whatever crosses what.

    Where a tag of the text or another span crosses a span, the span is closed and opened
    again. A link within a link is a plain span.
    """
    nested = mark_nested(plain, shape, sentences, mentions, lang)
    return mark_any(plain, shape, [*sentences, *mentions], lang) if nested is None else nested


def mark_nested(
    plain: str, shape: Sequence[tuple[int, str]], sentences: Sequence[Span],
    mentions: Sequence[Span], lang: str,
) -> str | None:  # fmt: skip
    """The same in half the time where nothing crosses anything, as in most texts; else None.
    Between sentences are tags and white space alone, within them mentions alone.
    """
    out: list[str] = []
    odd = iter(_odd(plain, lang))
    next_odd = next(odd)
    length = len(plain)
    pieces = iter([*shape, (length + 1, "")])
    tagged, piece = next(pieces)
    marked = iter([*mentions, Span(length + 1, length + 1, "", "")])
    mention = next(marked)
    at = 0

    def put_to(end: int) -> None:
        nonlocal at, next_odd
        words = plain[at:end]
        if next_odd < end:
            words = kept_together(_escape(words), lang)
            while next_odd < end:
                next_odd = next(odd)
        out.append(words)
        at = end

    for start, end, anchor, marks, _ in [*sentences, Span(length, length, "", "")]:
        if start < at or mention.start < start or plain[at:start].strip():
            return None
        while tagged <= start:
            if tagged < at or "<a" in piece or "</a" in piece:
                return None
            put_to(tagged)
            out.append(piece)
            tagged, piece = next(pieces)
        put_to(start)
        if start == length:
            break
        if tagged < end or plain[start].isspace():
            return None
        out.append(f'<span {marks} id="{anchor}">')
        while mention.start < end:
            first, last, anchor, marks, link = mention
            if first < at or last <= first or last > end or plain[first].isspace():
                return None
            put_to(first)
            tag = "a" if link else "span"
            out.append(f'<{tag} {marks} id="{anchor}"{link}>')
            put_to(last)
            out.append(f"</{tag}>")
            mention = next(marked)
        put_to(end)
        out.append("</span>")
    return "".join(out) if mention.start > length else None


def mark_any(
    plain: str, shape: Sequence[tuple[int, str]], spans: Sequence[Span], lang: str
) -> str:  # fmt: skip
    """The HTML of a text with its spans put in, whatever crosses what."""
    out: list[str] = []
    opened: list[Span] = []
    ends: list[str] = []  # of what is opened, the tags that end it
    waiting: list[Span] = []  # for words: they are inside what is opened, the outermost first
    inner = 0  # links of the archivist's own that are open

    def close_but(kept: int) -> None:
        """Close what is open but for so many of the outermost."""
        out.extend(reversed(ends[kept:]))
        del opened[kept:], ends[kept:]

    starts: dict[int, list[Span]] = {}
    for span in sorted(spans, key=lambda span: -span.end):
        starts.setdefault(span.start, []).append(span)
    stops = {span.end for span in spans}
    pieces: dict[int, list[str]] = {}
    for position, piece in shape:
        pieces.setdefault(position, []).append(piece)
    cuts = {0, len(plain), *starts, *stops, *pieces}
    positions = sorted(position for position in cuts if position <= len(plain))
    odd = iter(_odd(plain, lang))
    next_odd = next(odd)
    for position, following in pairwise([*positions, positions[-1]]):
        here = pieces.get(position)
        if here is not None:
            if opened:
                waiting = _again(opened) + waiting
                close_but(0)
            for piece in here:
                out.append(piece)
                if "<a" in piece or "</a" in piece:
                    for found in _TAG.finditer(piece):
                        if found[2] == "a":
                            inner += -1 if found[1] else 1
        if position in starts:
            waiting += starts[position]
        if position in stops:
            while opened and opened[-1].end <= position:
                opened.pop()
                out.append(ends.pop())
            for depth, span in enumerate(opened):
                if span.end <= position:  # though what began within it goes on
                    waiting = _again(opened[depth + 1 :]) + waiting
                    close_but(depth)
                    break
            if waiting:
                waiting = [span for span in waiting if span.end > position]
        words = plain[position:following]
        # White space between blocks is no place for a span.
        if waiting and words and not words.isspace():
            linked = inner > 0 or "</a>" in ends
            for _, _, anchor, marks, link in waiting:
                own = f' id="{anchor}"' if anchor else ""
                if link and not linked:
                    out.append(f"<a {marks}{own}{link}>")
                    ends.append("</a>")
                    linked = True
                else:
                    out.append(f"<span {marks}{own}>")
                    ends.append("</span>")
            opened += waiting
            waiting = []
        if next_odd < following:
            words = kept_together(_escape(words), lang)
            while next_odd < following:
                next_odd = next(odd)
        out.append(words)
    close_but(0)
    return "".join(out)


def _again(spans: Sequence[Span]) -> list[Span]:
    """Spans that are closed before they end, to go on with: their id is given away."""
    return [span._replace(anchor="") for span in spans]


def _odd(plain: str, lang: str) -> list[int]:
    """Where something stands in a text that is not put into HTML as it is; at last, its end."""
    found = perhaps_apart(plain, lang)
    if "&" in plain or "<" in plain or ">" in plain:
        found = sorted([*found, *(at for at, sign in enumerate(plain) if sign in "&<>")])
    return [*found, len(plain)]
