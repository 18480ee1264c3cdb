"""Text is Unicode: folding for matching, and words.

Folding makes one what newsrooms write in several ways: NFC and NFD, capitals, accents, ’
and ', all kinds of spaces and hyphens. Positions are always those of the original.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

_APOSTROPHES = "'’‘ʼ＇`´"
_HYPHENS = "-‐‑‒–—﹣－"
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}
_JAPANESE_CHINESE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_JOINERS = "\u0300-\u036f\u00ad\u200c\u200d"
_WORD = re.compile(
    rf"(?:[^\W_{_JAPANESE_CHINESE}][{_JOINERS}]*)+"
    # Where words are not set apart: each ideograph, each run of kana.
    r"|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\u30a1-\u30fa\u30fc-\u30ff]+|[\u3041-\u309f]+"
)
_INTRICATE = re.compile(f"[{_JAPANESE_CHINESE}{_JOINERS}]")
"""What a text has none of where every run of letters and digits is a word."""
_RUN = re.compile(r"([^\W_]+)")


def without_marks(text: str) -> str:
    """A text without case, Latin letters without their marks; any other script stays, in NFC."""
    if text.isascii():
        return text.lower()
    kept: list[str] = []
    latin = False
    for character in unicodedata.normalize("NFKD", text):
        if unicodedata.combining(character):
            if not latin:
                kept.append(character)
            continue
        latin = character < "\u0250"
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept).casefold())


@functools.lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """One word without case, Latin accents, soft hyphens."""
    if word.isascii():
        return word.lower()
    folded = without_marks(_DROPPED.sub("", word))
    for ligature, letters in _LIGATURES.items():
        folded = folded.replace(ligature, letters)
    return folded


class Word(NamedTuple):
    """A word: folded, its place in the original, and what stands before it: a space, a
    hyphen, an apostrophe, nothing (the start), or anything else as it is.
    """

    folded: str
    start: int
    end: int
    gap: str


class Words(NamedTuple):
    """The words of a text, in order, by what is asked of them: `written` is as they stand there,
    the rest as `Word` has it. A long text costs half of what it does in a `Word` each.
    """

    written: Sequence[str]
    folded: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    gaps: Sequence[str]


_QUOTES = frozenset(' \u00a0\u202f\u2009«»“”„‟‹›"')


@functools.lru_cache(maxsize=1024)
def _gap(between: str) -> str:
    bare = _DROPPED.sub("", between)
    if not bare:
        return ""
    if bare.isspace():
        if "\t" in bare:  # between the cells of a table
            return "\t"
        return " " if bare.count("\n") < 2 else "\n"
    if len(bare) == 1 and bare in _HYPHENS:
        return "-"
    if len(bare) == 1 and bare in _APOSTROPHES:
        return "'"
    if len(bare) < 3:
        return bare
    return '"' if _QUOTES.issuperset(bare) else ";"


_KEPT_GAPS = frozenset({" ", "-", "'"})

LONG: Final = 200
"""From so many characters on, a text is no name, of which the folded form would be kept."""


def folded_words(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [Word(*word) for word in zip(*_cut(text)[1:], strict=True)]


@functools.lru_cache(maxsize=8)
def words_of(text: str) -> Words:
    """The words of a text that is likely asked for again: of the last few they are kept."""
    return _cut(text)


def _cut(text: str) -> Words:
    pieces = _pieces(text)
    written = pieces[1::2]
    places = list(itertools.accumulate(map(len, pieces)))
    return Words(
        written, list(map(fold_word, written)), places[:-1:2], places[1::2],
        list(map(_gap, pieces[:-1:2])),  # nothing follows what ends the text
    )  # fmt: skip


def _pieces(text: str) -> list[str]:
    """A text cut up: what stands before a word and the word, in turn; then what ends it."""
    if not _INTRICATE.search(text):
        return _RUN.split(text)
    pieces: list[str] = []
    end = 0
    for found in _WORD.finditer(text):
        pieces += (text[end : found.start()], found[0])
        end = found.end()
    return [*pieces, text[end:]]


def fold(text: str) -> str:
    """The form under which a name is looked up: words and what joins them, folded."""
    return _fold_name(text) if len(text) < LONG else fold_text(text)


@functools.lru_cache(maxsize=65536)
def _fold_name(text: str) -> str:
    return _joined(_cut(text))


def fold_text(text: str) -> str:
    """What `fold` makes of a text of which the words are asked for as well."""
    return _joined(words_of(text))


def _joined(words: Words) -> str:
    parts = [""] * (2 * len(words.gaps))
    parts[::2] = [gap if gap in _KEPT_GAPS else " " for gap in words.gaps]
    parts[1::2] = words.folded
    return "".join(parts[1:])


def flat(folded: str) -> str:
    """A folded text with spaces for hyphens: names are found written either way."""
    return folded.replace("-", " ")


_SEARCH: Final = (
    ("’", "'"), ("‘", "'"), ("ʼ", "'"), ("œ", "oe"), ("Œ", "Oe"), ("æ", "ae"), ("Æ", "Ae"),
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u00ad", ""),
)  # fmt: skip


def search_fold(text: str) -> str:
    """A text as search documents hold it: what Pagefind would not find, made plain."""
    if not text.isascii():
        for sign, plain in _SEARCH:  # a fortieth of what `translate` takes
            text = text.replace(sign, plain)
    return text
