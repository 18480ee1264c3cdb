"""The page that a host shows where there is none at an address (`404.html`).

It is shown at any depth, where relative links lead astray: so its links begin at the host's root,
and there is none without `base_url`.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from builder import wording
from builder.archive.door import Door
from builder.archive.families.site import ASSET, PAGE_TEXTS, SETTING
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.settings import languages, setting

ADDRESS = "404.html"


@dataclass(frozen=True, slots=True)
class MissingView:
    """What the template `missing.html` shows: a page of its own, not made from `base.html`.

    `root` is what stands before every link: the path of `base_url`. Who comes here may speak
    any of the site's languages: `said` is, a language each, (code, "There is no such page.",
    "Home", the address of home).
    """

    root: str
    said: tuple[tuple[str, str, str, str], ...]


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("base_url",) or not setting(door, "base_url"):
        return ()
    # One of the archive's own, a file to copy or a free page, stands in its place.
    copied = door.ask(ASSET, ADDRESS)
    written = door.ask(PAGE_TEXTS, ADDRESS.removesuffix(".html"))
    if copied or written:
        return ()
    return (PageId("missing", (), languages(door)[0], ADDRESS),)


def _view(door: Door, page: PageId) -> MissingView:
    spoken = languages(door)
    said = []
    for lang in spoken:
        words = wording.words_of(lang)
        home = "index.html" if lang == spoken[0] else f"{lang}/index.html"
        said.append((lang, words.gettext("There is no such page."), words.gettext("Home"), home))
    path = urlsplit(setting(door, "base_url")).path.rstrip("/")
    return MissingView(quote(path, safe="/%"), tuple(said))


MISSING = PageKind("missing", "missing.html", (SETTING,), _plan, _view)
