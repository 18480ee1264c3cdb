"""What pages ask about sources, authors and topics."""

from __future__ import annotations

from typing import NamedTuple

from builder.archive import tables as t
from builder.archive.families.articles import Dated
from builder.archive.families.family import NEWEST, Family


class FacetCount(NamedTuple):
    """A source, author or topic, in one month, under one label."""

    slug: str
    label: str
    year: str
    month: str
    articles: int


class FacetItem(NamedTuple):
    """An article of a source, author or topic."""

    article: str
    address: str
    title: str
    date: str
    moment: str
    day: str
    lang: str
    source: str


FACETS = Family("facets", t.FACET_MONTH, ("facet",), FacetCount, ("slug", "label", "year", "month"))
FACET = Family(
    "facet_one", t.FACET_MONTH, ("facet", "slug"), FacetCount, ("label", "year", "month")
)
FACET_ARTICLES = Family("facet_articles", t.FACET, ("facet", "slug"), FacetItem, NEWEST)
FACET_YEAR = Family("facet_year", t.FACET, ("facet", "slug", "year"), FacetItem, NEWEST)
FACET_DATES = Family("facet_dates", t.FACET, ("facet", "slug", "year", "month"), Dated, NEWEST)
FACET_MONTH = Family(
    "facet_month_articles", t.FACET, ("facet", "slug", "year", "month"), FacetItem, NEWEST
)
