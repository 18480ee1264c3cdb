"""What pages ask about entities in articles: where one appears, and where two do together."""

from __future__ import annotations

from typing import NamedTuple

from builder.archive import tables as t
from builder.archive.families.articles import Posting
from builder.archive.families.family import NEWEST, Family, R


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
POSTINGS = Family("postings", t.APPEARANCE, ("entity",), Posting, ("article",), 33)
FEED_OF_ENTITY = Family("feed_of_entity", t.APPEARANCE, ("entity",), Quoted, NEWEST, 30)
FIRST = Family("first", t.APPEARANCE, ("entity",), Edge, ("moment", "article"), 1)
LAST = Family("last", t.APPEARANCE, ("entity",), Edge, NEWEST, 1)
TOGETHER = Joint("together", t.APPEARANCE, ("entity", "other"), Together, NEWEST, 100)
