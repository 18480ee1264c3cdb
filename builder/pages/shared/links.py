"""Links in the archivist's own HTML: from source files to pages."""

from __future__ import annotations

import html
import re

from builder.addresses import address_elsewhere, entity_address, in_language, relative
from builder.archive.door import Door
from builder.archive.families.articles import ARTICLE_PLACE
from builder.pages.kind import PageId
from builder.pages.shared.settings import here, languages

_DOSSIER = re.compile(r'(href|src)="dossier:([^"]*)"')


def resolve_links(door: Door, page: PageId, text: str) -> str:
    """The links of the archivist's HTML, from source files to pages."""
    if "dossier:" not in text:
        return text

    def put(found: re.Match[str]) -> str:
        target, mark, fragment = html.unescape(found[2]).partition("#")
        target, asked, query = target.partition("?")
        address = address_of(door, target, page.lang)
        link = relative(page.path, address) + address_elsewhere(asked + query + mark + fragment)
        return f'{found[1]}="{html.escape(link)}"'

    return _DOSSIER.sub(put, text)


def address_of(door: Door, target: str, lang: str) -> str:
    """The page of a source file, in a language of the interface; anything else as it is."""
    folder, _, rest = target.partition("/")
    if not target.endswith(".md"):
        return target
    stem = target.removesuffix(".md")
    if folder == "articles":
        place = door.one(ARTICLE_PLACE, rest.removesuffix(".md"))
        return place.address if place else target
    if folder == "pages":
        return here(door, f"{stem.removeprefix('pages/').split('.')[0]}.html", lang)
    return in_language(entity_address(stem), lang, languages(door))
