"""What an article states: itself, its words, who appears in it, what it is filed under."""

from __future__ import annotations

from typing import NamedTuple

from builder.archive.tables.table import Table


class ArticleRow(NamedTuple):
    """An article as published: what its access does not allow is in none of its columns."""

    owner: str
    article: str
    address: str
    title: str
    lang: str
    date: str
    moment: str
    year: str
    month: str
    day: str
    text: str
    access: str
    source: str
    lead: str
    image: str
    meta: str
    """JSON: the source block and whatever else only the article's page shows."""
    parts: str
    """JSON by part: `plain`, `shape`, `sentences` [start, end, anchor], `mentions`."""


class WordsRow(NamedTuple):
    """An article's folded text, whole: to find the articles that a changed name touches."""

    owner: str
    article: str
    lang: str
    folded: str


class AskedRow(NamedTuple):
    """A folded name that an article's front matter or marks had looked up."""

    owner: str
    folded: str


class AppearanceRow(NamedTuple):
    """An entity in an article."""

    owner: str
    entity: str
    article: str
    moment: str
    year: str
    month: str
    day: str
    address: str
    title: str
    date: str
    lang: str
    source: str
    mentions: int
    """How many stretches of text name it."""
    apart: int
    """How many metonyms stand for it; not among `mentions`."""
    adjectives: int
    declared: int
    concerns: int
    """1 where the article concerns it."""
    paired: int
    """1 where it is, besides, among the most salient of those: two of them make a pair."""
    salience: int
    forms: str
    """JSON: {exact words: how often}."""
    passages: str
    """JSON: its first sentences there, [part, anchor, text, [[start, end, manner, stands_for,
    by], …]], positions within the sentence."""
    sentences: int
    """How many sentences name it, those beyond the first ones included."""


class FacetRow(NamedTuple):
    """An article's source, author or topic (`facet`: sources, authors, topics)."""

    owner: str
    facet: str
    slug: str
    label: str
    article: str
    moment: str
    year: str
    month: str
    day: str
    address: str
    title: str
    date: str
    lang: str
    source: str


class VersionRow(NamedTuple):
    """An article that is a version (`version`) or reprint (`reprint`) of another."""

    owner: str
    article: str
    of: str
    relation: str


ARTICLE = Table("article", ArticleRow, ("owner",))
WORDS = Table("words", WordsRow, ("owner",))
ASKED = Table("asked", AskedRow, ("owner",))
APPEARANCE = Table("appearance", AppearanceRow, ("owner",))
FACET = Table("facet", FacetRow, ("owner",))
VERSION = Table("version", VersionRow, ("owner",))
