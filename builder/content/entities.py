"""An entity's file → `Entity`, or its text in another language → `EntityText`."""

from __future__ import annotations

import re

from builder.addresses import slug_or_hash, slugify
from builder.config import Config
from builder.content.frontmatter import read_front
from builder.content.source import decode, split
from builder.content.keys import Keys
from builder.content.links import folders_of
from builder.content.markup import read_prose
from builder.model import Entity, EntityText, Link, Role
from builder.problems import Problem, problem

_LANGUAGE = re.compile(r"(?P<stem>.+)\.(?P<lang>[a-z]{2,3}(?:-[A-Za-z0-9]+)*)")


def language_of(name: str) -> tuple[str, str] | None:
    """`kim-jong-un.en` as (`kim-jong-un`, `en`); None where the name has no language."""
    found = _LANGUAGE.fullmatch(name)
    return (found["stem"], found["lang"]) if found else None


def read_entity(
    path: str, data: bytes, config: Config
) -> tuple[Entity | EntityText | None, tuple[Problem, ...]]:
    """Read an entity's file; `path` is relative to the content folder."""
    kind, _, name = path.removesuffix(".md").partition("/")
    translated = language_of(name)
    stem = translated[0] if translated else name
    if slugify(stem) != stem:
        return None, (problem("E115", path, slug=slug_or_hash(stem)),)
    source, problems = split(data, path)
    if source is None and translated and problems[0].code == "E102":
        # A text in another language needs no front matter.
        words, problems = decode(data, path)
        html, links, problems = read_prose(words or "", 1, path, folders_of(config))
        return EntityText(f"{kind}/{stem}", translated[1], path, html, links), problems
    if source is None:
        return None, problems
    keys = Keys(source, read_front(source))
    html, links, problems = read_prose(
        source.body, source.body_line, path, folders_of(config)
    )
    keys.problems += problems
    if translated:
        for key in ("name", "lang"):
            keys.text(key)
        keys.finish()
        text = EntityText(f"{kind}/{stem}", translated[1], path, html, links)
        return text, tuple(keys.problems)
    # A country that the program's table knows needs no name of its own.
    if kind != "countries":
        keys.required("name")
    entity = _entity(f"{kind}/{name}", kind, keys, html, links, config)
    if entity.visibility == "pseudonym":
        keys.required("pseudonym")
    keys.finish()
    return entity, tuple(keys.problems)


def _entity(
    id: str, kind: str, keys: Keys, html: str, links: tuple[Link, ...], config: Config
) -> Entity:
    image = keys.image(folders_of(config))
    return Entity(
        id=id,
        kind=kind,
        name=keys.text("name"),
        path=keys.source.path,
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
        wikidata=_wikidata(keys),
        countries=keys.names("countries", "countries") + keys.names("country", "countries"),
        parents=keys.names("parent", "organisations"),
        part_of=_country(keys.text("part_of")),
        claimed_by=keys.names("claimed_by", "countries"),
        coordinates=_coordinates(keys),
        roles=tuple(_role(record) for record in keys.records("roles")),
        born=keys.date("born"),
        died=keys.date("died"),
        image=image.target if image else "",
        texts={keys.lang() or config.languages[0]: html} if html else {},
        redirects=keys.redirects(),
        links=(*links, *([image] if image else [])),
        places={key: keys.place(key) for key in ("stands_for", "part_of") if keys.has(key)},
        extra=keys.plain("extra"),
    )


def _role(record: Keys) -> Role:
    if not record.localised("title"):
        record.required("title")
    place = record.place("country") if record.has("country") else record.place("organisation")
    return Role(
        record.localised("title"), record.text("country"), record.text("organisation"),
        record.date("from"), record.date("to"), record.text("source"), place,
    )  # fmt: skip


def _country(code: str) -> str:
    return f"countries/{code.lower()}" if code and "/" not in code else code


def _wikidata(keys: Keys) -> str:
    value = keys.text("wikidata")
    if value and not re.fullmatch(r"Q[1-9][0-9]*", value):
        keys.wrong("E106", keys.place("wikidata"), key="wikidata", wanted="an item of Wikidata",
                   example="write Q56226")  # fmt: skip
        return ""
    return value


def _coordinates(keys: Keys) -> tuple[float, float] | None:
    words = keys.names("coordinates")
    if not words:
        return None
    try:
        latitude, longitude = (float(word.name) for word in words)
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            raise ValueError
    except ValueError:
        keys.wrong("E106", keys.place("coordinates"), key="coordinates",
                   wanted="[latitude, longitude]", example="write [43.1, 131.9]")  # fmt: skip
        return None
    return latitude, longitude
