"""The look-ups that pages may ask of the store: a closed list, each declared once.

From one declaration come its SQL, its covering index and its *change key*: a row that
appears, goes or changes names the cell (family, key) under its old and its new key, if what
the family shows, compares or orders by is different. So to be able to read something is to
be told when it changes; nobody keeps a list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from builder.archive import tables
from builder.archive.tables import Table

R = TypeVar("R")


@dataclass(frozen=True, slots=True, eq=False)
class Family(Generic[R]):
    """A look-up: rows of one table whose `equal` columns have the asked values.

    It shows the fields of `row`, in the order of `order` (a leading `-`: descending), at
    most `limit` rows (0: all). The order must be total over what is shown, or ties would
    fall as SQLite likes.
    """

    name: str
    table: Table
    equal: tuple[str, ...]
    row: type[R]
    order: tuple[str, ...]
    limit: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it shows."""
        fields: tuple[str, ...] = self.row._fields  # type: ignore[attr-defined]
        return fields

    @property
    def watched(self) -> tuple[str, ...]:
        """The columns whose values decide what it answers under one key."""
        ordering = (name.lstrip("-") for name in self.order)
        return tuple(dict.fromkeys((*self.columns, *ordering)))

    @property
    def sql(self) -> str:
        """The statement that answers it."""
        shown = ", ".join(f'"{name}"' for name in self.columns)
        where = " AND ".join(f'"{name}" = ?' for name in self.equal) or "1"
        order = ", ".join(
            f'"{name.lstrip("-")}"{" DESC" if name.startswith("-") else ""}' for name in self.order
        )
        limit = f" LIMIT {self.limit}" if self.limit else ""
        ordered = f" ORDER BY {order}" if order else ""
        return f"SELECT {shown} FROM {self.table.name} WHERE {where}{ordered}{limit}"

    @property
    def index(self) -> str:
        """The SQL of its index, or "" where the table's own key serves."""
        ordering = [
            f'"{name.lstrip("-")}"{" DESC" if name.startswith("-") else ""}' for name in self.order
        ]
        equal = [f'"{name}"' for name in self.equal]
        columns = equal + [name for name in ordering if name not in equal]
        plain = tuple(name.strip('"') for name in columns)
        if not columns or plain == self.table.key[: len(plain)]:
            return ""
        return f"CREATE INDEX IF NOT EXISTS {self.name} ON {self.table.name} ({', '.join(columns)})"


class Joint(Family[R]):
    """The articles that concern two entities, asked by (one, other) in order of their ids:
    the rows of `appearance` of both, side by side.

    Not a look-up of one table, so its change keys are the writer's to name: the pairs of
    each source of which a row changed.
    """

    __slots__ = ()

    @property
    def watched(self) -> tuple[str, ...]:
        """Every column: any change of either row counts."""
        return self.table.columns

    @property
    def sql(self) -> str:
        """Goes through the rows of the one that fewer articles concern: a country that is in
        half of all articles costs nothing. Which one that is changes no answer.
        """
        concerned = "(SELECT sum(concerns) FROM standing WHERE entity = {})"
        fewer = f"{concerned.format('?1')} < {concerned.format('?2')}"

        def half(first: str, then: str, condition: str) -> str:
            shown = ", ".join(
                f'{first}."{name}"' for name in self.columns if name not in ("passages", "others")
            )
            return (
                f"SELECT {shown}, b.passages, a.passages AS others FROM {self.table.name} {first}"
                f" CROSS JOIN {self.table.name} {then} ON a.article = b.article"
                f" WHERE a.entity = ?1 AND b.entity = ?2 AND a.concerns AND b.concerns"
                f" AND {condition}"
            )

        return (
            f"SELECT * FROM ({half('a', 'b', fewer)} UNION ALL {half('b', 'a', f'NOT {fewer}')})"
            f" ORDER BY moment DESC, article LIMIT {self.limit}"
        )

    @property
    def index(self) -> str:
        """None of its own: those of `appearance` serve."""
        return ""


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


class Posting(NamedTuple):
    """An article in which an entity appears."""

    article: str
    moment: str


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


class MonthCount(NamedTuple):
    """A month (empty: the year only) and its articles."""

    year: str
    month: str
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


class Quoted(NamedTuple):
    """An article of an entity and its first sentences there (JSON), for a feed."""

    article: str
    address: str
    title: str
    moment: str
    lang: str
    source: str
    passages: str


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


