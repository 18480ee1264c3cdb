"""What pages ask about articles, one by one and in the order of time."""

from __future__ import annotations

from typing import NamedTuple

from builder.archive import tables as t
from builder.archive.families.family import NEWEST, Family


class ArticlePlace(NamedTuple):
    """Where an article's page is."""

    address: str
    lang: str


class ArticleRef(NamedTuple):
    """What other pages show of an article."""

    article: str
    address: str
    title: str
    date: str
    lang: str
    source: str


class ArticleItem(NamedTuple):
    """What a list of articles shows of one."""

    article: str
    address: str
    title: str
    date: str
    moment: str
    day: str
    lang: str
    source: str
    lead: str


class Neighbours(NamedTuple):
    """The ids of the articles just before and after."""

    previous: str
    next: str


class Versions(NamedTuple):
    """An article that is a version or reprint of the one asked for."""

    article: str
    relation: str


class Dated(NamedTuple):
    """An article, and its date as given."""

    article: str
    date: str


class Posting(NamedTuple):
    """An article in which an entity appears."""

    article: str
    moment: str


class MonthCount(NamedTuple):
    """A month (empty: the year only) and its articles."""

    year: str
    month: str
    articles: int


class Address(NamedTuple):
    """Where the page of an article is."""

    address: str


ARTICLE: Family[t.ArticleRow] = Family(
    "article_all", t.ARTICLE, ("article",), t.ArticleRow, ("article",)
)
ARTICLE_PLACE = Family("article_place", t.ARTICLE, ("article",), ArticlePlace, ("article",))
# Ordered by all that it shows, so that its index holds it: an article's row is long.
ARTICLE_REF = Family("article_ref", t.ARTICLE, ("article",), ArticleRef, ArticleRef._fields)
LATEST = Family("latest", t.ARTICLE, (), ArticleItem, NEWEST, 12)
FEED = Family("feed", t.ARTICLE, (), Posting, NEWEST, 30)
POSTINGS_OF_YEAR = Family("postings_of_year", t.ARTICLE, ("year",), Posting, ("moment", "article"))
ADDRESSES_OF_YEAR = Family(
    "addresses_of_year", t.ARTICLE, ("year",), Address, ("moment", "article")
)
ARTICLES_OF_YEAR = Family("articles_of_year", t.ARTICLE, ("year",), ArticleItem, NEWEST)
ARTICLES_OF_MONTH = Family("articles_of_month", t.ARTICLE, ("year", "month"), ArticleItem, NEWEST)
ARTICLES_OF_DAY = Family("articles_of_day", t.ARTICLE, ("day",), ArticleItem, NEWEST)
MONTHS: Family[MonthCount] = Family("months", t.MONTH, (), MonthCount, ("year", "month"))
YEAR_MONTHS = Family("year_months", t.MONTH, ("year",), MonthCount, ("year", "month"))
MONTH = Family("month_one", t.MONTH, ("year", "month"), MonthCount, ("year", "month"))
NEIGHBOURS = Family("neighbours", t.NEIGHBOUR, ("article",), Neighbours, ())
VERSIONS = Family("versions", t.VERSION, ("of",), Versions, ("article", "relation"))
