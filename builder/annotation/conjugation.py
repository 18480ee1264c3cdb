"""Verbs in the forms that stand in news: French in -er, regular English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def french_forms(infinitive: str) -> set[str]:
    """The forms of a verb in -er that stand in news: third persons, participles, infinitive."""
    stem = infinitive[:-2]
    # "annonçait", "rejetait": c and g stay soft before a and o.
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    forms = {stem + end for end in ("e", "ent", "er", "era", "eront", "erait", "eraient", "èrent")}
    forms |= {stem + end for end in ("é", "ée", "és", "ées")}
    forms |= {soft + end for end in ("ait", "aient", "ant", "a")}
    if len(stem) > 3 and stem[-2:] in ("et", "el", "ed", "er", "ev", "en", "éd", "ér", "ét", "ég"):
        grave = stem[:-2] + "è" + stem[-1]
        forms |= {grave + "e", grave + "ent"}
    return forms


def english_forms(verb: str) -> set[str]:
    """The forms of a regular English verb."""
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return {verb, verb + "es", verb + "ed", verb + "ing"}
    forms = {verb, verb + "s", verb + "ed", verb + "ing"}
    if verb[-1] in "bdglmnprt" and verb[-2] in "aeiou" and verb[-3:-2] not in ("a", "e", "i", "o"):
        forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return forms


def verb_forms(entry: Mapping[str, Any]) -> set[str]:
    """The forms of an entry: `forms` as written, French `infinitives`, English `verbs`."""
    forms = set(entry.get("forms", ()))
    for infinitive in entry.get("infinitives", ()):
        forms |= french_forms(infinitive)
    for verb in entry.get("verbs", ()):
        forms |= english_forms(verb)
    return forms
