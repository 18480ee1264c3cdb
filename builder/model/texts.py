"""A text: its parts, its words without markup, what stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

PARTS = ("title", "standfirst", "summary", "body")

Part = Literal["title", "standfirst", "summary", "body"]


class Position(NamedTuple):
    """A place in a source file; both count from 1, from the top of the file."""

    line: int
    column: int


NOWHERE = Position(0, 0)
"""The place of what stands in no file."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An archivist's inline mark, `[[target|words]]`, by its place in the plain text.

    `target` is the name or id as written; `-` says that the words are nobody.
    """

    start: int
    end: int
    target: str
    position: Position


@dataclass(frozen=True, slots=True)
class Text:
    """A part of an article: its plain text, and its HTML standing off from it.

    `shape` lists pieces of clean HTML and the position in `plain` before which each
    goes, in document order; the text between is to be escaped. A link to another page of
    the site is written in it as `href="dossier:TARGET"` and resolved when a page is made.
    """

    plain: str
    shape: tuple[tuple[int, str], ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of the archivist: `number` as shown, `html` clean, links as in `Text`."""

    number: int
    html: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the archive (a source file or an address from the root), an image, or an
    earlier address of a page; its place, and the line as it stands there.
    """

    target: str
    position: Position
    excerpt: str = ""
