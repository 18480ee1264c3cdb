"""Names put under a kind's key of an article's front matter; every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_FENCE = re.compile(r"-{3}[ \t]*\r?\n")
_FLOW = re.compile(r"[ \t]*(?:(?:[ \t]#[^\r\n]*)?\r?\n[ \t]+)*\[")
_NEEDS_QUOTES = re.compile(r"[#,:?\[\]{}\"']|^[-&*!|>%@`\s]|\s$")

_WHOLE = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*(?:[ \t]#.*)?""")
"""A value in quotes, and perhaps a comment."""


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
    if "\n" not in text:  # as old Macs had it
        if "\r" not in text:
            raise CannotDeclareError("there is no front matter")
        return declare(text.replace("\r", "\n"), names, aliases).replace("\n", "\r")
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
    key = rf"(?:{word}|\"{word}\"|'{word}')"
    return re.compile(rf"^(?P<colon>{key}[ \t]*:)[ \t]*", re.M).search(block)


def _add(block: str, key: str, items: Sequence[str], newline: str) -> str:
    line = _line_of(block, key)
    joined = ", ".join(items)
    if line is None:
        if block and not block.endswith("\n"):
            block += newline
        return f"{block}{key}: [{joined}]{newline}"
    at = line.end()
    flow = _FLOW.match(block, line.end("colon"))
    if flow is not None:
        return _add_to_flow(block, flow.end() - 1, joined)
    value = re.compile(r"[^\r\n]*").match(block, at)
    assert value is not None
    whole = _WHOLE.fullmatch(value[0])
    said = whole[1] if whole else re.sub(r"(?:^|\s)#.*$", "", value[0]).rstrip()
    if said:
        if said[0] in "|>&*!{" or (said[0] in "\"'" and not whole) or _goes_on(block, value.end()):
            raise CannotDeclareError(f"`{key}` is neither a list nor a name")
        one = said if said[0] in "\"'" else quote(said)
        return f"{block[:at]}[{one}, {joined}]{block[at + len(said) :]}"
    items_of = re.compile(r"(?:\r?\n[ \t]*(?:#[^\r\n]*)?(?=\r?\n))*\r?\n([ \t]*)-[ \t]+[^\r\n]*")
    last, indent = None, ""
    found = items_of.match(block, value.end())
    while found is not None:
        last, indent = found, found[1]
        found = items_of.match(block, found.end())
    if last is None:
        if _goes_on(block, value.end()):
            raise CannotDeclareError(f"`{key}` is neither a list nor a name")
        colon = line.end("colon")
        return f"{block[:colon]} [{joined}]{block[colon:]}"
    if _goes_on(block, last.end(), indent):
        raise CannotDeclareError(f"an item of `{key}` goes on in another line")
    added = "".join(f"{newline}{indent}- {item}" for item in items)
    return f"{block[: last.end()]}{added}{block[last.end() :]}"


def _goes_on(block: str, end: int, indent: str = "") -> bool:
    """Whether what a line begins is said on in the next that says anything."""
    blank = r"(?:\r?\n[ \t]*(?:#[^\r\n]*)?(?=\r?\n))*"
    return re.compile(rf"{blank}\r?\n{indent}[ \t]+[^\s#]").match(block, end) is not None


def _add_to_flow(block: str, start: int, joined: str) -> str:
    """Items after the last one of the list whose bracket is at `start`, comments left alone."""
    cut, comma = start + 1, False
    for at, character in _bare(block, start + 1):
        if character == "]":
            gap = ", " if cut > start + 1 and not comma else " " if comma else ""
            return f"{block[:cut]}{gap}{joined}{block[cut:]}"
        if not character.isspace():
            cut, comma = at + 1, character == ","
    raise CannotDeclareError("a list has no end")


def _bare(block: str, start: int) -> Iterator[tuple[int, str]]:
    """The characters of a list from `start` on, but for comments and lists inside; of what
    stands in quotes or in a list inside, `x` for each character.
    """
    depth, quoted, comment, escaped, closed = 0, "", False, False, -1
    for at in range(start, len(block)):
        character, before = block[at], block[at - 1]
        if comment:
            comment = character not in "\r\n"
        elif quoted:
            if character == quoted and not escaped:
                quoted, closed = "", at
            escaped = character == "\\" and not escaped and quoted == '"'
            yield at, "x"
        elif character in "\"'" and (before in " ,[\t\r\n" or closed == at - 1):
            quoted = character
            yield at, "x"
        elif character == "#" and before in " \t\r\n":
            comment = True
        elif character == "[":
            depth += 1
            yield at, "x"
        elif character == "]" and depth:
            depth -= 1
            yield at, "x"
        else:
            yield at, "x" if depth and not character.isspace() else character
