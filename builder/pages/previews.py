"""What readers see of an article before they follow a link to it: a script a month.

A script and no JSON, so that it loads where pages are opened from a folder; it calls one
function of `site.js` with the month's articles, in no language of its own.
"""

from __future__ import annotations

import json
import posixpath
from typing import Final

from builder.archive.door import Door
from builder.archive.families.articles import ARTICLES_OF_MONTH, MONTH
from builder.pages.kind import PageId, PageKind

LEAD: Final = 240
"""How many characters of an article's lead are shown at most."""

ROOM: Final = 200_000
"""About how many bytes of leads a file holds; a month with more articles shows less of each."""


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    year, month = key
    if door.one(MONTH, year, month) is None:
        return ()
    return (PageId("previews", key, "", f"assets/previews/{month or year}.js"),)


def _view(door: Door, page: PageId) -> bytes:
    articles = door.ask(ARTICLES_OF_MONTH, *page.key)
    longest = min(LEAD, ROOM // max(len(articles), 1) // 2)
    shown = {
        posixpath.basename(article.address): [
            article.title, article.date, article.source, _short(article.lead, longest),
            article.lang,
        ]
        for article in articles
    }  # fmt: skip
    period = page.key[1] or page.key[0]
    data = json.dumps(shown, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"dossier.previews({json.dumps(period)},{data});\n".encode()


def _short(text: str, longest: int) -> str:
    """The beginning of a text, cut at a word; nothing where there is no room for a few."""
    if len(text) <= longest:
        return text
    cut = text[:longest].rpartition(" ")[0]
    return f"{cut} …" if len(cut) > 20 else ""


PREVIEWS = PageKind("previews", "", (MONTH,), _plan, _view)
