"""How an article is cited: as a line to read, BibTeX, RIS and CSL-JSON.

Pure: a `Work` in, text out. A byline is given as printed, whole, never cut into given name
and surname: nothing says which is which. Where a format leaves that to its readers, a body's
says that there is nothing to cut. No date of access but the one the archivist wrote
down: there is no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from builder.addresses import digest, slugify
from builder.bylines import in_one_piece, is_body
from builder.model import Basis
from builder.quoting import quoted
from builder.wording import Words


@dataclass(frozen=True, slots=True)
class Work:
    """An article as far as it is cited.

    `date` and `retrieved` are ISO 8601, as exact as they are known. `url` is the source's own
    address, `address` that of the page in the archive; either may be empty. `text` is
    `original`, `account` or `translation`. `bodies` are names of organisations that the
    article has: one that signs is no person.
    """

    id: str
    title: str
    date: str
    lang: str = ""
    text: str = "original"
    authors: tuple[str, ...] = ()
    source: str = ""
    issue: str = ""
    edition: str = ""
    page: str = ""
    url: str = ""
    retrieved: str = ""
    archive: str = ""
    publisher: str = ""
    address: str = ""
    based_on: tuple[Basis, ...] = ()
    bodies: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether the words are the archive's own: an account."""
        return self.text == "account"

    @property
    def byline(self) -> tuple[str, ...]:
        """Who wrote these words. What an account rests on was written by somebody else."""
        others = {basis.author for basis in self.based_on} if self.own else set()
        return tuple(name for name in self.authors if name not in others)

    def is_body(self, name: str) -> bool:
        """Whether a name of the byline is a body's, as far as it says so."""
        return is_body(name, {self.source, self.archive, self.publisher, *self.bodies} - {""})

    @property
    def creators(self) -> tuple[str, ...]:
        """The byline for formats whose readers cut names: bodies' are in one piece."""
        return tuple(in_one_piece(n) if self.is_body(n) else n for n in self.byline)

    @property
    def container(self) -> str:
        """Where these words were published: for an account, the archive."""
        return self.archive if self.own else self.source

    @property
    def printed(self) -> tuple[str, str, str]:
        """The issue, edition and page in which these words were printed: an account never was."""
        return ("", "", "") if self.own else (self.issue, self.edition, self.page)

    @property
    def link(self) -> str:
        """The address to give: the source's for its own words, else the archive's."""
        return self.address if self.own else self.url or self.address


class Piece(NamedTuple):
    """A stretch of a citation: `role` is `author`, `title`, `container`, `url` or empty."""

    text: str
    role: str = ""


def cite(work: Work, words: Words) -> tuple[Piece, ...]:
    """The citation to read, by the language's customs, in pieces that a page can set."""
    parts: list[tuple[Piece, ...]] = []
    if work.byline:
        parts.append((Piece(", ".join(work.byline), "author"),))
    parts.append((Piece(quoted(work.title, words), "title"),))
    if work.text == "translation":
        parts.append((Piece(words.gettext("translation")),))
    if work.container:
        parts.append((Piece(work.container, "container"),))
    if work.own and work.publisher and work.publisher != work.archive:
        parts.append((Piece(work.publisher),))
    parts.append((Piece(words.day(work.date)),))
    if not work.own:
        if work.issue:
            # "n° 23" and "hors-série" say themselves what they are.
            bare = work.issue[:1].isdigit()
            parts.append((Piece(words.gettext("no. %s") % work.issue if bare else work.issue),))
        if work.page:
            parts.append((Piece(words.gettext("p. %s") % work.page),))
        if work.edition:
            parts.append((Piece(work.edition),))
        if work.url:
            parts.append((Piece(work.url, "url"),))
        if work.url and work.retrieved:
            exact = len(work.retrieved) >= len("2023-09-12")
            said = words.gettext("retrieved %s") if exact else words.gettext("retrieved in %s")
            parts.append((Piece(said % words.day(work.retrieved)),))
        if work.archive:
            before, _, after = words.gettext("archived in %s").partition("%s")
            pieces = (Piece(before), Piece(work.archive, "container"), Piece(after))
            parts.append(tuple(piece for piece in pieces if piece.text))
    if work.address:
        parts.append((Piece(work.address, "url"),))
    if work.own and work.based_on:
        parts.append((Piece(words.gettext("account of %s") % _rests_on(work.based_on, words)),))
    joined: list[Piece] = []
    for number, part in enumerate(parts):
        joined += [Piece(", "), *part] if number else part
    return (*joined, Piece("."))


def citation(work: Work, words: Words) -> str:
    """The citation to read, as plain text."""
    return "".join(piece.text for piece in cite(work, words))


