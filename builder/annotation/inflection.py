"""Forms that a name takes in a sentence: Korean particles, Russian cases."""

from __future__ import annotations

import re

_PARTICLES = (
    "은", "는", "이", "가", "을", "를", "의", "에", "에서", "에서는",
    "에게", "와", "과", "도", "로", "으로", "만", "께서", "이다", "이며",
    "이라고", "라고", "측", "측은", "부터", "까지", "보다", "처럼", "에는", "에도",
    "과의", "와의", "에게서", "마저", "조차", "이나", "나", "이란", "란", "였다",
    "이었다", "랑", "이랑", "하고", "씨", "씨는", "씨가",
)  # fmt: skip
_BY_LENGTH = tuple(sorted(_PARTICLES, key=lambda p: (-len(p), p)))
LONGEST_PARTICLE = max(map(len, _PARTICLES))

_CYRILLIC = re.compile(r"[а-яё]+(?:[ -][а-яё]+)*", re.I)
_HARD = "бвгджзклмнпрстфхцчшщ"


def is_korean(word: str) -> bool:
    """Whether a word is written in Hangul syllables."""
    return "\uac00" <= word[:1] <= "\ud7a3"


def without_particle(word: str) -> list[tuple[str, int]]:
    """A Korean word without each particle it may end in, and that particle's length."""
    if not is_korean(word):
        return []
    return [
        (word[: -len(p)], len(p)) for p in _BY_LENGTH if word.endswith(p) and len(word) > len(p)
    ]


def russian_forms(name: str) -> tuple[str, ...]:
    """A Russian name in its other cases; none for what is not in Cyrillic or does not bend.

    The rules are those of the school grammar for given names and surnames: -ов, -ин as
    possessive adjectives, -ий, -ый, -ой as adjectives, masculine consonants and -й, feminine
    -а, -я. Korean names in syllables (Ким Чен Ын) bend in the last syllable only.
    """
    if not _CYRILLIC.fullmatch(name):
        return ()
    words = name.split(" ")
    if len(words) == 3 and all(len(word) <= 4 for word in words):
        patterns = [[word] * 5 for word in words[:-1]] + [_cases(words[-1], True)]
    else:
        feminine = words[-1].endswith(("ова", "ева", "ёва", "ина", "ая", "яя")) and len(words) > 1
        patterns = [_cases(word, not feminine) for word in words]
    return tuple(sorted({" ".join(forms) for forms in zip(*patterns, strict=True)} - {name}))


def _cases(word: str, masculine: bool) -> list[str]:
    """Genitive, dative, accusative, instrumental, prepositional."""

    def bend(cut: int, *ends: str) -> list[str]:
        stem = word[: len(word) - cut]
        return [stem + end for end in ends]

    small = word.lower()
    if "-" in word:
        head, _, tail = word.rpartition("-")
        return [f"{head}-{form}" for form in _cases(tail, masculine)]
    if small.endswith(("ова", "ева", "ёва", "ина")) and not masculine and len(small) > 4:
        return bend(1, "ой", "ой", "у", "ой", "ой")
    if small.endswith("ая"):
        return bend(2, "ой", "ой", "ую", "ой", "ой")
    if small.endswith("ия"):
        return bend(1, "и", "и", "ю", "ей", "и")
    if small.endswith("я"):
        return bend(1, "и", "е", "ю", "ей", "е")
    if small.endswith("а"):
        soft = small[-2:-1] in "гкхжчшщ"
        return bend(1, "и" if soft else "ы", "е", "у", "ой", "е")
    if not masculine:
        return [word] * 5
    if small.endswith(("ов", "ев", "ёв", "ин", "ын")) and len(small) > 3:
        return bend(0, "а", "у", "а", "ым", "е")
    if small.endswith(("ский", "цкий", "кой")):
        return bend(2, "ого", "ому", "ого", "им", "ом")
    if small.endswith(("ый", "ой")) and len(small) > 3:
        return bend(2, "ого", "ому", "ого", "ым", "ом")
    if small.endswith("ий"):
        return bend(1, "я", "ю", "я", "ем", "и")
    if small.endswith(("ай", "ей", "эй", "уй")):
        return bend(1, "я", "ю", "я", "ем", "е")
    if small.endswith("ь"):
        return bend(1, "я", "ю", "я", "ем", "е")
    if small[-1:] in _HARD:
        soft = small[-1] in "жчшщц"
        return bend(0, "а", "у", "а", "ем" if soft else "ом", "е")
    return [word] * 5
