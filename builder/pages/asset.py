"""Files that are copied as they are, and earlier addresses that lead to a page."""

from __future__ import annotations

import html
from typing import Final

from builder import wording
from builder.addresses import relative
from builder.archive.door import Door
from builder.archive.families.site import ASSET as COPY, CALLED, REDIRECT as TARGET, Copied
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.refs import has_page
from builder.pages.shared.settings import here, in_all, languages

POLICY: Final = "default-src 'self'; img-src data:; object-src 'none'; base-uri 'none'"
"""What a page that leads on may load."""


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if door.one(COPY, *key) is None:
        return ()
    return (PageId("asset", key, "", key[0]),)


def _view(door: Door, page: PageId) -> Copied:
    found = door.one(COPY, *page.key)
    assert found is not None
    return found


def _plan_redirect(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    found = door.one(TARGET, *key)
    first = key[0].partition("/")[0]
    if found is not None and first in languages(door)[1:]:
        return (PageId("redirect", key, first, key[0]),)
    if found is not None and found.target.startswith("articles/"):
        return (PageId("redirect", key, "", key[0]),)
    if found is not None:
        return _in_all(door, key)
    called = door.one(CALLED, *key)
    if called is None or not has_page(door, called.target):
        return ()
    stem = key[0].removesuffix(".html")
    if has_page(door, stem) or stem.endswith("/index"):
        return ()
    return _in_all(door, key)


def _in_all(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    return tuple(PageId("redirect", key, lang, path) for lang, path in in_all(door, key[0]))


def _view_redirect(door: Door, page: PageId) -> bytes:
    found = door.one(TARGET, *page.key)
    if found is not None:
        target = found.target
    else:
        called = door.one(CALLED, *page.key)
        assert called is not None
        target = f"{called.target}.html"
    if page.lang and not target.startswith("articles/"):
        target = here(door, target, page.lang)
    lang = page.lang or languages(door)[0]
    said = html.escape(wording.words_of(lang).gettext("This page has moved:"))
    link = html.escape(relative(page.path, target))
    assets = html.escape(relative(page.path, "assets/moved.js")).removesuffix("moved.js")
    # A refresh would forget to which sentence of the page the link led.
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n'
        f'<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{said} {link}</title>\n"
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n'
        f'<meta name="robots" content="noindex">\n'
        f'<script src="{assets}moved.js" data-to="{link}"></script>\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={link}"></noscript>\n'
        f'<link rel="icon" href="data:,">\n'
        f'<link rel="stylesheet" href="{assets}site.css">\n'
        f'<link rel="stylesheet" href="{assets}theme.css">\n'
        f'</head>\n<body>\n<main class="wrap">\n<h1>{said}</h1>\n'
        f'<p><a href="{link}">{link}</a></p>\n</main>\n</body>\n</html>\n'
    ).encode()


ASSET = PageKind("asset", "", (COPY,), _plan, _view)
REDIRECT = PageKind("redirect", "", (TARGET, CALLED), _plan_redirect, _view_redirect)
