"""Clean HTML → plain text and the HTML that stands off from it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from html.parser import HTMLParser
from typing import Final

from builder.content.links import FOLDERS
from builder.content.marks import SIGN, SOFT_BREAK, Found
from builder.content.tags import Tags, lift_headings
from builder.model import Mark, Text

_BLOCKS: Final = frozenset(
    "p h1 h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd table thead tbody tfoot tr pre figure"
    " figcaption hr div caption".split()
)
_VOID: Final = frozenset({"br", "hr", "img"})
_CELLS: Final = frozenset({"td", "th"})
_CODE: Final = frozenset({"pre", "code"})


class StandOff(HTMLParser):
    """Collects plain text, shape and marks.

    Blocks are joined by a blank line, cells of a row by a tab: both stand between tags.
    What is known only later (whether words follow) waits in a queue: pieces of HTML, and
    white space that is dropped where a block ends.
    """

    def __init__(
        self, path: str, marks: Sequence[Found] = (), folders: Collection[str] = FOLDERS
    ) -> None:
        super().__init__(convert_charrefs=True)
        self.noted: list[int] = []
        """The notes referred to, as their signs number them, in order."""
        self.unclosed = ""
        """The first words that begin with `[[`, and are neither a mark nor code."""
        self._marks_found = marks
        self._tags = Tags(path, marks, folders)
        self.links = self._tags.links
        self._plain: list[str] = []
        self._position = 0
        self._shape: list[tuple[int, str]] = []
        self._marks: list[Mark] = []
        self._stack: list[str] = []
        self._queue: list[tuple[bool, str]] = []  # (whether it is white space, what)
        self._cut: int | None = None  # where in the queue what joins two blocks goes
        self._gap = ""  # what joins them
        self._row_gap = ""
        self._fresh = True  # whether the block has no words yet
        self._cells = 0
        self._in_empty_cell = False
        self._references: dict[int, int] = {}

    def finish(self) -> Text:
        """The text as collected. Its first headings are `h2`: an article's title is `h1`."""
        self.close()
        self._drop_space()
        self._shape += [(self._position, piece) for _, piece in self._queue]
        return Text("".join(self._plain), lift_headings(self._shape), tuple(self._marks))

    # Reading

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        piece = self._tags.written(tag, attrs)
        if tag not in _VOID:
            self._stack.append(tag if piece else "")
        if not piece:
            return
        if tag == "tr":
            self._boundary()
            self._row_gap, self._cells = self._gap, 0
        elif tag in _CELLS:
            self._cells += 1
            self._row_gap += "\t" if self._cells > 1 else ""
            self._boundary()
            self._gap, self._in_empty_cell = self._row_gap, True
        elif tag in _BLOCKS:
            self._boundary()
        elif tag == "br":
            self._drop_space()
        self._queue.append((False, piece))
        if tag == "br" and not self._fresh:
            self._queue.append((True, "\n"))
        elif tag == "hr":
            self._boundary(after=True)

    def handle_endtag(self, tag: str) -> None:
        """An element closes."""
        if tag in _VOID or not self._stack or not self._stack.pop():
            return
        self._queue.append((False, f"</{tag}>"))
        if tag in _CELLS or tag in _BLOCKS:
            self._boundary(after=True)
        if tag in _CELLS:
            self._in_empty_cell = False

    def handle_data(self, data: str) -> None:
        """Words, with signs for marks and footnotes among them."""
        end = 0
        for sign in SIGN.finditer(data):
            self._words(data[end : sign.start()])
            end = sign.end()
            if sign["note"] is not None:
                self._reference(int(sign["note"]))
            elif int(sign["mark"]) < len(self._marks_found):
                self._mark(self._marks_found[int(sign["mark"])])
        self._words(data[end:])

    # Words

    def _words(self, data: str) -> None:
        if "[[" in data and not self.unclosed and _CODE.isdisjoint(self._stack):
            self.unclosed = data[data.index("[[") :].partition("\n")[0]
        if "pre" in self._stack:
            words = data.rstrip("\n")
            space = data[len(words) :]
        else:
            data = SOFT_BREAK.sub(" ", data)
            if self._fresh or self._queue and self._queue[-1] == (True, "\n"):
                data = data.lstrip(" \t")
            words = data.rstrip(" \t")
            space = data[len(words) :]
        if words:
            self._add(words)
        if space and not self._fresh:
            self._queue.append((True, space))

    def _mark(self, mark: Found) -> None:
        if not _CODE.isdisjoint(self._stack):
            self._words(mark.raw)
            return
        self._flush()
        start = self._position
        self._add(mark.words)
        self._marks.append(Mark(start, self._position, mark.target, mark.position))

    def _reference(self, note: int) -> None:
        number = self._references.setdefault(note, len(self._references) + 1)
        again = self.noted.count(note)
        self.noted.append(note)
        inner = str(number)
        if "a" not in self._stack:
            mark = f"note-ref-{number}" + (f"-{again + 1}" if again else "")
            inner = f'<a id="{mark}" href="#note-{number}">{number}</a>'
        self._queue.append((False, f'<sup class="note-ref">{inner}</sup>'))

    def _add(self, words: str) -> None:
        self._flush()
        self._plain.append(words)
        self._position += len(words)
        self._fresh = self._in_empty_cell = False
        self._row_gap = ""

    def _flush(self) -> None:
        """Let go of what waited: words come."""
        for number, (space, piece) in enumerate(self._queue):
            if number == self._cut:
                self._join()
            if space:
                self._plain.append(piece)
                self._position += len(piece)
            else:
                self._shape.append((self._position, piece))
        self._join()
        self._queue.clear()
        self._cut = None

    def _join(self) -> None:
        if self._gap:
            self._plain.append(self._gap)
            self._position += len(self._gap)
            self._gap = ""

    def _boundary(self, after: bool = False) -> None:
        """A block begins or ends here."""
        self._drop_space()
        self._fresh = True
        if after or self._cut is None:
            self._cut = len(self._queue)
        if self._position and not self._in_empty_cell:
            self._gap = "\n\n"

    def _drop_space(self) -> None:
        if any(space for space, _ in self._queue):
            self._queue = [item for item in self._queue if not item[0]]
