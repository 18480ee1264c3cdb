"""Capitalised words that recur and that no entity answers to: who may be missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from builder.annotation.cues import Cues, load_cues
from builder.annotation.wordlists import load_given, words_of_all, words_of_names
from builder.problems import EXCERPT
from builder.text import fold, fold_word, folded_words

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*"
_PARTICLE = r"(?:d[eui]|des|von|van|der|da|al|ben|bin|la|le|of|the)"
_NAME = re.compile(rf"(?<![\w’'-]){_CAPITAL}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])*{_CAPITAL})*")
_START = re.compile(r"(?:^|[.!?…:»«“”\"(\n–—-])\s*$")
_ELISION = re.compile(r"^(?:[dlnsjmtDLNSJMT]|[Qq]u|[Ll]orsqu|[Pp]uisqu)['’]")


_BESIDE = 24
_ACRONYM = 8


class Candidate(NamedTuple):
    """Words that may name somebody: how often, in how many articles, an example."""

    name: str
    times: int
    articles: int
    path: str
    example: str
    kind: str = ""
    """The kind of entity that it seems to be; empty where nothing tells."""


class Candidates:
    """Collects capitalised words over articles."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._articles: Counter[str] = Counter()
        self._example: dict[str, tuple[str, str]] = {}
        self._small: set[str] = set()
        self._seems: dict[str, Counter[str]] = {}

    def read(self, path: str, plain: str, taken: Iterable[tuple[int, int]], lang: str = "") -> None:
        """Take in one part of an article; `taken` are the stretches that are mentions."""
        cues = load_cues(lang)
        spans = sorted(taken)
        seen: set[str] = set()
        self._small.update(word for word in re.findall(r"\b[^\W\d_A-Z]\w+", plain))
        for found in _NAME.finditer(plain):
            name, start = _trim(found[0], found.start(), plain)
            if not name or any(a < start + len(name) and start < b for a, b in spans):
                continue
            self._counts[name] += 1
            kind = seeming_kind(name, plain[max(0, start - _BESIDE) : start], cues)
            if kind:
                self._seems.setdefault(name, Counter())[kind] += 1
            if name not in seen:
                seen.add(name)
                self._articles[name] += 1
                line = plain[max(0, start - EXCERPT) : start + len(name) + EXCERPT]
                self._example.setdefault(name, (path, line.replace("\n", " ").strip()))

    def most(self, least: int, count: int) -> list[Candidate]:
        """Those that stand `least` times or more, in two articles at least, most often first."""
        found = []
        for name, times in self._counts.items():
            if times < least or self._articles[name] < 2:
                continue
            if " " not in name and (name.lower() in self._small or _is_a_sort(name)):
                continue
            path, example = self._example[name]
            seems = self._seems.get(name, Counter())
            kind = max(sorted(seems), key=lambda kind: seems[kind], default="")
            found.append(Candidate(name, times, self._articles[name], path, example, kind))
        return sorted(found, key=lambda c: (-c.times, -c.articles, c.name))[:count]


def seeming_kind(name: str, before: str, cues: Cues | None) -> str:
    """The kind that a name seems to be of, by its own words and those before it; empty where
    they do not tell: `Parti du travail`, `M. Belooussov`, `à Irkoutsk`.
    """
    own = [word.folded for word in folded_words(name)]
    if cues is not None:
        folded = {fold_word(word) for word in cues.organisation_words}
        places = {fold_word(word) for word in cues.place_words}
        if any(word in folded for word in own):
            return "organisations"
        if own[0] in places or own[-1] in places:
            return "places"
    if len(own) == 1 and name.isupper() and len(name) < _ACRONYM:
        return "organisations"
    if len(own) > 1 and own[0] in load_given():
        return "people"
    words = re.findall(r"[^\W\d_]+", before.lower())
    if cues is None or not words:
        return ""
    last = cues.fused.get(words[-1], words[-1])
    if last in cues.titles or last in cues.honorifics:
        return "people"
    if last in cues.place_words or (len(own) < 3 and last in cues.towards):
        return "places"
    return "organisations" if last in cues.organisation_words else ""


def _trim(words: str, start: int, plain: str) -> tuple[str, int]:
    """The words without what only the sentence's start or an elision puts before them."""
    elided = _ELISION.match(words)
    if elided:
        start += elided.end()
        words = words[elided.end() :]
    at_start = bool(_START.search(plain, max(0, start - 4), start)) or start == 0
    first, _, rest = words.partition(" ")
    if at_start and (_opens(first) or not rest):
        return _trim_rest(rest, start + len(first) + 1) if rest else ("", start)
    words = words.rstrip("’'-")
    if len(words) < 3 or _opens(words) or not words[:1].isupper():
        return "", start
    return words, start


def _trim_rest(rest: str, start: int) -> tuple[str, int]:
    words = rest.split(" ")
    while words and not words[0][:1].isupper():
        start += len(words[0]) + 1
        words.pop(0)
    rest = " ".join(words)
    return (rest, start) if len(rest) > 2 and not _opens(rest) else ("", start)


def _is_a_sort(word: str) -> bool:
    """Whether a word alone says of what sort a thing is, and names none: `the Council`."""
    keys = ("organisation_words", "place_words", "titles")
    return any(fold(word) in words_of_all(key) for key in keys)


def _opens(word: str) -> bool:
    """Whether a word is no name where it stands alone or begins a sentence."""
    folded = fold(word)
    keys = ("function_words", "openers")
    return folded in words_of_names("particles") or any(folded in words_of_all(k) for k in keys)


def lone_words(plain: str, words: Sequence[str]) -> Counter[str]:
    """How often each word of a name stands alone: without another capitalised word beside."""
    counts: Counter[str] = Counter()
    for found in _NAME.finditer(plain):
        name = _ELISION.sub("", found[0])
        if name in words:
            counts[name] += 1
    return counts