def _rests_on(bases: Iterable[Basis], words: Words) -> str:
    return " ; ".join(
        ", ".join(
            filter(
                None,
                (
                    basis.author,
                    quoted(basis.title, words) if basis.title else "",
                    basis.source,
                    words.day(basis.date) if basis.date else "",
                    basis.url,
                ),
            )
        )
        for basis in bases
    )


# --- BibTeX ----------------------------------------------------------------------------------

_TEX: Final = str.maketrans({
    # Braces are counted by BibTeX even behind a backslash: hence commands, not `\{`.
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip


def one_line(text: str) -> str:
    """Text without line breaks and control characters, runs of space as one."""
    return _BREAKS.sub(" ", text).strip()


_BREAKS: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
"""Spaces, and Unicode's categories Cc, Zl and Zp."""


def escape_tex(text: str) -> str:
    """Text as TeX reads it; letters of any script stay (UTF-8)."""
    return one_line(text).translate(_TEX)


def _verbatim(url: str) -> str:
    """An address inside braces: what would end or break them is percent-encoded."""
    unsafe = {" ": "%20", "{": "%7B", "}": "%7D", "\\": "%5C"}
    return "".join(unsafe.get(character, character) for character in one_line(url))


def key_of(work: Work) -> str:
    """A key for reference managers: letters, digits and hyphens, the same for ever."""
    slug = slugify(work.id.rpartition("/")[2])
    return slug if slug.isascii() and slug else "x-" + digest(work.id.encode(), 10)


def bibtex(work: Work) -> str:
    """One BibTeX entry, for BibTeX and BibLaTeX alike; ends in a line break."""
    authors = " and ".join(f"{{{escape_tex(name)}}}" for name in work.byline)
    year, month, day = _ymd(work.date)
    issue, edition, page = work.printed
    note = _note(work)
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


def _note(work: Work) -> str:
    """What no field of a reference manager has room for, in English, as the formats are."""
    notes = []
    if work.own:
        notes.append("Account in the archive’s own words")
        notes += [
            "based on " + ", ".join(filter(None, (b.author, b.title, b.source, b.date, b.url)))
            for b in work.based_on
        ]
    else:
        if work.text == "translation":
            notes.append("Translation")
        if work.archive:
            notes.append(f"Archived in {work.archive}")
        if work.address and work.url:
            notes.append(work.address)
    return "; ".join(notes)


def _ymd(date: str) -> tuple[str, str, str]:
    year, month, day = (*date.partition("T")[0].split("-"), "", "")[:3]
    return year, month, day


# --- RIS -------------------------------------------------------------------------------------


def ris(work: Work) -> str:
    """One RIS record; lines end as the format wants them, in CR LF."""
    year, month, day = _ymd(work.date)
    issue, edition, page = work.printed
    lines = [("TY", "ELEC" if work.own else "NEWS")]
    lines += [("AU", name) for name in work.creators]
    lines += [
        ("TI", work.title),
        ("T2", work.container),
        ("PB", work.publisher if work.own else ""),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/"),
        ("IS", issue),
        ("ET", edition),
        ("SP", page),
        ("UR", work.link),
        ("Y2", "/".join(_ymd(work.retrieved)) + "/" if work.retrieved and work.url else ""),
        ("LA", work.lang),
        ("DB", "" if work.own else work.archive),
        ("N1", _note(work)),
        ("ID", key_of(work)),
    ]
    kept = ((tag, one_line(value)) for tag, value in lines if value)
    text = "".join(f"{tag}  - {value}\r\n" for tag, value in kept if value)
    return text + "ER  - \r\n"


# --- CSL-JSON ----------------------------------------------------------------------------------


def csl(work: Work) -> dict[str, Any]:
    """The item of CSL-JSON, ready for `json.dumps`."""
    issue, edition, page = work.printed
    item: dict[str, Any] = {
        "id": key_of(work),
        "type": "webpage" if work.own else "article-newspaper",
        "title": work.title,
        "author": [{"literal": name} for name in work.byline],
        "container-title": work.container,
        "publisher": work.publisher if work.own else "",
        "issued": _csl_date(work.date),
        "issue": issue,
        "edition": edition,
        "page": page,
        "URL": work.link,
        "accessed": _csl_date(work.retrieved) if work.retrieved and work.url else None,
        "language": work.lang,
        "archive": "" if work.own else work.archive,
        "archive_location": "" if work.own else work.address,
        "note": _note(work),
    }
    return {key: value for key, value in item.items() if value}


def _csl_date(date: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in _ymd(date) if part]]}
