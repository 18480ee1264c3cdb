"""What pages ask about entities: what they are called, how present they are, their ties."""

from __future__ import annotations

from typing import Final, NamedTuple

from builder.archive import tables as t
from builder.archive.families.articles import MonthCount
from builder.archive.families.family import Family


class Card(NamedTuple):
    """What other pages show of an entity. JSON: names, description, roles."""

    entity: str
    kind: str
    name: str
    names: str
    description: str
    visibility: str
    origin: str
    roles: str


class EntityText(NamedTuple):
    """An entity's text in a language."""

    lang: str
    html: str


class EntityName(NamedTuple):
    """A form under which an entity is found; `sort` as in `model.Name`."""

    form: str
    sort: str


class Standing(NamedTuple):
    """How present an entity is."""

    entity: str
    kind: str
    articles: int
    concerns: int
    mentions: int
    apart: int
    adjectives: int


class Ranked(NamedTuple):
    """An entity and in how many articles it appears."""

    entity: str
    articles: int


class ListedMonth(NamedTuple):
    """A month (empty: the year only) and the articles that an entity's pages list of it:
    those in which it is named by metonyms alone are among them.
    """

    year: str
    month: str
    listed: int

    @property
    def articles(self) -> int:
        """How many articles are listed."""
        return self.listed


class CountryYear(NamedTuple):
    """A country, a year, and its articles."""

    entity: str
    year: str
    articles: int


class EntityRecord(NamedTuple):
    """An entity as data for other programs. JSON: names, description, facts."""

    entity: str
    kind: str
    name: str
    names: str
    description: str
    visibility: str
    origin: str
    facts: str


class EntityId(NamedTuple):
    """An entity."""

    entity: str


class Present(NamedTuple):
    """An entity of any kind and in how many articles it appears."""

    entity: str
    kind: str
    articles: int


class Form(NamedTuple):
    """Exact words that name an entity, and how often they do."""

    form: str
    mentions: int


class SourceCount(NamedTuple):
    """A source and its articles."""

    source: str
    articles: int


class Companion(NamedTuple):
    """An entity that articles concern together with the one asked for."""

    other: str
    articles: int


class Partner(NamedTuple):
    """An entity that many articles concern together with the one asked for."""

    other: str


class Tie(NamedTuple):
    """An entity that has a tie to the one asked for."""

    entity: str
    relation: str
    kind: str


class TieOf(NamedTuple):
    """An entity to which the one asked for has a tie."""

    other: str
    relation: str


CARD = Family("card", t.ENTITY, ("entity",), Card, ("origin", "owner"), 1)
ENTITY = Family("entity_all", t.ENTITY, ("entity",), t.EntityRow, ("origin", "owner"), 1)
ENTITY_TEXTS = Family("entity_texts", t.ENTITY_TEXT, ("entity",), EntityText, ("lang", "owner"))
NAMES_OF = Family("names_of", t.NAME, ("entity",), EntityName, ("form", "sort", "owner", "lang"))
STANDING = Family("standing_one", t.STANDING, ("entity",), Standing, ())
RANKING = Family("ranking", t.STANDING, ("kind",), Ranked, ("-articles", "entity"), 12)
# One more than a list has without being cut (`letters.LONG`): it tells where the others begin.
RANKED = Family("ranked", t.STANDING, ("kind",), Ranked, ("-articles", "entity"), 301)
COUNTS = Family("counts", t.STANDING, ("kind",), Ranked, ("-articles", "entity"))
PRESENT = Family("present", t.STANDING, ("kind",), EntityId, ("entity",), least=("articles", 1))
APART = Family("apart", t.STANDING, ("kind",), EntityId, ("entity",), least=("apart", 1))
CARDS_OF_KIND = Family("cards_of_kind", t.ENTITY, ("kind",), Card, ("entity", "origin", "owner"))
MONTHS_OF_ENTITY = Family(
    "months_of_entity", t.ENTITY_MONTH, ("entity",), MonthCount, ("year", "month")
)
LISTED_BY_MONTH = Family(
    "listed_by_month", t.ENTITY_MONTH, ("entity",), ListedMonth, ("year", "month")
)
# From one more than a list of articles has without being cut (`slices.FULL`), here and below.
BUSY_MONTH = Family(
    "busy_month", t.ENTITY_MONTH, ("entity", "year", "month"), ListedMonth, (),
    least=("listed", 101),
)  # fmt: skip
COUNTRY_YEARS = Family("country_years", t.COUNTRY_YEAR, (), CountryYear, ("entity", "year"))
ENTITIES_OF_KIND = Family(
    "entities_of_kind", t.ENTITY, ("kind",), EntityRecord, ("entity", "origin", "owner")
)
UNLISTED = Family("unlisted", t.ENTITY, ("visibility",), EntityId, ("entity",))
MOST_TIED = Family("most_tied", t.STANDING, (), Present, ("-articles", "entity"), 1000)
MOST_PRESENT = Family("most_present", t.STANDING, (), Present, ("-articles", "entity"), 200)
FORMS = Family("forms", t.FORM, ("entity",), Form, ("-mentions", "form"))
SOURCES_OF_ENTITY = Family(
    "sources_of_entity", t.ENTITY_SOURCE, ("entity",), SourceCount, ("-articles", "source")
)
COMPANIONS = Family("companions", t.PAIR, ("entity",), Companion, ("-articles", "other"), 40)
ALL_COMPANIONS = Family("all_companions", t.PAIR, ("entity",), Companion, ("other",))
OFTEN: Final = 5
"""From so many articles in common, two entities are often together."""
FREQUENT_COMPANIONS = Family(
    "frequent_companions", t.PAIR, ("entity",), Companion, ("-articles", "other"),
    least=("articles", OFTEN),
)  # fmt: skip
PAIR_MONTHS = Family(
    "pair_months", t.PAIR_MONTH, ("entity", "other"), MonthCount, ("year", "month")
)
PAIR = Family("pair_one", t.PAIR, ("entity", "other"), Companion, ())
MANY_TOGETHER = Family(
    "many_together", t.PAIR, ("entity", "other"), Partner, (), least=("articles", 101)
)
BUSY_TOGETHER = Family(
    "busy_together", t.PAIR_MONTH, ("entity", "other", "year", "month"), MonthCount, (),
    least=("articles", 101),
)  # fmt: skip
TIES_TO = Family("ties_to", t.TIE, ("other",), Tie, ("entity", "relation"))
TIES_OF = Family("ties_of", t.TIE, ("entity",), TieOf, ("relation", "other"))
