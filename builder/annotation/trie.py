"""Names as a trie of folded words."""

from __future__ import annotations

from collections.abc import Iterable, KeysView
from typing import Any, Final

from builder.model import Name
from builder.text import folded_words

END: Final = ""
"""Where in a node the names are that end there."""
_IDEOGRAPHS = "\u2e80"
HANGUL: Final = "\uac00"
"""Words in Korean are this or greater."""


def _steps(name: Name) -> list[str]:
    """What follows the first word of a name, step by step."""
    form = name.form
    if form.replace(" ", "").replace("-", "").isalnum() and max(form) < _IDEOGRAPHS:
        # Letters, spaces and hyphens alone, as nearly all names: the folded form tells.
        return [f" {word}" for word in name.folded.replace("-", " ").split(" ")[1:]]
    return [step(word.gap, word.folded) for word in folded_words(form)[1:]]


def step(gap: str, folded: str) -> str:
    """A word and what joins it to the one before: kinds of hyphen and space are one."""
    if gap in (" ", "-"):
        return f" {folded}"
    if gap in ("", "'"):
        return f"{gap}{folded}"
    if gap in (". ", ".", ".-"):
        return f".{folded}"
    return f"{gap}{folded}"


class Trie:
    """Names by their folded words. A name's words are looked at when its first one is met."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self._names: dict[str, list[Name]] = {}
        self._nodes: dict[str, dict[str, Any]] = {}
        for name in names:
            self.add(name)

    def __bool__(self) -> bool:
        return bool(self._names)

    def add(self, name: Name) -> None:
        """Add a name; codes are for front matter only."""
        if name.sort != "code":
            self._names.setdefault(name.first, []).append(name)
            self._nodes.pop(name.first, None)

    @property
    def firsts(self) -> KeysView[str]:
        """The first words of all names."""
        return self._names.keys()

    def after(self, first: str) -> dict[str, Any] | None:
        """What may follow a first word, by steps; None where no name begins with it."""
        found = self._nodes.get(first)
        if found is None and first in self._names:
            found = self._nodes[first] = {}
            for name in self._names[first]:
                node = found
                for joined in _steps(name):
                    node = node.setdefault(joined, {})
                node.setdefault(END, []).append(name)
        return found
