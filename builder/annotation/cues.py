"""What stands around a name, a language: cues of metonyms, traps, titles (`data/cues/*.yaml`).

A further language is one more file, `es.yaml`, of which any key may be missing: cues, titles,
particles, traps, function words. Verbs are written in the forms that they have (`forms`); of
French and English the regular ones are given by their infinitive and take their forms here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from builder.annotation.conjugation import verb_forms
from builder.annotation.namesake import Namesake, read_namesake
from builder.annotation.phrases import Phrase, Phrases
from builder.annotation.wordlists import FOLDER
from builder.text import fold_word

_NEVER: Final = "\n"
"""An ending that no word has."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one language; words are in small letters, with their accents."""

    lang: str
    articles: frozenset[str]
    contracted: frozenset[str]
    fused: Mapping[str, str]
    prepositions: frozenset[str]
    speaks: frozenset[str]
    says: frozenset[str]
    inverts: frozenset[str]
    copulas: frozenset[str]
    a_thing: frozenset[str]
    spoken_to: frozenset[str]
    acting: frozenset[str]
    undergoes: frozenset[str]
    verb_endings: tuple[str, ...]
    to: frozenset[str]
    to_do: frozenset[str]
    infinitives: tuple[str, ...]
    officials: frozenset[str]
    continuous: tuple[str, ...]
    among: Mapping[str, frozenset[str]]
    nouns_before: Phrases
    not_at_first: frozenset[str]
    speech_before: Phrases
    place_before: Phrases
    decides_after: frozenset[str]
    between: frozenset[str]
    adverb_ending: str
    passive: frozenset[str]
    relative: frozenset[str]
    agent: frozenset[str]
    participles: tuple[str, ...]
    honorifics: Mapping[str, str]
    titles: frozenset[str]
    named_for: frozenset[str]
    named_after: Phrases
    close_to_person: frozenset[str]
    part_of_name: Phrases
    own_place: Phrases
    after_name: frozenset[str]
    no_article: frozenset[str]
    family: frozenset[str]
    close_after: frozenset[str]
    idle_before: Phrases
    idle_before_end: frozenset[str]
    idle_after: frozenset[str]
    source_words: frozenset[str]
    exceptions: tuple[str, ...]
    given_too: frozenset[str]
    organisation_words: frozenset[str]
    place_words: frozenset[str]
    towards: frozenset[str]
    after_land: frozenset[str]
    regions: Phrases
    to_region: frozenset[str]
    namesakes: Mapping[str, Namesake]
    conjunctions: frozenset[str]
    clause_joins: frozenset[str]
    land_before: frozenset[str]
    before_a_thing: frozenset[str]
    joined: frozenset[str]
    joined_endings: tuple[str, ...]
    capital_joins: bool
    before_a_language: frozenset[str]
    source_before: bool

    def fuse(self, words: Iterable[str]) -> Phrase:
        """The words, with `du` as `de` and `au` as `à`."""
        return tuple(self.fused.get(word, word) for word in words)


@functools.cache
def load_cues(lang: str) -> Cues | None:
    """The cues of a language (`fr-CA`: of French); None where there are none."""
    base = lang.partition("-")[0].lower()
    path = FOLDER / f"{base}.yaml"
    if not base.isalpha() or not path.is_file():
        return None
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    fused: dict[str, str] = data.get("fused") or {}

    def phrases(key: str, more: Iterable[str] = ()) -> Phrases:
        found = [line.split() for line in (*data.get(key, ()), *more)]
        return Phrases(tuple(fused.get(word, word) for word in line) for line in found)

    def words(key: str) -> frozenset[str]:
        return frozenset(data.get(key, ()))

    nouns_by: Mapping[str, list[str]] = data.get("speech_nouns") or {}
    nouns = [f"{noun} {after}" for after, known in nouns_by.items() for noun in known]
    to_them = [
        f"{form} {to}"
        for to in data.get("to", ())
        for form in verb_forms(data.get("to_them") or {})
    ]
    return Cues(
        lang=base,
        articles=words("articles"),
        contracted=words("contracted"),
        fused=fused,
        prepositions=words("prepositions"),
        speaks=frozenset(verb_forms(data.get("speaks") or {})),
        says=frozenset(verb_forms(data.get("says") or {})),
        inverts=words("inverts"),
        copulas=words("copulas"),
        a_thing=words("a_thing"),
        spoken_to=frozenset(f for f in verb_forms(data.get("to_whom") or {}) if " " not in f),
        acting=words("acting"),
        undergoes=frozenset(verb_forms(data.get("undergoes") or {})),
        verb_endings=tuple(data.get("verb_endings", ())),
        to=words("to"),
        to_do=words("to_do"),
        infinitives=tuple(data.get("infinitives", ())),
        officials=words("officials"),
        continuous=tuple(data.get("continuous", ())),
        among={word: frozenset(nouns_by.get(word, ())) for word in data.get("among", ())},
        nouns_before=phrases("", nouns),
        not_at_first=words("not_at_first"),
        speech_before=phrases(
            "speech_before", [*to_them, *nouns, *verb_forms(data.get("to_whom") or {})]
        ),
        place_before=phrases("place_before", verb_forms(data.get("goes") or {})),
        decides_after=words("decides_after"),
        between=words("between"),
        adverb_ending=data.get("adverb_ending") or _NEVER,
        passive=words("passive"),
        relative=words("relative"),
        agent=words("agent"),
        participles=tuple(data.get("participles", ())),
        honorifics=data.get("honorifics") or {},
        titles=words("titles"),
        named_for=words("named_for"),
        named_after=phrases("named_after"),
        close_to_person=words("close_to_person"),
        part_of_name=phrases("part_of_name"),
        own_place=phrases("own_place"),
        after_name=words("after_name"),
        no_article=words("no_article"),
        family=words("family"),
        close_after=words("close_after"),
        idle_before=phrases("idle_before"),
        idle_before_end=words("idle_before_end"),
        idle_after=words("idle_after"),
        source_words=words("source_words"),
        exceptions=tuple(data.get("exceptions", ())),
        given_too=words("given_too"),
        organisation_words=words("organisation_words"),
        place_words=words("place_words"),
        towards=words("towards"),
        after_land=words("after_land"),
        conjunctions=words("conjunctions"),
        clause_joins=words("clause_joins"),
        land_before=words("land_before"),
        before_a_thing=words("before_a_thing"),
        joined=frozenset(map(fold_word, data.get("joined", ()))),
        joined_endings=tuple(data.get("joined_endings", ())),
        capital_joins=data.get("capital_joins") == "yes",
        before_a_language=words("before_a_language"),
        source_before=data.get("source_before") == "yes",
        regions=Phrases(tuple(line.split()) for line in data.get("regions", ())),
        to_region=words("to_region"),
        namesakes={
            form: namesake
            for entry in data.get("namesakes", ())
            for namesake in [read_namesake(entry, phrases)]
            for form in namesake.forms
        },
    )
