"""Signs that French sets apart from their words, and its numbers in groups of digits: where a
source wrote a plain space, a line could break there. The words stay as they are; only what stands
around the space says not to break.
"""

from __future__ import annotations

import re
from typing import Final

_APART: Final = re.compile(r"(?<=«) | (?=[:;!?»])")
"""The space before or after a sign that French sets apart."""

_HUNDREDS: Final = re.compile(r" \d{3}(?!\d)")
_GROUPED: Final = re.compile(r" (?<=\d )(?<!\d{4} )(?=\d{3}(?!\d))")
"""The space within a number, before three of its digits; four that stand before are a year."""

# The space alone: where lines are balanced, Chromium breaks before an element that begins with it
# and goes on.
_WHOLE: Final = '<span class="nb"> </span>'


def sets_apart(text: str, lang: str) -> bool:
    """Whether a plain space stands beside such a sign, or perhaps in a number, in a text in
    French.
    """
    # Six searches for a string take a third of the time of one for a pattern.
    return (lang == "fr" or lang.startswith("fr-")) and (
        "« " in text
        or " :" in text
        or " »" in text
        or " ?" in text
        or " !" in text
        or " ;" in text
        or _HUNDREDS.search(text) is not None
    )


def kept_together(html: str, lang: str) -> str:
    """The HTML of a text in a language, with French signs on the line of their words."""
    if not sets_apart(html, lang):
        return html
    pieces = []
    for piece in html.split("<"):
        tag, end, text = piece.rpartition(">")
        pieces.append(tag + end + _joined(text) if sets_apart(text, lang) else piece)
    return "<".join(pieces)


def _joined(text: str) -> str:
    joined = _APART.sub(_WHOLE, text)
    # Most texts have none, and to look for it takes longer than for a sign.
    return _GROUPED.sub(_WHOLE, joined) if _HUNDREDS.search(joined) else joined
