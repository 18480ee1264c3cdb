"""An article's part as HTML: its words, the archivist's HTML, sentences, and mentions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")


class Span(NamedTuple):
    """A stretch of the plain text and the tags that stand around it.

    `open` is called with whether this is the first piece of the stretch: only that one
    may have an id.
    """

    start: int
    end: int
    open: Callable[[bool, bool], str]
    link: bool


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mark_up(plain: str, shape: Sequence[tuple[int, str]], spans: Sequence[Span]) -> str:
    """The HTML of a text with its spans put in, well-formed whatever crosses what.

    Where a tag of the text or another span crosses a span, the span is closed and opened
    again. A link within a link is a plain span.
    """
    out: list[str] = []
    opened: list[tuple[Span, str]] = []
    seen: set[int] = set()
    inner = 0  # links of the archivist's own that are open

    def close_but(kept: int) -> None:
        """Close what is open but for so many of the outermost."""
        while len(opened) > kept:
            out.append(opened.pop()[1])

    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    cuts = {0, len(plain)}
    for span in ordered:
        cuts.add(span.start)
        cuts.add(span.end)
    pieces: dict[int, list[str]] = {}
    for position, piece in shape:
        pieces.setdefault(position, []).append(piece)
    cuts.update(pieces)
    positions = sorted(position for position in cuts if 0 <= position <= len(plain))
    wanted: list[Span] = []
    begun = 0
    for position, following in zip(positions, [*positions[1:], positions[-1]], strict=True):
        here = pieces.get(position)
        if here is not None:
            close_but(0)
            for piece in here:
                out.append(piece)
                for found in _TAG.finditer(piece):
                    if found[2] == "a":
                        inner += -1 if found[1] else 1
        wanted = [span for span in wanted if span.end > position]
        while begun < len(ordered) and ordered[begun].start <= position:
            if ordered[begun].end > position:
                wanted.append(ordered[begun])
            begun += 1
        # What is open stays open as far, from the outside, as it is still wanted.
        same = 0
        for (span, _), other in zip(opened, wanted, strict=False):
            if span is not other:
                break
            same += 1
        words = plain[position:following]
        if not words or words.isspace():
            # White space between blocks is no place for a span.
            close_but(0 if here else same)
            out.append(words)
            continue
        if same < len(opened):
            close_but(same)
        if same < len(wanted):
            linked = inner > 0 or any(end == "</a>" for _, end in opened)
            for span in wanted[same:]:
                plain_span = linked or not span.link
                out.append(span.open(id(span) not in seen, plain_span))
                seen.add(id(span))
                opened.append((span, "</span>" if plain_span else "</a>"))
                linked = linked or not plain_span
        out.append(_escape(words))
    close_but(0)
    return "".join(out)
