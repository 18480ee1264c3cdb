"""An entity → its rows."""

from __future__ import annotations

from collections.abc import Iterable

from builder.archive import tables as t
from builder.archive.facts import Facts, as_json, links, problem_facts, redirects_of
from builder.model import Entity, Name
from builder.problems import Problem


def facts_of_entity(
    entity: Entity, names: Iterable[Name], owner: str, problems: Iterable[Problem]
) -> Facts:
    """All rows of an entity of a file or of the program's table."""
    roles = [
        (dict(r.title), r.country, r.organisation, r.since, r.until, r.source) for r in entity.roles
    ]
    main = entity.name
    redirects = entity.redirects if entity.visibility != "unlisted" else ()
    more = {
        "wikidata": entity.wikidata,
        "born": entity.born,
        "died": entity.died,
        "aliases": [alias for alias in entity.aliases if entity.visibility != "pseudonym"],
        "image": entity.image,
        "coordinates": entity.coordinates,
        "stands_for": entity.stands_for,
        "successors": entity.successors,
        "part_of": entity.part_of,
        "extra": entity.extra,
        "honorific": entity.honorific,
    }
    row = t.EntityRow(
        owner=owner,
        entity=entity.id,
        kind=entity.kind,
        name=main,
        names=as_json({**entity.names, "": main}),
        description=as_json(dict(entity.description)),
        visibility=entity.visibility,
        origin=entity.origin,
        roles=as_json(roles),
        facts=as_json({key: value for key, value in more.items() if value}),
    )
    facts: Facts = {
        "entity": [row],
        "entity_text": [
            t.EntityTextRow(owner, entity.id, lang, html)
            for lang, html in sorted(entity.texts.items())
            if html
        ],
        "name": [t.NameRow(owner, *name) for name in sorted(set(names))],
        "redirect": redirects_of(owner, redirects, f"{entity.id}.html"),
        "link": links(owner, entity.links),
    }
    ties: set[tuple[str, str]] = set()
    for relation, others in (
        ("country", entity.countries),
        ("parent", entity.parents),
        ("claimed_by", entity.claimed_by),
    ):
        ties |= {(other.name, relation) for other in others}
    ties |= {(other, "successor") for other in entity.successors}
    ties |= {(other, "stands_for") for other in entity.stands_for}
    ties |= {(role.country, "role") for role in entity.roles if role.country}
    ties |= {(role.organisation, "role") for role in entity.roles if role.organisation}
    if entity.part_of:
        ties.add((entity.part_of, "part_of"))
    facts["tie"] = [
        t.TieRow(owner, entity.id, other, relation, entity.kind)
        for other, relation in sorted(ties)
        if "/" in other
    ]
    return facts | problem_facts(owner, problems)
