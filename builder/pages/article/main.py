"""An article's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from builder import citations, wording
from builder.addresses import facet_address, split_address
from builder.archive.door import Door
from builder.archive.families.articles import (
    ARTICLE as ALL,
    ARTICLE_PLACE,
    ARTICLE_REF,
    NEIGHBOURS,
    VERSIONS,
    ArticleRef,
)
from builder.archive.tables import ArticleRow
from builder.citations import Piece, Work
from builder.content.links import is_elsewhere
from builder.pages.article.sidebar import Group, groups_of
from builder.pages.article.texts import Texts
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.describing import Machine, describe, house_of, work_of
from builder.pages.shared.links import resolve_links
from builder.pages.shared.refs import entity_ref
from builder.pages.shared.related import related
from builder.pages.shared.settings import apparatus_language, here, image_address

OPTIONAL = (
    "based_on", "corrections", "source_url", "archived_url", "retrieved", "updated", "rights",
    "issue", "edition", "page", "identifier", "facsimile", "version_of", "reprint_of",
)  # fmt: skip
"""The keys of `meta` that templates may ask for where an article does not have them."""


class RelatedArticle(NamedTuple):
    """A related article and the names that it shares."""

    article: ArticleRef
    names: tuple[str, ...]


class Facsimile(NamedTuple):
    """A picture of the printed page: its file's name, or its address where it is `elsewhere`."""

    label: str
    address: str
    elsewhere: bool


class Citation(NamedTuple):
    """How to cite the article: the line to read, in pieces, and two formats to copy."""

    pieces: tuple[Piece, ...]
    bibtex: str
    ris: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What the template `article.html` shows; texts ending in `_html` are ready to put in.

    `authors` and `topics` are (label, address); `versions` (earlier, later, original or
    reprint; the article); `ruled` says whether any mention was found by rule, `apart`
    whether any is a metonym; `beyond` counts the mentions that stand in what is not published;
    `translations` are the addresses of those versions that are in another language, by it.
    """

    title: str
    title_html: str
    lang: str
    date: str
    access: str
    text: str
    source: str
    source_address: str
    authors: tuple[tuple[str, str], ...]
    meta: dict[str, Any]
    standfirst_html: str
    summary_html: str
    body_html: str
    image: str
    facsimile: Facsimile | None
    notes: tuple[tuple[int, str], ...]
    comments: tuple[str, ...]
    groups: tuple[Group, ...]
    ruled: bool
    apart: bool
    beyond: int
    topics: tuple[tuple[str, str], ...]
    related: tuple[RelatedArticle, ...]
    previous: ArticleRef | None
    next: ArticleRef | None
    versions: tuple[tuple[str, ArticleRef], ...]
    translations: dict[str, str]
    citation: Citation
    machine: Machine


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    place = door.one(ARTICLE_PLACE, *key)
    if place is None:
        return ()
    # An article's page exists once, at the root.
    return (PageId("article", key, apparatus_language(door, place.lang), place.address),)


def _view(door: Door, page: PageId) -> ArticleView:
    row = door.one(ALL, *page.key)
    assert row is not None
    meta: dict[str, Any] = {**dict.fromkeys(OPTIONAL, ""), **orjson.loads(row.meta)}
    parts: dict[str, Any] = orjson.loads(row.parts)
    entities = tuple(entity[0] for entity in meta.get("entities", ()))
    day = row.day or row.month or row.year
    refs = {id: entity_ref(door, id, page.lang, day) for id in entities}
    for part in parts.values():
        for mention in part["mentions"]:
            for id in (mention[2], mention[4]):
                if "/" in id and id not in refs:
                    refs[id] = entity_ref(door, id, page.lang, day)
    made = Texts(door, page, row.lang, parts, refs)
    neighbours = door.one(NEIGHBOURS, row.article)
    found = related(door, row.article, row.moment, entities)
    versions = _versions(door, row, meta)
    work = work_of(house_of(door, page.lang), row, meta, refs)
    return ArticleView(
        title=row.title,
        title_html=made.html("title"),
        lang=row.lang,
        date=row.date,
        access=row.access,
        text=row.text,
        source=row.source,
        source_address=_facet(door, page, "sources", meta.get("source_slug", "")),
        authors=tuple(
            (label, _facet(door, page, "authors", slug)) for slug, label in meta.get("authors", ())
        ),
        meta=meta,
        standfirst_html=made.html("standfirst"),
        summary_html=made.html("summary"),
        body_html=made.html("body"),
        image=image_address(door, row.image),
        facsimile=_facsimile(meta.get("facsimile", "")),
        notes=tuple(
            (number, resolve_links(door, page, text)) for number, text in meta.get("notes", ())
        ),
        groups=groups_of(door, page, meta["entities"], refs, made),
        ruled=any("rule" in ways for _, _, _, ways, *_ in meta["entities"]),
        apart=any(apart for *_, apart in meta["entities"]),
        beyond=meta.get("beyond", 0),
        comments=tuple(meta.get("comments", ())),
        topics=tuple(
            (label, _facet(door, page, "topics", slug)) for slug, label in meta.get("topics", ())
        ),
        related=tuple(
            RelatedArticle(ref, tuple(refs[id].name for id in names))
            for article, names in found
            if (ref := door.one(ARTICLE_REF, article)) is not None
        ),
        previous=door.one(ARTICLE_REF, neighbours.previous) if neighbours else None,
        next=door.one(ARTICLE_REF, neighbours.next) if neighbours else None,
        versions=versions,
        translations={v.lang: v.address for _, v in reversed(versions) if v.lang != row.lang},
        citation=_citation(work, wording.words_of(page.lang)),
        machine=describe(door, page, work, row, meta, refs),
    )


def _facsimile(address: str) -> Facsimile | None:
    if not address:
        return None
    elsewhere = is_elsewhere(address)
    name = address if elsewhere else split_address(address)[0].rpartition("/")[2]
    return Facsimile(name, address, elsewhere)


def _facet(door: Door, page: PageId, facet: str, slug: str) -> str:
    return here(door, facet_address(facet, slug), page.lang) if slug else ""


def _versions(
    door: Door, row: ArticleRow, meta: dict[str, Any]
) -> tuple[tuple[str, ArticleRef], ...]:
    found = []
    for key, relation in (("version_of", "earlier"), ("reprint_of", "original")):
        ref = door.one(ARTICLE_REF, meta[key]) if meta.get(key) else None
        if ref:
            found.append((relation, ref))
    for version in door.ask(VERSIONS, row.article):
        ref = door.one(ARTICLE_REF, version.article)
        if ref:
            found.append(("later" if version.relation == "version" else "reprint", ref))
    return tuple(found)


def _citation(work: Work, words: wording.Words) -> Citation:
    return Citation(
        citations.cite(work, words), citations.bibtex(work, words), citations.ris(work, words)
    )


ARTICLE = PageKind("article", "article.html", (ARTICLE_PLACE,), _plan, _view)
