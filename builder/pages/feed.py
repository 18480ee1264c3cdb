"""Feeds: the latest articles, and those of each entity that has many.

A feed is read away from its site, so there is none without `base_url`.
"""

from __future__ import annotations

import html
from typing import Any, Final
from zoneinfo import ZoneInfo

import orjson

from builder import wording
from builder.addresses import absolute, entity_address
from builder.archive.door import Door, question
from builder.archive.families.appearances import FEED_OF_ENTITY
from builder.archive.families.articles import ARTICLE, FEED
from builder.archive.families.entities import STANDING
from builder.archive.families.site import SETTING
from builder.config import localised
from builder.dates import parse_date
from builder.feeds import Entry, Feed, atom, json_feed, rfc3339, tag
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.refs import has_feed, name_of
from builder.pages.shared.settings import here, in_all, setting

FORMATS: Final = (("feed.xml", atom), ("feed.json", json_feed))


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("base_url",) or not setting(door, "base_url"):
        return ()
    return tuple(
        PageId("feed", (name,), lang, path)
        for name, _ in FORMATS
        for lang, path in in_all(door, name)
    )


def _view(door: Door, page: PageId) -> bytes:
    lang = page.lang
    base: str = setting(door, "base_url")
    title = localised(setting(door, "title"), lang)
    feed = Feed(
        id=tag(setting(door, "id"), here(door, "feed", lang)),
        title=title,
        lang=lang,
        url=absolute(base, here(door, "index.html", lang)),
        address=absolute(base, page.path),
        author=setting(door, "publisher") or title,
        description=localised(setting(door, "description"), lang),
        entries=tuple(_entry(door, row.article, base, lang) for row in door.ask(FEED)),
    )
    return dict(FORMATS)[page.key[0]](feed)


def _entry(door: Door, article: str, base: str, lang: str) -> Entry:
    row = door.one(ARTICLE, article)
    assert row is not None
    meta: dict[str, Any] = orjson.loads(row.meta)
    updated, said = changes_since(door, article, row.moment, lang)
    lead = f"<p>{html.escape(row.lead)}</p>" if row.lead else ""
    based_on = {basis["author"] for basis in meta.get("based_on", ())}
    return Entry(
        id=tag(setting(door, "id"), f"articles/{row.article}"),
        title=row.title,
        lang=row.lang,
        url=absolute(base, row.address),
        published=rfc3339(row.date, row.moment),
        updated=updated,
        # A source's byline never stands over words that it did not write.
        authors=tuple(
            name for name in meta.get("author", ()) if row.text != "account" or name not in based_on
        )
        or ((row.source,) if row.source and row.text != "account" else ()),
        summary=row.lead,
        html=said + lead if said else "",
        topics=tuple(label for _, label in meta.get("topics", ())),
    )


@question
def changes_since(door: Door, article: str, moment: str, lang: str) -> tuple[str, str]:
    """When an article last changed since it appeared at a moment, and its corrections, as HTML."""
    row = door.one(ARTICLE, article)
    if row is None:  # asked again of an article that has gone
        return moment, ""
    meta: dict[str, Any] = orjson.loads(row.meta)
    zone = ZoneInfo(setting(door, "timezone"))
    corrections = meta.get("corrections", ())
    dates = [moment]
    for date in (meta.get("updated", ""), *(correction["date"] for correction in corrections)):
        if date:
            dates.append(parse_date(date, zone).moment)
    words = wording.words_of(lang)
    said = "".join(
        f"<p><strong>{html.escape(words.gettext('Correction'))}"
        f"{', ' + html.escape(words.day(c['date'])) if c['date'] else ''}</strong> – "
        f"{html.escape(c['text'])}</p>"
        for c in corrections
    )
    return max(dates), said


def _plan_entity(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    entity = key[0]
    if not has_feed(door, entity):
        return ()
    return tuple(
        PageId("entity-feed", (entity,), lang, path) for lang, path in in_all(door, f"{entity}.xml")
    )


def _view_entity(door: Door, page: PageId) -> bytes:
    entity = page.key[0]
    lang = page.lang
    base: str = setting(door, "base_url")
    title = localised(setting(door, "title"), lang)
    archive = setting(door, "id")
    entries = []
    for row in door.ask(FEED_OF_ENTITY, entity):
        passages = "".join(
            f"<blockquote><p>{html.escape(text)}</p></blockquote>"
            for _part, _anchor, text, _marks in orjson.loads(row.passages)
        )
        updated, said = changes_since(door, row.article, row.moment, lang)
        entries.append(
            Entry(
                id=tag(archive, f"articles/{row.article}"),
                title=row.title,
                lang=row.lang,
                url=absolute(base, row.address),
                published=row.moment,
                updated=updated,
                authors=(row.source,) if row.source else (),
                html=said + passages,
            )
        )
    return atom(
        Feed(
            id=tag(archive, here(door, entity, lang)),
            title=f"{name_of(door, entity, lang)} – {title}",
            lang=lang,
            url=absolute(base, here(door, entity_address(entity), lang)),
            address=absolute(base, page.path),
            author=setting(door, "publisher") or title,
            entries=tuple(entries),
        )
    )


ALL_FEED = PageKind("feed", "", (SETTING,), _plan, _view, late=True)
ENTITY_FEED = PageKind("entity-feed", "", (STANDING,), _plan_entity, _view_entity, late=True)
