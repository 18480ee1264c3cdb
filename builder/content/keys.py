"""Typed access to front matter: text, lists, mappings; unknown keys with the nearest one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Final, TypeVar
from urllib.parse import unquote

from builder.addresses import address_elsewhere, slugify
from builder.content.frontmatter import Front, Node
from builder.content.source import Source
from builder.content.links import is_remote, media_address, web_address
from builder.dates import is_date
from builder.model import Declared, Link, Position
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

LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A language's code (BCP 47), in the writing that HTML takes."""

DATE: Final = "a date, the year first"
DATE_EXAMPLE: Final = "write 2023-09-11T15:29+02:00, 2023-09-11, 2023-09 or 2023"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = re.compile(r"https?://\S+")
_HOST = re.compile(r"(?://)?[^\W_][\w-]*(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:[/?#]\S*)?\Z")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_WRITTEN = re.compile(r"(?:[^/?#\\\s][^/?#\\]*/)*(?:[^/?#\\\s][^/?#\\]*)?")


class Keys:
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
        self._inside: list[Keys] = []

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

    def lang(self, key: str = "lang") -> str:
        """A language's code, or nothing."""
        value = self.text(key)
        if value and not LANGUAGE.fullmatch(value):
            self._mistyped(key, self.place(key), "a language's code", "write fr, en, pt-BR, …")
            return ""
        return value

    def date(self, key: str) -> str:
        """A date as it is written, or nothing."""
        value = self.text(key)
        if value and not is_date(value):
            self._mistyped(key, self.place(key), DATE, DATE_EXAMPLE)
            return ""
        return value

    def web(self, key: str) -> str:
        """A web address, or nothing. `https:` may be left out, as people do."""
        value = self.text(key)
        if value and not _WEB.match(value):
            if not _HOST.match(value):
                self._mistyped(key, self.place(key), "a web address", "write https://…")
                return ""
            value = f"https://{value.removeprefix('//')}"
        return address_elsewhere(value)

    def facsimile(self, folders: Collection[str], key: str = "facsimile") -> Link | None:
        """A file of the archive, or a web address, or nothing."""
        value = self.text(key)
        if not (_SCHEME.match(value) or web_address(value)):
            return self._media(value, key, folders)
        web = self.web(key)
        return self.link(web, self.place(key)) if web else None

    def image(self, folders: Collection[str], key: str = "image") -> Link | None:
        """An image of the archive, or nothing."""
        value = self.text(key)
        if value and is_remote(value):
            self._mistyped(key, self.place(key), "an image in media/", "put it there")
            return None
        return self._media(value, key, folders)

    def _media(self, name: str, key: str, folders: Collection[str]) -> Link | None:
        target = media_address(self.source.path, name, folders)
        return self.link(target, self.place(key)) if name else None

    def link(self, target: str, at: Position) -> Link:
        """A link at a place of this file, with its line."""
        return Link(target, at, self.source.line(at))

    def slug(self, key: str = "slug") -> str:
        """A slug, or nothing."""
        value = self.text(key)
        if value and slugify(value) != value:
            slug = slugify(value)
            example = f"write {slug}" if slug else ""
            self._mistyped(key, self.place(key), "letters, digits and single hyphens", example)
            return ""
        return value

    def redirects(self) -> tuple[Link, ...]:
        """Earlier addresses from the site's root, as files: `old/` is `old/index.html`."""
        found = []
        for entry in self.names("redirects"):
            address = unquote(entry.name).lstrip("/")
            parts = address.split("/")
            if not address or not _WRITTEN.fullmatch(address) or {".", ".."} & set(parts):
                self._mistyped("redirects", entry.position, "addresses from the site's root",
                               "write old/page.html")  # fmt: skip
                continue
            if "." not in parts[-1]:
                address = f"{address.rstrip('/')}/index.html"
            found.append(self.link(address, entry.position))
        return tuple(found)

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

    def localised(self, key: str) -> dict[str, str]:
        """A text, or a text a language: {"": text} or {lang: text}."""
        node = self._node(key)
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            return {"": self._text(node, key)}
        found = {}
        for lang, value in node.value.items():
            if LANGUAGE.fullmatch(lang):
                found[lang] = self._text(value, key)
            else:
                self._mistyped(key, value.key, "a text, or a text a language",
                               f"write {key}: {{ fr: …, en: … }}, and quote what has a comma")  # fmt: skip
        return {lang: text for lang, text in found.items() if text}

    def records(self, key: str) -> list[Keys]:
        """A list of mappings, each to be asked in turn."""
        node = self._node(key)
        if node is None:
            return []
        items = node.value if isinstance(node.value, list) else [node]
        found = []
        for item in items:
            if isinstance(item.value, dict):
                record = Keys(self.source, Front(item.value, ()), item.position, self.problems)
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
