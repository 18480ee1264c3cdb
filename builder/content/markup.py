"""Markdown or plain text → `Text`: plain text with its HTML standing off from it."""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from builder.content.converting import convert
from builder.content.source import place_in
from builder.content.links import FOLDERS
from builder.content.marks import Found, sign_marks
from builder.content.plain import read_line, read_plain, read_text
from builder.content.standoff import StandOff
from builder.content.tags import Written
from builder.model import Link, Note, Text
from builder.problems import Problem, problem

__all__ = ["Body", "assemble", "read_body", "read_line", "read_markdown", "read_prose"]


@dataclass(frozen=True, slots=True)
class Body:
    """A body as read."""

    text: Text
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_body(
    source: str, first_line: int, path: str, markup: str, folders: Collection[str] = FOLDERS
) -> Body:
    """Read an article's body, which begins on line `first_line` of its file.

    `markup` is `markdown` or `text`; `folders` are those from which addresses may begin.
    """
    if markup == "text":
        text = read_text(source, first_line)
        start = text.plain.find("[[")
        unclosed = text.plain[start:].partition("\n")[0] if start >= 0 else ""
        return Body(text, problems=_Finder(source, first_line, path).unclosed(unclosed))
    fast = read_plain(source, first_line)
    if fast is not None:
        return Body(fast)
    return read_markdown(source, first_line, path, folders)


def read_markdown(
    source: str, first_line: int, path: str, folders: Collection[str] = FOLDERS
) -> Body:
    """Read Markdown through Python-Markdown and a cleaner."""
    finder = _Finder(source, first_line, path)
    signed, marks = sign_marks(source, first_line)
    try:
        converted = convert(signed)
        made, text = _stand_off(converted.html, path, marks, folders)
        notes, written = _notes(converted.notes, made, path, marks, folders)
    except RecursionError:
        return Body(Text(""), problems=(finder.problem("E114", 0),))
    links = []
    problems = list(finder.unclosed(made.unclosed))
    for link in (*made.links, *written):
        at = finder.find(link.written)
        if link.target:
            links.append(Link(link.target, place_in(source, at, first_line), finder.line(at)))
        else:
            problems.append(finder.problem("W104", at, target=link.written))
    for name in converted.missing:
        problems.append(finder.problem("W106", finder.find(f"[^{name}]"), name=name))
    return Body(text, notes, tuple(links), tuple(problems))


def read_prose(
    source: str, first_line: int, path: str, folders: Collection[str] = FOLDERS
) -> tuple[str, tuple[Link, ...], tuple[Problem, ...]]:
    """A biography or free page: clean HTML, its links as `href="dossier:TARGET"`."""
    if not source.strip():
        return "", (), ()
    body = read_body(source, first_line, path, "markdown", folders)
    notes = "".join(
        f'<li id="note-{note.number}">{note.html}'
        f'<a href="#note-ref-{note.number}" role="doc-backlink">↩</a></li>'
        for note in body.notes
    )
    tail = f'<ol class="notes">{notes}</ol>' if notes else ""
    return assemble(body.text) + tail, body.links, body.problems


def assemble(text: Text) -> str:
    """The HTML of a text: its shape put in, the words between escaped."""
    parts: list[str] = []
    end = 0
    for position, piece in text.shape:
        if position > end:
            parts.append(html.escape(text.plain[end:position], quote=False))
            end = position
        parts.append(piece)
    parts.append(html.escape(text.plain[end:], quote=False))
    return "".join(parts)


def _stand_off(
    clean: str, path: str, marks: Sequence[Found], folders: Collection[str]
) -> tuple[StandOff, Text]:
    made = StandOff(path, marks, folders)
    made.feed(clean)
    return made, made.finish()


def _notes(
    texts: Sequence[str],
    body: StandOff,
    path: str,
    marks: Sequence[Found],
    folders: Collection[str],
) -> tuple[tuple[Note, ...], list[Written]]:
    """The notes in the order in which the text refers to them; then those it does not."""
    links: list[Written] = []
    notes = []
    order = dict.fromkeys((*body.noted, *range(len(texts))))
    for number, index in enumerate((i for i in order if i < len(texts)), 1):
        made, text = _stand_off(texts[index], path, marks, folders)
        links += made.links
        notes.append(Note(number, assemble(text)))
    return tuple(notes), links


class _Finder:
    """Where in a source something stands that came out of it."""

    def __init__(self, source: str, first_line: int, path: str) -> None:
        self.source = source
        self.first_line = first_line
        self.path = path
        self._next: dict[str, int] = {}

    def find(self, written: str) -> int:
        """The next place of what is written, each time a later one; 0 for none."""
        at = self.source.find(written, self._next.get(written, 0))
        if at < 0:
            return max(0, self.source.find(written))
        self._next[written] = at + len(written)
        return at

    def problem(self, code: str, at: int, **arguments: object) -> Problem:
        """A problem at a place, with its line."""
        place = place_in(self.source, at, self.first_line)
        return problem(code, self.path, place.line, place.column, self.line(at), **arguments)

    def line(self, at: int) -> str:
        """The line in which a character stands."""
        start = self.source.rfind("\n", 0, at) + 1
        end = self.source.find("\n", at)
        return self.source[start : len(self.source) if end < 0 else end].rstrip()

    def unclosed(self, words: str) -> tuple[Problem, ...]:
        """A warning for words that begin with `[[`, unless that is escaped in the source."""
        written = words
        while written and written not in self.source:
            written = written[:-1]
        if not written:
            return ()
        at = self.source.index(written)
        return () if self.source[at - 1 : at] == "\\" else (self.problem("W105", at),)
