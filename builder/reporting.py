"""Problems of the content as they are printed: for people, or as JSON for editors.

What is printed comes from anywhere: control characters in it never reach the terminal.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import click

from builder.problems import Problem
from builder.terminal import gettext as _, hint_of, message_of, ngettext

AROUND: Final = 70
"""How many characters of a long line are shown before and behind the place."""

SHOWN: Final = 10
"""How many new warnings a build prints in full."""


class Shown(NamedTuple):
    """A problem in words. `column` is where in `excerpt` it is, from 1; 0 for nowhere."""

    place: str
    code: str
    message: str
    excerpt: str
    column: int
    hint: str


def shown(found: Problem) -> Shown:
    """A problem in the terminal's language, its line cut to what is around the place."""
    place = found.path
    if found.line:
        place += f":{found.line}:{found.column}" if found.column else f":{found.line}"
    excerpt, column = _window(found.excerpt, found.column)
    return Shown(
        printable(place), found.code, printable(message_of(found)), printable(excerpt), column,
        printable(hint_of(found)),
    )  # fmt: skip


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a line around a column, and the column in it."""
    line = line.rstrip("\r\n")
    if column > len(line) + 1:
        column = 0
    start = max(0, column - 1 - AROUND)
    end = max(column - 1, 0) + AROUND
    if start <= 3:
        start = 0
    cut = line[start:end]
    if end < len(line):
        cut += "…"
    if start:
        cut = "…" + cut
        start -= 1
    return cut, column - start if column else 0


def printable(text: str) -> str:
    """A text without what a terminal would obey: control characters become their pictures."""
    return "".join(
        character
        if character == "\t" or unicodedata.category(character) not in ("Cc", "Cs")
        else chr(0x2400 + ord(character)) if character < " " else "\ufffd"
        for character in text
    )  # fmt: skip


def under(excerpt: str, column: int) -> str:
    """What stands before a caret under a column: as wide as the line is up to there."""
    return "".join(
        "\t" if character == "\t" else " " * _width(character)
        for character in excerpt[: column - 1]
    )


def _width(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def lines_of(found: Shown) -> list[str]:
    """A problem as lines of a terminal: `path:line:column: code message`, the line, the hint."""
    lines = [f"{found.place}: {found.code} {found.message}"]
    if found.excerpt.strip():
        lines.append(f"    {found.excerpt}")
        if found.column:
            lines.append(f"    {under(found.excerpt, found.column)}^")
    if found.hint:
        lines.append("    " + _("hint: {hint}").format(hint=found.hint))
    return lines


def as_json(found: Problem) -> str:
    """A problem as one line of JSON."""
    return json.dumps(
        {
            "path": found.path,
            "line": found.line,
            "column": found.column,
            "severity": "error" if found.is_error else "warning",
            "code": found.code,
            "message": message_of(found),
            "hint": hint_of(found),
        },
        ensure_ascii=False,
    )


def show_problems(problems: Iterable[Problem], form: str = "text") -> None:
    """Print problems in full: to standard output as JSON lines, else to standard error."""
    for found in problems:
        if form == "json":
            click.echo(as_json(found))
            continue
        first, *rest = lines_of(shown(found))
        place, _colon, what = first.partition(": ")
        code, _space, message = what.partition(" ")
        code = click.style(code, fg="red" if found.is_error else "yellow", bold=True)
        _say(f"{click.style(place, bold=True)}: {code} {message}")
        for line in rest:
            _say(line)


def _say(line: str) -> None:
    # Without a terminal click leaves colours out; a person may also want none.
    click.echo(line, err=True, color=False if os.environ.get("NO_COLOR") else None)


def show_errors(problems: Iterable[Problem], form: str = "text") -> None:
    """Print the errors in full, and how many there are."""
    errors = [found for found in problems if found.is_error]
    show_problems(errors, form)
    count = ngettext("{count} error", "{count} errors", len(errors))
    if any(found.code == "E602" for found in errors):
        # It shows only when a page is made, when others have been written.
        said = _("{errors}: the site is not complete")
    else:
        said = _("{errors}: nothing was written")
    click.echo(said.format(errors=count), err=True)


def show_warnings(
    counts: Mapping[str, int], fresh: tuple[Problem, ...], form: str = "text"
) -> None:
    """Print warnings as a count a code, and those that are new in full, up to ten."""
    if not counts:
        return
    show_problems(fresh[:SHOWN], form)
    listed = ", ".join(f"{code} {count}×" for code, count in sorted(counts.items()))
    click.echo(_("warnings: {codes} (dossier check shows all)").format(codes=listed), err=True)
