"""Known names in a text: a trie of folded words, the longest that fits, left to right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from builder.annotation.casing import fits
from builder.annotation.context import Context
from builder.annotation.cues import load_cues, words_of_names
from builder.annotation.inflection import is_korean, without_particle
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
    """Names by their folded words."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self.root: dict[str, Any] = {}
        for name in names:
            self.add(name)

    def add(self, name: Name) -> None:
        """Add a name; codes are for front matter only."""
        if name.sort == "code":
            return
        node = self.root
        for step in _steps(name):
            node = node.setdefault(step, {})
        if node is not self.root:
            node.setdefault(_END, []).append(name)


def find_names(
    context: Context, tries: Sequence[Trie], accept: Callable[[Name], bool]
) -> list[Hit]:
    """The longest names that fit, from left to right; none inside a longer one."""
    words = context.words
    roots = [trie.root for trie in tries]
    hits: list[Hit] = []
    skip = 0
    for at, word in enumerate(words):
        if at < skip:
            continue
        folded = word.folded
        korean = folded >= "\uac00" and is_korean(folded)
        ends: list[tuple[int, int, list[Name]]] = []
        for root in roots:
            if folded in root or korean:
                _walk(root, words, at, ends)
        if ends:
            hit = _longest(context, at, ends, accept)
            if hit is not None:
                hits.append(hit)
                skip = hit.last + 1
    return [hit for n, hit in enumerate(hits) if _stands_alone(context, hits, n)]


def _walk(
    root: dict[str, Any], words: Sequence[Word], at: int, ends: list[tuple[int, int, list[Name]]]
) -> None:
    """Collect where names that begin at a word end: (last word, end in the text, names)."""
    node: dict[str, Any] | None = root
    last = at
    while node is not None and last < len(words):
        word = words[last]
        key = word.folded if last == at else _step(word)
        if word.folded >= "\uac00":
            for stem, tail in without_particle(word.folded):
                child = node.get(key[: len(key) - len(word.folded)] + stem)
                if child is not None and _END in child:
                    ends.append((last, word.end - tail, child[_END]))
        node = node.get(key)
        if node is not None and _END in node:
            ends.append((last, word.end, node[_END]))
        last += 1


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
