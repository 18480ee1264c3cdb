"""Texts in which nothing is Markdown but sub-headings and marks: read without a converter.

Most news is such text. `read_plain` says of which texts that holds, and its answer equals
that of Markdown, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from builder.content.source import place_in
from builder.content.marks import MARK, MARK_IN_MARKDOWN, SOFT_BREAK, found_mark
from builder.content.tags import lift_headings
from builder.model import Mark, Position, Text

_SPECIAL: Final = re.compile(r"[\\`*_<|~\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")
"""What Markdown looks for."""
_LINKED: Final = re.compile(r"\[[\[^]|\][(:]")
"""What makes a link or a note of words in brackets; `[...]` and `[sic]` are words."""
_ENTITY: Final = re.compile(r"&(?! )")
"""What may be the sign for a character; between two spaces an `&` is a word."""
_SPECIAL_START: Final = re.compile(
    r"\n(?:[^\S\n]|[-+=>:]|[0-9]+[.)]|#(?!#{0,5} [^\s#](?:[^#\n]*[^\s#])?\n))"
)
_BLOCK: Final = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LINES: Final = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")


class Block(NamedTuple):
    """A block of words: its level as a heading, or 0; where its words begin in the source."""

    level: int
    words: str
    start: int


def read_plain(source: str, first_line: int) -> Text | None:
    """The text, where nothing in it is Markdown but sub-headings and marks; else None."""
    bare = MARK_IN_MARKDOWN.sub(_bare, source) if "[[" in source else source
    bare = f"\n{bare}\n"
    if _SPECIAL.search(bare) or _SPECIAL_START.search(bare):
        return None
    if ("[" in bare and _LINKED.search(bare)) or ("&" in bare and _ENTITY.search(bare)):
        return None
    if any([line[-1:].isspace() for line in bare.split("\n")]):  # it strips, or reads as a break
        return None
    blocks = []
    for match in _BLOCK.finditer(source):
        words = match[0]
        level = 0
        if words[0] == "#":
            if "\n" in words:
                return None
            level = words.index(" ")
            words = words[level + 1 :]
        elif "\n#" in words:
            return None
        blocks.append(Block(level, words, match.start() + (level + 1 if level else 0)))
    return _text(blocks, source, first_line, MARK_IN_MARKDOWN)


def _bare(match: re.Match[str]) -> str:
    return "x" if found_mark(match, Position(1, 1)) else match[0]


def read_text(source: str, first_line: int) -> Text:
    """`markup: text`: paragraphs, `## ` sub-headings and marks; nothing else is syntax."""
    blocks = []
    for match in _LINES.finditer(source):
        words, start = match[0].rstrip(), match.start()
        if words.startswith("## "):
            line = words.partition("\n")[0]
            title = line[3:].strip(" \t")
            blocks.append(Block(2, title, start + line.index(title, 3)))
            start += len(line) + 1
            words = words[len(line) + 1 :]
        if words.strip():
            shown = words.lstrip(" \t\n")
            blocks.append(Block(0, shown, start + len(words) - len(shown)))
    return _text(blocks, source, first_line, MARK)


def read_line(words: str, position: Position) -> Text:
    """A standfirst or summary: one paragraph of plain text and marks."""
    plain, marks = _marked(words, MARK, lambda at: Position(position.line, position.column + at))
    return Text(plain, (), tuple(marks))


def _marked(
    words: str, pattern: re.Pattern[str], place: Callable[[int], Position], start: int = 0
) -> tuple[str, list[Mark]]:
    """Words without the brackets of their marks; the plain text begins at `start`."""
    if "[[" not in words:
        return SOFT_BREAK.sub(" ", words) if "\n" in words else words, []
    parts: list[str] = []
    marks: list[Mark] = []
    end = 0
    for match in pattern.finditer(words):
        found = found_mark(match, place(match.start()))
        if found is None:
            continue
        before = SOFT_BREAK.sub(" ", words[end : match.start()])
        start += len(before)
        marks.append(Mark(start, start + len(found.words), found.target, found.position))
        start += len(found.words)
        parts += (before, found.words)
        end = match.end()
    parts.append(SOFT_BREAK.sub(" ", words[end:]))
    return "".join(parts), marks


def _text(blocks: Sequence[Block], source: str, first_line: int, pattern: re.Pattern[str]) -> Text:
    parts: list[str] = []
    shape: list[tuple[int, str]] = []
    marks: list[Mark] = []
    position = 0
    headings = False
    for level, words, start in blocks:
        if position:
            parts.append("\n\n")
            position += 2

        def place(at: int, start: int = start) -> Position:
            return place_in(source, start + at, first_line)

        plain, found = _marked(words, pattern, place, position)
        tag = f"h{level}>" if level else "p>"
        headings = headings or level > 0
        shape.append((position, f"<{tag}"))
        parts.append(plain)
        marks += found
        position += len(plain)
        shape.append((position, f"</{tag}"))
    lifted = lift_headings(shape) if headings else tuple(shape)
    return Text("".join(parts), lifted, tuple(marks))
