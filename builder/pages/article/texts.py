"""The parts of an article as HTML: sentences that can be linked to, mentions that are marked."""

from __future__ import annotations

import functools
import html
from collections import defaultdict
from typing import Any, NamedTuple

from builder import wording
from builder.addresses import relative
from builder.archive.door import Door
from builder.model import UNDECIDED
from builder.pages.kind import PageId
from builder.pages.shared.links import resolve_links
from builder.pages.shared.marking import Span, mark_up
from builder.pages.shared.refs import EntityRef
from builder.pages.shared.saying import told, undecided

BUILT_IN = ("people", "countries", "organisations", "places")
"""The kinds whose marks have a class of their own."""

WHOLE = 1000
"""Where a mention stands in an article is told in thousandths of its text."""


LAST = 988
"""Where the last tick begins, which is 12 wide."""


class Tick(NamedTuple):
    """A mention's place: its number among those of the entity, its anchor, and how far down the
    text it stands, of 1000 and at most `LAST`; `apart` where it is a metonym that stands for the
    entity.
    """

    number: int
    anchor: str
    at: int
    apart: bool


class Texts:
    """Makes the parts' HTML, numbering the marks through the whole article."""

    def __init__(
        self, door: Door, page: PageId, lang: str, parts: dict[str, Any],
        refs: dict[str, EntityRef],
    ) -> None:  # fmt: skip
        self.door = door
        self.page = page
        self.lang = lang
        self.parts = parts
        self.refs = refs
        self.words = wording.words_of(page.lang)
        self._ticks: defaultdict[str, list[Tick]] = defaultdict(list)
        self._length = sum(len(part["plain"]) for part in parts.values())
        self._marks: dict[tuple[str, str, str, str], tuple[str, str]] = {}
        self._number = 0
        self._before = 0

    def html(self, name: str) -> str:
        """A part as HTML; empty where it is not shown. To be asked in the order of the page."""
        part = self.parts.get(name)
        if part is None:
            return ""
        sentences = [
            Span(start, end, anchor, 'class="s"') for start, end, anchor in part["sentences"]
        ]
        mentions = [self._mention(*mention) for mention in part["mentions"]]
        self._before += len(part["plain"])
        made = mark_up(part["plain"], part["shape"], sentences, mentions, self.lang)
        return resolve_links(self.door, self.page, made)

    def ticks(self, entity: str) -> tuple[Tick, ...]:
        """Where in the text an entity stands; to be asked when all parts have been made."""
        return tuple(self._ticks.get(entity, ()))

    def _mention(
        self, start: int, end: int, entity: str, how: str, stands_for: str, by: str
    ) -> Span:
        self._number += 1
        anchor = f"m-{self._number}"
        at = min(WHOLE * (self._before + start) // self._length, LAST)
        ticks = self._ticks[entity]
        ticks.append(Tick(len(ticks) + 1, anchor, at, False))
        if stands_for and stands_for != UNDECIDED:
            ticks = self._ticks[stands_for]
            ticks.append(Tick(len(ticks) + 1, anchor, at, True))
        same = (entity, how, stands_for, by)
        made = self._marks.get(same)
        if made is None:
            made = self._marks[same] = self._mark(*same)
        marks, link = made
        return Span(start, end, anchor, marks, link)

    def _mark(self, entity: str, how: str, stands_for: str, by: str) -> tuple[str, str]:
        """The attributes of a mention's mark, and that of its link."""
        ref = self.refs[entity]
        meant = self.refs[stands_for].name if stands_for and stands_for != UNDECIDED else ""
        link = (
            f' href="{html.escape(relative(self.page.path, ref.address))}"' if ref.address else ""
        )
        return _attributes(self.words, ref.kind, ref.name, how, stands_for, meant, by), link


@functools.lru_cache(maxsize=16_384)
def _attributes(
    words: wording.Words, kind: str, name: str, how: str, stands_for: str, meant: str, by: str
) -> str:
    """The attributes of a mention's mark, on whatever page: `meant` is the name of what it
    stands for.
    """
    classes = ["m", f"m-{kind}" if kind in BUILT_IN else "m-own"]
    apart = ""
    if stands_for == UNDECIDED:
        classes.append("m-undecided")
        apart = undecided(words, how)
    elif stands_for:
        classes.append("m-metonym")
        apart = words.gettext("stands for %s") % meant
    said = f"{name} ({told(words, how, by, apart)})"
    return (
        f'class="{" ".join(classes)}" data-kind="{kind}" data-manner="{how}"'
        f' data-by="{html.escape(by)}" title="{html.escape(said)}"'
    )
