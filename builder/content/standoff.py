"""Clean HTML → plain text and the HTML that stands off from it."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from builder.model import Mark, Note, Position, Text

_BLOCKS = frozenset(
    "p h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd table pre figure figcaption hr div"
    " caption".split()
)
_OWN_SPACE = frozenset("ul ol dl table thead tbody tfoot tr blockquote figure".split())
_VOID = frozenset({"br", "hr", "img"})
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"[ \t\r\n]+")
_OUR_OWN = re.compile("[\ufdd0\ufdd2\ufdd3\ufdd5]")


class StandOff(HTMLParser):
    """Collects plain text, shape and marks. Blocks are joined by a blank line, table cells by
    a tab, rows by a line; white space in between stands outside of the text's tags."""

    def __init__(self, path: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.links: list[tuple[str, str]] = []
        self._plain: list[str] = []
        self.position = 0
        self._shape: list[tuple[int, str]] = []
        self._marks: list[Mark] = []
        self._open: list[tuple[int, str]] = []
        self._stack: list[str] = []
        self._pending = ""
        self._fresh = True
        self._notes: list[str] | None = None
        self._note: list[str] = []

    # Building by hand

    def block(self) -> None:
        """What comes now is a new block."""
        if self._plain:
            self._pending = "\n\n"

    def text(self, words: str) -> None:
        """Add words as they are."""
        if not words:
            return
        self._plain.append(words)
        self.position += len(words)
        self._fresh = False

    def html(self, piece: str) -> None:
        """Put a piece of HTML in here."""
        if self._pending:
            self._plain.append(self._pending)
            self.position += len(self._pending)
            self._pending = ""
        self._shape.append((self.position, piece))

    def mark(self, start: int, target: str, position: Position) -> None:
        """What was added since `start` is the archivist's mark."""
        self._marks.append(Mark(start, self.position, target, position))

    def finish(self) -> Text:
        """The text as collected."""
        self.close()
        plain = "".join(self._plain)
        return Text(plain, tuple(self._shape), tuple(self._marks))

    def notes(self) -> tuple[Note, ...]:
        """The footnotes that were taken apart."""
        if self._notes is None:
            return ()
        done = [*self._notes, "".join(self._note)]
        return tuple(Note(number, text.strip()) for number, text in enumerate(done, 1))

    # Reading HTML

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        piece = self._tag(tag, attrs)
        if self._notes is not None:
            self._note.append(piece)
            return
        if tag == "span" and not attrs:
            self._stack.append("span-")
            return
        if tag in _CELLS:
            self._pending = "\t" if self._stack and self._row_begun() else self._pending or ""
        elif tag == "tr" and self._plain and not self._pending:
            self._pending = "\n"
        elif tag in _BLOCKS and self._plain and self._pending != "\n\n":
            self._pending = "\n\n"
        if tag not in _VOID:
            self._stack.append(tag)
            if tag == "tr":
                self._cells = 0
        if tag in _CELLS:
            self._cells += 1
        if tag == "br":
            self.html(piece)
            self.text("\n")
            self._fresh = True
            return
        if tag in _BLOCKS or tag in _CELLS:
            self._fresh = True
        if tag in _OWN_SPACE:
            # White space between such tags is nobody's text: it waits for the first words.
            self._shape.append((self.position, piece))
            return
        self.html(piece)

    def _row_begun(self) -> bool:
        return getattr(self, "_cells", 0) > 0

    def handle_endtag(self, tag: str) -> None:
        """An element closes."""
        if self._notes is not None:
            self._note.append(f"</{tag}>")
            return
        if tag in _VOID or not self._stack:
            return
        last = self._stack.pop()
        if last == "span-":
            return
        self._shape.append((self.position, f"</{tag}>"))
        if tag in _BLOCKS and self._plain:
            self._pending = "\n\n"
            self._fresh = True

    def handle_data(self, data: str) -> None:
        """Words, with our own characters for marks and footnotes among them."""
        end = 0
        for found in _OUR_OWN.finditer(data):
            if found.start() < end:
                continue
            self._words(data[end : found.start()])
            sign = found[0]
            end = found.end()
            if sign == "\ufdd0":
                target, _, _ = data[end:].partition("\ufdd1")
                self._flush()
                self._open.append((self.position, target))
                end += len(target) + 1
                words, _, _ = data[end:].partition("\ufdd2")
                self.text(words)
                start, target = self._open.pop()
                self._marks.append(Mark(start, self.position, target, Position(1, 1)))
                end += len(words) + 1
            elif sign == "\ufdd3":
                number, _, _ = data[end:].partition("\ufdd4")
                end += len(number) + 1
                self.html(
                    f'<sup class="note-ref"><a id="note-ref-{number}" href="#note-{number}">'
                    f"{number}</a></sup>"
                )
            elif sign == "\ufdd5":
                if self._notes is None:
                    self._notes = []
                else:
                    self._notes.append("".join(self._note))
                self._note = []
        self._words(data[end:])

    def _flush(self) -> None:
        if self._pending:
            self._plain.append(self._pending)
            self.position += len(self._pending)
            self._pending = ""

    def _words(self, data: str) -> None:
        if not data:
            return
        if self._notes is not None:
            self._note.append(html.escape(data, quote=False))
            return
        inside = self._stack[-1] if self._stack else ""
        if not data.strip(" \t\r\n") and (not inside or inside in _OWN_SPACE or self._pending):
            return
        if "pre" not in self._stack:
            data = _SPACE.sub(" ", data)
            if self._fresh:
                data = data.lstrip(" ")
        if data:
            self._flush()
            self.text(data)

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        parts = [tag]
        for name, value in attrs:
            text = value or ""
            if name in ("href", "src") and not re.match(r"(?:https?:|mailto:|#)", text):
                from builder.content.markup import resolve

                target = resolve(self.path, text)
                self.links.append((text, target))
                text = f"dossier:{target}"
            parts.append(f'{name}="{html.escape(text)}"')
        return f"<{' '.join(parts)}>"
