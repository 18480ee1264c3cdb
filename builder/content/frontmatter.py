"""Front matter: YAML between `---` lines, every scalar text, every value with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import yaml

from builder.content.source import NO_TEXT, Source
from builder.model import Position
from builder.problems import Problem

LITERAL = frozenset(
    "title standfirst summary source author rights issue edition name honorific pseudonym".split()
)
"""Top-level keys whose value is taken word for word to the end of the line."""

DEEPEST: Final = 20
"""How deep lists and mappings may be nested."""

_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?(\s+#.*)?")
_NOT_LITERAL = frozenset("|>\"'")
"""How a value begins that may be a block of YAML, or quoted."""
_SPACED = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
_ITEM = r"[^\W_][\w .’'/()&+-]*(?<=[\w.’')])"
_SIMPLE = re.compile(
    rf"(?P<key>[A-Za-z_][\w-]*): (?:(?P<list>\[(?:{_ITEM}(?:, {_ITEM})*)?\])"
    r"|(?P<text>[^\W_][\w .,;’'/()&+=?!%@-]*(?::(?! )[\w .,;’'/()&+=?!%@-]*)*(?<=[\w.’'/)!?]))) *"
)
"""A line of which all that YAML makes is plain to see: a text or a list of texts, unquoted."""
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(\s+#.*)?""")


class Node(NamedTuple):
    """A value of the front matter: text, a list of nodes or a mapping; where it stands, and
    where its key does.
    """

    value: str | list[Node] | dict[str, Node]
    position: Position
    key: Position


class Front(NamedTuple):
    """The top-level keys of a front matter, and what is wrong with it. `whole` is false where
    keys may be missing only because the YAML cannot be read."""

    nodes: dict[str, Node]
    problems: tuple[Problem, ...]
    whole: bool = True


def read_front(source: Source) -> Front:
    """The top-level keys of the front matter, and what is wrong with it."""
    literal: dict[str, Node] = {}
    rest: list[str] = []
    problems: list[Problem] = []
    for number, line in enumerate(source.front):
        key, colon, after = line.partition(":")
        key = key.rstrip(" \t")
        value = after.strip(" \t")
        if (
            key not in LITERAL
            or not colon
            or after[:1] not in ("", " ", "\t")
            or not _is_literal(key, value, source.front, number)
        ):
            rest.append(line)
            continue
        place = Position(number + 2, 1)
        if key in literal:
            problems.append(source.wrong("E104", place, key=key))
        column = len(line) - len(after.lstrip(" \t")) + 1
        at = Position(number + 2, column) if value else place
        literal[key] = Node(value.strip(), at, place)
        rest.append("")
    nodes = simple_nodes(rest)
    if nodes is None:
        nodes, whole = yaml_nodes(source, rest, problems)
        if not whole:
            return Front(literal, tuple(problems), whole=False)
    for key in nodes.keys() & literal.keys():
        later = max(nodes[key].key, literal[key].key)
        problems.append(source.wrong("E104", later, key=key))
    return Front({**nodes, **literal}, tuple(problems))


def simple_nodes(lines: Sequence[str]) -> dict[str, Node] | None:
    """The keys of lines that need no reader of YAML, as those of most news; None where one
    does. What it says equals what YAML would, places included.
    """
    nodes: dict[str, Node] = {}
    for number, line in enumerate(lines, 2):
        if not line:
            continue
        found = _SIMPLE.fullmatch(line)
        if found is None or found["key"] in nodes or found["text"] == "null":
            return None
        key = Position(number, 1)
        listed = found["list"]
        if listed is None:
            at = Position(number, found.start("text") + 1)
            nodes[found["key"]] = Node(found["text"], at, key)
            continue
        column = found.start("list") + 1
        items: list[Node] = []
        place = column + 1
        for item in listed[1:-1].split(", ") if len(listed) > 2 else ():
            if item == "null":
                return None
            at = Position(number, place)
            items.append(Node(item, at, at))
            place += len(item) + 2
        nodes[found["key"]] = Node(items, Position(number, column), key)
    return nodes


def yaml_nodes(
    source: Source, lines: Sequence[str], problems: list[Problem]
) -> tuple[dict[str, Node], bool]:
    """The keys of these lines as YAML has them, and whether it could be read."""
    try:
        # YAML ends a line at three more characters, which nobody else does.
        tree: Any = yaml.compose("\n".join(lines).translate(_SPACED), Loader=yaml.CBaseLoader)
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError) as error:
        problems.append(_unreadable(source, error))
        return {}, False
    if tree is None:
        return {}, True
    node = _Converter(source, problems).convert(tree)
    if not isinstance(node.value, dict):
        reason = "these are no keys"
        problems.append(source.wrong("E105", node.position, reason=reason, advice=_ADVICE[":"]))
        return {}, False
    return node.value, True


