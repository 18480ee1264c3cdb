"""What pages ask about entities in articles: where one appears, and where two do together."""

from __future__ import annotations

from typing import NamedTuple

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
        told = {"entity", "article", "year", "month", "paired"}
        return tuple(name for name in self.table.columns if name in shown | told)

    @property
    def sql(self) -> str:
        """Goes through the months in which the two have articles in common, and in them through
        those of the one that fewer articles concern: neither a country that is in half of all
        articles costs anything, nor two that are in many and seldom in the same. Which one that
        is changes no answer.
        """
        own = {"passages": "b.passages", "others": "a.passages AS others"}
        within = "".join(
            f" AND shared.{name} = ?{place}" for place, name in enumerate(self.equal[2:], start=3)
        )

        def half(first: str, then: str, condition: str) -> str:
            # The condition is a table of one row or none: among the others it would be asked again
            # of each article.
            shown = ", ".join(own.get(name, f'{first}."{name}"') for name in self.columns)
            same = " AND ".join(f"{{0}}.{name} = shared.{name}" for name in ("year", "month"))
            return (
                f"SELECT {shown} FROM (SELECT 1 WHERE {condition})"
                f" CROSS JOIN {t.PAIR_MONTH.name} shared"
                f" CROSS JOIN {self.table.name} {first} INDEXED BY paired ON {same.format(first)}"
                f" CROSS JOIN {self.table.name} {then} INDEXED BY paired ON {same.format(then)}"
                f" AND {then}.article = {first}.article"
                f" WHERE shared.entity = ?1 AND shared.other = ?2{within}"
                f" AND a.entity = ?1 AND b.entity = ?2 AND a.paired AND b.paired"
            )

        order = ", ".join(
            f"{name.lstrip('-')}{' DESC' if name.startswith('-') else ''}" for name in self.order
        )
        both = f"{half('a', 'b', _FEWER)} UNION ALL {half('b', 'a', f'NOT {_FEWER}')}"
        return f"SELECT * FROM ({both}) ORDER BY {order}"

    @property
    def index(self) -> str:
        """One that tells by itself of which articles an entity makes pairs: rows are looked at
        only of those that two have in common.
        """
        return (
            f"CREATE INDEX IF NOT EXISTS paired ON {self.table.name}"
            f" (entity, year, month, article, date, paired) WHERE paired"
        )


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
    "shared_dates", t.APPEARANCE, ("entity", "other", "year", "month"), Dated, ("date", "article")
)
JOINTS = (TOGETHER, TOGETHER_YEAR, TOGETHER_MONTH, SHARED_DATES)
