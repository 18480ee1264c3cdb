"""Markdown or plain text → `Text`: plain text with its HTML standing off from it."""

from __future__ import annotations

import functools
import html
import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Sequence
from dataclasses import dataclass

import markdown
import nh3
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from builder.content.standoff import StandOff
from builder.model import Link, Mark, Note, Position, Text
from builder.problems import Problem, problem

# Noncharacters, which Unicode keeps for a program's own use: they stand around a mark's words.
OPEN, BETWEEN, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"

MARK = r"\[\[(?P<target>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]"
_MARK = re.compile(MARK)
_SPECIAL = re.compile(r"[\\`*_\[\]<>&!|~^\ufdd0-\ufddf]|  \n|^[ \t]|^(?:[-+=#>:]|\d+[.)])", re.M)

_TAGS = set(
    "p br hr h2 h3 h4 h5 h6 em strong b i u s sub sup small del ins mark q cite abbr code pre kbd"
    " blockquote ul ol li dl dt dd table thead tbody tfoot tr th td caption figure figcaption img"
    " a span div bdo bdi".split()
)
_ATTRIBUTES = {
    "*": {"lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
}


@dataclass(frozen=True, slots=True)
class Body:
    """A body as read."""

    text: Text
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Marks(InlineProcessor):
    """`[[target|words]]`: the words as they are, between two characters of our own."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        element = etree.Element("span")
        target = m["target"].strip()
        element.text = AtomicString(f"{OPEN}{target}{BETWEEN}{m['words'] or _shown(target)}{CLOSE}")
        return element, m.start(0), m.end(0)


def _shown(target: str) -> str:
    """What `[[places/washington]]` shows where no words are given."""
    return target


@functools.cache
def _converter() -> markdown.Markdown:
    converter = markdown.Markdown(
        extensions=["tables", "footnotes", "fenced_code", "sane_lists", "def_list"],
        output_format="html",
    )
    # Before links (160), after code spans (190) and escapes (180).
    converter.inlinePatterns.register(_Marks(MARK), "mark", 175)
    return converter


def read_body(source: str, first_line: int, path: str, markup: str) -> Body:
    """Read an article's body, which begins on line `first_line` of its file."""
    bad = re.search("[\ufdd0-\ufdef]", source)
    if bad:
        line = first_line + source[: bad.start()].count("\n")
        return Body(Text(""), problems=(problem("E109", path, line, 1),))
    if markup == "text":
        return Body(read_text(source, first_line))
    fast = read_plain(source, first_line)
    if fast is not None:
        return Body(fast)
    return read_markdown(source, first_line, path)


def read_plain(source: str, first_line: int) -> Text | None:
    """The body, where nothing in it is Markdown but sub-headings and marks; else None."""
    blocks = _blocks(source)
    for block, _ in blocks:
        words = _MARK.sub("", block)
        level = len(words) - len(words.lstrip("#"))
        if level and words[level : level + 1] == " " and "\n" not in words and 0 < level <= 6:
            words = words.lstrip("# ").rstrip()
            if words.endswith("#") or not words:
                return None
        if _SPECIAL.search(words):
            return None
    return _assemble_blocks(blocks, first_line, headings=True)


def read_text(source: str, first_line: int) -> Text:
    """`markup: text`: paragraphs, `## ` sub-headings and marks; nothing else is syntax."""
    return _assemble_blocks(_blocks(source), first_line, headings=True)


def _blocks(source: str) -> list[tuple[str, int]]:
    """Blocks between blank lines, each with the number of lines before it."""
    blocks: list[tuple[str, int]] = []
    lines: list[str] = []
    for number, line in enumerate([*source.split("\n"), ""]):
        if line.strip():
            lines.append(line.rstrip())
            continue
        if lines:
            blocks.append(("\n".join(lines), number - len(lines)))
        lines = []
    return blocks


def _assemble_blocks(blocks: Sequence[tuple[str, int]], first_line: int, headings: bool) -> Text:
    made = StandOff()
    for block, line in blocks:
        found = re.match(r"(#{1,6}) +(?=\S)", block) if headings and "\n" not in block else None
        tag = f"h{max(2, len(found[1]))}" if found else "p"
        words = block[found.end() :] if found else block
        made.block()
        made.html(f"<{tag}>")
        for row, text in enumerate(words.split("\n")):
            if row:
                made.text(" ")
            offset = found.end() if found and not row else 0
            indent = len(text) - len(text.lstrip())
            _add_marked(made, text.strip(), first_line + line + row, offset + indent + 1)
        made.html(f"</{tag}>")
    return made.finish()


def _add_marked(made: StandOff, words: str, line: int, column: int) -> None:
    """Add words that hold nothing but marks."""
    end = 0
    for found in _MARK.finditer(words):
        made.text(words[end : found.start()])
        start = made.position
        target = found["target"].strip()
        made.text(found["words"] or _shown(target))
        made.mark(start, target, Position(line, column + found.start()))
        end = found.end()
    made.text(words[end:])


def read_line(words: str, position: Position) -> Text:
    """A standfirst or summary: one paragraph of plain text and marks."""
    made = StandOff()
    _add_marked(made, words, position.line, position.column)
    return made.finish()


def read_markdown(source: str, first_line: int, path: str) -> Body:
    """The body through Python-Markdown and a cleaner."""
    places = [
        Position(first_line + source[: m.start()].count("\n"), _column(source, m.start()))
        for m in _MARK.finditer(source)
    ]
    clean = _clean(_convert(source))
    made = StandOff(path)
    made.feed(clean)
    text = made.finish()
    # Marks come out in the order in which they were written, code spans apart.
    marks = tuple(
        Mark(m.start, m.end, m.target, place)
        for m, place in zip(text.marks, _matching(text.marks, source, places), strict=True)
    )
    links = tuple(_located(made.links, source, first_line))
    return Body(Text(text.plain, text.shape, marks), made.notes(), links)


def _matching(marks: Sequence[Mark], source: str, places: list[Position]) -> list[Position]:
    found = list(zip((m["target"].strip() for m in _MARK.finditer(source)), places, strict=True))
    result = []
    for mark in marks:
        at = next((i for i, (target, _) in enumerate(found) if target == mark.target), None)
        result.append(found.pop(at)[1] if at is not None else Position(1, 1))
    return result


def _column(source: str, at: int) -> int:
    return at - (source.rfind("\n", 0, at) + 1) + 1


def _located(links: Sequence[tuple[str, str]], source: str, first_line: int) -> list[Link]:
    found = []
    for written, target in links:
        at = max(0, source.find(written))
        position = Position(first_line + source[:at].count("\n"), _column(source, at))
        found.append(Link(target, position))
    return found


def read_prose(
    source: str, first_line: int, path: str
) -> tuple[str, tuple[Link, ...], tuple[Problem, ...]]:
    """A biography or free page: clean HTML, its links as `href="dossier:TARGET"`."""
    if not source.strip():
        return "", (), ()
    body = read_markdown(source, first_line, path)
    notes = "".join(
        f'<li id="note-{note.number}">{note.html}</li>' for note in body.notes
    )
    tail = f'<ol class="notes">{notes}</ol>' if notes else ""
    return assemble(body.text) + tail, body.links, ()


def assemble(text: Text) -> str:
    """The HTML of a text: its shape put in, the words between escaped."""
    parts: list[str] = []
    end = 0
    for position, piece in text.shape:
        parts += (html.escape(text.plain[end:position], quote=False), piece)
        end = position
    parts.append(html.escape(text.plain[end:], quote=False))
    return "".join(parts)


def _convert(source: str) -> str:
    converter = _converter()
    converter.reset()
    return converter.convert(source)


def _clean(dirty: str) -> str:
    # What the converter itself makes of footnotes is told apart before ids are dropped.
    dirty = re.sub(r'<sup id="fnref\d*:[^"]*"><a class="footnote-ref" href="#fn:([^"]*)">(\d+)</a></sup>',
                   lambda m: f"\ufdd3{m[2]}\ufdd4", dirty)  # fmt: skip
    dirty = re.sub(r'<div class="footnote">\s*<hr ?/?>\s*<ol>', "\ufdd5", dirty)
    if "\ufdd5" in dirty:
        body, _, notes = dirty.partition("\ufdd5")
        notes = re.sub(r"\s*</ol>\s*</div>\s*$", "", notes)
        notes = re.sub(r'(?:&#160;|\xa0|\s)*<a class="footnote-backref"[^>]*>.*?</a>', "", notes)
        items = [part.rpartition("</li>")[0] for part in re.split(r'<li id="fn:[^"]*">', notes)[1:]]
        return "\ufdd5".join([_nh3(body), *(_nh3(item) for item in items)])
    return _nh3(dirty)


def _nh3(dirty: str) -> str:
    dirty = re.sub(r"<(/?)h1\b", r"<\1h2", dirty)
    return nh3.clean(
        dirty,
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        attribute_filter=_filter,
    )


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """No request to another host: only an archive's own images are shown."""
    if tag == "img" and attribute == "src" and re.match(r"(?:[a-z][a-z0-9+.-]*:|//)", value, re.I):
        return None
    return value


def resolve(path: str, target: str) -> str:
    """A link of a source file as an address from the content folder or the site's root."""
    address, mark, fragment = target.partition("#")
    if address.startswith("/"):
        joined = posixpath.normpath(address).lstrip("/")
    elif re.match(r"(?:articles|people|countries|organisations|places|pages|media)/", address):
        joined = posixpath.normpath(address)
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
    return joined + mark + fragment
