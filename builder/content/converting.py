"""Markdown → clean HTML, its footnotes apart; signs for marks and notes stay in the text."""

from __future__ import annotations

import functools
import re
import xml.etree.ElementTree as etree
from typing import Final, NamedTuple

import nh3
from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from builder.content.marks import NOTE, NOTE_END

_TAGS: Final = set(
    "p br hr h1 h2 h3 h4 h5 h6 em strong b i u s sub sup small del ins mark q cite abbr dfn var"
    " samp time code pre kbd blockquote ul ol li dl dt dd table thead tbody tfoot tr th td caption"
    " figure figcaption img a span div bdo bdi ruby rt rp".split()
)
_ATTRIBUTES: Final = {
    "*": {"lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
}
_DROPPED: Final = {"script", "style", "title", "textarea", "iframe", "noscript", "object", "svg"}
"""Elements whose content is no text of the article."""

_REFERENCE = re.compile(r"&#(?:[xX]0*(?P<hex>[0-9a-fA-F]{1,6})|0*(?P<number>[0-9]{1,7}));?")


class Converted(NamedTuple):
    """Clean HTML, the footnotes' by their numbers in the signs, and references to none."""

    html: str
    notes: tuple[str, ...]
    missing: tuple[str, ...]


class _Heading(HashHeaderProcessor):
    """`# Title` is a heading, `#MeToo` is not: a space makes the difference."""

    RE = re.compile(
        r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)"
    )


class _Notes(FootnoteExtension):
    """Footnotes are collected, and their references replaced by signs; nothing is added."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the part that collects, and the part that refers."""
        md.registerExtension(self)
        self.parser = md.parser
        self.md = md
        md.parser.blockprocessors.register(FootnoteBlockProcessor(self), "footnote", 17)
        md.inlinePatterns.register(_Reference(r"\[\^([^\]]*)\]", self), "footnote", 175)

    def reset(self) -> None:
        """Be ready for another text."""
        super().reset()
        self.missing: list[str] = []


class _Reference(InlineProcessor):
    def __init__(self, pattern: str, notes: _Notes) -> None:
        super().__init__(pattern)
        self.notes = notes

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """A sign for a note that is there."""
        if m[1] not in self.notes.footnotes:
            self.notes.missing.append(m[1])
            return None, None, None
        element = etree.Element("span")
        number = list(self.notes.footnotes).index(m[1])
        element.text = AtomicString(f"{NOTE}{number}{NOTE_END}")
        return element, m.start(0), m.end(0)


def _converter(*more: _Notes) -> Markdown:
    tables = TableExtension(use_align_attribute=True)
    converter = Markdown(
        extensions=[tables, "fenced_code", "sane_lists", "def_list", *more], output_format="html"
    )
    converter.parser.blockprocessors.register(_Heading(converter.parser), "hashheader", 70)
    return converter


@functools.cache
def _converters() -> tuple[Markdown, _Notes, Markdown]:
    """The converter of texts, its footnotes, and the converter of those: made once a process."""
    notes = _Notes()
    return _converter(notes), notes, _converter()


def convert(source: str) -> Converted:
    """Convert and clean. Raises RecursionError for what is nested beyond all reason."""
    try:
        return _convert(source)
    except RecursionError:
        # Cut off in the middle of a list, a converter takes what comes next for its item.
        _converters.cache_clear()
        raise


def _convert(source: str) -> Converted:
    converter, notes, of_notes = _converters()
    converter.reset()
    html = clean(converter.convert(source))
    texts = []
    for text in notes.footnotes.values():
        of_notes.reset()
        # A note may use the addresses that stand at the end of the text.
        of_notes.references.update(converter.references)
        texts.append(clean(of_notes.convert(text)))
    return Converted(html, tuple(texts), tuple(dict.fromkeys(notes.missing)))


def clean(dirty: str) -> str:
    """HTML without script, handlers, `javascript:`, and without ids or styles of its own."""
    return nh3.clean(
        _REFERENCE.sub(_no_sign, dirty) if "&#" in dirty else dirty,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def _no_sign(match: re.Match[str]) -> str:
    """A reference to a character, but not to one that is a sign of our own."""
    code = int(match["hex"], 16) if match["hex"] else int(match["number"])
    return "\ufffd" if 0xFDD0 <= code <= 0xFDEF else match[0]
