"""Entities, their texts, free pages and settings as they may be shown: nobody hidden is named."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from builder.annotation.registry import make_name, names_of
from builder.archive.hidden import extra_shown, links_shown, texts_shown
from builder.config import Config, MenuEntry
from builder.content.hiding import Hider, public_id
from builder.model import Entity, EntityText, FreePage, Name, Role

_WHOLE = ("name", "alias", "misspelling", "inflected")


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
        names={} if hidden else texts_shown(hider, entity.names),
        aliases=() if hidden else tuple(hider.plain(alias) for alias in entity.aliases),
        misspellings=(),
        surnames={},
        wikidata="" if hidden else entity.wikidata,
        image="" if hidden else hider.address(entity.image),
        redirects=() if hidden else links_shown(hider, entity.redirects),
        links=links_shown(hider, entity.links),
        description=texts_shown(hider, entity.description, own),
        roles=tuple(_role(hider, role, own) for role in entity.roles),
        texts={lang: hider.html(text, own) for lang, text in entity.texts.items()},
        extra=extra_shown(hider, entity.extra, own),
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
    return replace(text, id=id, html=html, links=links_shown(hider, text.links))


def hide_config(config: Config, hider: Hider) -> Config:
    """The settings as they may be shown."""
    if not hider:
        return config
    return replace(
        config,
        id=hider.path(config.id),
        title=texts_shown(hider, config.title),
        description=texts_shown(hider, config.description),
        publisher=hider.plain(config.publisher),
        menu=tuple(
            MenuEntry(link, texts_shown(hider, entry.label))
            for entry in config.menu
            for link in links_shown(hider, [entry.link])
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
        redirects=links_shown(hider, page.redirects),
        links=links_shown(hider, page.links),
    )


def _role(hider: Hider, role: Role, own: Collection[str]) -> Role:
    body = role.organisation
    return replace(
        role,
        title=texts_shown(hider, role.title, own),
        organisation=hider.path(body) if "/" in body else hider.plain(body, own),
        source=hider.plain(role.source, own),
    )
