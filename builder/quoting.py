"""Words between a language's quotation marks, with quotations in them of the second order."""

from __future__ import annotations

import re
from typing import Final

from builder.wording import Words

_SINGLE: Final = re.compile(r"‘([^‘’]*)’(?!\w)")
_DOUBLE: Final = re.compile(r"“((?:[^“”]|“[^“”]*”)*)”")
_ANGLED: Final = re.compile(r"«\s*([^«»]*?)\s*»")


def quoted(text: str, words: Words) -> str:
    """A text as a quotation: what it quotes itself stands between other marks than it does."""
    frame = words.gettext("“%s”")
    if frame[0] == "“" and "“" in text:
        # The third order first: it has the marks that the second one is given.
        text = _DOUBLE.sub(r"‘\1’", _SINGLE.sub(r"“\1”", text))
    elif frame[0] == "«":
        text = _ANGLED.sub(r"“\1”", text)
    return frame % text
