"""The rows of the store, one NamedTuple a table: their fields are the columns.

Facts are owned by a source (`owner`: a path relative to the content folder, or a word in
angle brackets for what the program itself brings) and are a pure function of its bytes, of
the settings and of the names that the registry answers. Columns that hold JSON say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, get_type_hints


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


class EntityRow(NamedTuple):
    """An entity: `origin` is file, table or stub. JSON: names, description by language;
    roles as [title, country, organisation, since, until, source]; facts, everything else.
    """

    owner: str
    entity: str
    kind: str
    name: str
    names: str
    description: str
    visibility: str
    origin: str
    roles: str
    facts: str


class EntityTextRow(NamedTuple):
    """An entity's text in one language, clean HTML."""

    owner: str
    entity: str
    lang: str
    html: str


class StubRow(NamedTuple):
    """A name that an article declares and nothing else describes."""

    owner: str
    entity: str
    kind: str
    name: str


class TieRow(NamedTuple):
    """An entity's tie to another, from its file: country, parent, part_of, successor, …"""

    owner: str
    entity: str
    other: str
    relation: str
    kind: str


class NameRow(NamedTuple):
    """A form under which an entity is found: `model.Name` and its owner."""

    owner: str
    folded: str
    first: str
    form: str
    entity: str
    sort: str
    lang: str
    match: str
    stands_for: str
    honorific: str
    country: str


class PageTextRow(NamedTuple):
    """A free page in one language."""

    owner: str
    page: str
    lang: str
    title: str
    html: str


class AssetRow(NamedTuple):
    """A file that is copied as it is: `address` in the site, `digest` of its bytes."""

    owner: str
    address: str
    digest: str


class RedirectRow(NamedTuple):
    """An earlier address that leads to a page, and its place in the source."""

    owner: str
    address: str
    target: str
    line: int
    column: int
    excerpt: str


class HiddenRow(NamedTuple):
    """A form of a name that is not to be shown: never in any family of the door.

    `entity` is the public id, `shown` what stands in its place; `surname` is 1 for what is
    hidden only where the article is about its bearer.
    """

    owner: str
    form: str
    entity: str
    shown: str
    surname: int


class CalledRow(NamedTuple):
    """An address that an entity would have if it were named as an article declares it."""

    owner: str
    address: str
    target: str


class LinkRow(NamedTuple):
    """A link inside the archive, to be checked once everything is known.

    `target` is a source file or an address from the root; `address` the page's or file's
    own, but for an article's, which only its file knows.
    """

    owner: str
    target: str
    address: str
    fragment: str
    line: int
    column: int
    excerpt: str


class ProblemRow(NamedTuple):
    """A problem of a source, kept so that a warning outlives the build that found it.

    `path` is the file that it is about: its owner, or a file beside it.
    """

    owner: str
    path: str
    line: int
    column: int
    code: str
    arguments: str
    excerpt: str


class SettingRow(NamedTuple):
    """A setting of the archive, JSON."""

    owner: str
    key: str
    value: str


class TemplateRow(NamedTuple):
    """A template and the fingerprint of all that it includes, extends and imports."""

    owner: str
    template: str
    fingerprint: str


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


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows' type, and the columns that are its key.

    Facts have no key but their owner: two sources may state the same row.
    """

    name: str
    row: type[Any]
    key: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        fields: tuple[str, ...] = self.row._fields
        return fields

    @property
    def owned(self) -> bool:
        """Whether its rows belong to a source."""
        return self.columns[0] == "owner"

    @property
    def create(self) -> str:
        """The SQL that makes it."""
        hints = get_type_hints(self.row)
        sql = {str: "TEXT", int: "INTEGER"}
        columns = [f'"{name}" {sql[hints[name]]} NOT NULL' for name in self.columns]
        if self.owned:
            return f"CREATE TABLE {self.name} ({', '.join(columns)})"
        key = ", ".join(f'"{name}"' for name in self.key)
        return f"CREATE TABLE {self.name} ({', '.join(columns)}, PRIMARY KEY ({key})) WITHOUT ROWID"


ARTICLE = Table("article", ArticleRow, ("owner",))
WORDS = Table("words", WordsRow, ("owner",))
ASKED = Table("asked", AskedRow, ("owner",))
APPEARANCE = Table("appearance", AppearanceRow, ("owner",))
FACET = Table("facet", FacetRow, ("owner",))
VERSION = Table("version", VersionRow, ("owner",))
ENTITY = Table("entity", EntityRow, ("owner",))
ENTITY_TEXT = Table("entity_text", EntityTextRow, ("owner",))
STUB = Table("stub", StubRow, ("owner",))
TIE = Table("tie", TieRow, ("owner",))
NAME = Table("name", NameRow, ("owner",))
PAGE_TEXT = Table("page_text", PageTextRow, ("owner",))
ASSET = Table("asset", AssetRow, ("owner",))
REDIRECT = Table("redirect", RedirectRow, ("owner",))
HIDDEN = Table("hidden", HiddenRow, ("owner",))
CALLED = Table("called", CalledRow, ("owner",))
LINK = Table("link", LinkRow, ("owner",))
PROBLEM = Table("problem", ProblemRow, ("owner",))
SETTING = Table("setting", SettingRow, ("owner",))
TEMPLATE = Table("template", TemplateRow, ("owner",))

FACTS = (
    ARTICLE, WORDS, ASKED, APPEARANCE, FACET, VERSION, ENTITY, ENTITY_TEXT, STUB, TIE, NAME,
    PAGE_TEXT, ASSET, REDIRECT, HIDDEN, CALLED, LINK, PROBLEM, SETTING, TEMPLATE,
)  # fmt: skip

MONTH = Table("month", MonthRow, ("year", "month"))
ENTITY_MONTH = Table("entity_month", EntityMonthRow, ("entity", "year", "month"))
COUNTRY_YEAR = Table("country_year", CountryYearRow, ("entity", "year"))
STANDING = Table("standing", StandingRow, ("entity", "kind"))
FORM = Table("form", FormRow, ("entity", "form"))
ENTITY_SOURCE = Table("entity_source", EntitySourceRow, ("entity", "source"))
PAIR = Table("pair", PairRow, ("entity", "other", "kind"))
FACET_MONTH = Table("facet_month", FacetMonthRow, ("facet", "slug", "label", "year", "month"))
NEIGHBOUR = Table("neighbour", NeighbourRow, ("article",))

SUMS = (MONTH, ENTITY_MONTH, COUNTRY_YEAR, STANDING, FORM, ENTITY_SOURCE, PAIR, FACET_MONTH)
TABLES = (*FACTS, *SUMS, NEIGHBOUR)
