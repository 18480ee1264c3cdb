"""Front matter by its shape: texts, lists, mappings; unknown keys with the nearest one."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Final, Self, TypeVar

from builder.content.frontmatter import Front, Node
from builder.content.source import Source
from builder.model import Declared, Position
from builder.problems import Problem

T = TypeVar("T")

FOREIGN: Final = {
    "titre": "title", "auteur": "author", "auteurs": "author", "authors": "author",
    "pays": "countries", "personnes": "people", "personne": "people", "lieux": "places",
    "lieu": "places", "organisation": "organisations", "sujets": "topics", "sujet": "topics",
    "tags": "topics", "thèmes": "topics", "langue": "lang", "language": "lang",
    "chapeau": "standfirst", "chapô": "standfirst", "résumé": "summary", "resume": "summary",
    "nom": "name", "noms": "names", "alias": "aliases", "surnom": "aliases", "fonctions": "roles",
    "né": "born", "née": "born", "mort": "died", "brouillon": "draft", "droits": "rights",
    "url": "source_url", "numéro": "issue", "édition": "edition",
}  # fmt: skip
"""Keys that French archivists write, or other programs read, and the key that is meant."""

_BREAK = re.compile(r"[ \t]*\n[ \t]*")


class Texts:
    """The front matter of one file, asked key by key; collects what is wrong."""

    def __init__(
        self, source: Source, front: Front, at: Position = Position(1, 1),
        problems: list[Problem] | None = None,
    ) -> None:  # fmt: skip
        self.source = source
        self.nodes = front.nodes
        self.whole = front.whole
        self.problems: list[Problem] = [] if problems is None else problems
        self.problems += front.problems
        self._at = at
        self._asked: set[str] = set()
        self._inside: list[Self] = []

    def wrong(self, code: str, at: Position, **arguments: object) -> None:
        """Note a problem at a place."""
        self.problems.append(self.source.wrong(code, at, **arguments))

    def place(self, key: str) -> Position:
        """Where a key's value stands; where these keys begin if there is none."""
        node = self.nodes.get(key)
        return node.position if node else self._at

    def has(self, key: str) -> bool:
        """Whether the key stands there, be it empty."""
        return key in self.nodes

    def _node(self, key: str) -> Node | None:
        self._asked.add(key)
        node = self.nodes.get(key)
        return None if node is None or node.value == "" else node

    def text(self, key: str) -> str:
        """One text, its line breaks made spaces; empty where there is none."""
        node = self._node(key)
        return "" if node is None else self._text(node, key)

    def _text(self, node: Node, key: str) -> str:
        if isinstance(node.value, str):
            words = node.value
            return (_BREAK.sub(" ", words) if "\n" in words else words).strip()
        advice = "in a list, quote what has a #, a comma, a colon or a bracket"
        if isinstance(node.value, list):
            advice = "write one, without brackets" if node.value else "leave the key out"
        self._mistyped(key, node.position, "one text", advice)
        return ""

    def _mistyped(self, key: str, at: Position, wanted: str, example: str = "") -> None:
        self.wrong("E106", at, key=key, wanted=wanted, example=example)

    def required(self, key: str) -> str:
        """One text, which must be there (but where the front matter could not be read)."""
        text = self.text(key)
        node = self.nodes.get(key)
        if self.whole and (node is None or node.value == ""):
            self.wrong("E108", self.place(key), key=key)
        return text

    def one_of(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """One of some words."""
        value = self.text(key) or default
        if value not in allowed:
            near = next(iter(get_close_matches(value, allowed)), "")
            example = f"did you mean `{near}`?" if near else ""
            self._mistyped(key, self.place(key), f"one of: {', '.join(allowed)}", example)
            return default
        return value

    def flag(self, key: str) -> bool:
        """Whether a key says `true`."""
        return self.one_of(key, ("true", "false", "yes", "no"), "false") in ("true", "yes")

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or a list of texts."""
        return tuple(declared.name for declared in self.names(key))

    def names(self, key: str, kind: str = "") -> tuple[Declared, ...]:
        """One text or a list of texts, each with its place."""
        node = self._node(key)
        if node is None:
            return ()
        items = node.value if isinstance(node.value, list) else [node]
        found = []
        for item in items:
            text = self._text(item, key)
            if text:
                found.append(Declared(kind, text, item.position))
        return tuple(found)

    def mapping(self, key: str) -> dict[str, tuple[str, Position]]:
        """A mapping of texts, each with its place; empty where there is none."""
        node = self._node(key)
        if node is None:
            return {}
        if isinstance(node.value, dict):
            return {
                name: (self._text(value, key), value.position) for name, value in node.value.items()
            }
        self._mistyped(key, node.position, "a mapping", f'write {key}: {{ "one": "other" }}')
        return {}

    def records(self, key: str) -> list[Self]:
        """A list of mappings, each to be asked in turn."""
        node = self._node(key)
        if node is None:
            return []
        items = node.value if isinstance(node.value, list) else [node]
        found = []
        for item in items:
            if isinstance(item.value, dict):
                record = type(self)(self.source, Front(item.value, ()), item.position, self.problems)
                found.append(record)
                self._inside.append(record)
            else:
                self._mistyped(key, item.position, "a list of mappings", f"write {key}: [{{ … }}]")
        return found

    def plain(self, key: str) -> dict[str, object]:
        """A mapping of anything, as plain lists and dictionaries of text."""
        node = self._node(key)
        if node is None:
            return {}
        if isinstance(node.value, dict):
            return {name: _plain(value) for name, value in node.value.items()}
        self._mistyped(key, node.position, "a mapping", f"write {key}: {{ key: value }}")
        return {}

    def parsed(self, key: str, parse: Callable[[str], T], wanted: str, example: str) -> T | None:
        """A text read by a function that raises ValueError for what it does not take."""
        text = self.text(key)
        if not text:
            return None
        try:
            return parse(text)
        except ValueError:
            self._mistyped(key, self.place(key), wanted, example)
            return None

    def finish(self) -> None:
        """Call every key that nobody asked for unknown."""
        for record in self._inside:
            record.finish()
        for key, node in self.nodes.items():
            if key in self._asked:
                continue
            near = FOREIGN.get(key.casefold(), "")
            if near not in self._asked:
                near = next(iter(get_close_matches(key.lower(), sorted(self._asked))), "")
            nearest = f"did you mean `{near}`?" if near else "keys of your own go under `extra:`"
            self.wrong("E107", node.key, key=key, nearest=nearest)


def _plain(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: _plain(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    return node.value
