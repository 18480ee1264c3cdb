"""Under which forms an entity is found: its own, and those of the program's table."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from babel import Locale, UnknownLocaleError

from builder.model import Declared, Entity, Name, Position
from builder.territories import Country, load_table
from builder.text import fold

PARTICLES = frozenset({
    "de", "du", "des", "d", "la", "le", "les", "von", "van", "der", "den", "di", "da", "dos",
    "el", "al", "ben", "bin", "ibn",
})  # fmt: skip
"""Words that belong to the surname after them (`Le Pen`, `von der Leyen`, `al-Assad`)."""

NO_SURNAMES = frozenset({
    "un", "une", "le", "la", "les", "de", "du", "des", "et", "a", "au", "aux", "en", "the",
    "of", "and", "for", "an", "in", "on", "l", "d", "saint", "st",
})  # fmt: skip
"""Words that are never a surname."""

UNNATURAL = frozenset({"cg", "cd", "hk", "mo", "ps", "mm"})
"""Territories whose names in CLDR no newsroom writes."""


def make_name(
    form: str, entity: str, sort: str, *, lang: str = "", match: str = "auto",
    stands_for: str = "", honorific: str = "",
) -> Name | None:  # fmt: skip
    """A row for a form; None where the form has no letters."""
    folded = fold(form)
    if not folded:
        return None
    first = folded.replace("-", " ").replace("'", " ").split(" ")[0]
    return Name(folded, first, form, entity, sort, lang, match, stands_for, honorific)


def names_of(entity: Entity) -> tuple[Name, ...]:
    """All forms of an entity that a file describes."""
    stands_for = _stands_for(entity.stands_for)
    made: list[Name | None] = []
    forms = [(form, "name") for form in (entity.name, *entity.names.values()) if form]
    forms += [(form, "alias") for form in entity.aliases]
    forms += [(form, "misspelling") for form in entity.misspellings]
    for form, sort in forms:
        made.append(
            make_name(
                form, entity.id, sort, match=entity.match, stands_for=stands_for,
                honorific=entity.honorific,
            )
        )  # fmt: skip
    surnames = set(entity.surnames.values())
    if not surnames and entity.kind == "people":
        surnames = {
            s for form, sort in forms if sort != "misspelling" for s in [surname(form)] if s
        }
    for form in sorted(surnames):
        made.append(
            make_name(form, entity.id, "surname", match=entity.match, honorific=entity.honorific)
        )
    return tuple(sorted({name for name in made if name is not None}))


def _stands_for(ids: Sequence[str]) -> str:
    return ids[0] if len(ids) == 1 else "?" if ids else ""


def surname(form: str) -> str:
    """The surname of a name of two words, particles apart; empty where it cannot be told."""
    words = form.split()
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    if at != 1:
        return ""
    rest = " ".join(words[at:])
    if fold(words[-1]) in NO_SURNAMES or not words[-1][0].isupper():
        return ""
    return rest


@functools.cache
def entities_of_table() -> tuple[Entity, ...]:
    """The countries, capitals and institutions that the program knows."""
    table = load_table()
    found = []
    for country in table.countries:
        part_of = f"countries/{country.part_of}" if country.part_of else ""
        found.append(
            Entity(
                id=f"countries/{country.id}", kind="countries", name=country.en.name,
                names={"fr": country.fr.name, "en": country.en.name},
                wikidata=country.wikidata, part_of=part_of, origin="table",
                successors=tuple(f"countries/{id}" for id in country.successors),
            )
        )  # fmt: skip
    for capital in table.capitals:
        found.append(
            Entity(
                id=f"places/{capital.id}", kind="places", name=capital.en,
                names={"fr": capital.fr, "en": capital.en}, wikidata=capital.wikidata,
                stands_for=capital.stands_for, coordinates=capital.coordinates,
                countries=_tie(capital.country), origin="table",
            )
        )  # fmt: skip
    for institution in table.institutions:
        found.append(
            Entity(
                id=f"organisations/{institution.id}", kind="organisations", name=institution.en,
                names={"fr": institution.fr, "en": institution.en},
                wikidata=institution.wikidata, stands_for=institution.stands_for,
                countries=_tie(institution.country), origin="table",
            )
        )  # fmt: skip
    return tuple(found)


def _tie(code: str) -> tuple[Declared, ...]:
    if not code:
        return ()
    return (Declared("countries", f"countries/{code}", Position(0, 0)),)


@functools.cache
def names_of_table() -> tuple[Name, ...]:
    """All forms of the program's own table. French forms are looked for in French articles."""
    table = load_table()
    made: list[Name | None] = []
    for country in table.countries:
        made += _names_of_country(country)
    for capital in table.capitals:
        for lang, forms in (
            ("fr", (capital.fr, *capital.also_fr)), ("en", (capital.en, *capital.also_en)),
        ):  # fmt: skip
            made += [
                make_name(form, f"places/{capital.id}", "name", lang=lang,
                          stands_for=_stands_for(capital.stands_for))
                for form in forms
            ]  # fmt: skip
    for body in table.institutions:
        for lang, forms in (("fr", (body.fr, *body.also_fr)), ("en", (body.en, *body.also_en))):
            made += [
                make_name(form, f"organisations/{body.id}", "name", lang=lang,
                          stands_for=_stands_for(body.stands_for))
                for form in forms
            ]  # fmt: skip
    return tuple(sorted({name for name in made if name is not None}))


def _names_of_country(country: Country) -> Iterable[Name | None]:
    id = f"countries/{country.id}"
    yield make_name(country.id.upper(), id, "code", match="never")
    if country.iso3:
        yield make_name(country.iso3, id, "code", match="never")
    for lang, forms in (("fr", country.fr), ("en", country.en)):
        for form in (forms.name, *forms.also):
            yield make_name(form, id, "name", lang=lang)
        for form in forms.adjectives:
            yield make_name(form, id, "adjective", lang=lang)
        for form in forms.people:
            yield make_name(form, id, "people", lang=lang)


@functools.cache
def cldr_names(lang: str) -> tuple[Name, ...]:
    """The countries' names in a language, from CLDR; none where it knows no such language."""
    try:
        territories = Locale.parse(lang, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return ()
    known = {country.id for country in load_table().countries} - UNNATURAL
    made = [
        make_name(form, f"countries/{code.lower()}", "name", lang=lang)
        for code, form in territories.items()
        if code.lower() in known
    ]
    return tuple(sorted({name for name in made if name is not None}))


class ListNames:
    """Names from a list: what tests use, and what workers are handed."""

    def __init__(self, names: Iterable[Name], entities: Iterable[str] = ()) -> None:
        self._names = list(names)
        self._entities = frozenset(entities) | {name.entity for name in self._names}
        self._by_first: dict[str, list[Name]] = {}
        self._by_folded: dict[str, list[Name]] = {}
        for name in self._names:
            self._by_first.setdefault(name.first, []).append(name)
            self._by_folded.setdefault(name.folded, []).append(name)

    def starting_with(self, words: Iterable[str]) -> Sequence[Name]:
        """All names whose first folded word is among `words`."""
        return [name for word in set(words) for name in self._by_first.get(word, ())]

    def called(self, folded: str) -> Sequence[Name]:
        """All names with exactly this folded form."""
        return sorted(self._by_folded.get(folded, ()))

    def entity(self, id: str) -> bool:
        """Whether an entity with this id is known."""
        return id in self._entities
