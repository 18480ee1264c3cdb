"""Feeds: that other programs read what they are given."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import feedparser
import jsonschema
import pytest
from hypothesis import given, strategies as st

from builder.feeds import Entry, Feed, atom, json_feed, rfc3339, tag

# What JSON Feed 1.1 asks for (jsonfeed.org/version/1.1), as a schema.
AUTHORS = {
    "type": "array",
    "items": {"type": "object", "minProperties": 1, "properties": {"name": {"type": "string"}}},
}
URL = {"type": "string", "pattern": "^https?://[^ ]+$"}
DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
JSON_FEED: dict[str, Any] = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "home_page_url": URL,
        "feed_url": URL,
        "description": {"type": "string"},
        "language": {"type": "string"},
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": URL,
                    "title": {"type": "string"},
                    "content_html": {"type": "string"},
                    "content_text": {"type": "string"},
                    "summary": {"type": "string"},
                    "date_published": DATE,
                    "date_modified": DATE,
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "language": {"type": "string"},
                },
            },
        },
    },
}

FEED = Feed(
    id=tag("kim-poutine", "feed"),
    title="Dossier <Kim> & Poutine",
    lang="fr",
    url="https://a.example/index.html",
    address="https://a.example/feed.xml",
    author="Dossier",
    entries=(
        Entry(
            id=tag("kim-poutine", "articles/2023/a"),
            title="Un titre & demi",
            lang="fr",
            url="https://a.example/articles/2023/a.html",
            published="2023-09-11T15:29:00+02:00",
            updated="2023-09-12T00:00:00Z",
            authors=("T.G.",),
            summary="Résumé",
            html="<p><strong>Correction</strong> – le jour</p>",
            topics=("armement",),
        ),
        Entry(
            id=tag("kim-poutine", "articles/2023/b"),
            title="A title",
            lang="en",
            url="https://a.example/articles/2023/b.html",
            published="2022-01-01T00:00:00Z",
            updated="2022-01-01T00:00:00Z",
        ),
    ),
)


def test_atom_is_read_as_it_was_meant() -> None:
    read = feedparser.parse(atom(FEED))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title_detail.value == "Dossier <Kim> & Poutine"
    assert read.feed.updated == "2023-09-12T00:00:00Z"
    first, second = read.entries
    assert first.id == "tag:kim-poutine,2026:articles/2023/a"
    assert first.link == "https://a.example/articles/2023/a.html"
    assert first.published == "2023-09-11T15:29:00+02:00"
    assert first.author == "T.G."
    assert "Correction" in first.content[0].value
    assert [t.term for t in first.tags] == ["armement"]
    assert second.title_detail.language == "en"


def test_json_feed_keeps_the_rules() -> None:
    data = json.loads(json_feed(FEED))
    jsonschema.validate(data, JSON_FEED)
    assert data["items"][1]["content_text"] == "A title"
    assert len({item["id"] for item in data["items"]}) == 2


def test_a_feed_of_nothing_is_a_feed() -> None:
    empty = Feed("tag:a,2026:f", "T", "en", "https://a.example/", "https://a.example/f", "A")
    assert not feedparser.parse(atom(empty)).bozo
    jsonschema.validate(json.loads(json_feed(empty)), JSON_FEED)


@pytest.mark.parametrize(
    ("date", "moment", "expected"),
    [
        ("2023", "2022-12-31T23:00:00Z", "2022-12-31T23:00:00Z"),
        ("2023-09-11T15:29+02:00", "", "2023-09-11T15:29:00+02:00"),
        ("2023-09-11T15:29:07Z", "", "2023-09-11T15:29:07Z"),
    ],
)
def test_dates_are_rfc_3339(date: str, moment: str, expected: str) -> None:
    assert rfc3339(date, moment) == expected


@given(st.text(), st.text())
def test_no_text_breaks_a_feed(title: str, summary: str) -> None:
    title = title or "-"
    entry = Entry(tag("a", title), title, "fr", "https://a.example/", "2022-01-01T00:00:00Z",
                  "2022-01-01T00:00:00Z", summary=summary, html=summary, topics=(title,))  # fmt: skip
    feed = Feed("tag:a,2026:f", title, "fr", "https://a.example/", "https://a.example/f", title,
                entries=(entry,))  # fmt: skip
    ElementTree.fromstring(atom(feed))
    jsonschema.validate(json.loads(json_feed(feed)), JSON_FEED)
