"""Capitalised words that recur and that no entity answers to: who may be missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from builder.annotation.surnames import NO_SURNAMES, PARTICLES
from builder.text import fold

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*"
_PARTICLE = r"(?:d[eui]|des|von|van|der|da|al|ben|bin|la|le|of|the)"
_NAME = re.compile(rf"(?<![\w’'-]){_CAPITAL}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])*{_CAPITAL})*")
_START = re.compile(r"(?:^|[.!?…:»«“”\"(\n–—-])\s*$")
_ELISION = re.compile(r"^(?:[dlnsjmtDLNSJMT]|[Qq]u|[Ll]orsqu|[Pp]uisqu)['’]")


class Candidate(NamedTuple):
    """Words that may name somebody: how often, in how many articles, an example."""

    name: str
    times: int
    articles: int
    path: str
    example: str


class Candidates:
    """Collects capitalised words over articles."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._articles: Counter[str] = Counter()
        self._example: dict[str, tuple[str, str]] = {}
        self._small: set[str] = set()

    def read(self, path: str, plain: str, taken: Iterable[tuple[int, int]]) -> None:
        """Take in one part of an article; `taken` are the stretches that are mentions."""
        spans = sorted(taken)
        seen: set[str] = set()
        self._small.update(word for word in re.findall(r"\b[^\W\d_A-Z]\w+", plain))
        for found in _NAME.finditer(plain):
            name, start = _trim(found[0], found.start(), plain)
            if not name or any(a < start + len(name) and start < b for a, b in spans):
                continue
            self._counts[name] += 1
            if name not in seen:
                seen.add(name)
                self._articles[name] += 1
                line = plain[max(0, start - 60) : start + len(name) + 60].replace("\n", " ")
                self._example.setdefault(name, (path, line.strip()))

    def most(self, least: int, count: int) -> list[Candidate]:
        """Those that stand `least` times or more, in two articles at least, most often first."""
        found = []
        for name, times in self._counts.items():
            if times < least or self._articles[name] < 2:
                continue
            if " " not in name and name.lower() in self._small:
                continue
            path, example = self._example[name]
            found.append(Candidate(name, times, self._articles[name], path, example))
        return sorted(found, key=lambda c: (-c.times, -c.articles, c.name))[:count]


def _trim(words: str, start: int, plain: str) -> tuple[str, int]:
    """The words without what only the sentence's start or an elision puts before them."""
    elided = _ELISION.match(words)
    if elided:
        start += elided.end()
        words = words[elided.end() :]
    at_start = bool(_START.search(plain, max(0, start - 4), start)) or start == 0
    first, _, rest = words.partition(" ")
    if at_start and (fold(first) in _OPENERS or not rest):
        return _trim_rest(rest, start + len(first) + 1) if rest else ("", start)
    words = words.rstrip("’'-")
    if len(words) < 3 or fold(words) in _OPENERS or not words[:1].isupper():
        return "", start
    return words, start


def _trim_rest(rest: str, start: int) -> tuple[str, int]:
    words = rest.split(" ")
    while words and not words[0][:1].isupper():
        start += len(words[0]) + 1
        words.pop(0)
    rest = " ".join(words)
    return (rest, start) if len(rest) > 2 and fold(rest) not in _OPENERS else ("", start)


_NO_NAMES = """
selon pour dans avec cette ces ses son sa leur leurs mais quand lorsque depuis apres avant the this
that these those his her its their after before when while since with from monsieur madame mr mrs
ms lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday
saturday sunday january february march april may june july august september october november
december i il elle ils elles on nous vous he she we they
"""
_OPENERS: frozenset[str] = NO_SURNAMES | PARTICLES | frozenset(_NO_NAMES.split())


def lone_words(plain: str, words: Sequence[str]) -> Counter[str]:
    """How often each word of a name stands alone: without another capitalised word beside."""
    counts: Counter[str] = Counter()
    for found in _NAME.finditer(plain):
        name = _ELISION.sub("", found[0])
        if name in words:
            counts[name] += 1
    return counts
