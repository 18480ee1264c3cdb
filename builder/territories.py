"""The program's own table of countries, capitals and institutions (`data/*.yaml`)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Forms:
    """A country's forms in one language: the name shown, other names, adjectives, people, what
    stands before a hyphen (`franco`).
    """

    name: str
    also: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    combining: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory, by its ISO code in small letters, or a former state."""

    id: str
    iso3: str
    wikidata: str
    part_of: str
    successors: tuple[str, ...]
    fr: Forms
    en: Forms


@dataclass(frozen=True, slots=True)
class Capital:
    """A capital: a place that may stand for its government."""

    id: str
    country: str
    stands_for: tuple[str, ...]
    wikidata: str
    coordinates: tuple[float, float] | None
    fr: str
    en: str
    also_fr: tuple[str, ...]
    also_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution or a seat of power."""

    id: str
    wikidata: str
    stands_for: tuple[str, ...]
    country: str
    fr: str
    en: str
    also_fr: tuple[str, ...]
    also_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table."""

    countries: tuple[Country, ...]
    capitals: tuple[Capital, ...]
    institutions: tuple[Institution, ...]


@functools.cache
def load_table() -> Table:
    """Read the table. Raises ValueError that names a malformed entry."""
    countries = [entry for path in sorted(DATA.glob("countries*.yaml")) for entry in _entries(path)]
    return Table(
        tuple(_country(entry) for entry in countries),
        tuple(_capital(entry) for entry in _entries(DATA / "capitals.yaml")),
        tuple(_institution(entry) for entry in _entries(DATA / "institutions.yaml")),
    )


def _entries(path: Path) -> list[dict[str, Any]]:
    # Every scalar stays text: `NO` is Norway.
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    for entry in entries:
        if not isinstance(entry, dict) or not entry.get("id"):
            raise ValueError(f"{path.name}: an entry without id: {entry!r}")
    found: list[dict[str, Any]] = entries
    return found


def _forms(entry: dict[str, Any], lang: str) -> Forms:
    forms = entry.get(lang)
    if not isinstance(forms, dict) or not forms.get("name"):
        raise ValueError(f"{entry['id']}: no name in {lang}")
    inflect = french_adjective if lang == "fr" else lambda form: (form,)
    name_people = french_people if lang == "fr" else english_people
    bases = tuple(forms.get("adjectives") or ())
    adjectives = tuple(dict.fromkeys(form for base in bases for form in inflect(base)))
    people = dict.fromkeys(form for adjective in adjectives for form in name_people(adjective))
    people |= dict.fromkeys(forms.get("people") or ())
    return Forms(
        forms["name"], tuple(forms.get("also") or ()), adjectives, tuple(people),
        tuple(forms.get("combining") or ()),
    )  # fmt: skip


def french_adjective(base: str) -> tuple[str, ...]:
    """The forms of an adjective by its masculine; after a slash, an irregular feminine.

    >>> french_adjective("libyen")
    ('libyen', 'libyens', 'libyenne', 'libyennes')
    """
    masculine, _, feminine = base.partition("/")
    if feminine == masculine:
        return (masculine, masculine + "s")
    if not feminine and masculine.endswith("e"):
        return (masculine, masculine + "s")
    if not feminine:
        doubled = masculine.endswith(("en", "on"))
        feminine = masculine + ("ne" if doubled else "e")
    plural = masculine if masculine.endswith(("s", "x")) else masculine + "s"
    return tuple(dict.fromkeys((masculine, plural, feminine, feminine + "s")))


def french_people(adjective: str) -> tuple[str, ...]:
    """`nord-coréens` → `Nord-Coréens`."""
    return ("-".join(part[:1].upper() + part[1:] for part in adjective.split("-")),)


_COUNTABLE = re.compile(r"(?:an|i|k|o|ot|at|b|ne|ai)$")


def english_people(adjective: str) -> tuple[str, ...]:
    """`Libyan` → `Libyans`; none where the people has a word of its own (`Danish`)."""
    return (adjective + "s",) if _COUNTABLE.search(adjective) else ()


def _country(entry: dict[str, Any]) -> Country:
    return Country(
        entry["id"], entry.get("iso3", ""), entry.get("wikidata", ""), entry.get("part_of", ""),
        tuple(entry.get("successors") or ()), _forms(entry, "fr"), _forms(entry, "en"),
    )  # fmt: skip


def _names(entry: dict[str, Any]) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    if not entry.get("fr") or not entry.get("en"):
        raise ValueError(f"{entry['id']}: a name is missing")
    return (
        entry["fr"], entry["en"], tuple(entry.get("also_fr") or ()),
        tuple(entry.get("also_en") or ()),
    )  # fmt: skip


def _capital(entry: dict[str, Any]) -> Capital:
    place = entry.get("coordinates")
    coordinates = (float(place[0]), float(place[1])) if place else None
    return Capital(
        entry["id"], entry["country"],
        tuple(entry.get("stands_for") or (f"countries/{entry['country']}",)),
        entry.get("wikidata", ""), coordinates, *_names(entry),
    )  # fmt: skip


def _institution(entry: dict[str, Any]) -> Institution:
    return Institution(
        entry["id"], entry.get("wikidata", ""), tuple(entry.get("stands_for") or ()),
        entry.get("country", ""), *_names(entry),
    )  # fmt: skip
