"""Signs that French sets apart from their words: where a source wrote a plain space, a line could
begin with one. The words stay as they are; only what stands around the space says not to break.
"""

from __future__ import annotations

import re
from typing import Final

_TEXT: Final = re.compile(r"(?:^|(?<=>))[^<]+")
APART: Final = re.compile(r"(?<=«) | (?=[:;!?»])")
"""The space before or after a sign that French sets apart."""

# The space alone: where lines are balanced, Chromium breaks before an element that begins with it
# and goes on.
_WHOLE: Final = '<span class="nb"> </span>'


def kept_together(html: str, lang: str) -> str:
    """The HTML of a text in a language, with French signs on the line of their words."""
    if lang.partition("-")[0] != "fr" or not APART.search(html):
        return html
    return _TEXT.sub(lambda text: APART.sub(_WHOLE, text[0]), html)
