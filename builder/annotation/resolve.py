"""What a declared name, a mark or an id means: entity, stub, or a problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from builder.addresses import member_slug
from builder.config import Config
from builder.model import NOWHERE, Declared, Entity, Names, Position, Role, Stub
from builder.problems import Problem, problem
from builder.text import fold

NOBODY = "-"
_DECLARES = frozenset({"name", "alias", "misspelling", "code"})
"""Sorts of name that front matter and marks may write."""


class Resolver:
    """Looks declared names up for one source, and remembers what was asked."""

    def __init__(self, path: str, names: Names, config: Config) -> None:
        self.path = path
        self.names = names
        self.words = sorted({kind.word for kind in config.kinds})
        self.asked: set[str] = set()
        self.stubs: dict[str, Stub] = {}
        self.problems: list[Problem] = []

    def declared(self, entry: Declared) -> str:
        """The entity that a kind's key names; a stub where nothing describes it."""
        found = self._find(entry.name, entry.kind, entry.position)
        if found is None:
            return ""
        if found:
            return found
        if entry.kind == "countries":
            rows = self.names.called(fold(entry.name))
            other = next((row.entity for row in rows if row.sort in _DECLARES), "")
            if other:
                kind = other.partition("/")[0]
                self._wrong("E304", entry.position, name=entry.name, found=other, kind=kind)
            else:
                self._wrong("E301", entry.position, name=entry.name)
            return ""
        id = f"{entry.kind}/{member_slug(entry.name)}"
        self.asked.add(fold(id))
        if self.names.entity(id):
            return id
        self.stubs[id] = Stub(id, entry.kind, entry.name)
        kind = entry.kind
        self._wrong("W301", entry.position, name=entry.name, kind=kind)
        return id

    def any(self, name: str, position: Position, kind: str = "") -> str:
        """The entity that a mark, `read`, `about` or a tie names; empty, with an error, where
        there is none.
        """
        found = self._find(name, kind, position)
        if found is None:
            return ""
        if not found:
            stub = next((s.id for s in self.stubs.values() if fold(s.name) == fold(name)), "")
            if not stub:
                code = "E301" if kind == "countries" else "E302"
                self._wrong(code, position, name=name)
            return stub
        return found

    def _find(self, name: str, kind: str, position: Position) -> str | None:
        """An id; empty where nobody is called so, None after an error."""
        folded = fold(name)
        self.asked.add(folded)
        head, _, tail = name.partition("/")
        if tail and head in self.words and (self.names.entity(name) or name in self.stubs):
            return name
        start = f"{kind}/" if kind else ""
        candidates = {
            row.entity
            for row in self.names.called(folded)
            if row.sort in _DECLARES and row.entity.startswith(start)
        }
        slug = name.strip()
        for word in [kind] if kind else self.words:
            id = f"{word}/{slug.lower() if word == 'countries' else slug}"
            if self.names.entity(id):
                # An id is exact: it wins over names.
                candidates = {id} if not candidates or id in candidates else candidates | {id}
        if len(candidates) > 1:
            self._wrong("E303", position, name=name, candidates=", ".join(sorted(candidates)))
            return None
        return next(iter(candidates), "")

    def _wrong(self, code: str, position: Position, **arguments: object) -> None:
        self.problems.append(
            problem(code, self.path, position.line, position.column, "", **arguments)
        )


def resolve_ties(
    entity: Entity, names: Names, config: Config
) -> tuple[Entity, tuple[str, ...], tuple[Problem, ...]]:
    """An entity with the ids of what it is tied to in place of their names; the folded
    names that were looked up for it.
    """
    resolver = Resolver(entity.path, names, config)

    def tie(entries: Iterable[Declared]) -> tuple[Declared, ...]:
        found = []
        for entry in entries:
            id = entry.name if names.entity(entry.name) else ""
            id = id or resolver.any(entry.name, entry.position, entry.kind)
            if id:
                found.append(replace(entry, name=id))
        return tuple(found)

    def role(held: Role) -> Role:
        country = resolver.any(held.country, held.position, "countries") if held.country else ""
        body = held.organisation
        found = resolver._find(body, "organisations", held.position) if body else ""
        return replace(held, country=country, organisation=found or body)

    at = entity.places.get("stands_for", NOWHERE)
    stands_for = tuple(id if names.entity(id) else resolver.any(id, at) for id in entity.stands_for)
    resolver.asked.add(fold(entity.part_of))
    if entity.part_of and not names.entity(entity.part_of):
        resolver.any(entity.part_of, entity.places.get("part_of", NOWHERE), "countries")
    tied = replace(
        entity,
        countries=tie(entity.countries),
        parents=tie(entity.parents),
        claimed_by=tie(entity.claimed_by),
        roles=tuple(role(held) for held in entity.roles),
        stands_for=tuple(filter(None, stands_for)),
    )
    return tied, tuple(sorted(resolver.asked)), tuple(resolver.problems)
