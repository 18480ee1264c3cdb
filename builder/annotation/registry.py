"""Under which forms an entity is found, and a registry of them in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from builder.annotation.inflection import russian_forms
from builder.annotation.surnames import assumed_surname
from builder.annotation.trie import Trie
from builder.model import UNDECIDED, Entity, Name
from builder.text import fold

_ARABIC = re.compile(r"(?:[Aa]l|[Ee]l)-([^\W\d_]{3,})$")
"""A surname with the article that newsrooms leave out at will: `al-Assad`, `Assad`."""

LONGEST_ACRONYM = 5
"""Letters up to which an acronym is also written with full stops."""


def make_name(
    form: str, entity: str, sort: str, *, lang: str = "", match: str = "auto",
    stands_for: str = "", honorific: str = "", country: str = "",
) -> Name | None:  # fmt: skip
    """A row for a form; None where the form has no letters."""
    folded = fold(form)
    if not folded:
        return None
    first = folded.replace("-", " ").replace("'", " ").split(" ")[0]
    return Name(folded, first, form, entity, sort, lang, match, stands_for, honorific, country)


def names_of(entity: Entity) -> tuple[Name, ...]:
    """All forms of an entity that a file describes."""
    forms = [(form, "name") for form in (entity.name, *entity.names.values()) if form]
    forms += [(form, "alias") for form in entity.aliases]
    forms += [(form, "misspelling") for form in entity.misspellings]
    known = {form for form, _ in forms}
    forms += [(bent, "inflected") for form, _ in tuple(forms) for bent in russian_forms(form)
              if bent not in known]  # fmt: skip
    surnames = set(entity.surnames.values())
    if not surnames and entity.kind == "people":
        surnames = {assumed_surname(form) for form, sort in forms if sort in ("name", "alias")}
    surnames |= {found[1] for surname in surnames if (found := _ARABIC.match(surname))}
    surnames |= {bent for surname in surnames for bent in russian_forms(surname)}
    forms += [(form, "surname") for form in sorted(surnames - {""})]
    seat = stands_for(entity.stands_for)
    home = next((tie.name for tie in entity.countries if tie.name.startswith("countries/")), "")
    made = (
        make_name(
            form, entity.id, sort, match=entity.match, honorific=entity.honorific,
            stands_for="" if sort == "surname" else seat,
            country=home if entity.kind == "places" else "",
        )
        for form, sort in forms
    )  # fmt: skip
    articled = [form for form, sort in forms if sort in ("name", "alias")]
    acronyms = (
        make_name(dotted(form), entity.id, "alias", match=entity.match, stands_for=seat)
        for form in articled
        if entity.kind != "people" and dotted(form)
    )
    all_made = (*made, *_without_article(entity, articled, seat), *acronyms)
    return tuple(sorted({name for name in all_made if name is not None}))


def dotted(form: str) -> str:
    """An acronym with full stops (`R.D.C.`, of `RDC`); empty where a form is none."""
    is_acronym = 1 < len(form) <= LONGEST_ACRONYM and form.isalpha() and form.isupper()
    return "".join(f"{letter}." for letter in form) if is_acronym and form.isascii() else ""


def _without_article(entity: Entity, forms: Iterable[str], seat: str) -> Iterable[Name | None]:
    """Names that begin with an article, without it: `Le Figaro` is also `du` Figaro, `The New
    York Times` is also `a` New York Times `reporter`.
    """
    if entity.kind == "people":
        return
    for form in forms:
        article, _, rest = form.partition(" ")
        if article == "The" and " " in rest:
            yield make_name(rest, entity.id, "alias", match=entity.match, stands_for=seat)
        if article in ("Le", "Les") and rest[:1].isupper():
            yield make_name(
                rest, entity.id, "contracted", lang="fr", match=entity.match, stands_for=seat
            )


def stands_for(ids: Sequence[str]) -> str:
    """For what a seat of power stands: one entity, undecided between several, or nothing."""
    return ids[0] if len(ids) == 1 else UNDECIDED if ids else ""


def language(name: Name) -> str:
    """The language (`fr`) in whose articles alone a name is looked for; empty for all."""
    return name.lang.partition("-")[0]


class ListNames:
    """Names from a list: what tests use, and what workers are handed."""

    def __init__(self, names: Iterable[Name], entities: Iterable[str] = ()) -> None:
        self._names = list(names)
        self._entities = frozenset(entities) | {name.entity for name in self._names}
        self._by_first: dict[str, list[Name]] = {}
        self._by_folded: dict[str, list[Name]] = {}
        self._tries: dict[str, Trie] = {}
        for name in self._names:
            self._by_first.setdefault(name.first, []).append(name)
            self._by_folded.setdefault(name.folded, []).append(name)

    def __getstate__(self) -> dict[str, Any]:
        """Handed to a worker without the tries, which are quicker made than read."""
        return {**self.__dict__, "_tries": {}}

    def tries(self, lang: str) -> Sequence[Trie]:
        """The names that are looked for in texts of a language (`fr`): made once, where many
        articles are read.
        """
        if not self._tries:
            self._tries = {"": Trie()}
            for name in self._names:
                self._tries.setdefault(language(name), Trie()).add(name)
        return [self._tries[key] for key in {"": 0, lang: 0} if key in self._tries]

    def starting_with(self, words: Iterable[str]) -> Sequence[Name]:
        """All names whose first folded word is among `words`."""
        return [name for word in set(words) for name in self._by_first.get(word, ())]

    def called(self, folded: str) -> Sequence[Name]:
        """All names with exactly this folded form."""
        return sorted(self._by_folded.get(folded, ()))

    def entity(self, id: str) -> bool:
        """Whether an entity with this id is known."""
        return id in self._entities
