"""Passages with their mentions written in: what tests and benchmarks of annotation read.

`{exact:entity}` is a mention by name; `{russe:ru adj}` an adjective, `{Kim:kim-jong-un sur}` a
surname, `{M. Kim:kim-jong-un desc}` other words, `{Moscou:moscow>ru}` a metonym,
`{Moscou:moscow>?}` one that is undecided, `{Bruxelles:brussels>? met}` a metonym that is
undecided between two. An entity stands without its kind where one alone
has that slug.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from builder.annotation.annotate import annotate
from builder.annotation.registry import ListNames, names_of
from builder.annotation.table import cldr_names, entities_of_table, names_of_table
from builder.config import Config
from builder.dates import When
from builder.model import (
    Annotated,
    Article,
    Declared,
    Entity,
    Mention,
    Part,
    Position,
    Proposal,
    Reading,
    Text,
)
from builder.problems import Problem

_MARK = re.compile(r"\{([^{}:]+):([^{} >]+)(?:>([^{} ]+))?(?: (adj|sur|desc|met))?\}")
_MANNERS = {
    "adj": "adjective",
    "sur": "surname",
    "desc": "description",
    "met": "metonym",
    None: "name",
}
CONFIG = Config(id="test", title={"": "Test"})
AT = Position(1, 1)


class Expected(NamedTuple):
    """A mention as a passage states it."""

    part: str
    start: int
    exact: str
    entity: str
    manner: str
    stands_for: str


def parse(marked: str, ids: Mapping[str, str], part: str = "body") -> tuple[str, list[Expected]]:
    """The plain text of a marked passage, and its mentions."""
    plain = ""
    found = []
    end = 0
    for mark in _MARK.finditer(marked):
        plain += marked[end : mark.start()]
        exact, entity, stands_for, manner = mark.groups()
        manner = "metonym" if stands_for not in (None, "?") else _MANNERS[manner]
        target = stands_for if stands_for == "?" else ids[stands_for] if stands_for else ""
        found.append(Expected(part, len(plain), exact, ids[entity], manner, target))
        plain += exact
        end = mark.end()
    return plain + marked[end:], found


def person(name: str, **keys: object) -> Entity:
    """A person of a test's registry."""
    return entity("people", name, **keys)


def entity(kind: str, name: str, **keys: object) -> Entity:
    """An entity of a test's registry; its id is its name's slug unless `slug` is given."""
    from builder.addresses import slugify

    slug = keys.pop("slug", slugify(name))
    surname = keys.pop("surname", None)
    if surname:
        keys["surnames"] = {"": surname}
    return Entity(id=f"{kind}/{slug}", kind=kind, name=name, **keys)  # type: ignore[arg-type]


class Registry:
    """The program's table and some entities of one's own."""

    def __init__(self, own: Iterable[Entity] = (), languages: Sequence[str] = ()) -> None:
        self.own = tuple(own)
        known = [*entities_of_table(), *self.own]
        rows = [*names_of_table(), *(name for one in self.own for name in names_of(one))]
        rows += [name for lang in languages for name in cldr_names(lang)]
        self.names = ListNames(sorted(set(rows)), [one.id for one in known])
        self.ids: dict[str, str] = {}
        slugs: dict[str, set[str]] = {}
        for one in known:
            self.ids[one.id] = one.id
            slugs.setdefault(one.id.partition("/")[2], set()).add(one.id)
        self.ids |= {slug: min(found) for slug, found in slugs.items() if len(found) == 1}
        self.ids |= {code: f"countries/{code}" for code in slugs if f"countries/{code}" in self.ids}

    def article(
        self, texts: Mapping[str, str], lang: str = "fr", *, declare: Sequence[str] = (),
        read: Mapping[str, str] | None = None, about: Sequence[str] | None = None,
        proposals: Sequence[Proposal] = (), marks: Mapping[str, Sequence[object]] | None = None,
    ) -> Article:  # fmt: skip
        """An article with these plain texts; `declare` are ids."""
        plain: dict[Part, Text] = {}
        for part, text in texts.items():
            own = tuple((marks or {}).get(part, ()))
            plain[part] = Text(text, (), own)  # type: ignore[index, arg-type]
        plain.setdefault("title", Text("—"))
        return Article(
            id="a", path="articles/a.md", title=plain["title"].plain, lang=lang, slug="a",
            when=When("2023-09-11", "2023-09-11T00:00:00Z", "2023", "09", "11"), texts=plain,
            declared=tuple(Declared(id.partition("/")[0], id, AT) for id in declare),
            about=None if about is None else tuple(Declared("", id, AT) for id in about),
            read=tuple(Reading(form, target, AT) for form, target in (read or {}).items()),
            proposals=tuple(proposals),
        )  # fmt: skip

    def annotate(
        self, texts: Mapping[str, str] | str, lang: str = "fr", config: Config = CONFIG,
        **keys: object,
    ) -> tuple[Annotated, tuple[Problem, ...]]:  # fmt: skip
        """Annotate a text (of the body) or the texts of several parts."""
        if isinstance(texts, str):
            texts = {"body": texts}
        article = self.article(texts, lang, **keys)  # type: ignore[arg-type]
        return annotate(article, self.names, config)

    def check(self, marked: str, lang: str = "fr", **keys: object) -> None:
        """Fail where a marked passage is annotated otherwise than it says."""
        plain, expected = parse(marked, self.ids)
        found, _ = self.annotate(plain, lang, **keys)  # type: ignore[arg-type]
        body = [m for m in found.mentions if m.part == "body"]
        assert [as_expected(m) for m in body] == expected
        for mention in body:
            assert plain[mention.start : mention.end] == mention.exact


def as_expected(mention: Mention) -> Expected:
    """A mention as a passage would state it."""
    return Expected(
        mention.part, mention.start, mention.exact, mention.entity, mention.manner,
        mention.stands_for,
    )  # fmt: skip
