"""The settings of an archive: `archive.toml`, read and checked (FORMAT, "archive.toml")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from builder.kinds import BUILT_IN, Kind
from builder.model import Link

Localised = Mapping[str, str]
"""A text by language; "" holds a text that is the same in all languages."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of the menu: where it leads (a source file, an address from the root, or one
    elsewhere) and its label.
    """

    link: Link
    label: Localised = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """What `archive.toml` says, with its defaults. See FORMAT for each key's meaning."""

    id: str
    title: Localised
    description: Localised = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    timezone: str = "UTC"
    zone: tzinfo = UTC
    base_url: str = ""
    publisher: str = ""
    licence: str = ""
    mode: str = "registry"
    metonyms: str = "separate"
    exceptions: tuple[str, ...] = ()
    """Expressions in which a name is nobody's: "Stade de France"."""
    access: str = "full"
    pairs_from: int = 5
    robots: str = "index"
    map: bool = True
    theme: Mapping[str, str] = field(default_factory=dict)
    logo: Link | None = None
    """The file that the theme names as its logo, by its name alone or with its folder."""
    menu: tuple[MenuEntry, ...] = ()
    kinds: tuple[Kind, ...] = BUILT_IN

    def kind(self, word: str) -> Kind | None:
        """The kind with this word, or None."""
        return next((kind for kind in self.kinds if kind.word == word), None)


def localised(text: Localised, lang: str) -> str:
    """The text in a language; where there is none, the one for all, then the first."""
    return text.get(lang) or text.get("") or next(iter(text.values()), "")