def _is_literal(key: str, value: str, lines: tuple[str, ...], number: int) -> bool:
    if value[:1] in _NOT_LITERAL and (_BLOCK.fullmatch(value) or _QUOTED.fullmatch(value)):
        return False
    if key == "author" and value.startswith("[") and value.endswith("]"):
        return False
    number += 1
    while number < len(lines) and not lines[number].strip():
        number += 1
    following = lines[number] if number < len(lines) else ""
    if following[:1] in (" ", "\t"):
        return following.lstrip().startswith("#")
    return bool(value) or not following.startswith("- ")


_ADVICE = {
    "flow node": "close the list with ], and quote an item that has a #, a comma or a colon",
    "']'": "close the list with ], and quote an item that has a #, a comma, a colon or a bracket",
    "'}'": "close the mapping with }, and quote a value that has a #, a comma, a colon or a bracket",
    "mapping values": "quote a value that has a colon; a key begins its line, without spaces",
    ":": "write `key: value`, with a space after the colon",
    "tab": "indent with spaces, not with tabs",
    "alias": "quote a value that begins with *",
    "anchor": "quote a value that begins with &",
    "start any token": "quote a value that begins with @, `, % or |",
    "quoted scalar": "end the quoted text with the sign that it begins with",
}
"""What to write instead, by a part of what PyYAML says."""


def _unreadable(source: Source, error: yaml.MarkedYAMLError | yaml.reader.ReaderError) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        return source.wrong("E105", Position(1, 1), reason=error.reason, advice="delete it")
    said = f"{error.problem} {error.context or ''}"
    # Where a list or a quoted text began says more than where it was found not to have ended.
    began = any(word in said for word in ("flow", "simple key", "quoted", "alias", "anchor"))
    mark = (error.context_mark if began else None) or error.problem_mark or error.context_mark
    at = Position(mark.line + 2, mark.column + 1) if mark else Position(1, 1)
    if "flow sequence" in said:
        said += " ']'"
    elif "flow mapping" in said:
        said += " '}'"
    advice = next((text for part, text in _ADVICE.items() if part in said), "")
    reason = error.problem or "it cannot be read"
    return source.wrong("E105", at, reason=reason, advice=advice or "quote the value")


class _Converter:
    """Turns PyYAML's nodes into ours, each once: an alias is no text that anyone wrote."""

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        self.source = source
        self.problems = problems
        self._seen: set[int] = set()
        self._depth = 0

    def convert(self, tree: Any, key: Position | None = None) -> Node:
        """A node, and all that is in it."""
        at = _place(tree)
        key = key or at
        if id(tree) in self._seen:
            self._wrong("E105", at, reason="an anchor is used twice", advice="write it out")
            return Node("", at, key)
        self._seen.add(id(tree))
        if self._depth > DEEPEST:
            self._wrong("E105", at, reason="it is nested too deeply", advice="")
            return Node("", at, key)
        self._depth += 1
        node = Node(self._value(tree, at), at, key)
        self._depth -= 1
        return node

    def _value(self, tree: Any, at: Position) -> str | list[Node] | dict[str, Node]:
        if isinstance(tree, yaml.ScalarNode):
            return self._scalar(tree, at)
        if isinstance(tree, yaml.SequenceNode):
            return [self.convert(item) for item in tree.value]
        mapping: dict[str, Node] = {}
        for name, value in tree.value:
            place = _place(name)
            word = name.value if isinstance(name.value, str) else ""
            if word in mapping:
                self._wrong("E104", place, key=word)
            mapping[word] = self.convert(value, place)
        return mapping

    def _scalar(self, tree: Any, at: Position) -> str:
        if tree.style is None and tree.value in ("~", "null"):
            return ""
        bad = NO_TEXT.search(tree.value) if tree.style == '"' else None
        if bad:
            self._wrong("E109", at, character=f"U+{ord(bad[0]):04X}")
            return ""
        value: str = tree.value
        return value

    def _wrong(self, code: str, at: Position, **arguments: object) -> None:
        self.problems.append(self.source.wrong(code, at, **arguments))


def _place(tree: Any) -> Position:
    return Position(tree.start_mark.line + 2, tree.start_mark.column + 1)
