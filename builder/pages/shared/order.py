"""Names in alphabetical order, and the letter under which each stands, language by language.

Letters come first; marks, case and signs decide between names that are the same without
them, as the Unicode collation algorithm has it. Where a language counts a marked letter as
one of its own (CLDR's tailorings), it has its place. Not ICU, whose tables take longer to
load than an index takes to make.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Final

_AFTER: Final[dict[str, dict[str, str]]] = {
    "sv": {"å": "z1", "ä": "z2", "æ": "z2", "ö": "z3", "ø": "z3"},
    "fi": {"å": "z1", "ä": "z2", "æ": "z2", "ö": "z3", "ø": "z3"},
    "da": {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"},
    "nb": {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"},
    "nn": {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"},
    "is": {"þ": "z1", "æ": "z2", "ö": "z3"},
    "es": {"ñ": "n~"},
    "pl": {"ą": "a~", "ć": "c~", "ę": "e~", "ł": "l~", "ń": "n~", "ó": "o~", "ś": "s~",
           "ź": "z1", "ż": "z2"},
    "cs": {"č": "c~", "ř": "r~", "š": "s~", "ž": "z~"},
    "sk": {"ä": "a~", "č": "c~", "ô": "o~", "š": "s~", "ž": "z~"},
    "hu": {"ö": "o~", "ő": "o~", "ü": "u~", "ű": "u~"},
    "tr": {"ç": "c~", "ğ": "g~", "ı": "h~", "ö": "o~", "ş": "s~", "ü": "u~"},
    "ro": {"ă": "a1", "â": "a2", "î": "i~", "ș": "s~", "ț": "t~"},
}  # fmt: skip
"""By language, the letters of its own: after which they stand. `~` is after any letter."""

_WHOLE: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})

Key = tuple[str, str, str]


@functools.lru_cache(maxsize=200_000)
def sort_key(name: str, lang: str) -> Key:
    """What names are sorted by in a language: letters, then marks, then the name itself."""
    own = _AFTER.get(lang.partition("-")[0], {})
    folded = unicodedata.normalize("NFC", name).casefold()
    letters: list[str] = []
    for character in folded:
        if character in own:
            letters.append(own[character])
            continue
        for base in unicodedata.normalize("NFKD", character.translate(_WHOLE)):
            if base.isalnum():
                letters.append(base)
            elif base.isspace() or base in "-\u2010\u2011\u2012\u2013\u2014":
                letters.append(" ")
    return " ".join("".join(letters).split()), folded, name


def initials(name: str, length: int) -> str:
    """The first letters of a name, as an index is cut by them: small, without marks or signs.

    Digits are all `0`; a name without any letter has none.
    """
    plain = sort_key(name, "")[0].replace(" ", "")
    if plain[:1].isdigit():
        return "0"
    return plain[:length]


def heading(letters: str) -> str:
    """The letters of a part of an index as a reader sees them: `K`, `Kim`, `0–9`, `…`."""
    if not letters:
        return "…"
    if letters == "0":
        return "0–9"
    shown = unicodedata.normalize("NFKC", "".join(map(_visible, letters)))
    return shown[:1].upper() + shown[1:]


def _visible(letter: str) -> str:
    """A Hangul consonant that opens a syllable, as it is written alone."""
    alone = _JAMO.get(letter)
    return alone or letter


_JAMO: Final = dict(
    zip(map(chr, range(0x1100, 0x1113)), "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", strict=True)
)
