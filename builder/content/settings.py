"""`archive.toml` → `Config`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from builder.addresses import site_address, slugify
from builder.config import Config, Localised, MenuEntry
from builder.content.links import menu_target
from builder.contrast import faint
from builder.kinds import BUILT_IN, OWN_HUES, RESERVED, Kind
from builder.model import Link, Position
from builder.problems import Problem, problem
from builder.wording import catalogue_path

_TOP = (
    "format", "id", "title", "description", "languages", "timezone", "base_url", "publisher",
    "licence", "annotation", "publication", "theme", "nav", "kinds", "extra",
)  # fmt: skip
_SAFE = re.compile(r"""[\w\s#%.,'"()/+*-]*""")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


_HEADER = re.compile(r"\s*\[\[?(?P<key>[^\[\]]+)\]\]?\s*(?:#.*)?")
_SETTING = re.compile(r"\s*(?P<key>[\w\"'-]+(?:\s*\.\s*[\w\"'-]+)*)\s*=")


class _Reader:
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
        value = table.get(key, default)
        if not isinstance(value, str):
            self.wrong("E004", where + key, wanted="text", found=_kind(value), example="")
            return default
        return value

    def word(self, table: Mapping[str, Any], key: str, allowed: tuple[str, ...], where: str) -> str:
        value = self.text(table, key, allowed[0], where)
        if value not in allowed:
            wanted = " or ".join(allowed)
            self.wrong("E004", where + key, wanted=wanted, found=f"“{value}”", example="")
            return allowed[0]
        return value

    def flag(self, table: Mapping[str, Any], key: str, default: bool, where: str) -> bool:
        value = table.get(key, default)
        if not isinstance(value, bool):
            self.wrong("E004", where + key, wanted="true or false", found=_kind(value),
                       example=f"{key} = {str(default).lower()}")  # fmt: skip
            return default
        return value

    def localised(self, table: Mapping[str, Any], key: str, where: str = "") -> Localised:
        value = table.get(key, "")
        if isinstance(value, str):
            return {"": value} if value else {}
        if isinstance(value, dict) and all(
            isinstance(text, str) and _LANGUAGE.fullmatch(lang) for lang, text in value.items()
        ):
            return dict(value)
        self.wrong("E004", where + key, wanted="text, or a text a language", found=_kind(value),
                   example='title = { fr = "…", en = "…" }')  # fmt: skip
        return {}

    def table(self, root: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = root.get(key, {})
        if isinstance(value, dict):
            return value
        self.wrong("E004", key, wanted=f"a table [{key}]", found=_kind(value), example="")
        return {}

    def known(
        self, table: Mapping[str, Any], keys: tuple[str, ...], where: str = "", number: int = 0
    ) -> None:
        for key in table:
            if key not in keys:
                near = next(iter(get_close_matches(key, keys)), "")
                nearest = f"did you mean `{near}`?" if near else f"there are: {', '.join(keys)}"
                self.wrong("E005", where + key, number, nearest=nearest)


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list",
             dict: "a table", str: "text"}  # fmt: skip
    return names.get(type(value), "a date")


def read_config(path: str, data: bytes) -> tuple[Config | None, tuple[Problem, ...]]:
    """Read the settings; None where they cannot be used at all."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        excerpt = data.splitlines()[line - 1].decode("utf-8", "replace")
        return None, (problem("E101", path, line, 1, excerpt),)
    try:
        root = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        reason = re.sub(r" \(at .*\)$", "", str(error))
        lines = text.rstrip().splitlines() or [""]
        # Without a place it is the end, where something was still to come.
        line, column = (int(place[1]), int(place[2])) if place else (len(lines), 1)
        excerpt = lines[line - 1] if line <= len(lines) else ""
        return None, (problem("E002", path, line, column, excerpt, reason=reason),)
    read = _Reader(path, text)
    read.known(root, _TOP)
    if "format" not in root:
        read.wrong("E003", "format", example="format = 1")
    elif type(root["format"]) is not int or root["format"] < 1:
        read.wrong("E004", "format", wanted="1", found=f"“{root['format']}”", example="format = 1")
    elif root["format"] > 1:
        read.wrong("E006", "format", found=root["format"])
    title = read.localised(root, "title")
    if not title:
        read.wrong("E003", "title", example='title = "…"')
    annotation = read.table(root, "annotation")
    read.known(annotation, ("mode", "metonyms", "exceptions"), "annotation.")
    publication = read.table(root, "publication")
    read.known(publication, ("access", "pairs_from", "robots", "map"), "publication.")
    pairs_from = publication.get("pairs_from", 5)
    if not isinstance(pairs_from, int) or isinstance(pairs_from, bool) or pairs_from < 1:
        read.wrong("E004", "publication.pairs_from", wanted="a number from 1",
                   found=_kind(pairs_from), example="pairs_from = 5")  # fmt: skip
        pairs_from = 5
    timezone = read.text(root, "timezone", "UTC")
    try:
        zone = ZoneInfo(timezone)
    except (ValueError, OSError, KeyError):
        read.wrong("E004", "timezone", wanted="a time zone", found=f"“{timezone}”",
                   example='timezone = "Europe/Paris"')  # fmt: skip
        zone = ZoneInfo("UTC")
    base_url = site_address(given := read.text(root, "base_url"))
    if base_url is None:
        read.wrong("E004", "base_url", wanted="the site's address", found=f"“{given}”",
                   example='base_url = "https://example.org/archive"')  # fmt: skip
    first = next(iter(title.values()), "")
    config = Config(
        id=read.text(root, "id") or slugify(first) or "archive",
        title=title,
        description=read.localised(root, "description"),
        languages=_languages(read, root),
        timezone=timezone,
        zone=zone,
        base_url=base_url or "",
        publisher=read.text(root, "publisher"),
        licence=read.text(root, "licence"),
        mode=read.word(annotation, "mode", ("registry", "declared"), "annotation."),
        metonyms=read.word(annotation, "metonyms", ("separate", "merge", "ignore"), "annotation."),
        exceptions=_exceptions(read, annotation),
        access=read.word(publication, "access", ("full", "excerpt", "reference"), "publication."),
        pairs_from=pairs_from,
        robots=read.word(publication, "robots", ("index", "noindex"), "publication."),
        map=read.flag(publication, "map", True, "publication."),
        theme=_theme(read, root),
        menu=_menu(read, root),
        kinds=(*BUILT_IN, *_kinds(read, root)),
    )
    return _with_menu(config), tuple(read.problems)


def _with_menu(config: Config) -> Config:
    """The settings with whole addresses in the menu, for which the kinds are to be known."""
    menu = []
    for entry in config.menu:
        target = menu_target(entry.link.target, config)
        menu.append(replace(entry, link=replace(entry.link, target=target)))
    return replace(config, menu=tuple(menu))


def _languages(read: _Reader, root: Mapping[str, Any]) -> tuple[str, ...]:
    value = root.get("languages", ["en"])
    good = isinstance(value, list) and value and len(set(map(str, value))) == len(value)
    if not good or not all(isinstance(v, str) and _LANGUAGE.fullmatch(v) for v in value):
        read.wrong("E004", "languages", wanted="a list of language codes", found=_kind(value),
                   example='languages = ["fr", "en"]')  # fmt: skip
        return ("en",)
    for lang in value:
        if lang != "en" and not catalogue_path(lang).exists():
            read.wrong("W001", "languages", lang=lang)
    return tuple(value)


def _exceptions(read: _Reader, annotation: Mapping[str, Any]) -> tuple[str, ...]:
    value = annotation.get("exceptions", [])
    if not isinstance(value, list) or not all(isinstance(form, str) for form in value):
        read.wrong("E004", "annotation.exceptions", wanted="a list of expressions",
                   found=_kind(value), example='exceptions = ["Stade de France"]')  # fmt: skip
        return ()
    return tuple(value)


def _theme(read: _Reader, root: Mapping[str, Any]) -> dict[str, str]:
    theme: dict[str, str] = {}
    for key, value in read.table(root, "theme").items():
        if not isinstance(value, str) or not _SAFE.fullmatch(value) or "url(" in value.lower():
            read.wrong("E004", f"theme.{key}", wanted="a colour, a length or a list of fonts",
                       found=f"“{value}”", example='accent = "#7a1f2b"')  # fmt: skip
        elif not re.fullmatch(r"[a-z][a-z0-9_-]*", key):
            read.wrong("E005", f"theme.{key}", nearest="names are lower-case letters and -")
        else:
            theme[key] = value
    for key, colour, ground, ratio in faint(theme):
        read.wrong("W002", f"theme.{key}", colour=colour, ground=ground, ratio=ratio)
    return theme


def _menu(read: _Reader, root: Mapping[str, Any]) -> tuple[MenuEntry, ...]:
    entries = root.get("nav", [])
    if not isinstance(entries, list):
        read.wrong("E004", "nav", wanted="[[nav]] tables", found=_kind(entries), example="")
        return ()
    menu = []
    for number, entry in enumerate(entries):
        if isinstance(entry, dict) and isinstance(entry.get("to"), str):
            read.known(entry, ("to", "label"), "nav.", number)
            link = Link(entry["to"], *read.place("nav.to", number))
            menu.append(MenuEntry(link, read.localised(entry, "label", "nav.")))
        else:
            read.wrong("E003", "nav.to", number, example='to = "people/index.html"')
    return tuple(menu)


def _kinds(read: _Reader, root: Mapping[str, Any]) -> list[Kind]:
    kinds = []
    for number, (word, table) in enumerate(read.table(root, "kinds").items()):
        taken = {*RESERVED, *(w for kind in BUILT_IN for w in (kind.word, *kind.aliases))}
        if word in taken or not re.fullmatch(r"[a-z][a-z0-9-]*", word):
            read.wrong("E008", f"kinds.{word}", word=word)
            continue
        if not isinstance(table, dict):
            read.wrong("E004", f"kinds.{word}", wanted=f"a table [kinds.{word}]",
                       found=_kind(table), example="")  # fmt: skip
            continue
        read.known(table, ("label", "schema", "hue"), f"kinds.{word}.")
        labels: dict[str, tuple[str, str]] = {}
        given = table.get("label", {})
        for lang, label in (given.items() if isinstance(given, dict) else [("", given)]):
            texts = label if isinstance(label, list) else []
            if lang and len(texts) == 2 and all(isinstance(text, str) for text in texts):
                labels[lang] = (texts[0], texts[1])
            else:
                read.wrong("E004", f"kinds.{word}.label", wanted="[one, many] a language",
                           found=_kind(label), example='label = { en = ["ship", "ships"] }')  # fmt: skip
        if not labels:
            labels = {"": (word, word)}
        hue = table.get("hue", OWN_HUES[number % len(OWN_HUES)])
        if not isinstance(hue, int) or not 0 <= hue < 360:
            read.wrong("E004", f"kinds.{word}.hue", wanted="degrees from 0 to 359",
                       found=_kind(hue), example="hue = 320")  # fmt: skip
            hue = OWN_HUES[number % len(OWN_HUES)]
        schema = read.text(table, "schema", "Thing", f"kinds.{word}.")
        kinds.append(Kind(word, labels, schema, hue))
    return kinds
