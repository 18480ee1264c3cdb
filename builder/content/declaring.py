"""Names put under a kind's key of an article's front matter; every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_FENCE = re.compile(r"-{3}[ \t]*\r?\n")
_NEEDS_QUOTES = re.compile(r"[#,:\[\]{}\"']|^[-?&*!|>%@`\s]|\s$")


class CannotDeclareError(Exception):
    """The front matter is written in a way in which nothing can be put safely."""


def declare(
    text: str,
    names: Mapping[str, Sequence[str]],
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The text of an article's file with these names added, by key; `aliases` are the other
    words for a key.

    A list in one line or several is added to, a single value becomes a list, a missing key
    comes last. Raises CannotDeclareError where the key's value is none of these.
    """
    opening = _FENCE.match(text.removeprefix("\ufeff"))
    if opening is None:
        raise CannotDeclareError("there is no front matter")
    start = opening.end() + (1 if text.startswith("\ufeff") else 0)
    closing = re.compile(r"^-{3}[ \t]*$", re.M).search(text.replace("\r\n", "\n\n"), start)
    if closing is None:
        raise CannotDeclareError("the front matter has no end")
    end = closing.start()
    # `\r\n` counts as two: positions are the same in both texts.
    head, block, rest = text[:start], text[start:end], text[end:]
    newline = "\r\n" if "\r\n" in text[: end + 5] else "\n"
    for key, values in names.items():
        words = (key, *(aliases or {}).get(key, ()))
        used = next((word for word in words if _line_of(block, word)), key)
        if values:
            block = _add(block, used, [quote(value) for value in values], newline)
    return head + block + rest


def quote(name: str) -> str:
    """A name as an item of a list: in quotes where YAML would read it otherwise."""
    if not _NEEDS_QUOTES.search(name):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _line_of(block: str, key: str) -> re.Match[str] | None:
    word = re.escape(key)
    return re.compile(rf"^(?:{word}|\"{word}\"|'{word}')[ \t]*:[ \t]*", re.M).search(block)


def _add(block: str, key: str, items: Sequence[str], newline: str) -> str:
    line = _line_of(block, key)
    joined = ", ".join(items)
    if line is None:
        if block and not block.endswith("\n"):
            block += newline
        return f"{block}{key}: [{joined}]{newline}"
    at = line.end()
    if block[at : at + 1] == "[":
        end = _closing(block, at)
        inside = block[at + 1 : end].rstrip()
        comma = ", " if inside and not inside.endswith(",") else " " if inside else ""
        cut = at + 1 + len(inside)
        return f"{block[:cut]}{comma}{joined}{block[cut:]}"
    value = re.compile(r"[^\r\n]*").match(block, at)
    assert value is not None
    said = re.sub(r"(?:^|\s)#.*$", "", value[0]).rstrip()
    if said:
        if said[0] in "|>&*!{":
            raise CannotDeclareError(f"`{key}` is neither a list nor a name")
        return f"{block[:at]}[{said}, {joined}]{block[at + len(said) :]}"
    items_of = re.compile(r"(?:\r?\n[ \t]*(?:#[^\r\n]*)?(?=\r?\n))*\r?\n([ \t]*)-[ \t]+[^\r\n]*")
    last, indent = None, ""
    found = items_of.match(block, value.end())
    while found is not None:
        last, indent = found, found[1]
        found = items_of.match(block, found.end())
    if last is None:
        gap = "" if block[at - 1 : at] in (" ", "\t") else " "
        return f"{block[:at]}{gap}[{joined}]{block[at:]}"
    added = "".join(f"{newline}{indent}- {item}" for item in items)
    return f"{block[: last.end()]}{added}{block[last.end() :]}"


def _closing(block: str, start: int) -> int:
    """Where the list that begins at `start` ends; what stands in quotes is passed over."""
    depth, quoted = 0, ""
    for at in range(start, len(block)):
        character = block[at]
        if quoted:
            if character == quoted and (quoted == "'" or block[at - 1] != "\\"):
                quoted = ""
        elif character in "\"'" and block[at - 1] in " ,[\n":
            quoted = character
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                return at
    raise CannotDeclareError("a list has no end")
