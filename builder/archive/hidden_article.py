"""An article and its mentions as they may be shown: nobody hidden is named."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from builder.addresses import member_slug
from builder.archive.hidden import extra_shown, links_shown
from builder.content.hiding import Hider
from builder.content.links import is_elsewhere
from builder.content.replacing import Found, Replaced
from builder.model import (
    Annotated,
    Article,
    Basis,
    Correction,
    Mention,
    Note,
    Part,
    Stub,
    Text,
)

_PERSONS_WORD = ("inline", "read", "reviewed")
"""How a mention is known that an archivist vouches for. The rules' word is not enough to show
a surname that somebody hidden bears as well: two of one surname are often of one family."""


def hide_article(article: Article, annotated: Annotated, hider: Hider) -> tuple[Article, Annotated]:
    """An article and its mentions as they may be shown."""
    if not hider:
        return article, annotated
    known = {name.entity: name for name in hider.names}
    about = {mention.entity for mention in annotated.mentions} | {*annotated.declared}
    own = known.keys() & about
    texts: dict[Part, Text] = {}
    places: dict[str, Replaced] = {}
    for part, text in article.texts.items():
        more = [
            Found(m.start, m.end, known[m.entity])
            for m in annotated.mentions
            if m.part == part and m.entity in known and m.manner in ("name", "surname")
        ]
        others = [
            (m.start, m.end)
            for m in annotated.mentions
            if m.part == part and m.entity not in known and m.by in _PERSONS_WORD
        ]
        texts[part], places[part] = hider.text(text, own, more, others)

    def plain(text: str) -> str:
        return hider.plain(text, own)

    rest: dict[str, Any] = {key: plain(getattr(article, key)) for key in _PLAIN}
    rest |= {key: hider.url(getattr(article, key)) for key in _URLS}
    shown = replace(
        article,
        id=hider.path(article.id),
        title=texts["title"].plain,
        slug=hider.path(article.slug),
        texts=texts,
        notes=tuple(Note(note.number, hider.html(note.html, own)) for note in article.notes),
        author=tuple(map(plain, article.author)),
        topics=tuple(map(plain, article.topics)),
        comments=tuple(map(plain, article.comments)),
        corrections=tuple(
            Correction(c.date, plain(c.by), plain(c.text)) for c in article.corrections
        ),
        based_on=tuple(
            Basis(plain(b.source), plain(b.author), b.date, hider.url(b.url), plain(b.title))
            for b in article.based_on
        ),
        redirects=links_shown(hider, article.redirects),
        links=links_shown(hider, article.links),
        image=hider.address(article.image),
        facsimile=(hider.url if is_elsewhere(article.facsimile) else hider.address)(
            article.facsimile
        ),
        version_of=hider.path(article.version_of),
        reprint_of=hider.path(article.reprint_of),
        extra=extra_shown(hider, article.extra, own),
        **rest,
    )
    return shown, _annotated(annotated, hider, own, texts, places)


_PLAIN = ("source", "rights", "issue", "edition", "page", "identifier")
_URLS = ("source_url", "archived_url")


def _annotated(
    annotated: Annotated, hider: Hider, own: Collection[str], texts: dict[Part, Text],
    places: dict[str, Replaced],
) -> Annotated:  # fmt: skip
    stubs = {
        stub.id: Stub(f"{stub.kind}/{member_slug(name)}", stub.kind, name)
        for stub in annotated.stubs
        for name in [hider.plain(stub.name, own)]
    }

    def public(id: str) -> str:
        return stubs[id].id if id in stubs else hider.path(id)

    mentions: dict[tuple[str, int, int, str], Mention] = {}
    for mention in annotated.mentions:
        moved = _mention(mention, texts[mention.part], places[mention.part])  # type: ignore[index]
        if moved is not None:
            moved = moved._replace(entity=public(moved.entity), stands_for=public(moved.stands_for))
            mentions.setdefault((moved.part, moved.start, moved.end, moved.entity), moved)
    return replace(
        annotated,
        mentions=tuple(mentions.values()),
        declared=tuple(map(public, annotated.declared)),
        concerns=tuple(map(public, annotated.concerns)),
        salience={public(id): score for id, score in annotated.salience.items()},
        stubs=tuple(stubs.values()),
        called=tuple(
            (name, public(id))
            for name, id in annotated.called
            if id not in own and hider.path(name) == name
        ),
    )


def _mention(mention: Mention, text: Text, at: Replaced) -> Mention | None:
    """A mention where it is now; None if it stood within a name that was replaced."""
    start, end = at.place(mention.start), at.place(mention.end)
    for found in at.found:
        if found.start < mention.end and mention.start < found.end:
            inside = found.start <= mention.start and mention.end <= found.end
            if inside and mention.entity != found.name.entity:
                return None
            start = min(start, at.place(found.start))
    return mention._replace(
        start=start,
        end=end,
        exact=text.plain[start:end],
    )
