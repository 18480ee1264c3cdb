"""The program's own table as entities and names: countries, capitals, institutions, CLDR."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from babel import Locale, UnknownLocaleError

from builder.annotation.registry import dotted, make_name, stands_for
from builder.model import Declared, Entity, Name, Position
from builder.territories import Country, load_table

UNNATURAL = frozenset({"cg", "cd", "hk", "mo", "ps", "mm"})
"""Territories whose names in CLDR no newsroom writes."""


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
                          stands_for=stands_for(capital.stands_for),
                          country=f"countries/{capital.country}")
                for form in forms
            ]  # fmt: skip
    for body in table.institutions:
        for lang, forms in (("fr", (body.fr, *body.also_fr)), ("en", (body.en, *body.also_en))):
            made += [
                make_name(form, f"organisations/{body.id}", "name", lang=lang,
                          stands_for=stands_for(body.stands_for))
                for form in forms
            ]  # fmt: skip
    made += [
        make_name(
            dotted(name.form), name.entity, "name", lang=name.lang, stands_for=name.stands_for
        )
        for name in tuple(made)
        if name is not None and name.sort == "name" and dotted(name.form)
    ]
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
        for form in forms.combining:
            yield make_name(form, id, "combining", lang=lang)


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
