"""The menu: where its entries lead, and what they are called in the reader's language."""

from __future__ import annotations

import re
from typing import Final

from builder import wording
from builder.addresses import as_address, kind_address, split_address
from builder.archive.door import Door, question
from builder.archive.families.articles import ARTICLE_REF, ARTICLES_OF_MONTH
from builder.archive.families.entities import CARD, RANKING
from builder.archive.families.facets import FACET, FACETS
from builder.archive.families.site import ASSET, FREE_PAGES, PageRef
from builder.config import localised
from builder.content.links import is_elsewhere
from builder.dates import is_date
from builder.pages.shared.coverage import is_mapped
from builder.pages.shared.facets import WORDS, facet_title, label_of
from builder.pages.shared.links import address_of
from builder.pages.shared.network import has_network
from builder.pages.shared.refs import name_of
from builder.pages.shared.settings import capitalised, here, kind_labels, languages, setting
from builder.pages.shared.slice_links import period_label

_SCHEME: Final = re.compile(r"(?:https?://|mailto:)(?:www\.)?")


Named = tuple[str, str, str]
"""A link: what it says, its address from the site's root or elsewhere, and the language of what
it says, "" for that of the page.
"""


@question
def menu_of(door: Door, lang: str) -> tuple[Named, ...]:
    """The menu in a language: `[[nav]]`, or what there is to browse by."""
    own = setting(door, "menu")
    if not own:
        return tuple((label, here(door, to, lang), "") for label, to in _ways_in(door, lang))
    found = []
    for entry in own:
        to = entry["to"]
        label, own_lang = localised(entry["label"], lang), ""
        if not label:
            label, own_lang = _called(door, to, lang)
        found.append((label, _leads_to(door, to, lang), own_lang))
    return tuple(found)


def _leads_to(door: Door, target: str, lang: str) -> str:
    """The address of what an entry of the menu names, in a language where it has one a language."""
    if is_elsewhere(target):
        return target
    path, tail = split_address(target)
    if path.endswith(".md"):
        return as_address(address_of(door, path, lang)) + tail
    alone = path.startswith("articles/") or door.one(ASSET, path) is not None
    return target if alone else here(door, target, lang)


def _called(door: Door, target: str, lang: str) -> tuple[str, str]:
    """What the page or file is called to which an entry without a label leads: a name or title,
    and the language of a title; else the file's name, or an address.
    """
    if is_elsewhere(target):
        return _SCHEME.sub("", target, count=1).rstrip("/"), ""
    path = split_address(target)[0]
    if door.one(ASSET, path) is not None:
        return path.rpartition("/")[2], ""
    folder, _, rest = path.partition("/")
    stem = path.rpartition(".")[0]
    if folder == "articles" and (titled := _titled(door, path, rest)):
        return titled
    for title, address, own in _free_pages(door, lang):
        if address in (path, f"{stem.removeprefix('pages/')}.html"):
            return title, own
    if door.one(CARD, stem) is not None:
        return name_of(door, stem, lang), ""
    if folder in WORDS and (label := label_of(door.ask(FACET, folder, rest.rpartition(".")[0]))):
        return label, ""
    period = stem.partition("/")[2].replace("/", "-")
    if folder == "chronology" and is_date(period):
        return period_label(period, lang), ""
    return _lists(door, lang).get(path, path), ""


def _titled(door: Door, path: str, rest: str) -> tuple[str, str] | None:
    """An article's title and language, by its file or by its page."""
    if path.endswith(".md"):
        ref = door.one(ARTICLE_REF, rest.removesuffix(".md"))
        return (ref.title, ref.lang) if ref else None
    year, _, month = rest.rpartition("/")[0].partition("/")
    listed = door.ask(ARTICLES_OF_MONTH, year, f"{year}-{month}" if month else "")
    return next(((item.title, item.lang) for item in listed if item.address == path), None)


def _lists(door: Door, lang: str) -> dict[str, str]:
    """What the pages are called of which there is one each, by their address."""
    words = wording.words_of(lang)
    found = {"index.html": words.gettext("Home"), "search.html": words.gettext("Search")}
    found["data/index.html"] = words.gettext("Data")
    found["map.html"] = words.gettext("Map")
    found["network.html"] = words.gettext("Network")
    found["chronology/index.html"] = words.gettext("Chronology")
    for facet in WORDS:
        found[f"{facet}/index.html"] = facet_title(facet, lang)
    for word, (_one, many) in kind_labels(door, lang).items():
        found[kind_address(word)] = capitalised(many)
    return found


def _ways_in(door: Door, lang: str) -> tuple[tuple[str, str], ...]:
    """What there is to browse by."""
    addresses = [
        kind_address(word)
        for word in kind_labels(door, lang)
        if any(ranked.articles for ranked in door.ask(RANKING, word))
    ]
    addresses.append("chronology/index.html")
    if is_mapped(door):
        addresses.append("map.html")
    if has_network(door):
        addresses.append("network.html")
    addresses += [
        f"{facet}/index.html" for facet in ("sources", "topics") if door.ask(FACETS, facet)
    ]
    called = _lists(door, lang)
    return tuple((called[address], address) for address in addresses)


@question
def pages_of(door: Door, lang: str) -> tuple[Named, ...]:
    """The free pages in a language."""
    return tuple(
        (title, here(door, address, lang), own) for title, address, own in _free_pages(door, lang)
    )


def _free_pages(door: Door, lang: str) -> list[Named]:
    """The free pages, at the address that they have in the first language."""
    order = (lang, *languages(door))
    pages: dict[str, PageRef] = {}
    # Of a page's texts the last stays: that in the language, else as the page itself chooses.
    for row in sorted(
        door.ask(FREE_PAGES),
        key=lambda row: order.index(row.lang) if row.lang in order else len(order),
        reverse=True,
    ):
        pages[row.page] = row
    return [(pages[page].title, f"{page}.html", pages[page].lang) for page in sorted(pages)]
