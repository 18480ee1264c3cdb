"""Links as an archivist writes them → addresses from the content folder or the site's root."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from typing import Final
from urllib.parse import unquote

from builder.addresses import address_elsewhere, as_address, split_address
from builder.config import Config
from builder.kinds import BUILT_IN

FOLDERS: Final = frozenset(
    "articles pages media static chronology sources topics authors pairs data assets".split()
) | {kind.word for kind in BUILT_IN}
"""Folders of the content or of the site: an address that begins with one is from the root."""

OUTSIDE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|#|\Z")
"""Links that lead out of the archive, or nowhere but to their own page."""

_REMOTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}")


def folders_of(config: Config) -> frozenset[str]:
    """The folders of an archive with kinds and languages of its own."""
    return FOLDERS.union((kind.word for kind in config.kinds), config.languages)


LISTS: Final = frozenset("chronology sources topics authors data".split())
"""Folders of the site that have an index, beside those of the kinds."""


def menu_target(written: str, config: Config) -> str:
    """Where an entry of the menu leads: a link in `archive.toml`, or an address elsewhere.

    The ending may be left out: `chronology` is `chronology/index.html`, `about` `about.html`.
    """
    if is_elsewhere(written):
        return address_elsewhere(written)
    if web := web_address(written):
        return web
    path, tail = split_address(resolve("archive.toml", written, folders_of(config)))
    if "." not in path.rpartition("/")[2]:
        is_list = path in LISTS or config.kind(path) is not None
        path += "/index.html" if is_list else ".html"
    return as_address(path) + tail


def is_elsewhere(target: str) -> bool:
    """Whether an address, as those of the menu are kept, leads out of the site."""
    return target.startswith(("https://", "http://", "mailto:"))


def web_address(written: str) -> str:
    """The whole address of what people write without `https:` (`www.lemonde.fr/une`, `//host`);
    "" for what may be a file.
    """
    whole = written.startswith("//") or _WWW.match(written) is not None
    return address_elsewhere(f"https://{written.removeprefix('//')}") if whole else ""


_WWW: Final = re.compile(r"www\.[^\s/]+\.[^\s/]", re.IGNORECASE)


def is_remote(written: str) -> bool:
    """Whether an image is to come from another host, or is no file at all (`data:`)."""
    return _REMOTE.match(written) is not None


def resolve(path: str, written: str, folders: Collection[str] = FOLDERS) -> str:
    """A link in the file at `path`: a source file or an address from the site's root.

    `./` and `../` are seen from the file, and so is the bare name of a source file
    (`other.md`); anything else is seen from the root. `static/x` is `x` in the site.
    What follows `?` and `#` stays as it is written.
    """
    name, tail = _cut(written)
    return as_address(_normal(path, unquote(name), folders)) + tail


def image_address(path: str, written: str, folders: Collection[str] = FOLDERS) -> str:
    """The address of an image that the text at `path` shows."""
    return media_address(path, unquote(_cut(written)[0]), folders)


def media_address(path: str, name: str, folders: Collection[str] = FOLDERS) -> str:
    """The address of a file that the front matter at `path` names: a name alone is one of
    `media/`.
    """
    return as_address(f"media/{name}" if "/" not in name else _normal(path, name, folders))


def _normal(path: str, address: str, folders: Collection[str]) -> str:
    first = address.partition("/")[0]
    beside = first in (".", "..") or ("/" not in address and address.endswith(".md"))
    if beside or (first and first not in folders and address.endswith(".md")):
        address = posixpath.join(posixpath.dirname(path), address)
    # Joined to a root that nothing leads out of.
    normal = posixpath.normpath("/" + address.lstrip("/")).lstrip("/")
    if not normal or address.endswith("/"):
        return f"{normal}/index.html".lstrip("/")
    return normal.removeprefix("static/")


def _cut(written: str) -> tuple[str, str]:
    """The name in a link, and what follows it: `?` and `#` do after an ending or a `/`. Before
    one they are part of a name that should have been encoded (`Plan #1.png`).
    """
    found = _NAMED.match(written)
    end = found.end(1) if found else len(written) - len(split_address(written)[1])
    return written[:end], written[end:]


_NAMED: Final = re.compile(r"(|.*?(?:/|\.\w+))(?:[?#]|\Z)", re.DOTALL)
