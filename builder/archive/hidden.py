"""People with a pseudonym: who they are, and records in which nothing names them.

What the store keeps for pages to read is made of these records; so no page, search document
or file of data can name who is hidden. Their names stand in the registry alone, by which
their mentions are found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from builder.addresses import slug_or_hash
from builder.annotation.registry import make_name, names_of
from builder.archive import tables as t
from builder.config import Config, MenuEntry
from builder.content.entities import read_entity
from builder.content.hiding import Found, HiddenName, Hider, Replaced, public_id
from builder.model import (
    Annotated,
    Article,
    Basis,
    Correction,
    Entity,
    EntityText,
    FreePage,
    Mention,
    Name,
    Note,
    Part,
    Role,
    Stub,
    Text,
)

_MARK = b"pseudonym"
_WHOLE = ("name", "alias", "misspelling", "inflected")


def hidden_names(entity: Entity) -> tuple[HiddenName, ...]:
    """The forms under which an entity is not to be shown; none unless it has a pseudonym."""
    if entity.visibility != "pseudonym" or not entity.pseudonym:
        return ()
    id = public_id(entity.kind, entity.pseudonym)
    shown = f"[{entity.pseudonym}]"
    forms = {(name.form, name.sort == "surname") for name in names_of(entity)}
    forms |= {(form, True) for form in entity.surnames.values()}
    stem = entity.id.partition("/")[2]
    forms.add((stem.replace("-", " "), "-" not in stem))
    for form, is_surname in tuple(forms):
        words = form.split()
        if len(words) == 2 and not is_surname:
            forms.add((f"{words[1]} {words[0]}", False))
    return tuple(sorted(HiddenName(form, id, shown, last) for form, last in forms if form))


def read_hidden(
    connection: sqlite3.Connection, content: Path, changed: Collection[str],
    removed: Collection[str], config: Config,
) -> Hider:  # fmt: skip
    """Who is hidden now: as the store has it, but for files that changed or are gone."""
    rows = [
        row
        for row in connection.execute("SELECT owner, form, entity, shown, surname FROM hidden")
        if row[0] not in changed and row[0] not in removed
    ]
    for path in sorted(changed):
        if config.kind(path.partition("/")[0]) is None or not path.endswith(".md"):
            continue
        data = (content / path).read_bytes()
        if _MARK in data:
            found, _ = read_entity(path, data, config)
            if isinstance(found, Entity):
                rows += hidden_rows(found)
    ids = {owner.removesuffix(".md"): entity for owner, _, entity, _, _ in rows}
    return Hider((HiddenName(row[1], row[2], row[3], bool(row[4])) for row in rows), ids)


def hidden_rows(entity: Entity) -> list[tuple[Any, ...]]:
    """The rows that keep a hidden entity's names."""
    return [
        t.HiddenRow(entity.path, name.form, name.entity, name.shown, int(name.surname))
        for name in hidden_names(entity)
    ]


def hide_entity(entity: Entity, hider: Hider) -> tuple[Entity, tuple[Name, ...]]:
    """An entity as it may be shown, and the names by which it is found nevertheless."""
    if not hider:
        return entity, names_of(entity)
    hidden = entity.visibility == "pseudonym" and bool(entity.pseudonym)
    id = public_id(entity.kind, entity.pseudonym) if hidden else hider.path(entity.id)
    found = list(names_of(replace(entity, id=id)))
    if id != entity.id:
        # Declared by what the archivist knows it by: its id, with and without its kind.
        more = [entity.id, entity.id.partition("/")[2], *([entity.pseudonym] if hidden else [])]
        found += filter(None, (make_name(form, id, "code", match="never") for form in more))
    own = {id} if hidden else ()
    shown = replace(
        entity,
        id=id,
        name=f"[{entity.pseudonym}]" if hidden else hider.plain(entity.name),
        names={} if hidden else _texts(hider, entity.names),
        aliases=() if hidden else tuple(hider.plain(alias) for alias in entity.aliases),
        misspellings=(),
        surnames={},
        wikidata="" if hidden else entity.wikidata,
        image="" if hidden else hider.path(entity.image),
        redirects=() if hidden else _links(hider, entity.redirects),
        links=_links(hider, entity.links),
        description=_texts(hider, entity.description, own),
        roles=tuple(_role(hider, role, own) for role in entity.roles),
        texts={lang: hider.html(text, own) for lang, text in entity.texts.items()},
        extra=_extra(hider, entity.extra, own),
    )
    return shown, tuple(sorted({name for row in found for name in _unshown(row, hider)}))


def _unshown(name: Name, hider: Hider) -> tuple[Name, ...]:
    """A name in which someone hidden is named: still found in texts and in front matter, but
    under sorts that are never shown nor searched by.
    """
    if name.sort not in _WHOLE or not hider.find(name.form):
        return (name,)
    return name._replace(sort="inflected"), name._replace(sort="code", match="never")


def hide_entity_text(text: EntityText, hider: Hider) -> EntityText:
    """An entity's text in another language as it may be shown."""
    if not hider:
        return text
    id = hider.path(text.id)
    html = hider.html(text.html, {id} if text.id in hider.ids else ())
    return replace(text, id=id, html=html, links=_links(hider, text.links))


def hide_config(config: Config, hider: Hider) -> Config:
    """The settings as they may be shown."""
    if not hider:
        return config
    return replace(
        config,
        id=hider.path(config.id),
        title=_texts(hider, config.title),
        description=_texts(hider, config.description),
        publisher=hider.plain(config.publisher),
        menu=tuple(
            MenuEntry(hider.path(entry.to), _texts(hider, entry.label)) for entry in config.menu
        ),
    )


def hide_page(page: FreePage, hider: Hider) -> FreePage:
    """A free page as it may be shown."""
    if not hider:
        return page
    return replace(
        page,
        id=hider.path(page.id),
        title=hider.plain(page.title),
        html=hider.html(page.html),
        redirects=_links(hider, page.redirects),
        links=_links(hider, page.links),
    )


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
        texts[part], places[part] = hider.text(text, own, more)

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
        redirects=_links(hider, article.redirects),
        links=_links(hider, article.links),
        image=hider.path(article.image),
        version_of=hider.path(article.version_of),
        reprint_of=hider.path(article.reprint_of),
        extra=_extra(hider, article.extra, own),
        **rest,
    )
    return shown, _annotated(annotated, hider, own, texts, places)


_PLAIN = ("source", "rights", "issue", "edition", "page", "identifier")
_URLS = ("source_url", "archived_url", "facsimile")


def _annotated(
    annotated: Annotated, hider: Hider, own: Collection[str], texts: dict[Part, Text],
    places: dict[str, Replaced],
) -> Annotated:  # fmt: skip
    stubs = {
        stub.id: Stub(f"{stub.kind}/{slug_or_hash(name)}", stub.kind, name)
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


def _role(hider: Hider, role: Role, own: Collection[str]) -> Role:
    body = role.organisation
    return replace(
        role,
        title=_texts(hider, role.title, own),
        organisation=hider.path(body) if "/" in body else hider.plain(body, own),
        source=hider.plain(role.source, own),
    )


def _texts(hider: Hider, texts: Any, own: Collection[str] = ()) -> dict[str, str]:
    return {lang: hider.plain(text, own) for lang, text in texts.items()}


def _extra(hider: Hider, extra: Any, own: Collection[str]) -> dict[str, object]:
    return {str(key): hider.values(value, own) for key, value in extra.items()}


def _links(hider: Hider, links: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(replace(link, target=hider.path(link.target)) for link in links)
