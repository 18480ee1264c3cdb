"""A part of an article as annotation looks at it: its words and what stands around them."""

from __future__ import annotations

from functools import cached_property

from builder.annotation.cues import Cues
from builder.annotation.phrases import Phrases
from builder.text import words_of

_STOPS = frozenset(".!?…;:\n\t|(")


class Context:
    """The words of a part, as `Words` has them. Neighbours are looked at within a clause: up to a
    full stop, a colon, a bracket, a new paragraph.
    """

    __slots__ = (
        "__dict__", "ends", "folded", "gaps", "lang", "named", "starts", "text", "written",
    )  # fmt: skip

    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.lang = lang
        self.written, self.folded, self.starts, self.ends, self.gaps = words_of(text)
        self.named: frozenset[int] = frozenset()
        """The words with which names begin, once they are known."""

    def low(self, index: int) -> str:
        """A word in small letters, with its accents."""
        return self.written[index].lower()

    def starts_clause(self, index: int) -> bool:
        """Whether nothing of the same clause stands before a word."""
        return index == 0 or stops(self.gaps[index])

    def before(self, index: int, count: int) -> tuple[str, ...]:
        """Up to `count` words before a word, in order, small."""
        found: list[str] = []
        while index > 0 and len(found) < count and not stops(self.gaps[index]):
            index -= 1
            found.append(self.low(index))
        return tuple(reversed(found))

    def ends_in(self, index: int, count: int, phrases: Phrases, cues: Cues) -> int:
        """How many words the longest of some phrases has in which the `count` words before a
        word end; 0 for none.
        """
        # The last word tells of most that they do not.
        if not index or cues.fused.get(low := self.low(index - 1), low) not in phrases.lasts:
            return 0
        return phrases.end(cues.fuse(self.before(index, count)))

    def follows(self, index: int) -> bool:
        """Whether a word of the same clause stands after a word."""
        return index + 1 < len(self.gaps) and not stops(self.gaps[index + 1])

    @cached_property
    def in_capitals(self) -> bool:
        """Whether the whole part is in capitals."""
        return all_capitals(self.text)

    @cached_property
    def title_case(self) -> bool:
        """Whether, as in English headlines, nearly every word has a capital: so a capital
        says nothing. A headline ends in no full stop; a sentence that is full of names does.
        """
        if self.text.rstrip(" \n\"”»’'").endswith("."):
            return False
        long = [word for word in self.written if len(word) > 3]
        capital = sum(word[0].isupper() for word in long)
        return len(long) > 2 and len(self.written) < 40 and capital * 4 >= len(long) * 3

    def block_in_capitals(self, start: int, end: int) -> bool:
        """Whether the line around a stretch is in capitals: a headline in the text."""
        if self.in_capitals:
            return True
        left = self.text.rfind("\n", 0, start) + 1
        right = self.text.find("\n", end)
        return all_capitals(self.text[left : right if right >= 0 else len(self.text)])


def stops(gap: str) -> bool:
    """Whether what stands between two words ends a clause."""
    return gap not in (" ", "-", "'", "") and (gap == ";" or not _STOPS.isdisjoint(gap))


def all_capitals(text: str) -> bool:
    """Whether a text of more than one word has no small letter."""
    if text.upper() != text or " " not in text.strip():
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 6 and any(c.isupper() for c in letters)
