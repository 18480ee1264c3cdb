"""Free pages: about, method, legal notice."""

from __future__ import annotations

from dataclasses import dataclass

from builder.archive.door import Door
from builder.archive.families.site import PAGE_TEXTS
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.links import resolve_links
from builder.pages.shared.settings import in_all, languages


@dataclass(frozen=True, slots=True)
class FreeView:
    """What the template `free.html` shows."""

    title: str
    lang: str
    body_html: str


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if not door.ask(PAGE_TEXTS, *key):
        return ()
    return tuple(PageId("free", key, lang, path) for lang, path in in_all(door, f"{key[0]}.html"))


def _view(door: Door, page: PageId) -> FreeView:
    texts = {text.lang: text for text in door.ask(PAGE_TEXTS, *page.key)}
    order = [page.lang, *languages(door), *sorted(texts)]
    text = next(texts[lang] for lang in order if lang in texts)
    return FreeView(text.title, text.lang, resolve_links(door, page, text.html))


FREE = PageKind("free", "free.html", (PAGE_TEXTS,), _plan, _view)
