"""The articles of a year as reference managers take them: CSL-JSON."""

from __future__ import annotations

import orjson

from builder import wording
from builder.archive.door import Door, question
from builder.archive.families.articles import ARTICLE, POSTINGS_OF_YEAR
from builder.citations import csl
from builder.pages.shared.describing import work_of
from builder.pages.shared.settings import apparatus_language


def citations(door: Door, year: str) -> bytes:
    """The items of a year's articles, in order, an item a line."""
    items = (citation_item(door, posting.article) for posting in door.ask(POSTINGS_OF_YEAR, year))
    return ("[\n" + ",\n".join(filter(None, items)) + "\n]\n").encode()


@question
def citation_item(door: Door, article: str) -> str:
    """An article's item, as text; empty where it is gone. What it says of itself stands in the
    language of the page that it is cited from.
    """
    row = door.one(ARTICLE, article)
    if row is None:
        return ""
    lang = apparatus_language(door, row.lang)
    work = work_of(door, lang, row, orjson.loads(row.meta), {})
    return orjson.dumps(csl(work, wording.words_of(lang))).decode()
