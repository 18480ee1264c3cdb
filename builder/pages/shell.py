"""What stands around every page: the archive's name, its menu, its languages."""

from __future__ import annotations

from typing import NamedTuple

from builder import wording
from builder.addresses import absolute, in_language, kind_address
from builder.archive.door import Door, question
from builder.archive.families.entities import RANKING
from builder.archive.families.facets import FACETS
from builder.archive.families.site import ASSET, FREE_PAGES
from builder.config import localised
from builder.content.links import is_elsewhere
from builder.pages.kind import PageId
from builder.pages.shared.coverage import is_mapped
from builder.pages.shared.links import address_of
from builder.pages.shared.network import has_network
from builder.pages.shared.settings import here, icon_address, kind_labels, languages, setting

LANGUAGE_NAMES = {"fr": "Français", "en": "English", "de": "Deutsch", "es": "Español"}


class Entry(NamedTuple):
    """An entry of the menu; `elsewhere`: its address is none of this site."""

    label: str
    address: str
    current: bool
    elsewhere: bool = False


class LanguageLink(NamedTuple):
    """This page in a language of the interface; of an article in another than its page's, home."""

    lang: str
    label: str
    address: str
    current: bool


class KindLabel(NamedTuple):
    """A kind of entity as pages show it."""

    word: str
    label: str
    many: str
    hue: int


class Shell(NamedTuple):
    """What the base template shows. `menu` is `[[nav]]`, or what there is to browse by;
    `pages` are the free pages, at the foot.
    """

    title: str
    description: str
    lang: str
    dir: str
    languages: tuple[LanguageLink, ...]
    menu: tuple[Entry, ...]
    pages: tuple[Entry, ...]
    publisher: str
    licence: str
    robots_noindex: bool
    icon: str
    home: str
    search: str
    kinds: tuple[KindLabel, ...]
    canonical: str
    """This page's whole address; empty without `base_url`, as are the next two."""
    feeds: tuple[tuple[str, str], ...]
    """The archive's feeds: (media type, address)."""
    opensearch: str
    data: str
    """The page of the files for other programs."""
    alternates: tuple[tuple[str, str], ...]
    """This page in each language, (language, whole address), where it is in several."""


@question
def menu_of(door: Door, lang: str) -> tuple[tuple[str, str], ...]:
    """The menu in a language: (label, address from the site's root, or one elsewhere)."""
    ways = tuple((label, here(door, to, lang)) for label, to in _ways_in(door, lang))
    own = setting(door, "menu")
    if not own:
        return ways
    named = {to: label for label, to in (*ways, *pages_of(door, lang))}
    found = []
    for entry in own:
        to = _leads_to(door, entry["to"], lang)
        found.append((localised(entry["label"], lang) or named.get(to, entry["to"]), to))
    return tuple(found)


def _leads_to(door: Door, target: str, lang: str) -> str:
    """The address of what an entry of the menu names, in a language where it has one a language."""
    address = target.partition("#")[0].partition("?")[0]
    if address.endswith(".md"):
        return address_of(door, address, lang) + target[len(address) :]
    alone = address.startswith("articles/") or door.one(ASSET, address) is not None
    return target if alone or is_elsewhere(target) else here(door, target, lang)


def _ways_in(door: Door, lang: str) -> tuple[tuple[str, str], ...]:
    """What there is to browse by."""
    words = wording.words_of(lang)
    entries = []
    for word, (_one, many) in kind_labels(door, lang).items():
        if any(ranked.articles for ranked in door.ask(RANKING, word)):
            entries.append((many[:1].upper() + many[1:], kind_address(word)))
    entries.append((words.gettext("Chronology"), "chronology/index.html"))
    if is_mapped(door):
        entries.append((words.gettext("Map"), "map.html"))
    if has_network(door):
        entries.append((words.gettext("Network"), "network.html"))
    for facet, label in (("sources", "Sources"), ("topics", "Topics")):
        if door.ask(FACETS, facet):
            entries.append((words.gettext(label), f"{facet}/index.html"))
    return tuple(entries)


@question
def pages_of(door: Door, lang: str) -> tuple[tuple[str, str], ...]:
    """The free pages in a language: (title, address from the site's root)."""
    pages: dict[str, str] = {}
    for page in door.ask(FREE_PAGES):
        if page.lang == lang or page.page not in pages:
            pages[page.page] = page.title
    return tuple((title, here(door, f"{page}.html", lang)) for page, title in sorted(pages.items()))


class Surroundings(NamedTuple):
    """What all pages in a language have in common: the shell of a page that is nowhere, the
    languages of the interface, and the archive's own address.
    """

    shell: Shell
    spoken: tuple[str, ...]
    base_url: str
    addresses: frozenset[str]
    """Of the menu's entries and of the free pages."""


def surroundings(door: Door, lang: str) -> Surroundings:
    """What all pages in a language have in common."""
    spoken = languages(door)
    if lang not in spoken:
        lang = spoken[0]

    labels = kind_labels(door, lang)
    base = setting(door, "base_url")
    feeds = (("application/atom+xml", "feed.xml"), ("application/feed+json", "feed.json"))
    shell = Shell(
        title=localised(setting(door, "title"), lang),
        description=localised(setting(door, "description"), lang),
        lang=lang,
        dir=wording.direction(lang),
        languages=(),
        menu=tuple(Entry(label, to, False, is_elsewhere(to)) for label, to in menu_of(door, lang)),
        pages=tuple(Entry(label, to, False) for label, to in pages_of(door, lang)),
        publisher=setting(door, "publisher"),
        licence=setting(door, "licence"),
        robots_noindex=setting(door, "robots") == "noindex",
        icon=icon_address(door),
        home=in_language("index.html", lang, spoken),
        search=in_language("search.html", lang, spoken),
        kinds=tuple(
            KindLabel(kind["word"], *labels[kind["word"]], kind["hue"])
            for kind in setting(door, "kinds")
        ),
        canonical="",
        feeds=tuple((media, in_language(name, lang, spoken)) for media, name in feeds)
        if base
        else (),
        data=in_language("data/index.html", lang, spoken),
        opensearch=in_language("opensearch.xml", lang, spoken) if base else "",
        alternates=(),
    )
    addresses = frozenset(entry.address for entry in (*shell.menu, *shell.pages))
    return Surroundings(shell, spoken, base, addresses)


def shell_of(page: PageId, around: Surroundings) -> Shell:
    """The shell of a page."""
    shell, spoken, base, addresses = around
    bare = page.path
    if shell.lang != spoken[0]:
        bare = bare.removeprefix(f"{shell.lang}/")
    alone = page.kind in ("article", "redirect")
    links = tuple(
        LanguageLink(
            other,
            LANGUAGE_NAMES.get(other, other),
            page.path
            if other == shell.lang
            else in_language("index.html" if alone else bare, other, spoken),
            other == shell.lang,
        )
        for other in spoken
    )
    shell = shell._replace(languages=links)
    if page.path in addresses:
        shell = shell._replace(
            menu=tuple(entry._replace(current=entry.address == page.path) for entry in shell.menu),
            pages=tuple(
                entry._replace(current=entry.address == page.path) for entry in shell.pages
            ),
        )
    if base:
        both = not alone and len(links) > 1
        shell = shell._replace(
            canonical=absolute(base, page.path),
            alternates=tuple((link.lang, absolute(base, link.address)) for link in links)
            if both
            else (),
        )
    return shell
