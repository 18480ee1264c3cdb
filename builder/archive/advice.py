"""What `check` alone says of the names: look-alikes, who may be missing, surnames to write.

It reads every article as published, so no build asks for it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Final

from builder.annotation.candidates import Candidates, lone_words
from builder.annotation.lookalikes import look_alikes
from builder.annotation.surnames import NO_SURNAMES
from builder.problems import Problem, problem
from builder.text import fold

PROPOSALS: Final = frozenset({"W304", "W305"})
"""What is proposed and not doubted: `--strict` does not count it."""

LEAST: Final = 3
"""How often words must stand, to be proposed as a name."""

MOST: Final = 40
"""How many such words are listed, those that stand most often."""


def advise(connection: sqlite3.Connection) -> list[Problem]:
    """Warnings about names, in order of their place."""
    candidates = Candidates()
    wanting = dict(_without_surname(connection))
    alone: dict[str, Counter[str]] = {entity: Counter() for entity in wanting}
    for path, parts in connection.execute("SELECT owner, parts FROM article ORDER BY owner"):
        for part in json.loads(parts).values():
            plain, mentions = part["plain"], part["mentions"]
            candidates.read(path, plain, [(m[0], m[1]) for m in mentions])
            for entity in {m[2] for m in mentions} & wanting.keys():
                alone[entity] += lone_words(plain, wanting[entity][1].split())
    found = [*_look_alikes(connection), *_candidates(connection, candidates)]
    found += [_surname(path, name, alone[entity]) for entity, (path, name) in wanting.items()]
    return sorted(found)


def _look_alikes(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Names of one kind that may be one entity's; not where each has a Wikidata id of its own."""
    kinds: dict[str, dict[str, list[str]]] = {}
    place: dict[str, tuple[str, str]] = {}
    rows = connection.execute(
        "SELECT owner, entity, kind, name, facts, origin FROM entity"
        " WHERE origin != 'table' ORDER BY entity"
    )
    for owner, entity, kind, name, facts, origin in rows:
        known = json.loads(facts)
        place[entity] = (owner, known.get("wikidata", ""))
        kinds.setdefault(kind, {})[entity] = [name, *known.get("aliases", ())]
        if origin == "stub":
            declared = connection.execute("SELECT min(owner) FROM stub WHERE entity = ?", (entity,))
            place[entity] = (declared.fetchone()[0] or owner, "")
    for names in kinds.values():
        for one, two, name, other in look_alikes(names):
            (path, known_as), (_, other_known_as) = place[one], place[two]
            if not (known_as and other_known_as):
                yield problem("W303", path, name=name, other=other, entity=one, second=two)


def _candidates(connection: sqlite3.Connection, candidates: Candidates) -> Iterator[Problem]:
    for found in candidates.most(LEAST, MOST):
        known = "SELECT 1 FROM name WHERE folded = ? LIMIT 1"
        if connection.execute(known, (fold(found.name),)).fetchone():
            continue  # known, but not looked for there, or nobody's
        yield problem(
            "W304", found.path, 0, 0, found.example,
            name=found.name, count=found.times, articles=found.articles,
        )  # fmt: skip


def _without_surname(connection: sqlite3.Connection) -> Iterator[tuple[str, tuple[str, str]]]:
    """The people of files for whom no surname is written or can be assumed."""
    rows = connection.execute(
        "SELECT entity, owner, name FROM entity WHERE kind = 'people' AND origin = 'file'"
        " AND NOT EXISTS (SELECT 1 FROM name WHERE name.entity = entity.entity"
        " AND sort = 'surname') ORDER BY entity"
    )
    for entity, owner, name in rows:
        if len(name.split()) > 1:
            yield entity, (owner, name)


def _surname(path: str, name: str, alone: Counter[str]) -> Problem:
    """What to write as a person's surname: the word of the name that stands alone most often
    in the articles that name the person, else the last.
    """
    words = [word for word in name.split() if fold(word) not in NO_SURNAMES]
    words = words or name.split()
    best = max(words, key=lambda word: (alone[word], words.index(word)))
    return problem("W305", path, name=name, surname=best)
