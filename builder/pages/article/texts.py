"""The parts of an article as HTML: sentences that can be linked to, mentions that are marked."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from builder import wording
from builder.addresses import relative
from builder.archive.door import Door
from builder.model import UNDECIDED
from builder.pages.kind import PageId
from builder.pages.shared.links import resolve_links
from builder.pages.shared.marking import Span, mark_up
from builder.pages.shared.refs import EntityRef
from builder.pages.shared.saying import known, manner

BUILT_IN = ("people", "countries", "organisations", "places")
"""The kinds whose marks have a class of their own."""

WHOLE = 1000
"""Where a mention stands in an article is told in thousandths of its text."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mention's place: its anchor, and how far down the text it stands, of 1000; `apart`
    where it is a metonym that stands for the entity.
    """

    anchor: str
    at: int
    apart: bool


class Texts:
    """Makes the parts' HTML, numbering the marks through the whole article."""

    def __init__(
        self, door: Door, page: PageId, parts: dict[str, Any], refs: dict[str, EntityRef]
    ) -> None:
        self.door = door
        self.page = page
        self.parts = parts
        self.refs = refs
        self.words = wording.words_of(page.lang)
        self._places: dict[str, list[tuple[str, int, bool]]] = {}
        self._number = 0
        self._before = 0

    def html(self, name: str) -> str:
        """A part as HTML; empty where it is not shown. To be asked in the order of the page."""
        part = self.parts.get(name)
        if part is None:
            return ""
        spans = [self._sentence(*sentence) for sentence in part["sentences"]]
        spans += [self._mention(*mention) for mention in part["mentions"]]
        self._before += len(part["plain"])
        made = mark_up(part["plain"], part["shape"], spans)
        return resolve_links(self.door, self.page, made)

    def ticks(self, entity: str) -> tuple[Tick, ...]:
        """Where in the text an entity stands; to be asked when all parts have been made."""
        length = max(self._before, 1)
        return tuple(
            Tick(anchor, WHOLE * place // length, apart)
            for anchor, place, apart in self._places.get(entity, ())
        )

    def _sentence(self, start: int, end: int, anchor: str) -> Span:
        return Span(
            start, end,
            lambda first, _: f'<span class="s" id="{anchor}">' if first else '<span class="s">',
            link=False,
        )  # fmt: skip

    def _mention(
        self, start: int, end: int, entity: str, how: str, stands_for: str, by: str
    ) -> Span:
        ref = self.refs[entity]
        self._number += 1
        anchor = f"m-{self._number}"
        place = self._before + start
        self._places.setdefault(entity, []).append((anchor, place, False))
        classes = ["m", f"m-{ref.kind}" if ref.kind in BUILT_IN else "m-own"]
        said = f"{ref.name} ({manner(self.words, how)}"
        if stands_for == UNDECIDED:
            classes.append("m-undecided")
            said += ", " + self.words.gettext("place or government: undecided")
        elif stands_for:
            self._places.setdefault(stands_for, []).append((anchor, place, True))
            classes.append("m-metonym")
            said += ", " + self.words.gettext("stands for %s") % self.refs[stands_for].name
        said += f"; {known(self.words, by)})"
        marks = (
            f'class="{" ".join(classes)}" data-kind="{ref.kind}" data-manner="{how}"'
            f' data-by="{html.escape(by)}" title="{html.escape(said)}"'
        )
        link = relative(self.page.path, ref.address) if ref.address else ""

        def tag(first: bool, plain: bool) -> str:
            own = f' id="{anchor}"' if first else ""
            if plain:
                return f"<span {marks}{own}>"
            return f'<a {marks}{own} href="{html.escape(link)}">'

        return Span(start, end, tag, link=bool(link))
