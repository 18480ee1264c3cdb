"""A tag of clean HTML as the site keeps it: links and images resolved, or left out."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from builder.addresses import address_elsewhere
from builder.content.links import OUTSIDE, image_address, is_remote, resolve, web_address
from builder.content.marks import Found, unsign


_HEADING = re.compile(r"(</?h)([1-6])\b")


class Written(NamedTuple):
    """A link as it is written, and what it leads to; nothing for an image left out."""

    written: str
    target: str


class Tags:
    """Writes tags anew for one source, and keeps the links that it saw."""

    def __init__(self, path: str, marks: Sequence[Found], folders: Collection[str]) -> None:
        self.links: list[Written] = []
        self._path = path
        self._marks = marks
        self._folders = folders

    def written(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        """The tag as it is to stand; empty where the element is nothing without it."""
        parts = [tag]
        for name, value in attrs:
            text = value or ""
            if name == "href":
                text = self._href(unsign(text, self._marks, raw=True))
            elif name == "src":
                text = self._src(unsign(text, self._marks, raw=True))
            else:
                text = unsign(text, self._marks, raw=False)
            if text or name not in ("href", "src"):
                parts.append(f'{name}="{html.escape(text)}"')
        if tag == "img" and not any(part.startswith("src=") for part in parts):
            return ""
        return "" if tag in ("a", "span") and len(parts) == 1 else f"<{' '.join(parts)}>"

    def _href(self, written: str) -> str:
        if OUTSIDE.match(written):
            if len(written) > 1 and written[0] == "#":
                self.links.append(Written(written, self._path + written))
                return written
            return address_elsewhere(written)
        if web := web_address(written):
            return web
        target = resolve(self._path, written, self._folders)
        self.links.append(Written(written, target))
        return f"dossier:{target}"

    def _src(self, written: str) -> str:
        if written.startswith("dossier:"):  # ours: the cleaner lets nobody else's through
            return written
        if is_remote(written) or not written:
            self.links.append(Written(written, ""))
            return ""
        target = image_address(self._path, written, self._folders)
        self.links.append(Written(written, target))
        return f"dossier:{target}"


def lift_headings(shape: Sequence[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """The shape with its headings from `h2` on, their order kept."""
    levels = [int(found[2]) for _, piece in shape if (found := _HEADING.match(piece))]
    step = 2 - min(levels, default=2)
    if not step:
        return tuple(shape)

    def put(found: re.Match[str]) -> str:
        return f"{found[1]}{min(6, int(found[2]) + step)}"

    return tuple((position, _HEADING.sub(put, piece, count=1)) for position, piece in shape)
