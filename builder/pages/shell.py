"""What stands around every page: the archive's name, its menu, its languages."""

from __future__ import annotations

from typing import NamedTuple

from builder import wording
from builder.addresses import absolute, in_language
from builder.archive.door import Door
from builder.config import localised
from builder.content.links import is_elsewhere
from builder.pages.kind import PageId
from builder.pages.shared.menu import Named, menu_of, pages_of
from builder.pages.shared.settings import capitalised, icon_address, kind_labels, languages, setting


class Entry(NamedTuple):
    """An entry of the menu; `lang` is that of its label where it has one of its own, as a title
    does; `current`: it leads to this page; `within`: this page is one of the folder whose index
    it leads to; `elsewhere`: its address is none of this site.
    """

    label: str
    address: str
    lang: str
    current: bool
    within: bool
    elsewhere: bool


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


class Surroundings(NamedTuple):
    """What all pages in a language have in common: the shell of a page that is nowhere, the
    languages of the interface, and the archive's own address.
    """

    shell: Shell
    spoken: tuple[str, ...]
    base_url: str
    addresses: frozenset[str]
    """Of the menu's entries and of the free pages."""
    menus: dict[str, tuple[Entry, ...]]
    """The menu of the pages below an index, by the address of the index."""


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
        menu=tuple(map(_entry, menu_of(door, lang))),
        pages=tuple(map(_entry, pages_of(door, lang))),
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
    menus = {
        index.address: tuple(entry._replace(within=entry is index) for entry in shell.menu)
        for index in shell.menu
        if index.address.endswith("/index.html") and not index.elsewhere
    }
    return Surroundings(shell, spoken, base, addresses, menus)


def _entry(named: Named) -> Entry:
    return Entry(*named, current=False, within=False, elsewhere=is_elsewhere(named[1]))


def shell_of(page: PageId, around: Surroundings) -> Shell:
    """The shell of a page."""
    shell, spoken, base, addresses, menus = around
    bare = page.path
    if shell.lang != spoken[0]:
        bare = bare.removeprefix(f"{shell.lang}/")
    alone = page.kind in ("article", "redirect")
    links = tuple(
        LanguageLink(
            other,
            capitalised(wording.words_of(other).language(other)),
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
    elif menus and "/" in bare:
        index = f"{page.path.removesuffix(bare)}{bare.partition('/')[0]}/index.html"
        shell = shell._replace(menu=menus.get(index, shell.menu))
    if base:
        both = not alone and len(links) > 1
        shell = shell._replace(
            canonical=absolute(base, page.path),
            alternates=tuple((link.lang, absolute(base, link.address)) for link in links)
            if both
            else (),
        )
    return shell
