"""Search documents as a build hands them to the index."""

from __future__ import annotations

from builder.addresses import digest
from builder.pages.document import SearchDocument
from builder.search import Entry, document


def entries(*pages: SearchDocument) -> list[Entry]:
    """What a build knows of search documents; an article's id is its address here."""
    made = [(page, document(page)) for page in pages]
    return [
        Entry(page.moment, page.address, page.lang, page.address, digest(data, 32), len(data))
        for page, data in made
    ]
