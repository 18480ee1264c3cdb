"""Links in the archivist's own HTML: from source files to pages."""

from __future__ import annotations

import html
import re

from builder.addresses import (
    address_elsewhere,
    as_address,
    entity_address,
    in_language,
    relative,
    split_address,
)
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
        path, tail = split_address(html.unescape(found[2]))
        address = as_address(address_of(door, path, page.lang))
        link = relative(page.path, address) + address_elsewhere(tail)
        return f'{found[1]}="{html.escape(link)}"'

    return _DOSSIER.sub(put, text)


def address_of(door: Door, target: str, lang: str) -> str:
    """The path of the page of a source file, in a language of the interface; any other as it is."""
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
