"""The citation to read, by the language’s customs."""

from __future__ import annotations

from typing import NamedTuple

from builder.citations.fields import rests_on
from builder.citations.work import Work
from builder.quoting import quoted
from builder.wording import Words


class Piece(NamedTuple):
    """A stretch of a citation: `role` is `author`, `title`, `container`, `url` or empty."""

    text: str
    role: str = ""


def cite(work: Work, words: Words) -> tuple[Piece, ...]:
    """The citation to read, by the language's customs, in pieces that a page can set."""
    parts: list[tuple[Piece, ...]] = []
    if work.byline:
        parts.append((Piece(", ".join(work.byline), "author"),))
    parts.append((Piece(quoted(work.title, words), "title"),))
    if work.text == "translation":
        parts.append((Piece(words.gettext("translation")),))
    if work.container:
        parts.append((Piece(work.container, "container"),))
    if work.own and work.publisher and work.publisher != work.archive:
        parts.append((Piece(work.publisher),))
    parts.append((Piece(words.day(work.date)),))
    if not work.own:
        if work.issue:
            # "n° 23" and "hors-série" say themselves what they are.
            bare = work.issue[:1].isdigit()
            parts.append((Piece(words.gettext("no. %s") % work.issue if bare else work.issue),))
        if work.page:
            parts.append((Piece(words.gettext("p. %s") % work.page),))
        if work.edition:
            parts.append((Piece(work.edition),))
        if work.url:
            parts.append((Piece(work.url, "url"),))
        if work.url and work.retrieved:
            exact = len(work.retrieved) >= len("2023-09-12")
            said = words.gettext("retrieved %s") if exact else words.gettext("retrieved in %s")
            parts.append((Piece(said % words.day(work.retrieved)),))
        if work.archive:
            before, _, after = words.gettext("archived in %s").partition("%s")
            pieces = (Piece(before), Piece(work.archive, "container"), Piece(after))
            parts.append(tuple(piece for piece in pieces if piece.text))
    if work.address:
        parts.append((Piece(work.address, "url"),))
    if work.own and work.based_on:
        parts.append((Piece(words.gettext("account of %s") % rests_on(work.based_on, words)),))
    joined: list[Piece] = []
    for number, part in enumerate(parts):
        joined += [Piece(", "), *part] if number else part
    return (*joined, Piece("."))


def citation(work: Work, words: Words) -> str:
    """The citation to read, as plain text."""
    return "".join(piece.text for piece in cite(work, words))
