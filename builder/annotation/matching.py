"""Known names in a text: a trie of folded words, the longest that fits, left to right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from builder.annotation.casing import fits
from builder.annotation.context import Context
from builder.annotation.cues import load_cues
from builder.annotation.inflection import is_korean, without_particle
from builder.annotation.wordlists import words_of_names
from builder.model import Name
from builder.text import Word, folded_words

_END = ""
_SHORT = 3
"""Letters of a word that has no ending to speak of."""


class Hit(NamedTuple):
    """Where names with one folded form stand: words `first` to `last`, code points."""

    start: int
    end: int
    first: int
    last: int
    names: tuple[Name, ...]


_IDEOGRAPHS = "\u2e80"
_HANGUL = "\uac00"


def _steps(name: Name) -> list[str]:
    form = name.form
    if form.replace(" ", "").replace("-", "").isalnum() and max(form) < _IDEOGRAPHS:
        # Letters, spaces and hyphens alone, as nearly all names: the folded form tells.
        first, *rest = name.folded.replace("-", " ").split(" ")
        return [first, *(f" {word}" for word in rest)]
    words = folded_words(form)
    return [words[0].folded, *(_step(word) for word in words[1:])] if words else []


def _step(word: Word) -> str:
    """A word and what joins it to the one before: kinds of hyphen and space are one."""
    gap = word.gap
    if gap in (" ", "-"):
        return f" {word.folded}"
    if gap in ("", "'"):
        return f"{gap}{word.folded}"
    if gap in (". ", ".", ".-"):
        return f".{word.folded}"
    return f"{gap}{word.folded}"


class Trie:
    """Names by their folded words. A name's words are looked at when its first one is met."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self._waiting: dict[str, list[Name]] = {}
        self._root: dict[str, Any] = {}
        for name in names:
            self.add(name)

    def __bool__(self) -> bool:
        return bool(self._root or self._waiting)

    def add(self, name: Name) -> None:
        """Add a name; codes are for front matter only."""
        if name.sort != "code":
            self._waiting.setdefault(name.first, []).append(name)

    def after(self, first: str) -> dict[str, Any] | None:
        """What may follow a first word, by steps; None where no name begins with it."""
        waiting = self._waiting.pop(first, None)
        if waiting is not None:
            for name in waiting:
                node = self._root
                for step in _steps(name):
                    node = node.setdefault(step, {})
                if node is not self._root:
                    node.setdefault(_END, []).append(name)
        found: dict[str, Any] | None = self._root.get(first)
        return found


def find_names(
    context: Context, tries: Sequence[Trie], accept: Callable[[Name], bool]
) -> list[Hit]:
    """The longest names that fit, from left to right; none inside a longer one."""
    words = context.words
    afters = [trie.after for trie in tries]
    hits: list[Hit] = []
    skip = 0
    for at, word in enumerate(words):
        if at < skip:
            continue
        folded = word.folded
        ends: list[tuple[int, int, list[Name]]] = []
        for after in afters:
            node = after(folded)
            if node is not None:
                _walk(node, words, at, word.end, ends)
            if folded >= _HANGUL and is_korean(folded):
                _without_particle(after, word, at, ends)
        if ends:
            hit = _longest(context, at, ends, accept)
            if hit is not None:
                hits.append(hit)
                skip = hit.last + 1
    return [hit for n, hit in enumerate(hits) if _stands_alone(context, hits, n)]


def _without_particle(
    after: Callable[[str], dict[str, Any] | None], word: Word, at: int,
    ends: list[tuple[int, int, list[Name]]],
) -> None:  # fmt: skip
    """Collect the names that a Korean word is, but for the particle at its end."""
    for stem, tail in without_particle(word.folded):
        node = after(stem)
        if node is not None and _END in node:
            ends.append((at, word.end - tail, node[_END]))


def _walk(
    node: dict[str, Any] | None, words: Sequence[Word], at: int, end: int,
    ends: list[tuple[int, int, list[Name]]],
) -> None:  # fmt: skip
    """Collect where names end that begin with the word `at`, which led to `node`: (last word,
    end in the text, names).
    """
    last = at
    while node is not None:
        if _END in node:
            ends.append((last, end, node[_END]))
        last += 1
        if last >= len(words):
            return
        word = words[last]
        key, end = _step(word), word.end
        if word.folded >= _HANGUL:
            for stem, tail in without_particle(word.folded):
                child = node.get(key[: len(key) - len(word.folded)] + stem)
                if child is not None and _END in child:
                    ends.append((last, end - tail, child[_END]))
        node = node.get(key)


def _longest(
    context: Context, at: int, ends: list[tuple[int, int, list[Name]]],
    accept: Callable[[Name], bool],
) -> Hit | None:  # fmt: skip
    ends.sort(key=lambda end: -end[1])
    start = context.words[at].start
    place = 0
    while place < len(ends):
        last, end, _ = ends[place]
        good: dict[Name, None] = {}
        told: dict[tuple[str, str], bool] = {}  # a surname may be that of hundreds
        while place < len(ends) and ends[place][1] == end:
            for name in ends[place][2]:
                if not accept(name):
                    continue
                key = (name.form, name.sort)
                if key not in told:
                    told[key] = fits(name, context, at, last, end)
                if told[key]:
                    good[name] = None
            place += 1
        if good:
            # "U.S." has its full stop, also where that ends the sentence.
            stop = context.text[end : end + 1] == "." and any(n.form.endswith(".") for n in good)
            return Hit(start, end + stop, at, last, tuple(sorted(good)))
    return None


def _stands_alone(context: Context, hits: Sequence[Hit], number: int) -> bool:
    """Not inside a compound with hyphens, unless what is beside it is a name as well."""
    hit = hits[number]
    words = context.words
    if words[hit.first].gap == "-" and hit.first:
        beside = number and hits[number - 1].last == hit.first - 1
        if not beside and not _leaves(words[hit.first - 1], context.lang):
            return False
    combining = all(name.sort == "combining" for name in hit.names)
    after = hit.last + 1
    if after < len(words) and words[after].gap == "-":
        if combining:
            return True
        beside = number + 1 < len(hits) and hits[number + 1].first == after
        return bool(beside) or _leaves(words[after], context.lang)
    return not combining


def _leaves(word: Word, lang: str) -> bool:
    """Whether a word that a hyphen joins to a name leaves it a name: `anti-russe`, `Saudi-led`."""
    folded = word.folded
    if folded in words_of_names("joined"):
        return True
    cues = load_cues(lang)
    if cues is None:
        return False
    long = len(folded) > _SHORT and folded.endswith(cues.joined_endings)
    return folded in cues.joined or long
