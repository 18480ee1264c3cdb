"""What is counted from the facts, kept by each difference; and how articles follow in time."""

from __future__ import annotations

from typing import NamedTuple

from builder.archive.tables.table import Table


class MonthRow(NamedTuple):
    """How many articles a month has (sum); `month` is empty where a date says a year only."""

    year: str
    month: str
    articles: int


class EntityMonthRow(NamedTuple):
    """How often an entity appears in a month (sum). `listed` counts every article in which it
    does, `articles` those that count for it.
    """

    entity: str
    year: str
    month: str
    articles: int
    mentions: int
    listed: int


class CountryYearRow(NamedTuple):
    """In how many articles of a year a country appears (sum)."""

    entity: str
    year: str
    articles: int


class StandingRow(NamedTuple):
    """How present an entity is in the whole archive (sum)."""

    entity: str
    kind: str
    articles: int
    concerns: int
    mentions: int
    apart: int
    adjectives: int


class FormRow(NamedTuple):
    """How often an entity is named with these exact words (sum)."""

    entity: str
    form: str
    mentions: int


class EntitySourceRow(NamedTuple):
    """In how many articles of a source an entity appears (sum)."""

    entity: str
    source: str
    articles: int


class PairRow(NamedTuple):
    """In how many articles, that concern both, two entities appear (sum); both ways."""

    entity: str
    other: str
    kind: str
    articles: int


class PairMonthRow(NamedTuple):
    """In how many articles of a month, that concern both, two entities appear (sum); under the one
    whose id comes first.
    """

    entity: str
    other: str
    year: str
    month: str
    articles: int


class FacetMonthRow(NamedTuple):
    """How many articles of a month have a source, author or topic (sum)."""

    facet: str
    slug: str
    label: str
    year: str
    month: str
    articles: int


class NeighbourRow(NamedTuple):
    """The articles just before and after an article in time; empty at the ends."""

    article: str
    previous: str
    next: str


MONTH = Table("month", MonthRow, ("year", "month"))
ENTITY_MONTH = Table("entity_month", EntityMonthRow, ("entity", "year", "month"))
COUNTRY_YEAR = Table("country_year", CountryYearRow, ("entity", "year"))
STANDING = Table("standing", StandingRow, ("entity", "kind"))
FORM = Table("form", FormRow, ("entity", "form"))
ENTITY_SOURCE = Table("entity_source", EntitySourceRow, ("entity", "source"))
PAIR = Table("pair", PairRow, ("entity", "other", "kind"))
PAIR_MONTH = Table("pair_month", PairMonthRow, ("entity", "other", "year", "month"))
FACET_MONTH = Table("facet_month", FacetMonthRow, ("facet", "slug", "label", "year", "month"))
NEIGHBOUR = Table("neighbour", NeighbourRow, ("article",))
