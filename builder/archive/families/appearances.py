"""What pages ask about entities in articles: where one appears, and where two do together."""

from __future__ import annotations

from typing import Final, NamedTuple

from builder.archive import tables as t
from builder.archive.families.articles import Dated, Posting
from builder.archive.families.family import NEWEST, Family, R


class Joint(Family[R]):
    """The articles that concern two entities, asked by (one, other) in order of their ids:
    the rows of `appearance` of both, side by side; all of them, or those of a year or month.

    Not a look-up of one table, so its change keys are the writer's to name: the pairs of
    each source of which a row changed.
    """

    __slots__ = ()

    @property
    def watched(self) -> tuple[str, ...]:
        """What is shown of either row, and what makes it one of both."""
        shown = {*self.columns, *(name.lstrip("-") for name in self.order)}
        told = {"entity", "article", "year", "month", "concerns"}
        return tuple(name for name in self.table.columns if name in shown | told)

    @property
    def sql(self) -> str:
        """Goes through the articles of the one that fewer articles concern: a country that is
        in half of all articles costs nothing. Which one that is changes no answer.
        """
        own = {"passages": "b.passages", "others": "a.passages AS others"}

        def half(first: str, then: str, condition: str) -> str:
            shown = ", ".join(own.get(name, f'{first}."{name}"') for name in self.columns)
            within = "".join(
                f' AND {first}."{name}" = ?{place}'
                for place, name in enumerate(self.equal[2:], start=3)
            )
            return f"SELECT {shown} FROM {_joined(first, then, condition)}{within}"

        order = ", ".join(
            f"{name.lstrip('-')}{' DESC' if name.startswith('-') else ''}" for name in self.order
        )
        both = f"{half('a', 'b', _FEWER)} UNION ALL {half('b', 'a', f'NOT {_FEWER}')}"
        return f"SELECT * FROM ({both}) ORDER BY {order}"

    @property
    def index(self) -> str:
        """One that tells by itself which articles concern an entity: rows are looked at only
        of those that two have in common.
        """
        return (
            f"CREATE INDEX IF NOT EXISTS concerned ON {self.table.name}"
            f" (entity, year, month, article, date, concerns) WHERE concerns"
        )


class JointYears(Joint[R]):
    """The years in which articles concern two entities: of each year the first such article
    ends the search.
    """

    __slots__ = ()

    @property
    def sql(self) -> str:
        """Goes through the years of the one that fewer articles concern."""

        def half(first: str, then: str, condition: str) -> str:
            return (
                f"SELECT DISTINCT year FROM (SELECT 1 WHERE {condition}) CROSS JOIN entity_month"
                f" WHERE entity = {_ASKED[first]} AND EXISTS ("
                f"SELECT 1 FROM {_joined(first, then, '1')} AND {first}.year = entity_month.year)"
            )

        both = (half("a", "b", _FEWER), half("b", "a", f"NOT {_FEWER}"))
        return f"{' UNION ALL '.join(both)} ORDER BY year"


def _joined(first: str, then: str, condition: str) -> str:
    """The articles that concern both, from those of `first`; all of it stands in the index.

    The condition is a table of one row or none: among the others it would be asked again of each
    article of a country that is in half of all.
    """
    return (
        f"(SELECT 1 WHERE {condition}) CROSS JOIN appearance {first} INDEXED BY concerned"
        f" CROSS JOIN appearance {then} INDEXED BY concerned"
        f" ON {then}.year = {first}.year AND {then}.month = {first}.month"
        f" AND {then}.article = {first}.article"
        f" WHERE a.entity = ?1 AND b.entity = ?2 AND a.concerns AND b.concerns"
    )


_ASKED: Final = {"a": "?1", "b": "?2"}
_CONCERNED = "(SELECT sum(concerns) FROM standing WHERE entity = {})"
_FEWER = f"{_CONCERNED.format('?1')} < {_CONCERNED.format('?2')}"


class Appearance(NamedTuple):
    """An entity in one article, as its pages show it."""

    article: str
    address: str
    title: str
    date: str
    moment: str
    lang: str
    source: str
    mentions: int
    apart: int
    declared: int
    concerns: int
    passages: str
    sentences: int


class Quoted(NamedTuple):
    """An article of an entity and its first sentences there (JSON), for a feed."""

    article: str
    address: str
    title: str
    moment: str
    lang: str
    source: str
    passages: str


class Edge(NamedTuple):
    """The date of an entity's first or last article."""

    article: str
    address: str
    title: str
    date: str
    lang: str


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


class SharedYear(NamedTuple):
    """A year in which articles concern two entities."""

    year: str


class SharedDate(NamedTuple):
    """An article that concerns two entities: its date as given, and its month (empty: none)."""

    article: str
    date: str
    month: str


APPEARANCES = Family("appearances", t.APPEARANCE, ("entity",), Appearance, NEWEST)
APPEARANCES_YEAR = Family("appearances_year", t.APPEARANCE, ("entity", "year"), Appearance, NEWEST)
APPEARANCES_MONTH = Family(
    "appearances_month", t.APPEARANCE, ("entity", "year", "month"), Appearance, NEWEST
)
# Ordered by all that they show, so that their index holds it: an article's row is long.
APPEARANCE_DATES = Family(
    "appearance_dates", t.APPEARANCE, ("entity", "year", "month"), Dated, (*NEWEST, "date")
)
POSTINGS = Family("postings", t.APPEARANCE, ("entity",), Posting, ("article", "moment"), 33)
FEED_OF_ENTITY = Family("feed_of_entity", t.APPEARANCE, ("entity",), Quoted, NEWEST, 30)
FIRST = Family("first", t.APPEARANCE, ("entity",), Edge, ("moment", "article"), 1)
LAST = Family("last", t.APPEARANCE, ("entity",), Edge, NEWEST, 1)
TOGETHER = Joint("together", t.APPEARANCE, ("entity", "other"), Together, NEWEST)
TOGETHER_YEAR = Joint("together_year", t.APPEARANCE, ("entity", "other", "year"), Together, NEWEST)
TOGETHER_MONTH = Joint(
    "together_month", t.APPEARANCE, ("entity", "other", "year", "month"), Together, NEWEST
)
SHARED_DATES = Joint(
    "shared_dates", t.APPEARANCE, ("entity", "other", "year"), SharedDate, ("date", "article")
)
SHARED_YEARS = JointYears("shared_years", t.APPEARANCE, ("entity", "other"), SharedYear, ("year",))
JOINTS = (TOGETHER, TOGETHER_YEAR, TOGETHER_MONTH, SHARED_DATES, SHARED_YEARS)
