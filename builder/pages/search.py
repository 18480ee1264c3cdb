"""The search page."""

from __future__ import annotations

from dataclasses import dataclass

from builder import wording
from builder.archive.door import Door
from builder.archive.families.site import SETTING
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.finding import initials
from builder.pages.shared.settings import in_all


@dataclass(frozen=True, slots=True)
class SearchView:
    """What the template `search.html` shows; `initials` are the files of names that there are."""

    title: str
    initials: tuple[str, ...]


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("languages",):
        return ()
    return tuple(PageId("search", (), lang, path) for lang, path in in_all(door, "search.html"))


def _view(door: Door, page: PageId) -> SearchView:
    title = wording.words_of(page.lang).gettext("Search")
    return SearchView(title, initials(door, page.lang))


SEARCH = PageKind("search", "search.html", (SETTING,), _plan, _view)
