"""Files that are copied as they are, and earlier addresses that lead to a page."""

from __future__ import annotations

import html

from builder.addresses import relative
from builder.archive.door import Door
from builder.archive.families import ASSET as COPY
from builder.archive.families import REDIRECT as TARGET
from builder.archive.families import Copied
from builder.pages.kind import PageId, PageKind


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if door.one(COPY, *key) is None:
        return ()
    return (PageId("asset", key, "", key[0]),)


def _view(door: Door, page: PageId) -> Copied:
    found = door.one(COPY, *page.key)
    assert found is not None
    return found


def _plan_redirect(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if door.one(TARGET, *key) is None:
        return ()
    return (PageId("redirect", key, "", key[0]),)


def _view_redirect(door: Door, page: PageId) -> bytes:
    found = door.one(TARGET, *page.key)
    assert found is not None
    link = html.escape(relative(page.path, found.target))
    return (
        f'<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{link}</title>\n'
        f'<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n'
        f'</head>\n<body>\n<p><a href="{link}">{link}</a></p>\n</body>\n</html>\n'
    ).encode()


ASSET = PageKind("asset", "", (COPY,), _plan, _view)
REDIRECT = PageKind("redirect", "", (TARGET,), _plan_redirect, _view_redirect)
