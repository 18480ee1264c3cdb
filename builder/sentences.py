"""The sentences of a plain text, and the anchors by which links find them."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence

from builder.text import words_of

_ABBREVIATIONS = frozenset({
    "m", "mm", "mme", "mmes", "mlle", "mgr", "dr", "pr", "st", "ste", "art", "av", "bd", "cf",
    "env", "ex", "fig", "hab", "inf", "janv", "févr", "sept", "oct", "nov", "déc", "p", "pp",
    "vol", "mr", "mrs", "ms", "prof", "sen", "gen", "col", "lt", "sgt", "rev", "hon", "gov",
    "pres", "no", "nos", "vs", "jr", "sr", "inc", "ltd", "co", "corp", "dept", "est", "al",
    "etc", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "dec", "u.s", "u.k", "u.n",
})  # fmt: skip
_END = re.compile(r"[.!?…]+[\"'”’»\)\]]*(?:[\s\u00a0\u202f]*»)?(?=\s|$)")


def sentences(plain: str, lang: str) -> list[tuple[int, int]]:
    """The sentences of a plain text, as (start, end); white space between is nobody's.

    Blank lines end a sentence; so do full stops that belong to no abbreviation, initial,
    number or ellipsis in brackets and that are not followed by a small letter.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for block in plain.split("\n\n"):
        limit = start + len(block)
        for end in _END.finditer(plain, start, limit):
            if _ends_sentence(plain, end, limit):
                _add_span(found, plain, start, end.end())
                start = end.end()
        _add_span(found, plain, start, limit)
        start = limit + 2
    return found


def _add_span(found: list[tuple[int, int]], plain: str, start: int, end: int) -> None:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?)*[^\W\d_]")
_BEFORE_END = 30
"""As many characters before a full stop are looked at: no abbreviation is longer."""


def _ends_sentence(plain: str, end: re.Match[str], limit: int) -> bool:
    start, stop = end.span()
    while stop < limit and plain[stop].isspace():
        stop += 1
    last = stop == limit
    if not last and (plain[stop].islower() or plain[stop] in ",;:"):
        return False
    if plain[start] in "!?…" or end[0].startswith(".."):
        return not end[0].rstrip("\"'”’»").endswith(("(...)", "(…)", "...)", "…)", "]"))
    word = _word_before(plain, start)
    if _few_letters(word) and _INITIALS.fullmatch(word):
        initials = word.replace(".", "").replace("-", "")
        if (initials.isupper() and len(initials) == 1) or "." in word:
            return last
    bare = word.casefold()
    if bare.startswith(("l'", "l’", "d'", "d’")):
        bare = bare[2:]
    return bare not in _ABBREVIATIONS or last


def _word_before(plain: str, end: int) -> str:
    """The word that ends at a place, without what opens before it."""
    before = plain[max(0, end - _BEFORE_END) : end].removesuffix("\n")
    if not before or before[-1].isspace():
        return ""
    return before.rsplit(None, 1)[-1].lstrip("(«\"“'’")


def _few_letters(word: str) -> bool:
    return len(word.replace(".", "").replace("-", "")) <= 2


def anchors(
    plain: str, spans: Sequence[tuple[int, int]], seen: dict[str, int] | None = None
) -> list[str]:
    """An anchor a sentence: `s-` and 7 characters of a hash of its folded letters and
    digits; repeats get `-2`, `-3`. `seen` counts those of texts that are on the same page.
    """
    seen = {} if seen is None else seen
    found = []
    words = words_of(plain)
    at = 0
    for start, end in spans:
        first = bisect_left(words.starts, start, at)
        at = bisect_left(words.starts, end, first)
        letters = "".join(words.folded[first:at])
        name = "s-" + hashlib.blake2b(letters.encode()).hexdigest()[:7]
        count = seen[name] = seen.get(name, 0) + 1
        found.append(name if count == 1 else f"{name}-{count}")
    return found