class Address(NamedTuple):
    """Where the page of an article is."""

    address: str


class Appearance(NamedTuple):
    """An entity in one article, as its pages show it."""

    article: str
    address: str
    title: str
    date: str
    moment: str
    day: str
    lang: str
    source: str
    mentions: int
    apart: int
    declared: int
    concerns: int
    passages: str
    sentences: int


class Edge(NamedTuple):
    """The date of an entity's first or last article."""

    article: str
    address: str
    title: str
    date: str
    lang: str


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


class Together(NamedTuple):
    """An article that concerns two entities: the sentences of the second and of the first."""

    article: str
    address: str
    title: str
    date: str
    moment: str
    lang: str
    source: str
    passages: str
    others: str


class Tie(NamedTuple):
    """An entity that has a tie to the one asked for."""

    entity: str
    relation: str
    kind: str


class TieOf(NamedTuple):
    """An entity to which the one asked for has a tie."""

    other: str
    relation: str


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


class PageRef(NamedTuple):
    """A free page in the menu."""

    page: str
    lang: str
    title: str


class PageText(NamedTuple):
    """A free page in one language."""

    lang: str
    title: str
    html: str


class Value(NamedTuple):
    """A setting, JSON."""

    value: str


class Fingerprint(NamedTuple):
    """A template's fingerprint."""

    fingerprint: str


class Copied(NamedTuple):
    """A file that is copied."""

    owner: str
    digest: str


class Target(NamedTuple):
    """Where an earlier address leads."""

    target: str


class Slug(NamedTuple):
    """A facet's value that articles have, whatever its label."""

    slug: str


_T = tables
_NEWEST = ("-moment", "article")

ARTICLE: Family[_T.ArticleRow] = Family(
    "article_all", _T.ARTICLE, ("article",), _T.ArticleRow, ("article",)
)
ARTICLE_PLACE = Family("article_place", _T.ARTICLE, ("article",), ArticlePlace, ("article",))
ARTICLE_REF = Family("article_ref", _T.ARTICLE, ("article",), ArticleRef, ("article",))
LATEST = Family("latest", _T.ARTICLE, (), ArticleItem, _NEWEST, 12)
FEED = Family("feed", _T.ARTICLE, (), Posting, _NEWEST, 30)
POSTINGS_OF_YEAR = Family("postings_of_year", _T.ARTICLE, ("year",), Posting, ("moment", "article"))
ADDRESSES_OF_YEAR = Family(
    "addresses_of_year", _T.ARTICLE, ("year",), Address, ("moment", "article")
)
ARTICLES_OF_YEAR = Family("articles_of_year", _T.ARTICLE, ("year",), ArticleItem, _NEWEST)
ARTICLES_OF_MONTH = Family("articles_of_month", _T.ARTICLE, ("year", "month"), ArticleItem, _NEWEST)
ARTICLES_OF_DAY = Family("articles_of_day", _T.ARTICLE, ("day",), ArticleItem, _NEWEST)
MONTHS: Family[MonthCount] = Family("months", _T.MONTH, (), MonthCount, ("year", "month"))
YEAR_MONTHS = Family("year_months", _T.MONTH, ("year",), MonthCount, ("year", "month"))
MONTH = Family("month_one", _T.MONTH, ("year", "month"), MonthCount, ("year", "month"))
NEIGHBOURS = Family("neighbours", _T.NEIGHBOUR, ("article",), Neighbours, ())
VERSIONS = Family("versions", _T.VERSION, ("of",), Versions, ("article", "relation"))

