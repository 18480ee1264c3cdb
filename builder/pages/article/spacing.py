"""Signs that French sets apart from their words: where a source wrote a plain space, a line could
begin with one. The words stay as they are; only what stands around them says not to break.
"""

from __future__ import annotations

import re
from typing import Final

_TEXT: Final = re.compile(r"(?:^|(?<=>))[^<]+")
_APART: Final = re.compile(r" [:;!?»]+|« [^\s&]")


def kept_together(html: str, lang: str) -> str:
    """The HTML of a text in a language, with French signs on the line of their words."""
    if lang.partition("-")[0] != "fr" or not _APART.search(html):
        return html
    return _TEXT.sub(lambda text: _APART.sub(_whole, text[0]), html)


def _whole(found: re.Match[str]) -> str:
    return f'<span class="nb">{found[0]}</span>'
