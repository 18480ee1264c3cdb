"""The archivist's inline marks, `[[target|words]]`, and the signs that stand for them.

While a text goes through Markdown and the cleaner, each mark is one sign between two
noncharacters, which Unicode keeps for a program's own use: nothing in a mark is then read
as Markdown, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from builder.content.source import place_in
from builder.model import Position

OPEN: Final = "\ufdd0"
CLOSE: Final = "\ufdd1"
NOTE: Final = "\ufdd2"
NOTE_END: Final = "\ufdd3"

OWN: Final = re.compile("[\ufdd0-\ufdef]")
"""The characters that no source may hold."""

SIGN: Final = re.compile(f"{OPEN}(?P<mark>[0-9]+){CLOSE}|{NOTE}(?P<note>[0-9]+){NOTE_END}")

# A line may end within a mark, a paragraph may not; words may hold a pair of brackets.
_LINE_END = r"\n(?![ \t]*\n)"
_TARGET = rf"(?:[^\[\]|\n]|{_LINE_END})"
_WORDS = rf"(?:[^\[\]\n]|{_LINE_END}|\[[^\[\]\n]*\])"
_MARK = rf"\[\[(?!\^)(?P<target>{_TARGET}+)(?:\|(?P<words>{_WORDS}+))?\]\]"

MARK: Final = re.compile(_MARK)
MARK_IN_MARKDOWN: Final = re.compile(_MARK + r"(?!\()")
"""`[[1]](address)` is a link of Markdown, of which the words are `[1]`."""
_ESCAPED_OR_MARK = re.compile(rf"\\.|{MARK_IN_MARKDOWN.pattern}", re.DOTALL)

SOFT_BREAK: Final = re.compile(r"[ \t]*\n[ \t]*")


class Found(NamedTuple):
    """A mark as written, what it names, the words it shows, and its place in the file."""

    raw: str
    target: str
    words: str
    position: Position


def found_mark(match: re.Match[str], position: Position) -> Found | None:
    """What a match says; None where it names nothing or shows nothing."""
    target = SOFT_BREAK.sub(" ", match["target"]).strip()
    words = target
    if match["words"] is not None:
        words = SOFT_BREAK.sub(" ", match["words"]).strip(" \t")
    return Found(match[0], target, words, position) if target and words else None


def sign_marks(source: str, first_line: int) -> tuple[str, list[Found]]:
    """Markdown with a sign for each mark, and the marks by the numbers in their signs."""
    if "[[" not in source:
        return source, []
    marks: list[Found] = []

    def sign(match: re.Match[str]) -> str:
        if match["target"] is None:
            return match[0]
        found = found_mark(match, place_in(source, match.start(), first_line))
        if found is None:
            return match[0]
        marks.append(found)
        return f"{OPEN}{len(marks) - 1}{CLOSE}"

    return _ESCAPED_OR_MARK.sub(sign, source), marks


def unsign(text: str, marks: Sequence[Found], raw: bool) -> str:
    """A text in which signs are again what was written, or the words of it."""

    def write(match: re.Match[str]) -> str:
        if match["mark"] is None or int(match["mark"]) >= len(marks):
            return ""
        mark = marks[int(match["mark"])]
        return mark.raw if raw else mark.words

    return OWN.sub("", SIGN.sub(write, text)) if OWN.search(text) else text
