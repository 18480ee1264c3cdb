"""Phrases of a language, looked for before or after a name."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

Phrase = tuple[str, ...]


class Phrases:
    """Phrases to be found at the end of what stands before a name."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = frozenset(phrases)
        self._lengths = sorted({len(phrase) for phrase in self._phrases}, reverse=True)
        self.lasts = frozenset(phrase[-1] for phrase in self._phrases)
        """The last words of all: what stands before a name ends in none of the others."""

    def end(self, words: Phrase) -> int:
        """How many words the longest phrase has in which these words end; 0 for none."""
        if not words or words[-1] not in self.lasts:
            return 0
        for length in self._lengths:
            if length <= len(words) and words[-length:] in self._phrases:
                return length
        return 0

    def begin(self, words: Iterable[str]) -> int:
        """How many words the longest phrase has that begins these words; 0 for none."""
        first = tuple(itertools.islice(words, max(self._lengths, default=0)))
        lengths = (n for n in self._lengths if n <= len(first) and first[:n] in self._phrases)
        return next(lengths, 0)
