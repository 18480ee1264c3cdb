"""`archive.toml` → `Config`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from builder.addresses import site_address, slugify
from builder.config import Config, MenuEntry
from builder.content.links import menu_target
from builder.content.languages import LANGUAGE
from builder.content.tables import Tables, read_tables, value_kind
from builder.contrast import faint
from builder.kinds import BUILT_IN, OWN_HUES, RESERVED, Kind
from builder.model import Link
from builder.problems import Problem
from builder.wording import catalogue_path

_TOP = (
    "format", "id", "title", "description", "languages", "timezone", "base_url", "publisher",
    "licence", "annotation", "publication", "theme", "nav", "kinds", "extra",
)  # fmt: skip
_INSIDE = {
    "annotation": ("mode", "metonyms", "exceptions"),
    "publication": ("access", "pairs_from", "robots", "map"),
}
_SAFE = re.compile(r"""[\w\s#%.,'"()/+*-]*""")


def read_config(path: str, data: bytes) -> tuple[Config | None, tuple[Problem, ...]]:
    """Read the settings; None where they cannot be used at all."""
    root, text, problems = read_tables(path, data)
    if root is None:
        return None, problems
    read = Tables(path, text)
    read.known(root, _TOP, elsewhere=_INSIDE)
    if "format" not in root:
        read.wrong("E003", "format", example="format = 1")
    elif type(root["format"]) is not int or root["format"] < 1:
        read.wrong("E004", "format", wanted="1", found=f"“{root['format']}”", example="format = 1")
    elif root["format"] > 1:
        read.wrong("E006", "format", found=root["format"])
    title = read.localised(root, "title")
    if not title and not root.get("title"):
        read.wrong("E003", "title", example='title = "…"')
    annotation = read.table(root, "annotation")
    read.known(annotation, _INSIDE["annotation"], "annotation.")
    publication = read.table(root, "publication")
    read.known(publication, _INSIDE["publication"], "publication.")
    pairs_from = publication.get("pairs_from", 5)
    if not isinstance(pairs_from, int) or isinstance(pairs_from, bool) or pairs_from < 1:
        read.wrong("E004", "publication.pairs_from", wanted="a number from 1",
                   found=value_kind(pairs_from), example="pairs_from = 5")  # fmt: skip
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
        theme=(theme := _theme(read, root)),
        logo=_logo(read, theme),
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


def _languages(read: Tables, root: Mapping[str, Any]) -> tuple[str, ...]:
    value = root.get("languages", ["en"])
    good = isinstance(value, list) and value and len(set(map(str, value))) == len(value)
    if not good or not all(isinstance(v, str) and LANGUAGE.fullmatch(v) for v in value):
        read.wrong("E004", "languages", wanted="a list of language codes", found=value_kind(value),
                   example='languages = ["fr", "en"]')  # fmt: skip
        return ("en",)
    for lang in value:
        if lang != "en" and not catalogue_path(lang).exists():
            read.wrong("W001", "languages", lang=lang)
    return tuple(value)


def _exceptions(read: Tables, annotation: Mapping[str, Any]) -> tuple[str, ...]:
    value = annotation.get("exceptions", [])
    if not isinstance(value, list) or not all(isinstance(form, str) for form in value):
        read.wrong("E004", "annotation.exceptions", wanted="a list of expressions",
                   found=value_kind(value), example='exceptions = ["Stade de France"]')  # fmt: skip
        return ()
    return tuple(value)


def _theme(read: Tables, root: Mapping[str, Any]) -> dict[str, str]:
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


def _logo(read: Tables, theme: Mapping[str, str]) -> Link | None:
    value = theme.get("logo", "")
    if not value or "(" in value:  # none, or a value of CSS
        return None
    return Link(value.lstrip("/"), *read.place("theme.logo"))


def _menu(read: Tables, root: Mapping[str, Any]) -> tuple[MenuEntry, ...]:
    entries = root.get("nav", [])
    if not isinstance(entries, list):
        read.wrong("E004", "nav", wanted="[[nav]] tables", found=value_kind(entries), example="")
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


def _kinds(read: Tables, root: Mapping[str, Any]) -> list[Kind]:
    kinds = []
    for number, (word, table) in enumerate(read.table(root, "kinds").items()):
        taken = {*RESERVED, *(w for kind in BUILT_IN for w in (kind.word, *kind.aliases))}
        if word in taken or not re.fullmatch(r"[a-z][a-z0-9-]*", word):
            read.wrong("E008", f"kinds.{word}", word=word)
            continue
        if not isinstance(table, dict):
            read.wrong("E004", f"kinds.{word}", wanted=f"a table [kinds.{word}]",
                       found=value_kind(table), example="")  # fmt: skip
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
                           found=value_kind(label), example='label = { en = ["ship", "ships"] }')  # fmt: skip
        if not labels:
            labels = {"": (word, word)}
        hue = table.get("hue", OWN_HUES[number % len(OWN_HUES)])
        if not isinstance(hue, int) or not 0 <= hue < 360:
            read.wrong("E004", f"kinds.{word}.hue", wanted="degrees from 0 to 359",
                       found=value_kind(hue), example="hue = 320")  # fmt: skip
            hue = OWN_HUES[number % len(OWN_HUES)]
        schema = read.text(table, "schema", "Thing", f"kinds.{word}.")
        kinds.append(Kind(word, labels, schema, hue))
    return kinds
