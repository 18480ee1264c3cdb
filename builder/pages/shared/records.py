"""Articles, entities and mentions as rows for other programs.

What an article's access does not allow to be published is in none of them: they are made of
what its page shows. Unlisted entities are in none of them either.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import orjson

from builder.addresses import entity_address
from builder.archive.door import Door, question
from builder.archive.families.articles import ARTICLE, MONTHS, POSTINGS_OF_YEAR
from builder.archive.families.entities import TIES_OF, UNLISTED
from builder.config import localised
from builder.model import PARTS
from builder.pages.shared.refs import with_page
from builder.pages.shared.settings import languages
from builder.tabular import Column, Row

ARTICLES: Final[tuple[Column, ...]] = (
    Column("article", "string", "The article’s file, relative to the content folder"),
    Column("address", "string", "Its page, from the site’s root"),
    Column("title", "string", "Its title, as published"),
    Column("date", "string", "ISO 8601, as exact as it is known, in the source’s own offset"),
    Column("lang", "string", "The language of its text (BCP 47)"),
    Column("text", "string", "original | account (the archive’s own words) | translation"),
    Column("access", "string", "full | excerpt | reference: how much of it the site shows"),
    Column("source", "string", "The publication"),
    Column("author", "list", "The byline, as printed"),
    Column("topics", "list", "The archivist’s topics"),
    Column("concerns", "list", "The entities that it concerns, by id, most salient first"),
    Column("entities", "list", "All entities that it names or declares, by id"),
    Column("source_url", "string", "Where the source published it"),
    Column("archived_url", "string", "A copy in a web archive"),
    Column("retrieved", "string", "When it was taken from there"),
    Column("rights", "string", "Who holds the rights to the text"),
    Column("issue", "string", "The issue of the publication"),
    Column("edition", "string", "Its edition"),
    Column("page", "string", "The page"),
    Column("identifier", "string", "An identifier, as DOI or shelf mark"),
    Column("version_of", "string", "The id of the article of which it is another version"),
    Column("reprint_of", "string", "The id of the article that it reprints"),
)

ENTITIES: Final[tuple[Column, ...]] = (
    Column("entity", "string", "Its id: kind/slug"),
    Column("kind", "string", "Its kind"),
    Column("name", "string", "Its name in the archive’s first language"),
    Column("names", "list", "Its names in other languages, as language: name"),
    Column("aliases", "list", "Other names"),
    Column("description", "string", "One line on it, in the archive’s first language"),
    Column("wikidata", "string", "Its Wikidata id"),
    Column("ties", "list", "Other entities, as relation: id (country, parent, part_of, …)"),
    Column("latitude", "number", "Degrees north"),
    Column("longitude", "number", "Degrees east"),
    Column("origin", "string", "file | table (the program’s own) | stub (identity not verified)"),
    Column("address", "string", "Its page, from the site’s root"),
)

MENTIONS: Final[tuple[Column, ...]] = (
    Column("article", "string", "The article’s file, relative to the content folder"),
    Column("entity", "string", "The entity’s id"),
    Column("part", "string", "title | standfirst | summary | body"),
    Column("exact", "string", "The exact words"),
    Column("start", "integer", "Where they begin in the part’s plain text, in code points"),
    Column("end", "integer", "Where they end"),
    Column("sentence", "string", "The anchor of their sentence on the article’s page"),
    Column("as", "string", "In what manner: name | surname | adjective | metonym | description"),
    Column("for", "string", "The entity that a metonym stands for; ? where undecided"),
    Column("by", "string", "How it is known: inline | read | reviewed | rule | import:…"),
)

_COPIED: Final = (
    "source_url", "archived_url", "retrieved", "rights", "issue", "edition", "page",
    "identifier", "version_of", "reprint_of",
)  # fmt: skip


@question
def unlisted(door: Door) -> tuple[str, ...]:
    """The entities that are to be shown nowhere but in the texts that name them."""
    return tuple(row.entity for row in door.ask(UNLISTED, "unlisted"))


@question
def years(door: Door) -> tuple[str, ...]:
    """The years that have articles."""
    return tuple(sorted({month.year for month in door.ask(MONTHS)}))


def articles(door: Door, year: str) -> Iterator[Row]:
    """The articles of a year, in order."""
    for posting in door.ask(POSTINGS_OF_YEAR, year):
        yield article_record(door, posting.article)


def mentions(door: Door, year: str) -> Iterator[Row]:
    """The mentions in the articles of a year, in order of articles and of words."""
    for posting in door.ask(POSTINGS_OF_YEAR, year):
        yield from mention_records(door, posting.article)


def _file(article: str) -> str:
    """An article's file by its id, not by the path on disk, which may name who is hidden."""
    return f"articles/{article}.md"


# Questions, so that an edit of words that no record has renders no file of records again.


@question
def article_record(door: Door, article: str) -> tuple[Any, ...]:
    """An article's values, in the order of `ARTICLES`; none where it is gone."""
    hidden = set(unlisted(door))
    row = door.one(ARTICLE, article)
    if row is None:
        return ()
    meta: dict[str, Any] = orjson.loads(row.meta)
    found = [entity for entity in meta.get("entities", ()) if entity[0] not in hidden]
    return (
        _file(row.article),
        row.address,
        row.title,
        row.date,
        row.lang,
        row.text,
        row.access,
        row.source,
        tuple(meta.get("author", ())),
        tuple(label for _, label in meta.get("topics", ())),
        tuple(entity[0] for entity in found if entity[4]),
        tuple(entity[0] for entity in found),
        *(meta.get(key, "") for key in _COPIED),
    )


@question
def mention_records(door: Door, article: str) -> tuple[tuple[Any, ...], ...]:
    """The values of an article's mentions, each in the order of `MENTIONS`."""
    hidden = set(unlisted(door))
    row = door.one(ARTICLE, article)
    if row is None:
        return ()
    parts: dict[str, Any] = orjson.loads(row.parts)
    file = _file(row.article)
    records: list[tuple[Any, ...]] = []
    for name in PARTS:
        part = parts.get(name)
        if part is None:
            continue
        sentences = part["sentences"]
        at = 0
        for start, end, entity, how, stands_for, by, *_ in sorted(part["mentions"]):
            while at + 1 < len(sentences) and sentences[at + 1][0] <= start:
                at += 1
            if entity in hidden:
                continue
            exact, anchor = part["plain"][start:end], sentences[at][2] if sentences else ""
            apart = "" if stands_for in hidden else stands_for
            records.append((file, entity, name, exact, start, end, anchor, how, apart, by))
    return tuple(records)


def entities(door: Door, kind: str) -> Iterator[Row]:
    """The entities of a kind that have a page, by id."""
    lang = languages(door)[0]
    for row in with_page(door, kind):
        names: dict[str, str] = orjson.loads(row.names)
        facts: dict[str, Any] = orjson.loads(row.facts)
        open_ = row.visibility == "public"  # nothing that would tell who a pseudonym is
        shown = names.get(lang) or names.get("") or row.name
        latitude, longitude = facts.get("coordinates") or (None, None)
        yield (
            row.entity,
            row.kind,
            shown if open_ else row.name,
            [f"{code}: {name}" for code, name in sorted(names.items()) if code and name != shown]
            if open_
            else [],
            facts.get("aliases", []) if open_ else [],
            localised(orjson.loads(row.description), lang),
            facts.get("wikidata", "") if open_ else "",
            [f"{tie.relation}: {tie.other}" for tie in door.ask(TIES_OF, row.entity)],
            latitude,
            longitude,
            row.origin,
            entity_address(row.entity),
        )
