"""For search engines and browsers: sitemap, robots.txt, OpenSearch description.

A sitemap is cut by year and by kind, so that one edit touches one small file. What names the
site's own address is there only with `base_url`.
"""

from __future__ import annotations

from typing import Final

from builder.addresses import absolute, chronology_address, digest, entity_address, kind_address
from builder.archive.door import Door, question
from builder.archive.families.articles import ADDRESSES_OF_YEAR, MONTH, YEAR_MONTHS
from builder.archive.families.entities import CARDS_OF_KIND
from builder.archive.families.site import ASSET, FREE_PAGES, SETTING
from builder.config import localised
from builder.feeds import xml_attribute, xml_text
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.coverage import is_mapped
from builder.pages.shared.network import has_network
from builder.pages.shared.records import years
from builder.pages.shared.refs import has_page
from builder.pages.shared.settings import here, languages, setting

MOST: Final = 50_000
"""How many addresses a sitemap may hold (sitemaps.org); a longer one is cut by a hash."""

PARTS: Final = "0123456789abcdef"

SHORT: Final = 16
LONG: Final = 48
"""How many characters the names in an OpenSearch description may have; its text has 1024."""


@question
def _is_listed(door: Door) -> bool:
    return bool(setting(door, "base_url")) and setting(door, "robots") != "noindex"


def _parts(count: int) -> tuple[str, ...]:
    return ("",) if count <= MOST else tuple(PARTS)


@question
def _articles_of_year(door: Door, year: str) -> int:
    return sum(month.articles for month in door.ask(YEAR_MONTHS, year))


@question
def _files(door: Door) -> tuple[tuple[str, str], ...]:
    """The sitemaps but those of years, as (what, part)."""
    kinds = [kind["word"] for kind in setting(door, "kinds")]
    found = [("pages", "")]
    for word in kinds:
        found += [(word, part) for part in _parts(len(_entities(door, word)))]
    return tuple(found)


@question
def _entities(door: Door, word: str) -> tuple[str, ...]:
    """The entities of a kind that search engines are to find: not those only declared."""
    ids = dict.fromkeys(row.entity for row in door.ask(CARDS_OF_KIND, word) if row.origin != "stub")
    return tuple(id for id in ids if has_page(door, id))


def _path(what: str, part: str) -> str:
    return f"sitemap-{what}{'-' if part else ''}{part}.xml"


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if len(key) == 2:
        year, month = key
        months = door.ask(YEAR_MONTHS, year)
        # A year is planned by its first month, so that it is planned once.
        if not months or (year, month) != months[0][:2] or not _is_listed(door):
            return ()
        files = [(year, part) for part in _parts(_articles_of_year(door, year))]
        return tuple(PageId("sitemap", file, "", _path(*file)) for file in files)
    if key != ("base_url",):
        return ()
    pages = []
    if door.one(ASSET, "robots.txt") is None:  # the archivist's own wins
        pages.append(PageId("sitemap", ("robots", ""), "", "robots.txt"))
    if setting(door, "base_url"):
        pages += [
            PageId("sitemap", ("opensearch", ""), lang, here(door, "opensearch.xml", lang))
            for lang in languages(door)
        ]
    if _is_listed(door):
        pages.append(PageId("sitemap", ("index", ""), "", "sitemap.xml"))
        pages += [PageId("sitemap", file, "", _path(*file)) for file in _files(door)]
    return tuple(pages)


def _view(door: Door, page: PageId) -> bytes:
    what, part = page.key
    base: str = setting(door, "base_url")
    if what == "robots":
        lines = ["User-agent: *", "Allow: /"]
        if _is_listed(door):
            lines += ["", f"Sitemap: {absolute(base, 'sitemap.xml')}"]
        return ("\n".join(lines) + "\n").encode()
    if what == "opensearch":
        return _opensearch(door, page, base)
    if what == "index":
        files = [*_files(door)]
        for year in years(door):
            files += [(year, part) for part in _parts(_articles_of_year(door, year))]
        return _document(
            "sitemapindex", "sitemap", [absolute(base, _path(*file)) for file in files]
        )
    addresses = [
        address
        for address in _addresses(door, what)
        if not part or digest(address.encode(), 1) == part
    ]
    return _document("urlset", "url", [absolute(base, address) for address in addresses])


def _addresses(door: Door, what: str) -> list[str]:
    if what.isdigit():
        return [row.address for row in door.ask(ADDRESSES_OF_YEAR, what)]
    if what != "pages":
        bare = [entity_address(id) for id in _entities(door, what)]
    else:
        bare = ["index.html", chronology_address()]
        bare += [kind_address(kind["word"]) for kind in setting(door, "kinds")]
        bare += ["map.html"] if is_mapped(door) else []
        bare += ["network.html"] if has_network(door) else []
        bare += dict.fromkeys(f"{row.page}.html" for row in door.ask(FREE_PAGES))
    return [here(door, address, lang) for address in bare for lang in languages(door)]


def _document(root: str, element: str, urls: list[str]) -> bytes:
    body = "".join(f"<{element}><loc>{xml_text(url)}</loc></{element}>\n" for url in urls)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}</{root}>\n'
    ).encode()


def _short(title: str, most: int) -> str:
    """As many of a title's first words as have room."""
    return title if len(title) <= most else title[: most + 1].rpartition(" ")[0] or title[:most]


def _opensearch(door: Door, page: PageId, base: str) -> bytes:
    lang = page.lang
    title = localised(setting(door, "title"), lang)
    search = absolute(base, here(door, "search.html", lang)) + "?q={searchTerms}"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{xml_text(_short(title, SHORT))}</ShortName>\n"
        f"<LongName>{xml_text(_short(title, LONG))}</LongName>\n"
        f"<Description>"
        f"{xml_text(localised(setting(door, 'description'), lang)[:1024] or title)}"
        f"</Description>\n"
        f"<Language>{xml_text(lang)}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template={xml_attribute(search)}/>\n'
        "</OpenSearchDescription>\n"
    ).encode()


SITEMAP = PageKind("sitemap", "", (SETTING, MONTH), _plan, _view, late=True)
