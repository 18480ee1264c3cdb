"""Known names in a text: a trie of folded words, longest match, case verified."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from builder.model import Name
from builder.text import Word, folded_words

_END = ""
_PARTICLES = (
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "에서",
    "에게",
    "와",
    "과",
    "도",
    "로",
    "으로",
    "만",
    "께서",
    "이다",
    "측",
)
"""Korean particles that stand at the end of a name."""


class Hit(NamedTuple):
    """Where names with one folded form stand: words `first` to `last`, code points."""

    start: int
    end: int
    first: int
    last: int
    names: tuple[Name, ...]


class Matcher:
    """Finds names. Made of few names for one article, of all names for many."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._root: dict[str, Any] = {}
        for name in names:
            if name.match == "never":
                continue
            node = self._root
            for word in folded_words(name.form):
                node = node.setdefault(_step(word) if node is not self._root else word.folded, {})
            node.setdefault(_END, []).append(name)

    def find(self, text: str, words: Sequence[Word], lang: str) -> list[Hit]:
        """The longest names from left to right; none inside a longer one."""
        hits: list[Hit] = []
        at = 0
        root = self._root
        while at < len(words):
            node = root.get(words[at].folded)
            tail = ""
            if node is None and words[at].folded[:1] >= "\uac00":
                node, tail = self._without_particle(words[at].folded)
            if node is None:
                at += 1
                continue
            best: tuple[int, dict[str, Any]] | None = None
            last = at
            while node is not None:
                if _END in node:
                    best = (last, node)
                last += 1
                node = node.get(_step(words[last])) if last < len(words) and not tail else None
            hit = None
            if best is not None:
                end = words[best[0]].end - len(tail)
                hit = self._verified(text, words, at, best[0], end, best[1][_END], lang)
            if hit is None:
                at += 1
                continue
            hits.append(hit)
            at = hit.last + 1
        return hits

    def _without_particle(self, word: str) -> tuple[dict[str, Any] | None, str]:
        for particle in _PARTICLES:
            if word.endswith(particle) and word[: -len(particle)] in self._root:
                return self._root[word[: -len(particle)]], particle
        return None, ""

    def _verified(
        self, text: str, words: Sequence[Word], first: int, last: int, end: int,
        names: Sequence[Name], lang: str,
    ) -> Hit | None:  # fmt: skip
        start = words[first].start
        exact = text[start:end]
        good = tuple(
            name for name in names
            if (not name.lang or name.lang == lang) and fits(name, exact, text)
        )  # fmt: skip
        if not good or not _stands_alone(words, first, last, self._root):
            return None
        return Hit(start, end, first, last, good)


def _step(word: Word) -> str:
    gap = word.gap if word.gap in ("-", "'", "") else " "
    if word.gap not in (" ", "-", "'", ""):
        gap = word.gap if word.gap in (". ", ".", " & ", "&", "/") else "\n"
    return f"{gap}{word.folded}" if gap != " " else f" {word.folded}"


def _stands_alone(words: Sequence[Word], first: int, last: int, root: dict[str, Any]) -> bool:
    """Not inside a compound with hyphens, unless what is beside it is a name as well."""
    if first and words[first].gap == "-" and words[first - 1].folded not in root:
        return False
    after = words[last + 1] if last + 1 < len(words) else None
    return after is None or after.gap != "-" or after.folded in root


def fits(name: Name, exact: str, text: str) -> bool:
    """Whether the words are written as the name is: case matters, but in capitals.

    Accents may be missing on capital letters, as French newsrooms have it.
    """
    form = name.form
    if exact == form:
        return True
    written = _plain(exact)
    wanted = _plain(form)
    if written == wanted:
        return True
    if name.sort == "adjective":
        return (
            written == wanted[:1].upper() + wanted[1:]
            and name.lang == "fr"
            and _starts(exact, text)
        )
    letters = [c for c in text if c.isalpha()]
    headline = len(letters) > 3 and all(c.isupper() or not c.islower() for c in letters)
    if headline or (exact.isupper() and len(exact) > 3 and not form.isupper()):
        return written.casefold() == wanted.casefold() or _bare(written) == _bare(wanted)
    pairs = list(zip(written, wanted, strict=False))
    return len(written) == len(wanted) and all(
        a == b or (b.isupper() and a == _bare(b).upper()) for a, b in pairs
    )


def _starts(exact: str, text: str) -> bool:
    return text.lstrip().startswith(exact)


def _plain(text: str) -> str:
    """NFC, with one kind of space, apostrophe and hyphen."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    words = folded_words(text)
    parts: list[str] = []
    for word in words:
        parts.append((word.gap if word.gap in (" ", "-", "'") else " ") if parts else "")
        parts.append(text[word.start : word.end])
    return "".join(parts)


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
