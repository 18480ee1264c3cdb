"""Typed access to front matter: text, lists, mappings; unknown keys with the nearest one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import TypeVar

from builder.content.frontmatter import Node, Source
from builder.model import Declared, Position
from builder.problems import Problem

T = TypeVar("T")

FOREIGN = {
    "titre": "title", "auteur": "author", "auteurs": "author", "pays": "countries",
    "personnes": "people", "personne": "people", "lieux": "places", "lieu": "places",
    "organisation": "organisations", "sujets": "topics", "sujet": "topics", "langue": "lang",
    "chapeau": "standfirst", "résumé": "summary", "resume": "summary", "nom": "name",
    "alias": "aliases", "fonctions": "roles", "né": "born", "brouillon": "draft",
}  # fmt: skip
"""Keys that French archivists write, and the key that is meant."""


class Keys:
    """The front matter of one file, asked key by key; collects what is wrong."""

    def __init__(self, source: Source, nodes: dict[str, Node]) -> None:
        self.source = source
        self.nodes = nodes
        self.problems: list[Problem] = []
        self._asked: set[str] = set()

    def wrong(self, code: str, at: Position, **arguments: object) -> None:
        """Note a problem at a place."""
        self.problems.append(self.source.wrong(code, at, **arguments))

    def place(self, key: str) -> Position:
        """Where a key's value stands; the top of the file where there is none."""
        node = self.nodes.get(key)
        return node.position if node else Position(1, 1)

    def has(self, key: str) -> bool:
        """Whether the key stands there, be it empty."""
        return key in self.nodes

    def _node(self, key: str) -> Node | None:
        self._asked.add(key)
        node = self.nodes.get(key)
        return None if node is None or node.value == "" else node

    def text(self, key: str) -> str:
        """One text; empty where there is none."""
        node = self._node(key)
        if node is None:
            return ""
        return self._text(node, key)

    def _text(self, node: Node, key: str) -> str:
        if isinstance(node.value, str):
            return node.value.strip()
        self.wrong("E106", node.position, key=key, wanted="one text")
        return ""

    def one_of(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """One of some words."""
        value = self.text(key) or default
        if value not in allowed:
            self.wrong("E106", self.place(key), key=key, wanted=" or ".join(allowed))
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

    def mapping(self, key: str) -> dict[str, Node]:
        """A mapping; empty where there is none."""
        node = self._node(key)
        if node is None:
            return {}
        if isinstance(node.value, dict):
            return node.value
        self.wrong("E106", node.position, key=key, wanted="a mapping")
        return {}

    def localised(self, key: str) -> dict[str, str]:
        """A text, or a text a language: {"": text} or {lang: text}."""
        node = self._node(key)
        if node is None:
            return {}
        if isinstance(node.value, dict):
            return {lang: self._text(value, key) for lang, value in node.value.items()}
        return {"": self._text(node, key)}

    def records(self, key: str) -> list[Keys]:
        """A list of mappings, each to be asked in turn."""
        node = self._node(key)
        if node is None:
            return []
        items = node.value if isinstance(node.value, list) else [node]
        found = []
        for item in items:
            if isinstance(item.value, dict):
                found.append(Keys(self.source, item.value))
            else:
                self.wrong("E106", item.position, key=key, wanted="a list of mappings")
        return found

    def plain(self, key: str) -> object:
        """Anything, as plain lists and dictionaries of text."""
        node = self._node(key)
        return {} if node is None else _plain(node)

    def parsed(self, key: str, parse: Callable[[str], T], wanted: str) -> T | None:
        """A text read by a function that raises ValueError for what it does not take."""
        text = self.text(key)
        if not text:
            return None
        try:
            return parse(text)
        except ValueError:
            self.wrong("E106", self.place(key), key=key, wanted=wanted)
            return None

    def finish(self, others: Iterable[str] = ()) -> None:
        """Call every key that nobody asked for unknown."""
        known = self._asked | set(others)
        for key, node in self.nodes.items():
            if key in known:
                continue
            near = FOREIGN.get(key.lower()) or next(iter(get_close_matches(key, sorted(known))), "")
            at = Position(node.position.line, 1)
            self.wrong("E107", at, key=key, nearest=f"did you mean `{near}`?" if near else
                       "keys of your own go under `extra:`")  # fmt: skip


def _plain(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: _plain(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    return node.value
