"""An entity's file → `Entity`, or its text in another language → `EntityText`."""

from __future__ import annotations

import re

from builder.config import Config
from builder.content.frontmatter import Source, decode, read_front, split
from builder.content.keys import Keys
from builder.content.links import folders_of
from builder.content.markup import read_prose
from builder.model import Declared, Entity, EntityText, Position, Role
from builder.problems import Problem, problem

_LANGUAGE = re.compile(r"(?P<stem>.+)\.(?P<lang>[a-z]{2,3}(?:-[A-Za-z0-9]+)*)")


def read_entity(
    path: str, data: bytes, config: Config
) -> tuple[Entity | EntityText | None, tuple[Problem, ...]]:
    """Read an entity's file; `path` is relative to the content folder."""
    kind, _, name = path.removesuffix(".md").partition("/")
    translated = _LANGUAGE.fullmatch(name)
    source, problems = split(data, path)
    if source is None and translated and problems[0].code == "E102":
        # A text in another language needs no front matter.
        words, problems = decode(data, path)
        html, links, problems = read_prose(words or "", 1, path, folders_of(config))
        return EntityText(f"{kind}/{translated['stem']}", translated["lang"], path, html), problems
    if source is None:
        return None, problems
    nodes, problems = read_front(source)
    keys = Keys(source, nodes)
    keys.problems += problems
    html, _, problems = read_prose(source.body, source.body_line, path, folders_of(config))
    keys.problems += problems
    if translated:
        keys.text("name"), keys.localised("description"), keys.text("lang")
        keys.finish()
        text = EntityText(f"{kind}/{translated['stem']}", translated["lang"], path, html)
        return text, tuple(keys.problems)
    entity = _entity(f"{kind}/{name}", kind, keys, html, config, source)
    keys.finish()
    if not entity.name and kind != "countries":
        return None, (*keys.problems, problem("E108", path, 1, 1, key="name"))
    if entity.visibility == "pseudonym" and not entity.pseudonym:
        return None, (*keys.problems, problem("E108", path, 1, 1, key="pseudonym"))
    return entity, tuple(keys.problems)


def _entity(
    id: str, kind: str, keys: Keys, html: str, config: Config, source: Source
) -> Entity:
    lang = keys.text("lang") or config.languages[0]
    roles = []
    for record in keys.records("roles"):
        role = Role(
            record.localised("title"), record.text("country"), record.text("organisation"),
            record.text("from"), record.text("to"), record.text("source"),
        )  # fmt: skip
        roles.append(role)
        record.finish()
        keys.problems += record.problems
    countries = keys.names("countries", "countries") + keys.names("country", "countries")
    return Entity(
        id=id,
        kind=kind,
        name=keys.text("name"),
        path=source.path,
        names=keys.localised("names"),
        surnames=keys.localised("surname"),
        aliases=keys.texts("aliases"),
        misspellings=keys.texts("misspellings"),
        honorific=keys.text("honorific"),
        match=keys.one_of("match", ("auto", "declared", "never"), "auto"),  # type: ignore[arg-type]
        visibility=keys.one_of("visibility", ("public", "unlisted", "pseudonym"), "public"),  # type: ignore[arg-type]
        pseudonym=keys.text("pseudonym"),
        stands_for=keys.texts("stands_for"),
        description=keys.localised("description"),
        wikidata=keys.text("wikidata"),
        countries=countries,
        parents=keys.names("parent", "organisations"),
        part_of=_country(keys.text("part_of")),
        claimed_by=keys.names("claimed_by", "countries"),
        coordinates=_coordinates(keys),
        roles=tuple(roles),
        born=keys.text("born"),
        died=keys.text("died"),
        image=keys.text("image"),
        texts={lang: html} if html else {},
        redirects=tuple(address.lstrip("/") for address in keys.texts("redirects")),
        extra=_extra(keys),
    )


def _country(code: str) -> str:
    return f"countries/{code}" if code and "/" not in code else code


def _extra(keys: Keys) -> dict[str, object]:
    found = keys.plain("extra")
    return found if isinstance(found, dict) else {}


def _coordinates(keys: Keys) -> tuple[float, float] | None:
    words: tuple[Declared, ...] = keys.names("coordinates")
    if not words:
        return None
    try:
        latitude, longitude = (float(word.name) for word in words)
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise ValueError
    except ValueError:
        keys.wrong("E106", Position(*words[0].position), key="coordinates",
                   wanted="[latitude, longitude]")  # fmt: skip
        return None
    return latitude, longitude
