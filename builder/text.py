"""Text is Unicode: folding for matching, and words.

Folding makes one what newsrooms write in several ways: NFC and NFD, capitals, accents, ’
and ', all kinds of spaces and hyphens. Positions are always those of the original.
"""

from __future__ import annotations

import functools
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
"""From so many characters on, a text is likely asked for again: its words are kept a while."""


def folded_words(text: str) -> Sequence[Word]:
    """The words of a text, in order."""
    return _words_of_long(text) if len(text) >= LONG else _words(text)


@functools.lru_cache(maxsize=8)
def _words_of_long(text: str) -> tuple[Word, ...]:
    return tuple(_words(text))


def _words(text: str) -> list[Word]:
    words: list[Word] = []
    # The tuple's own constructor: a third less than the named one, in what every text costs.
    new, keep = tuple.__new__, words.append
    stop = 0
    pieces = iter(_pieces(text))
    for between, word in zip(pieces, pieces, strict=False):  # nothing follows what ends the text
        start = stop + len(between)
        stop = start + len(word)
        gap = " " if between == " " else _gap(between)
        keep(new(Word, (fold_word(word), start, stop, gap)))
    return words


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
    return _fold_name(text) if len(text) < LONG else _fold(text)


@functools.lru_cache(maxsize=65536)
def _fold_name(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    words = folded_words(text)
    if not words:
        return ""
    parts: list[str] = []
    for folded, _, _, gap in words:
        parts += (gap if gap in _KEPT_GAPS else " ", folded)
    return "".join(parts[1:])


def flat(folded: str) -> str:
    """A folded text with spaces for hyphens: names are found written either way."""
    return folded.replace("-", " ")


_SEARCH = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae",
     "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u00ad": None}
)  # fmt: skip


def search_fold(text: str) -> str:
    """A text as search documents hold it: what Pagefind would not find, made plain."""
    return text.translate(_SEARCH)
