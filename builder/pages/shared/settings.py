"""The archive's settings as pages read them, and addresses under its languages."""

from __future__ import annotations

import functools
from typing import Any

import orjson

from builder.addresses import in_language, split_address
from builder.archive.door import Door
from builder.archive.families.site import ASSET, SETTING


def setting(door: Door, key: str) -> Any:
    """A setting of the archive; None where it has none of that name."""
    found = door.one(SETTING, key)
    return _parsed(found.value) if found else None


_parsed = functools.lru_cache(maxsize=1024)(orjson.loads)
"""Settings are read by every page, and changed by none."""


def languages(door: Door) -> tuple[str, ...]:
    """The languages of the interface, the first at the root."""
    return tuple(setting(door, "languages"))


def apparatus_language(door: Door, lang: str) -> str:
    """The language of what stands around an article in a language: the same if the interface
    speaks it, else the first.
    """
    spoken = languages(door)
    return lang if lang in spoken else spoken[0]


def in_all(door: Door, address: str) -> tuple[tuple[str, str], ...]:
    """A page's (language, path) in every language of the interface."""
    spoken = languages(door)
    return tuple((lang, in_language(address, lang, spoken)) for lang in spoken)


def here(door: Door, address: str, lang: str) -> str:
    """The path of a page in the language of the interface."""
    return in_language(address, lang, languages(door))


def kind_labels(door: Door, lang: str) -> dict[str, tuple[str, str]]:
    """Each kind's label, (one, many), by its word, in the order of the settings."""
    found = door.one(SETTING, "kinds")
    return dict(_labels(found.value, lang)) if found else {}


@functools.lru_cache(maxsize=64)
def _labels(kinds: str, lang: str) -> dict[str, tuple[str, str]]:
    found = {}
    for kind in _parsed(kinds):
        labels = kind["labels"]
        label = labels.get(lang) or labels.get("") or next(iter(labels.values()))
        found[kind["word"]] = (label[0], label[1])
    return found


def capitalised(label: str) -> str:
    """A label as a heading: its first letter a capital, the rest as written."""
    return label[:1].upper() + label[1:]


def icon_address(door: Door) -> str:
    """The icon that browsers show, where `static/` has one."""
    for name in ("favicon.svg", "favicon.png", "favicon.ico"):
        if door.one(ASSET, name) is not None:
            return name
    return ""


def image_address(door: Door, image: str) -> str:
    """The address of an image that an article or entity names; "" where there is none."""
    return image if image and door.one(ASSET, split_address(image)[0]) is not None else ""
