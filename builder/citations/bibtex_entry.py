"""BibTeX."""

from __future__ import annotations

from typing import Final

from builder.citations.fields import key_of, note_of, one_line, parts_of
from builder.citations.work import Work
from builder.wording import Words

_TEX: Final = str.maketrans({
    # Braces are counted by BibTeX even behind a backslash: hence commands, not `\{`.
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip


def escape_tex(text: str) -> str:
    """Text as TeX reads it; letters of any script stay (UTF-8)."""
    return one_line(text).translate(_TEX)


def _verbatim(url: str) -> str:
    """An address inside braces: what would end or break them is percent-encoded."""
    unsafe = {" ": "%20", "{": "%7B", "}": "%7D", "\\": "%5C"}
    return "".join(unsafe.get(character, character) for character in one_line(url))


def bibtex(work: Work, words: Words) -> str:
    """One BibTeX entry, for BibTeX and BibLaTeX alike, with its note in a language; ends in a
    line break.
    """
    authors = " and ".join(f"{{{escape_tex(name)}}}" for name in work.byline)
    year, month, day = parts_of(work.date)
    issue, edition, page = work.printed
    note = note_of(work, words)
    fields = [
        ("author", authors),
        ("title", f"{{{escape_tex(work.title)}}}"),
        ("howpublished" if work.own else "journal", escape_tex(work.container)),
        ("publisher", escape_tex(work.publisher) if work.own else ""),
        ("date", "-".join(filter(None, (year, month, day)))),
        ("year", year),
        ("number", escape_tex(issue)),
        ("edition", escape_tex(edition)),
        ("pages", escape_tex(page)),
        ("url", _verbatim(work.link)),
        ("urldate", work.retrieved[:10] if work.url and not work.own else ""),
        ("langid", _TEX_LANGUAGES.get(work.lang.partition("-")[0], "")),
        ("note", escape_tex(note)),
    ]
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    if month:
        lines.insert([name for name, value in fields if value].index("year") + 1,
                     f"  month = {_MONTHS[int(month) - 1]},\n")  # fmt: skip
    kind = "misc" if work.own else "article"
    return f"@{kind}{{{key_of(work)},\n{''.join(lines)}}}\n"


_TEX_LANGUAGES: Final = {
    "fr": "french", "en": "english", "de": "german", "es": "spanish", "it": "italian",
    "pt": "portuguese", "ru": "russian", "ko": "korean", "ja": "japanese", "zh": "chinese",
    "ar": "arabic", "nl": "dutch", "pl": "polish", "uk": "ukrainian", "sv": "swedish",
}  # fmt: skip
