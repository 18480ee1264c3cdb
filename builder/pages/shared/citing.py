"""The articles of a year as reference managers take them: CSL-JSON."""

from __future__ import annotations

import orjson

from builder import wording
from builder.archive.door import Door, question
from builder.archive.families.articles import ARTICLE, POSTINGS_OF_YEAR
from builder.citations import csl
from builder.pages.shared.describing import House, house_of, work_of
from builder.pages.shared.settings import apparatus_language


def citations(door: Door, year: str) -> bytes:
    """The items of a year's articles, in order, an item a line."""
    items = (citation_item(door, posting.article) for posting in door.ask(POSTINGS_OF_YEAR, year))
    return ("[\n" + ",\n".join(filter(None, items)) + "\n]\n").encode()


@question
def _house(door: Door, lang: str) -> tuple[str, ...]:
    """The language in which articles in this one are cited, and their house: asked once of all."""
    spoken = apparatus_language(door, lang)
    return (spoken, *house_of(door, spoken))


@question
def citation_item(door: Door, article: str) -> str:
    """An article's item, as text; empty where it is gone. What it says of itself stands in the
    language of the page that it is cited from.
    """
    row = door.one(ARTICLE, article)
    if row is None:
        return ""
    lang, *house = _house(door, row.lang)
    work = work_of(House(*house), row, orjson.loads(row.meta), {})
    return orjson.dumps(csl(work, wording.words_of(lang))).decode()
