"""What pages ask beside articles and entities: free pages, settings, files, addresses."""

from __future__ import annotations

from typing import NamedTuple

from builder.archive import tables as t
from builder.archive.families.family import Family


class PageRef(NamedTuple):
    """A free page in the menu."""

    page: str
    lang: str
    title: str


class PageText(NamedTuple):
    """A free page in one language."""

    lang: str
    title: str
    html: str


class Value(NamedTuple):
    """A setting, JSON."""

    value: str


class Fingerprint(NamedTuple):
    """A template's fingerprint."""

    fingerprint: str


class Copied(NamedTuple):
    """A file that is copied."""

    owner: str
    digest: str


class Target(NamedTuple):
    """Where an earlier address leads."""

    target: str


FREE_PAGES = Family("free_pages", t.PAGE_TEXT, (), PageRef, ("page", "lang"))
PAGE_TEXTS = Family("page_texts", t.PAGE_TEXT, ("page",), PageText, ("lang", "owner"))
SETTING = Family("setting_one", t.SETTING, ("key",), Value, ())
TEMPLATE = Family("template_one", t.TEMPLATE, ("template",), Fingerprint, ("owner",))
ASSET = Family("asset_one", t.ASSET, ("address",), Copied, ("owner",))
CALLED = Family("called_one", t.CALLED, ("address",), Target, ("target",), limit=1)
REDIRECT = Family("redirect_one", t.REDIRECT, ("address",), Target, ("target", "owner"))
