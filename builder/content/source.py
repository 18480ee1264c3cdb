"""A source file: its text, cut in front matter and body; places in it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from builder.model import Position
from builder.problems import Problem, problem

_LINE_END = re.compile("\r\n|\r|\n")
NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that no page, feed or YAML can hold, or that are signs of our own."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file cut in two. `front` is the YAML, beginning on line 2; lines have no ends."""

    path: str
    front: tuple[str, ...]
    body: str
    body_line: int
    lines: tuple[str, ...]

    def wrong(self, code: str, at: Position, **arguments: object) -> Problem:
        """A problem at a place of this file, with its line."""
        return problem(code, self.path, at.line, at.column, self.line(at), **arguments)

    def line(self, at: Position) -> str:
        """The line of a place, as it stands there."""
        return self.lines[at.line - 1].rstrip() if 0 < at.line <= len(self.lines) else ""


def place_in(text: str, at: int, first_line: int = 1) -> Position:
    """The line and column of a character of a text that begins on `first_line` of its file."""
    return Position(first_line + text.count("\n", 0, at), at - text.rfind("\n", 0, at))


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """A file's text, its lines ended by `\\n`; None, with the place, where it is no text."""
    try:
        # The plain codec is in C; the other only takes a mark away that few files have.
        text = data.decode("utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8")
    except UnicodeDecodeError as error:
        start = len(data[: error.start].decode("utf-8-sig"))
        return None, (_at("E101", data.decode("utf-8-sig", "replace"), start, path),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = NO_TEXT.search(text)
    if bad is None:
        return text, ()
    if bad[0] == "\0":
        return None, (_at("E101", text, bad.start(), path),)
    return None, (_at("E109", text, bad.start(), path, character=f"U+{ord(bad[0]):04X}"),)


def _at(code: str, text: str, at: int, path: str, **arguments: object) -> Problem:
    before = _LINE_END.split(text[:at])
    line = before[-1] + _LINE_END.split(text[at:], maxsplit=1)[0]
    return problem(code, path, len(before), len(before[-1]) + 1, line.rstrip(), **arguments)


def split(data: bytes, path: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Cut a file into front matter and body."""
    text, problems = decode(data, path)
    if text is None:
        return None, problems
    lines = tuple(text.split("\n"))
    if lines[0].rstrip() != "---":
        return None, (problem("E102", path, 1, 1, lines[0].rstrip()),)
    for number in range(1, len(lines)):
        if lines[number].rstrip() == "---":
            body = "\n".join(lines[number + 1 :])
            return Source(path, lines[1:number], body, number + 2, lines), ()
    return None, (problem("E103", path, 1, 1, lines[0].rstrip()),)
