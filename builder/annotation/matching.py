"""Known names in a text: the longest that fits, left to right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from builder.annotation.casing import fits
from builder.annotation.context import Context
from builder.annotation.cues import load_cues
from builder.annotation.inflection import is_korean, without_particle
from builder.annotation.trie import END, HANGUL, Trie, step
from builder.annotation.wordlists import words_of_names
from builder.model import Name

_SHORT = 3
"""Letters of a word that has no ending to speak of."""


class Hit(NamedTuple):
    """Where names with one folded form stand: words `first` to `last`, code points."""

    start: int
    end: int
    first: int
    last: int
    names: tuple[Name, ...]


_End = tuple[int, int, Sequence[Name]]
"""Where names end that begin with a word: the last word, the end in the text, the names."""


def find_names(context: Context, tries: Sequence[Trie], claimed: Collection[str] = ()) -> list[Hit]:
    """The longest names that fit, from left to right; none inside a longer one. Folded forms
    that are `claimed` are no names but of `read` and in exceptions.
    """
    met = set(context.folded)
    begun: dict[str, list[dict[str, Any]]] = {}
    for trie in tries:
        for first in trie.firsts & met:
            begun.setdefault(first, []).append(trie.after(first) or {})
    if max(met, default="") >= HANGUL:  # with a particle at its end, a word may be a name
        for word in filter(is_korean, met):
            begun.setdefault(word, [])
    hits: list[Hit] = []
    skip = 0
    for at in [at for at, folded in enumerate(context.folded) if folded in begun]:
        if at < skip:
            continue
        folded = context.folded[at]
        ends: list[_End] = []
        for node in begun[folded]:
            _walk(node, context, at, ends)
        if folded >= HANGUL and is_korean(folded):
            for trie in tries:
                _without_particle(trie, context, at, ends)
        if ends:
            hit = _longest(context, at, ends, claimed)
            if hit is not None:
                hits.append(hit)
                skip = hit.last + 1
    return [hit for n, hit in enumerate(hits) if _stands_alone(context, hits, n)]


def _without_particle(trie: Trie, context: Context, at: int, ends: list[_End]) -> None:
    """Collect the names that a Korean word is, but for the particle at its end."""
    for stem, tail in without_particle(context.folded[at]):
        node = trie.after(stem)
        if node is not None and END in node:
            ends.append((at, context.ends[at] - tail, node[END]))


def _walk(node: dict[str, Any], context: Context, at: int, ends: list[_End]) -> None:
    """Collect where names end that begin with the word `at`, which led to `node`."""
    folded, gaps = context.folded, context.gaps
    last = at
    while True:
        if END in node:
            ends.append((last, context.ends[last], node[END]))
            if len(node) == 1:
                return
        last += 1
        if last >= len(gaps):
            return
        word, gap = folded[last], gaps[last]
        key = f" {word}" if gap == " " else step(gap, word)
        if word >= HANGUL:
            for stem, tail in without_particle(word):
                child = node.get(key[: len(key) - len(word)] + stem)
                if child is not None and END in child:
                    ends.append((last, context.ends[last] - tail, child[END]))
        found: dict[str, Any] | None = node.get(key)
        if found is None:
            return
        node = found


def _longest(context: Context, at: int, ends: list[_End], claimed: Collection[str]) -> Hit | None:
    if len(ends) > 1:
        ends.sort(key=lambda end: -end[1])
    place = 0
    while place < len(ends):
        last, end, names = ends[place]
        place += 1
        while place < len(ends) and ends[place][1] == end:  # in another trie
            names = [*names, *ends[place][2]]
            place += 1
        good = _written_so(names, context, at, last, end, claimed)
        if good:
            # "U.S." has its full stop, also where that ends the sentence.
            stop = context.text[end : end + 1] == "." and any(n.form.endswith(".") for n in good)
            return Hit(context.starts[at], end + stop, at, last, tuple(good))
    return None


def _written_so(
    names: Sequence[Name], context: Context, first: int, last: int, end: int,
    claimed: Collection[str],
) -> list[Name]:  # fmt: skip
    """Those of some names, in order, that are written as words `first` to `last` are."""
    exact = context.text[context.starts[first] : end]
    in_capitals = exact.isupper()
    told: dict[tuple[str, str], bool] = {}  # a surname may be that of hundreds
    good: list[Name] = []
    for name in names:
        if name.folded in claimed and name.sort not in ("read", "exception"):
            continue
        if name.form == exact and not in_capitals:
            good.append(name)
            continue
        key = (name.form, name.sort)
        if key not in told:
            told[key] = fits(name, context, first, last, end)
        if told[key]:
            good.append(name)
    return sorted(set(good)) if len(good) > 1 else good


def _stands_alone(context: Context, hits: Sequence[Hit], number: int) -> bool:
    """Not inside a compound with hyphens, unless what is beside it is a name as well."""
    hit = hits[number]
    folded, gaps = context.folded, context.gaps
    if gaps[hit.first] == "-" and hit.first:
        beside = number and hits[number - 1].last == hit.first - 1
        if not beside and not _leaves(folded[hit.first - 1], context.lang):
            return False
    first, *others = hit.names
    combining = first.sort == "combining" and all(name.sort == "combining" for name in others)
    after = hit.last + 1
    if after < len(gaps) and gaps[after] == "-":
        if combining:
            return True
        beside = number + 1 < len(hits) and hits[number + 1].first == after
        return bool(beside) or _leaves(folded[after], context.lang)
    return not combining


def _leaves(folded: str, lang: str) -> bool:
    """Whether a word that a hyphen joins to a name leaves it a name: `anti-russe`, `Saudi-led`."""
    if folded in words_of_names("joined"):
        return True
    cues = load_cues(lang)
    if cues is None:
        return False
    long = len(folded) > _SHORT and folded.endswith(cues.joined_endings)
    return folded in cues.joined or long
