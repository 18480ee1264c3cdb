"""What an article's page tells machines: JSON-LD, Open Graph, citation tags.

Pure. The same honesty as on the page: an account is the archive's own words *about* what it
rests on; an archived copy is the source's article, and says where it was first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import orjson

from builder.citations import Work, one_line
from builder.model import Basis, Correction

WIKIDATA: Final = "http://www.wikidata.org/entity/"
"""Wikidata's own form of an entity's address in linked data."""


class Named(NamedTuple):
    """An entity as the metadata names it: `schema` is its type at schema.org."""

    name: str
    schema: str
    address: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """An article as its page describes it to machines.

    `work` is what is cited; `address` the page's own, absolute, or empty where the archive
    has none. `site` is the archive's name, `image` absolute or empty.
    """

    work: Work
    site: str
    summary: str = ""
    updated: str = ""
    archived_url: str = ""
    free: bool = True
    licence: str = ""
    image: str = ""
    topics: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    about: tuple[Named, ...] = ()
    mentions: tuple[Named, ...] = ()


def linked_data(article: Described) -> dict[str, Any]:
    """The article as schema.org's `NewsArticle`."""
    work = article.work
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": work.address,
        "url": work.address,
        "headline": work.title,
        "description": article.summary,
        "inLanguage": work.lang,
        "datePublished": work.date,
        "dateModified": article.updated,
        "author": [_organisation(n) if work.is_body(n) else {"name": n} for n in work.byline],
        "publisher": _organisation(work.publisher if work.own else work.source),
        "isPartOf": {"@type": "ArchiveComponent", "name": article.site},
        "isBasedOn": _based_on(work),
        "archivedAt": article.archived_url,
        "isAccessibleForFree": article.free,
        # The archive's licence is of its own work, never of a source's text.
        "license": article.licence if work.own else "",
        "image": article.image,
        "keywords": list(article.topics),
        "correction": [_correction(correction) for correction in article.corrections],
        "about": [_node(named) for named in article.about],
        "mentions": [_node(named) for named in article.mentions],
    }
    return {key: value for key, value in data.items() if value or value is False}


def _organisation(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name} if name else {}


def _based_on(work: Work) -> list[Any]:
    if work.own:
        return [_basis(basis) for basis in work.based_on]
    return [work.url] if work.url else []


def _basis(basis: Basis) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": basis.title,
        "author": {"name": basis.author} if basis.author else {},
        "publisher": _organisation(basis.source),
        "datePublished": basis.date,
        "url": basis.url,
    }
    return {key: value for key, value in node.items() if value}


def _correction(correction: Correction) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "CorrectionComment",
        "text": correction.text,
        "datePublished": correction.date,
        "author": {"name": correction.by} if correction.by else {},
    }
    return {key: value for key, value in node.items() if value}


def _node(named: Named) -> dict[str, str]:
    node = {
        "@type": named.schema,
        "name": named.name,
        "url": named.address,
        "sameAs": WIKIDATA + named.wikidata if named.wikidata else "",
    }
    return {key: value for key, value in node.items() if value}


def script(data: dict[str, Any]) -> str:
    """JSON that can stand inside a `script` element: nothing in it ends or opens a tag."""
    text = orjson.dumps(data).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


class Tag(NamedTuple):
    """A `meta` element: `attribute` is `name` or `property`."""

    attribute: str
    name: str
    content: str


def tags(article: Described) -> tuple[Tag, ...]:
    """Open Graph, and the citation tags that reference managers take."""
    work = article.work
    issue, edition, page = work.printed
    found = [
        ("name", "description", article.summary),
        ("property", "og:type", "article"),
        ("property", "og:site_name", article.site),
        ("property", "og:title", work.title),
        ("property", "og:description", article.summary),
        ("property", "og:url", work.address),
        ("property", "og:image", article.image),
        ("property", "og:locale", work.lang.replace("-", "_")),
        ("property", "article:published_time", work.date),
        ("property", "article:modified_time", article.updated),
        *(("property", "article:tag", topic) for topic in article.topics),
        ("name", "citation_title", work.title),
        *(("name", "citation_author", name) for name in work.creators),
        ("name", "citation_publication_date", work.date.partition("T")[0].replace("-", "/")),
        ("name", "citation_publisher", work.publisher if work.own else ""),
        ("name", "citation_issue", issue),
        ("name", "citation_firstpage", page),
        ("name", "citation_language", work.lang),
        ("name", "citation_public_url", work.link),
        # With a `citation_journal_title`, Zotero takes an article for a journal's, whatever type
        # is named; and Highwire's tags have none for an edition. It takes PRISM's of both.
        ("name", "prism.publicationName", work.container),
        ("name", "prism.edition", edition),
        ("name", "z:itemType", "webpage" if work.own or not work.source else "newspaperArticle"),
    ]
    return tuple(Tag(kind, name, line) for kind, name, text in found if (line := one_line(text)))
