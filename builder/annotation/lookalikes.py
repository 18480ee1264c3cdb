"""Names that look like one person's: a letter apart, initials, another order of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from builder.text import fold

_BLOCK = 200
"""Names that share a word and all initials, beyond which a word says nothing."""


def look_alikes(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str, str]]:
    """Pairs of entities with names that may be one person's: (id, other id, name, name).

    `names` are the forms by entity. Two are compared only where they share a whole word and
    the initials of all others, so that the cost stays far below the square: of two names of
    one person hardly ever every word is spelt otherwise.
    """
    blocks: dict[tuple[str, str], list[tuple[str, str, tuple[str, ...]]]] = {}
    for id in sorted(names):
        for form in names[id]:
            words = tuple(fold(form).replace("-", " ").split())
            for key in _keys(words):
                blocks.setdefault(key, []).append((id, form, words))
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        block = blocks[key]
        if len(block) > _BLOCK:
            continue
        for one, two in combinations(block, 2):
            pair = (one[0], two[0])
            if one[0] != two[0] and pair not in seen and alike(one[2], two[2]):
                seen.add(pair)
                yield one[0], two[0], one[1], two[1]


def _keys(words: Sequence[str]) -> Iterable[tuple[str, str]]:
    if len(words) == 1:
        return [(words[0][:3], str(len(words[0]) // 3))]
    initials = sorted(word[0] for word in words)
    return {(word, "".join(initials)) for word in words if len(word) > 2}


def alike(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two folded names may be one person's.

    Word by word, in the order or sorted: equal, an initial of the other, or one edit apart
    from four letters on, two from eight on. `Kim Jong Un` is not `Kim Jong Il`.
    """
    if len(one) != len(two) or (tuple(one) == tuple(two) and len(one) == 1):
        return False
    if sorted(one) == sorted(two):
        return True
    return _near(one, two) or _near(sorted(one), sorted(two))


def _near(one: Sequence[str], two: Sequence[str]) -> bool:
    whole = 0
    for a, b in zip(one, two, strict=True):
        if a == b:
            whole += len(a) > 2
            continue
        short, long = sorted((a, b), key=len)
        if len(short) == 1 and long.startswith(short):
            continue
        allowed = 2 if len(short) >= 8 else 1 if len(short) >= 4 else 0
        if not allowed or a[0] != b[0] or len(long) - len(short) > allowed:
            return False
        if DamerauLevenshtein.distance(a, b, score_cutoff=allowed) > allowed:
            return False
        whole += len(one) == 1
    return whole > 0