CARD = Family("card", _T.ENTITY, ("entity",), Card, ("origin", "owner"), 1)
ENTITY = Family("entity_all", _T.ENTITY, ("entity",), _T.EntityRow, ("origin", "owner"), 1)
ENTITY_TEXTS = Family("entity_texts", _T.ENTITY_TEXT, ("entity",), EntityText, ("lang", "owner"))
NAMES_OF = Family("names_of", _T.NAME, ("entity",), EntityName, ("form", "sort", "owner", "lang"))
STANDING = Family("standing_one", _T.STANDING, ("entity",), Standing, ())
RANKING = Family("ranking", _T.STANDING, ("kind",), Ranked, ("-articles", "entity"), 12)
STANDINGS = Family("standings", _T.STANDING, ("kind",), Standing, ("entity",))
CARDS_OF_KIND = Family("cards_of_kind", _T.ENTITY, ("kind",), Card, ("entity", "origin", "owner"))
MONTHS_OF_ENTITY = Family(
    "months_of_entity", _T.ENTITY_MONTH, ("entity",), MonthCount, ("year", "month")
)
LISTED_BY_MONTH = Family(
    "listed_by_month", _T.ENTITY_MONTH, ("entity",), ListedMonth, ("year", "month")
)
COUNTRY_YEARS = Family("country_years", _T.COUNTRY_YEAR, (), CountryYear, ("entity", "year"))
ENTITIES_OF_KIND = Family(
    "entities_of_kind", _T.ENTITY, ("kind",), EntityRecord, ("entity", "origin", "owner")
)
UNLISTED = Family("unlisted", _T.ENTITY, ("visibility",), EntityId, ("entity",))
MOST_TIED = Family("most_tied", _T.STANDING, (), Present, ("-articles", "entity"), 1000)
MOST_PRESENT = Family("most_present", _T.STANDING, (), Present, ("-articles", "entity"), 200)
APPEARANCES = Family("appearances", _T.APPEARANCE, ("entity",), Appearance, _NEWEST)
APPEARANCES_YEAR = Family(
    "appearances_year", _T.APPEARANCE, ("entity", "year"), Appearance, _NEWEST
)
APPEARANCES_MONTH = Family(
    "appearances_month", _T.APPEARANCE, ("entity", "year", "month"), Appearance, _NEWEST
)
POSTINGS = Family("postings", _T.APPEARANCE, ("entity",), Posting, ("article",), 33)
FEED_OF_ENTITY = Family("feed_of_entity", _T.APPEARANCE, ("entity",), Quoted, _NEWEST, 30)
FIRST = Family("first", _T.APPEARANCE, ("entity",), Edge, ("moment", "article"), 1)
LAST = Family("last", _T.APPEARANCE, ("entity",), Edge, _NEWEST, 1)
FORMS = Family("forms", _T.FORM, ("entity",), Form, ("-mentions", "form"))
SOURCES_OF_ENTITY = Family(
    "sources_of_entity", _T.ENTITY_SOURCE, ("entity",), SourceCount, ("-articles", "source")
)
COMPANIONS = Family("companions", _T.PAIR, ("entity",), Companion, ("-articles", "other"), 40)
ALL_COMPANIONS = Family("all_companions", _T.PAIR, ("entity",), Companion, ("other",))
PAIR = Family("pair_one", _T.PAIR, ("entity", "other"), Companion, ())
TOGETHER = Joint("together", _T.APPEARANCE, ("entity", "other"), Together, _NEWEST, 100)
TIES_TO = Family("ties_to", _T.TIE, ("other",), Tie, ("entity", "relation"))
TIES_OF = Family("ties_of", _T.TIE, ("entity",), TieOf, ("relation", "other"))

FACETS = Family(
    "facets", _T.FACET_MONTH, ("facet",), FacetCount, ("slug", "label", "year", "month")
)
FACET = Family(
    "facet_one", _T.FACET_MONTH, ("facet", "slug"), FacetCount, ("label", "year", "month")
)
FACET_ARTICLES = Family("facet_articles", _T.FACET, ("facet", "slug"), FacetItem, _NEWEST)
FACET_YEAR = Family("facet_year", _T.FACET, ("facet", "slug", "year"), FacetItem, _NEWEST)
FACET_MONTH = Family(
    "facet_month_articles", _T.FACET, ("facet", "slug", "year", "month"), FacetItem, _NEWEST
)

FREE_PAGES = Family("free_pages", _T.PAGE_TEXT, (), PageRef, ("page", "lang"))
PAGE_TEXTS = Family("page_texts", _T.PAGE_TEXT, ("page",), PageText, ("lang", "owner"))
SETTING = Family("setting_one", _T.SETTING, ("key",), Value, ())
TEMPLATE = Family("template_one", _T.TEMPLATE, ("template",), Fingerprint, ("owner",))
ASSET = Family("asset_one", _T.ASSET, ("address",), Copied, ("owner",))
CALLED = Family("called_one", _T.CALLED, ("address",), Target, ("target",), limit=1)
REDIRECT = Family("redirect_one", _T.REDIRECT, ("address",), Target, ("target", "owner"))

FAMILIES: tuple[Family[Any], ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Family)
)
BY_NAME = {family.name: family for family in FAMILIES}
SQL = {family.name: family.sql for family in FAMILIES}
