"""Texts as HTML: what means something there is written as references."""

from __future__ import annotations

from markupsafe import escape

try:
    from markupsafe._speedups import _escape_inner as escape_text
except ImportError:  # MarkupSafe without its part in C

    def escape_text(text: str, /) -> str:
        """A text as HTML."""
        return str(escape(text))


__all__ = ["escape_text"]
