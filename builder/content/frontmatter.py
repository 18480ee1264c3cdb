"""Front matter: YAML between `---` lines, every scalar text, every value with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from builder.model import Position
from builder.problems import Problem, problem

LITERAL = frozenset(
    "title standfirst summary source author rights issue edition name honorific pseudonym".split()
)
"""Top-level keys whose value is taken word for word to the end of the line."""

_KEY = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*")
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?(\s+#.*)?")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no page or feed can hold (XML forbids them), or that are signs of our own."""
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(\s+#.*)?""")


class Node(NamedTuple):
    """A value of the front matter: text, a list of nodes or a mapping; and where it stands."""

    value: str | list[Node] | dict[str, Node]
    position: Position


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
        excerpt = self.lines[at.line - 1] if 0 < at.line <= len(self.lines) else ""
        return problem(code, self.path, at.line, at.column, excerpt.rstrip(), **arguments)


def place_in(text: str, at: int, first_line: int = 1) -> Position:
    """The line and column of a character of a text that begins on `first_line` of its file."""
    return Position(first_line + text.count("\n", 0, at), at - text.rfind("\n", 0, at))


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """A file's text, its lines ended by `\\n`; None, with the place, where it is no text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = len(data[: error.start].decode("utf-8-sig"))
        return None, (_at("E101", data.decode("utf-8-sig", "replace"), start, path),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = _NO_TEXT.search(text)
    if bad is None:
        return text, ()
    if bad[0] == "\0":
        return None, (_at("E101", text, bad.start(), path),)
    return None, (_at("E109", text, bad.start(), path, character=f"U+{ord(bad[0]):04X}"),)


def _at(code: str, text: str, at: int, path: str, **arguments: object) -> Problem:
    line, column = place_in(text, at)
    return problem(code, path, line, column, text.split("\n", line)[line - 1].rstrip(), **arguments)


def split(data: bytes, path: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Cut a file into front matter and body."""
    text, problems = decode(data, path)
    if text is None:
        return None, problems
    lines = tuple(text.split("\n"))
    if lines[0].rstrip() != "---":
        return None, (problem("E102", path, 1, 1, lines[0]),)
    for number in range(1, len(lines)):
        if lines[number].rstrip() == "---":
            body = "\n".join(lines[number + 1 :])
            return Source(path, lines[1:number], body, number + 2, lines), ()
    return None, (problem("E103", path, 1, 1, lines[0]),)


def read_front(source: Source) -> tuple[dict[str, Node], tuple[Problem, ...]]:
    """The top-level keys of the front matter, and what is wrong with it."""
    literal: dict[str, Node] = {}
    rest: list[str] = []
    problems: list[Problem] = []
    for number, line in enumerate(source.front):
        found = _KEY.fullmatch(line)
        following = source.front[number + 1] if number + 1 < len(source.front) else ""
        if found and _is_literal(found, following):
            at = Position(number + 2, 1)
            key = found["key"]
            if key in literal:
                problems.append(source.wrong("E104", at, key=key))
            value = (found["value"] or "").strip()
            literal[key] = Node(value, Position(number + 2, found.start("value") + 1))
            rest.append("")
        else:
            rest.append(line)
    nodes: dict[str, Node] = {}
    try:
        tree: Any = yaml.compose("\n".join(rest), Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Position(mark.line + 2, mark.column + 1) if mark else Position(1, 1)
        problems.append(source.wrong("E105", at, reason=error.problem or "it cannot be read"))
        return literal, tuple(problems)
    if tree is not None:
        node = _convert(tree, source, problems)
        if isinstance(node.value, dict):
            nodes = node.value
        else:
            problems.append(source.wrong("E105", node.position, reason="not a list of `key: value`"))
    for key in nodes.keys() & literal.keys():
        problems.append(source.wrong("E104", nodes[key].position, key=key))
    return {**nodes, **literal}, tuple(problems)


def _is_literal(found: re.Match[str], following: str) -> bool:
    value = found["value"] or ""
    if found["key"] not in LITERAL or following[:1] in (" ", "\t") and following.strip():
        return False
    if following.startswith("- ") and not value:
        return False
    if _BLOCK.fullmatch(value) or _QUOTED.fullmatch(value):
        return False
    return not (found["key"] == "author" and value.startswith("[") and value.endswith("]"))


def _convert(tree: Any, source: Source, problems: list[Problem]) -> Node:
    at = Position(tree.start_mark.line + 2, tree.start_mark.column + 1)
    if isinstance(tree, yaml.ScalarNode):
        plain = tree.style is None and tree.value in ("~", "null")
        return Node("" if plain else tree.value, at)
    if isinstance(tree, yaml.SequenceNode):
        return Node([_convert(item, source, problems) for item in tree.value], at)
    mapping: dict[str, Node] = {}
    for key, value in tree.value:
        name = key.value if isinstance(key.value, str) else ""
        if name in mapping:
            place = Position(key.start_mark.line + 2, key.start_mark.column + 1)
            problems.append(source.wrong("E104", place, key=name))
        mapping[name] = _convert(value, source, problems)
    return Node(mapping, at)
