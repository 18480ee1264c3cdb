"""Where in a source a name stands that was found in its text: the text has no markup, its lines
are joined, so the words around tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

_WORD = re.compile(r"[\w\u0300-\u036f]+")
_REACH: Final = 8
"""How many words on each side tell one place of a name from another."""


class _Word(NamedTuple):
    exact: str
    folded: str
    start: int


def locate(source: str, name: str, around: str) -> tuple[int, int] | None:
    """The line and column, from 1, where a name stands in a source, with most of the words
    that stand beside it where it is first in `around`; the first of several. None where the
    source does not have the name.
    """
    wanted = [word.exact for word in _words(name)]
    words = _words(source)
    if not wanted or not words:
        return None
    at = max(around.find(name), 0)
    before = {word.folded for word in _words(around[:at])[-_REACH:]}
    after = {word.folded for word in _words(around[at + len(name) :])[:_REACH]}
    best, found = -1, None
    for index in _places(words, wanted):
        left = {word.folded for word in words[max(0, index - _REACH) : index]}
        end = index + len(wanted)
        right = {word.folded for word in words[end : end + _REACH]}
        near = len(left & before) + len(right & after)
        if near > best:
            best, found = near, words[index].start
    if found is None:
        return None
    lines = re.split("\r\n|\r|\n", source[:found])
    return len(lines), len(lines[-1]) + 1


def _places(words: Sequence[_Word], wanted: Sequence[str]) -> list[int]:
    return [
        index
        for index, word in enumerate(words)
        if word.exact == wanted[0]
        and [word.exact for word in words[index : index + len(wanted)]] == wanted
    ]


def _words(text: str) -> list[_Word]:
    found = [(unicodedata.normalize("NFC", word[0]), word.start()) for word in _WORD.finditer(text)]
    return [_Word(word, word.casefold(), start) for word, start in found]
