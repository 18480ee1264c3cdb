"""Feeds: a list of articles as Atom (RFC 4287) and as JSON Feed 1.1.

Pure. Addresses are absolute: a feed is read away from its site. Ids are tag URIs (RFC 4151)
made of the archive's id, so that nobody's reader shows everything anew when the site moves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

MINTED: Final = "2026"
"""The year in a tag URI: that of the format's first version, the same for every archive."""

EPOCH: Final = "1970-01-01T00:00:00Z"
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a feed. Times are RFC 3339; `html` is clean and may be empty."""

    id: str
    title: str
    lang: str
    url: str
    published: str
    updated: str
    authors: tuple[str, ...] = ()
    summary: str = ""
    html: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of articles; `url` is the page that it follows, `address` the feed's own."""

    id: str
    title: str
    lang: str
    url: str
    address: str
    author: str
    description: str = ""
    entries: tuple[Entry, ...] = ()


def tag(archive: str, rest: str) -> str:
    """The tag URI of something in an archive."""
    return f"tag:{quote(archive, safe='.-')},{MINTED}:{quote(rest, safe='/-._~')}"


def rfc3339(date: str, moment: str) -> str:
    """An ISO date as feeds want it: with seconds and offset; a partial one by its start."""
    if "T" not in date:
        return moment
    day, _, time = date.partition("T")
    clock = re.match(r"[0-9:]+", time)
    assert clock is not None
    seconds = clock[0] if clock[0].count(":") == 2 else f"{clock[0]}:00"
    return f"{day}T{seconds}{time[clock.end() :]}"


def xml_text(text: str) -> str:
    """Text for an XML element: escaped, without what XML cannot hold."""
    # Not by `xml.sax`, whose import brings an HTTP client with it.
    return _NOT_XML.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xml_attribute(text: str) -> str:
    """A quoted attribute's value."""
    quoted = xml_text(text).replace('"', "&quot;")
    for character, reference in (("\n", "&#10;"), ("\r", "&#13;"), ("\t", "&#9;")):
        quoted = quoted.replace(character, reference)
    return f'"{quoted}"'


def atom(feed: Feed) -> bytes:
    """The feed as Atom. Its time is that of its latest change: there is no clock."""
    updated = max((entry.updated for entry in feed.entries), default=EPOCH)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={xml_attribute(feed.lang)}>',
        f"<id>{xml_text(feed.id)}</id>",
        f"<title>{xml_text(feed.title)}</title>",
        f"<subtitle>{xml_text(feed.description)}</subtitle>" if feed.description else "",
        f"<updated>{updated}</updated>",
        f"<author><name>{xml_text(feed.author)}</name></author>",
        "<generator>Dossier</generator>",
        f'<link rel="self" type="application/atom+xml" href={xml_attribute(feed.address)}/>',
        f'<link rel="alternate" type="text/html" href={xml_attribute(feed.url)}/>',
    ]
    for entry in feed.entries:
        lines += _atom_entry(entry, feed.lang)
    lines.append("</feed>")
    return ("\n".join(filter(None, lines)) + "\n").encode()


def _atom_entry(entry: Entry, lang: str) -> Iterable[str]:
    foreign = f" xml:lang={xml_attribute(entry.lang)}" if entry.lang != lang else ""
    yield f"<entry{foreign}>"
    yield f"<id>{xml_text(entry.id)}</id>"
    yield f"<title>{xml_text(entry.title)}</title>"
    yield f'<link rel="alternate" type="text/html" href={xml_attribute(entry.url)}/>'
    yield f"<published>{entry.published}</published>"
    yield f"<updated>{entry.updated}</updated>"
    for name in entry.authors:
        yield f"<author><name>{xml_text(name)}</name></author>"
    for topic in entry.topics:
        yield f"<category term={xml_attribute(topic)}/>"
    if entry.summary:
        yield f"<summary>{xml_text(entry.summary)}</summary>"
    if entry.html:
        yield f'<content type="html">{xml_text(entry.html)}</content>'
    yield "</entry>"


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    data: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.address,
        "description": feed.description,
        "language": feed.lang,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    kept = {key: value for key, value in data.items() if value or key == "items"}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        # An item has one of the two, or both.
        "content_text": "" if entry.html else entry.summary or entry.title,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.topics),
        "language": entry.lang,
    }
    return {key: value for key, value in item.items() if value}
