"""BibTeX."""

from __future__ import annotations

import re
from typing import Final

from builder.citations.fields import key_of, note_of, one_line, parts_of
from builder.citations.work import Work
from builder.wording import Words

_TEX: Final = {
    # Braces are counted by BibTeX even behind a backslash: hence commands, not `\{`.
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_OWN_SIGN: Final = re.compile(r"[\\{}#$%&_~^]")
"""What TeX does not read as it is written: the keys of `_TEX`."""
_NO_ADDRESS: Final = str.maketrans({" ": "%20", "{": "%7B", "}": "%7D", "\\": "%5C"})
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip


def escape_tex(text: str) -> str:
    """Text as TeX reads it; letters of any script stay (UTF-8)."""
    return _OWN_SIGN.sub(lambda found: _TEX[found[0]], one_line(text))


def _verbatim(url: str) -> str:
    """An address inside braces: what would end or break them is percent-encoded."""
    return one_line(url).translate(_NO_ADDRESS)


def bibtex(work: Work, words: Words) -> str:
    """One BibTeX entry, for BibTeX and BibLaTeX alike, with its note in a language; ends in a
    line break.
    """
    authors = " and ".join(f"{{{escape_tex(name)}}}" for name in work.byline)
    year, month, day = parts_of(work.date)
    issue, edition, page = work.printed
    note = note_of(work, words)
    fields = [
        _field("author", authors),
        _field("title", f"{{{escape_tex(work.title)}}}"),
        _field("howpublished" if work.own else "journal", escape_tex(work.container)),
        _field("publisher", escape_tex(work.publisher) if work.own else ""),
        _field("date", "-".join(filter(None, (year, month, day)))),
        _field("year", year),
        f"  month = {_MONTHS[int(month) - 1]},\n" if month else "",
        _field("number", escape_tex(issue)),
        _field("edition", escape_tex(edition)),
        _field("pages", escape_tex(page)),
        _field("url", _verbatim(work.link)),
        _field("urldate", work.retrieved[:10] if work.url and not work.own else ""),
        _field("langid", _TEX_LANGUAGES.get(work.lang.partition("-")[0], "")),
        _field("note", escape_tex(note)),
    ]
    kind = "misc" if work.own else "article"
    return f"@{kind}{{{key_of(work)},\n{''.join(fields)}}}\n"


def _field(name: str, value: str) -> str:
    return f"  {name} = {{{value}}},\n" if value else ""


_TEX_LANGUAGES: Final = {
    "fr": "french", "en": "english", "de": "german", "es": "spanish", "it": "italian",
    "pt": "portuguese", "ru": "russian", "ko": "korean", "ja": "japanese", "zh": "chinese",
    "ar": "arabic", "nl": "dutch", "pl": "polish", "uk": "ukrainian", "sv": "swedish",
}  # fmt: skip
