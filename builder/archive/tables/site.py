"""What sources state beside articles and entities: free pages, files, links, problems, settings."""

from __future__ import annotations

from typing import NamedTuple

from builder.archive.tables.table import Table


class PageTextRow(NamedTuple):
    """A free page in one language."""

    owner: str
    page: str
    lang: str
    title: str
    html: str


class AssetRow(NamedTuple):
    """A file that is copied as it is: `address` in the site, `digest` of its bytes."""

    owner: str
    address: str
    digest: str


class RedirectRow(NamedTuple):
    """An earlier address that leads to a page, and its place in the source."""

    owner: str
    address: str
    target: str
    line: int
    column: int
    excerpt: str


class LinkRow(NamedTuple):
    """A link inside the archive, to be checked once everything is known.

    `target` is a source file or an address from the root; `address` the page's or file's
    own, but for an article's, which only its file knows.
    """

    owner: str
    target: str
    address: str
    fragment: str
    line: int
    column: int
    excerpt: str


class ProblemRow(NamedTuple):
    """A problem of a source, kept so that a warning outlives the build that found it.

    `path` is the file that it is about: its owner, or a file beside it.
    """

    owner: str
    path: str
    line: int
    column: int
    code: str
    arguments: str
    excerpt: str


class SettingRow(NamedTuple):
    """A setting of the archive, JSON."""

    owner: str
    key: str
    value: str


class TemplateRow(NamedTuple):
    """A template and the fingerprint of all that it includes, extends and imports."""

    owner: str
    template: str
    fingerprint: str


PAGE_TEXT = Table("page_text", PageTextRow, ("owner",))
ASSET = Table("asset", AssetRow, ("owner",))
REDIRECT = Table("redirect", RedirectRow, ("owner",))
LINK = Table("link", LinkRow, ("owner",))
PROBLEM = Table("problem", ProblemRow, ("owner",))
SETTING = Table("setting", SettingRow, ("owner",))
TEMPLATE = Table("template", TemplateRow, ("owner",))
