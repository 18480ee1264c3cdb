"""The tables of `archive.toml`, asked setting by setting; what is wrong, at its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final

from builder.config import Localised
from builder.content.languages import LANGUAGE
from builder.model import Position
from builder.problems import Problem, problem

_HEADER = re.compile(r"\s*\[\[?(?P<key>[^\[\]]+)\]\]?\s*(?:#.*)?")
_SETTING = re.compile(r"\s*(?P<key>[\w\"'-]+(?:\s*\.\s*[\w\"'-]+)*)\s*=")


class Tables:
    """Settings asked by their names; collects what is wrong with them."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.problems: list[Problem] = []

    def wrong(self, code: str, key: str, number: int = 0, **arguments: object) -> None:
        """A problem with a setting (`publication.access`), at its line; of tables in a list,
        with the one of this number.
        """
        (line, column), excerpt = self.place(key, number)
        self.problems.append(problem(code, self.path, line, column, excerpt, key=key, **arguments))

    def place(self, key: str, number: int = 0) -> tuple[Position, str]:
        """Where a setting stands, and the line as it stands there."""
        line, column = self._place(key.split("."), number)
        return Position(line, column), self.lines[line - 1] if line else ""

    def _place(self, key: list[str], number: int) -> tuple[int, int]:
        """The line and column of a key, or else of the table nearest to it; 0 for neither."""
        while key:
            inside: list[str] = []
            seen = -1
            for line, text in enumerate(self.lines, 1):
                header = _HEADER.fullmatch(text)
                if header:
                    inside = [part.strip(" \"'") for part in header["key"].split(".")]
                    seen += inside == key[: len(inside)] and text.lstrip().startswith("[[")
                    if inside == key and seen in (-1, number):
                        return line, text.index("[") + 1
                    continue
                found = _SETTING.match(text)
                if found:
                    parts = [part.strip(" \"'") for part in found["key"].split(".")]
                    if [*inside, *parts] == key and seen in (-1, number):
                        return line, found.start("key") + 1
            key = key[:-1]
        return 0, 0

    def text(self, table: Mapping[str, Any], key: str, default: str = "", where: str = "") -> str:
        """A text."""
        value = table.get(key, default)
        if not isinstance(value, str):
            self.wrong("E004", where + key, wanted="text", found=value_kind(value),
                       example=f'{key} = "{value if type(value) is int else "…"}"')  # fmt: skip
            return default
        return value

    def word(self, table: Mapping[str, Any], key: str, allowed: tuple[str, ...], where: str) -> str:
        """One of some words, of which the first is the usual one."""
        value = self.text(table, key, allowed[0], where)
        if value not in allowed:
            near = next(iter(get_close_matches(value, allowed)), "")
            self.wrong("E004", where + key, wanted=f"one of: {', '.join(allowed)}",
                       found=f"“{value}”", example=f'{key} = "{near}"' if near else "")  # fmt: skip
            return allowed[0]
        return value

    def flag(self, table: Mapping[str, Any], key: str, default: bool, where: str) -> bool:
        """Whether a setting says `true`."""
        value = table.get(key, default)
        if not isinstance(value, bool):
            self.wrong("E004", where + key, wanted="true or false", found=value_kind(value),
                       example=f"{key} = {str(default).lower()}")  # fmt: skip
            return default
        return value

    def localised(self, table: Mapping[str, Any], key: str, where: str = "") -> Localised:
        """A text, or one a language."""
        value = table.get(key, "")
        if isinstance(value, str):
            return {"": value} if value else {}
        if isinstance(value, dict) and all(
            isinstance(text, str) and LANGUAGE.fullmatch(lang) for lang, text in value.items()
        ):
            return dict(value)
        self.wrong("E004", where + key, wanted="text, or a text a language", found=value_kind(value),
                   example='title = { fr = "…", en = "…" }')  # fmt: skip
        return {}

    def table(self, root: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """A table of settings."""
        value = root.get(key, {})
        if isinstance(value, dict):
            return value
        self.wrong("E004", key, wanted=f"a table [{key}]", found=value_kind(value),
                   example=f"write [{key}] on a line of its own, its settings below")  # fmt: skip
        return {}

    def known(
        self,
        table: Mapping[str, Any],
        keys: tuple[str, ...],
        where: str = "",
        number: int = 0,
        elsewhere: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        """Refuse settings that there are not, with the nearest, or the table that has it."""
        for key in table:
            if key not in keys:
                near = next(iter(get_close_matches(key, keys)), "")
                inside = next((name for name, others in elsewhere.items() if key in others), "")
                if inside:
                    nearest = f"it belongs below [{inside}]"
                elif near:
                    nearest = f"did you mean `{near}`?"
                else:
                    nearest = f"there are: {', '.join(keys)}"
                self.wrong("E005", where + key, number, nearest=nearest)


def value_kind(value: object) -> str:
    """What a value is, in words."""
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list",
             dict: "a table", str: "text"}  # fmt: skip
    return names.get(type(value), "a date")


_ADVICE: Final = {
    "Illegal character '\\n'": 'end the text with the " that it begins with, on the same line',
    "Invalid value": 'text stands between quotes (title = "…"), a list between [ and ]',
    "Expected '='": "write `key = value`; a key of several words is between quotes",
    "Expected newline": "one setting a line; a text with a ' or a \" in it stands between the others",
    "Cannot overwrite": "keep one of the two",
    "twice": "keep one of the two",
    "Unclosed array": "close the list with ], and put a comma between two items",
    "Unclosed inline table": "close it with }, on the same line",
    "Unterminated string": "end the text with the signs that it begins with",
    "hex value": "write \\\\ for a \\, or the text between two '",
    "Unescaped": "write \\\\ for a \\, or the text between two '",
    "end of a table declaration": "close it with ]",
}
"""What to write instead, by a part of what the reader of TOML says."""


def read_tables(
    path: str, data: bytes
) -> tuple[dict[str, Any] | None, str, tuple[Problem, ...]]:
    """A file of settings as tables, and its text; no tables, and why, where it is no TOML."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        excerpt = data.splitlines()[line - 1].decode("utf-8", "replace")
        return None, "", (problem("E101", path, line, 1, excerpt),)
    text = text.replace("\r\n", "\n")
    try:
        root = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        reason = re.sub(r" \(at .*\)$", "", str(error))
        reason = re.sub(r"\('.*',?\)", lambda names: _header(names[0]), reason)
        lines = text.rstrip().splitlines() or [""]
        # Without a place it is the end, where something was still to come.
        line, column = (int(place[1]), int(place[2])) if place else (len(lines), 1)
        excerpt = lines[line - 1] if line <= len(lines) else ""
        advice = next((text for part, text in _ADVICE.items() if part in reason), "")
        if reason == "Invalid value" and excerpt[column - 1 :].startswith(("“", "«", "‘", "’")):
            advice = 'text stands between straight quotes: "…"'
        elif reason == "Invalid value" and excerpt[column - 1 :].startswith(("True", "False")):
            advice = "write true or false, in small letters"
        found = problem("E002", path, line, column, excerpt, reason=reason,
                        advice=advice or "a line is a setting, `key = value`, or a [table]")  # fmt: skip
        return None, "", (found,)
    return root, text, ()


def _header(names: str) -> str:
    """A table's name as a line has it, of what Python writes for it: `('kinds', 'ships')`."""
    return "[" + ".".join(re.findall(r"'([^']*)'", names)) + "]"
