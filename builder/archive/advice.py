"""What `check` alone says of the names: look-alikes, who may be missing, surnames to write.

It reads every article as published, so no build asks for it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from builder.annotation.candidates import Candidates, lone_words
from builder.annotation.lookalikes import look_alikes
from builder.annotation.surnames import assumed_surname, is_no_surname, likely_surname
from builder.annotation.wordlists import load_given
from builder.problems import Problem, problem, quoted
from builder.text import fold

PROPOSALS: Final = frozenset({"W304", "W305", "W306"})
"""What is proposed and not doubted: `--strict` does not count it."""

LEAST: Final = 3
"""How often words must stand, to be proposed as a name."""

MOST: Final = 40
"""How many such words are listed, those that stand most often."""


def advise(connection: sqlite3.Connection, content: Path) -> list[Problem]:
    """Warnings about names, in order of their place in the content folder's files."""
    candidates = Candidates()
    people = dict(_without_surname(connection))
    alone: dict[str, Counter[str]] = {entity: Counter() for entity in people}
    for path, lang, parts in connection.execute(
        "SELECT owner, lang, parts FROM article ORDER BY owner"
    ):
        for part in json.loads(parts).values():
            plain, mentions = part["plain"], part["mentions"]
            candidates.read(path, plain, [(m[0], m[1]) for m in mentions], lang)
            for entity in {m[2] for m in mentions} & people.keys():
                alone[entity] += lone_words(plain, people[entity].name.split())
    found = [*_look_alikes(connection), *_candidates(connection, candidates)]
    for entity, person in people.items():
        found += _surname(person, alone[entity])
    return sorted(_placed(found, content))


def _placed(problems: Sequence[Problem], content: Path) -> Iterator[Problem]:
    """The problems with their lines: that of an excerpt, else that of the name."""
    for path, group in groupby(sorted(problems), key=lambda found: found.path):
        file = content / path
        data = file.read_bytes() if file.is_file() else b""
        lines = data.decode("utf-8-sig", "replace").splitlines()
        at = next((n for n, line in enumerate(lines, 1) if line.startswith("name:")), 1)
        here = [
            one if one.excerpt or one.line else replace(one, line=at, column=1) for one in group
        ]
        yield from quoted(here, path, data)


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
            kind=found.kind or "people|organisations|places",
        )  # fmt: skip


class _Person(NamedTuple):
    """A person of a file who has no `surname` there; what the program takes for it, if at all."""

    path: str
    name: str
    assumed: str


def _without_surname(connection: sqlite3.Connection) -> Iterator[tuple[str, _Person]]:
    rows = connection.execute(
        "SELECT entity, owner, name, (SELECT min(form) FROM name WHERE name.entity = entity.entity"
        " AND sort = 'surname') FROM entity WHERE kind = 'people' AND origin = 'file'"
        " ORDER BY entity"
    )
    for entity, owner, name, surname in rows:
        if len(name.split()) > 1 and (surname is None or surname == assumed_surname(name)):
            yield entity, _Person(owner, name, surname or "")


def _surname(person: _Person, alone: Counter[str]) -> Iterator[Problem]:
    """What to write as a person's surname: the word of the name that stands alone most often
    in the articles that name the person; without one, a family name that comes first, else
    the last word. Nothing where what is assumed stands alone too, or nothing does.
    """
    words = [word for word in person.name.split() if not is_no_surname(word)]
    words = words or person.name.split()
    best = max(words, key=lambda word: (alone[word], words.index(word)))
    if person.assumed:
        last = person.assumed.split()[-1]
        if alone[best] >= LEAST and not alone[last] and fold(best) not in load_given():
            yield problem(
                "W306", person.path, name=person.name, surname=best, assumed=person.assumed,
                count=alone[best],
            )  # fmt: skip
        return
    if not alone[best]:
        best = likely_surname(person.name) or best
    yield problem("W305", person.path, name=person.name, surname=best)
