"""Front matter by its meaning: dates, addresses, links, languages."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final
from urllib.parse import unquote

from builder.addresses import address_elsewhere, slugify
from builder.content.languages import LANGUAGE
from builder.content.links import is_remote, media_address, web_address
from builder.content.texts import Texts
from builder.dates import is_date
from builder.model import Link, Position

DATE: Final = "a date, the year first"
DATE_EXAMPLE: Final = "write 2023-09-11T15:29+02:00, 2023-09-11, 2023-09 or 2023"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = re.compile(r"https?://\S+")
_HOST = re.compile(r"(?://)?[^\W_][\w-]*(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:[/?#]\S*)?\Z")
_WRITTEN = re.compile(r"(?:[^/?#\\\s][^/?#\\]*/)*(?:[^/?#\\\s][^/?#\\]*)?")


class Keys(Texts):
    """The front matter of one file, asked for what its texts mean."""

    def lang(self, key: str = "lang") -> str:
        """A language's code, or nothing."""
        value = self.text(key)
        if value and not LANGUAGE.fullmatch(value):
            self._mistyped(key, self.place(key), "a language's code", "write fr, en, pt-BR, …")
            return ""
        return value

    def date(self, key: str) -> str:
        """A date as it is written, or nothing."""
        value = self.text(key)
        if value and not is_date(value):
            self._mistyped(key, self.place(key), DATE, DATE_EXAMPLE)
            return ""
        return value

    def web(self, key: str) -> str:
        """A web address, or nothing. `https:` may be left out, as people do."""
        value = self.text(key)
        if not value:
            return ""
        if not _WEB.match(value):
            if not _HOST.match(value):
                self._mistyped(key, self.place(key), "a web address", "write https://…")
                return ""
            value = f"https://{value.removeprefix('//')}"
        return address_elsewhere(value)

    def facsimile(self, folders: Collection[str], key: str = "facsimile") -> Link | None:
        """A file of the archive, or a web address, or nothing."""
        value = self.text(key)
        if not value:
            return None
        if not (_SCHEME.match(value) or web_address(value)):
            return self._media(value, key, folders)
        web = self.web(key)
        return self.link(web, self.place(key)) if web else None

    def image(self, folders: Collection[str], key: str = "image") -> Link | None:
        """An image of the archive, or nothing."""
        value = self.text(key)
        if not value:
            return None
        if is_remote(value):
            self._mistyped(key, self.place(key), "an image in media/", "put it there")
            return None
        return self._media(value, key, folders)

    def _media(self, name: str, key: str, folders: Collection[str]) -> Link:
        return self.link(media_address(self.source.path, name, folders), self.place(key))

    def link(self, target: str, at: Position) -> Link:
        """A link at a place of this file, with its line."""
        return Link(target, at, self.source.line(at))

    def slug(self, key: str = "slug") -> str:
        """A slug, or nothing."""
        value = self.text(key)
        if value and slugify(value) != value:
            slug = slugify(value)
            example = f"write {slug}" if slug else ""
            self._mistyped(key, self.place(key), "letters, digits and single hyphens", example)
            return ""
        return value

    def redirects(self) -> tuple[Link, ...]:
        """Earlier addresses from the site's root, as files: `old/` is `old/index.html`."""
        found = []
        for entry in self.names("redirects"):
            address = unquote(entry.name).lstrip("/")
            parts = address.split("/")
            if not address or not _WRITTEN.fullmatch(address) or {".", ".."} & set(parts):
                self._mistyped("redirects", entry.position, "addresses from the site's root",
                               "write old/page.html")  # fmt: skip
                continue
            if "." not in parts[-1]:
                address = f"{address.rstrip('/')}/index.html"
            found.append(self.link(address, entry.position))
        return tuple(found)

    def localised(self, key: str) -> dict[str, str]:
        """A text, or a text a language: {"": text} or {lang: text}."""
        node = self._node(key)
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            return {"": self._text(node, key)}
        found = {}
        for lang, value in node.value.items():
            if LANGUAGE.fullmatch(lang):
                found[lang] = self._text(value, key)
            else:
                self._mistyped(key, value.key, "a text, or a text a language",
                               f"write {key}: {{ fr: …, en: … }}, and quote what has a comma")  # fmt: skip
        return {lang: text for lang, text in found.items() if text}
