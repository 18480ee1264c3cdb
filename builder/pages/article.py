"""An article's page."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass, field
from typing import Any

from builder import wording
from builder.addresses import facet_address, relative
from builder.archive.door import Door
from builder.archive.families import (
    ARTICLE as ALL,
)
from builder.archive.families import (
    ARTICLE_PLACE,
    ARTICLE_REF,
    NEIGHBOURS,
    VERSIONS,
    ArticleRef,
)
from builder.archive.tables import ArticleRow
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.links import resolve_links
from builder.pages.shared.marking import Span, mark_up
from builder.pages.shared.refs import EntityRef, entity_ref
from builder.pages.shared.related import related
from builder.pages.shared.saying import known, manner
from builder.pages.shared.settings import capitalised, here, kind_labels, languages

OPTIONAL = (
    "based_on", "corrections", "source_url", "archived_url", "retrieved", "updated", "rights",
    "issue", "edition", "page", "identifier", "facsimile", "version_of", "reprint_of",
)  # fmt: skip
"""The keys of `meta` that templates may ask for where an article does not have them."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity in the sidebar: its count in this article, how it is known, its marks."""

    entity: EntityRef
    count: int
    apart: int
    known: str
    jumps: tuple[str, ...]
    concerns: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The entities of one kind in the sidebar."""

    word: str
    label: str
    entities: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """A related article and the names that it shares."""

    article: ArticleRef
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What the template `article.html` shows; texts ending in `_html` are ready to put in."""

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
    notes: tuple[tuple[int, str], ...]
    groups: tuple[Group, ...]
    topics: tuple[tuple[str, str], ...]
    related: tuple[RelatedArticle, ...]
    previous: ArticleRef | None
    next: ArticleRef | None
    versions: tuple[tuple[str, ArticleRef], ...] = field(default=())


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    place = door.one(ARTICLE_PLACE, *key)
    if place is None:
        return ()
    spoken = languages(door)
    lang = place.lang if place.lang in spoken else spoken[0]
    # An article's page exists once, at the root, with its apparatus in its own language.
    return (PageId("article", key, lang, place.address),)


def _view(door: Door, page: PageId) -> ArticleView:
    row = door.one(ALL, *page.key)
    assert row is not None
    meta: dict[str, Any] = {**dict.fromkeys(OPTIONAL, ""), **json.loads(row.meta)}
    parts: dict[str, Any] = json.loads(row.parts)
    entities = tuple(entity[0] for entity in meta.get("entities", ()))
    day = row.day or row.month or row.year
    refs = {id: entity_ref(door, id, page.lang, day) for id in entities}
    for part in parts.values():
        for mention in part["mentions"]:
            for id in (mention[2], mention[4]):
                if "/" in id and id not in refs:
                    refs[id] = entity_ref(door, id, page.lang, day)
    made = _Texts(door, page, parts, refs)
    neighbours = door.one(NEIGHBOURS, row.article)
    found = related(door, row.article, row.moment, entities)
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
        notes=tuple(
            (number, resolve_links(door, page, text)) for number, text in meta.get("notes", ())
        ),
        groups=_groups(door, page, meta, refs, made.jumps),
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
        versions=_versions(door, row, meta),
    )


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


def _groups(
    door: Door, page: PageId, meta: dict[str, Any], refs: dict[str, EntityRef],
    jumps: dict[str, list[str]],
) -> tuple[Group, ...]:  # fmt: skip
    words = wording.words_of(page.lang)
    groups = []
    for word, (_one, many) in kind_labels(door, page.lang).items():
        listed = tuple(
            Listed(
                refs[id], count, apart, ", ".join(known(words, by) for by in ways),
                tuple(jumps.get(id, ())), bool(concerned),
            )
            for id, count, _manners, ways, concerned, _declared, apart in meta.get("entities", ())
            if id.startswith(f"{word}/")
        )  # fmt: skip
        if listed:
            groups.append(Group(word, capitalised(many), listed))
    return tuple(groups)


class _Texts:
    """Makes the parts' HTML, numbering the marks through the whole article."""

    def __init__(
        self, door: Door, page: PageId, parts: dict[str, Any], refs: dict[str, EntityRef]
    ) -> None:
        self.door = door
        self.page = page
        self.parts = parts
        self.refs = refs
        self.words = wording.words_of(page.lang)
        self.jumps: dict[str, list[str]] = {}
        self._number = 0

    def html(self, name: str) -> str:
        """A part as HTML; empty where it is not shown."""
        part = self.parts.get(name)
        if part is None:
            return ""
        spans = [self._sentence(*sentence) for sentence in part["sentences"]]
        spans += [self._mention(*mention) for mention in part["mentions"]]
        made = mark_up(part["plain"], part["shape"], spans)
        return resolve_links(self.door, self.page, made)

    def _sentence(self, start: int, end: int, anchor: str) -> Span:
        return Span(
            start, end,
            lambda first, _: f'<span class="s" id="{anchor}">' if first else '<span class="s">',
            link=False,
        )  # fmt: skip

    def _mention(
        self, start: int, end: int, entity: str, how: str, stands_for: str, by: str
    ) -> Span:
        ref = self.refs[entity]
        self._number += 1
        anchor = f"m-{self._number}"
        self.jumps.setdefault(entity, []).append(anchor)
        built_in = ref.kind in ("people", "countries", "organisations", "places")
        classes = ["m", f"m-{ref.kind}" if built_in else "m-own"]
        said = f"{ref.name} ({manner(self.words, how)}"
        if stands_for == "?":
            classes.append("m-undecided")
            said += ", " + self.words.gettext("place or government: undecided")
        elif stands_for:
            classes.append("m-metonym")
            said += ", " + self.words.gettext("stands for %s") % self.refs[stands_for].name
        said += f"; {known(self.words, by)})"
        marks = (
            f'class="{" ".join(classes)}" data-kind="{ref.kind}" data-manner="{how}"'
            f' data-by="{html.escape(by)}" title="{html.escape(said)}"'
        )
        link = relative(self.page.path, ref.address) if ref.address else ""

        def tag(first: bool, plain: bool) -> str:
            own = f' id="{anchor}"' if first else ""
            if plain:
                return f"<span {marks}{own}>"
            return f'<a {marks}{own} href="{html.escape(link)}">'

        return Span(start, end, tag, link=bool(link))


ARTICLE = PageKind("article", "article.html", (ARTICLE_PLACE,), _plan, _view)
