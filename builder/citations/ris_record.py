"""RIS."""

from __future__ import annotations

from builder.citations.fields import key_of, note_of, one_line, parts_of
from builder.citations.work import Work
from builder.wording import Words


def ris(work: Work, words: Words) -> str:
    """One RIS record, with its note in a language; lines end as the format wants them, in CR LF."""
    year, month, day = parts_of(work.date)
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
        ("Y2", "/".join(parts_of(work.retrieved)) + "/" if work.retrieved and work.url else ""),
        ("LA", work.lang),
        ("DB", "" if work.own else work.archive),
        ("N1", note_of(work, words)),
        ("ID", key_of(work)),
    ]
    kept = ((tag, one_line(value)) for tag, value in lines if value)
    text = "".join(f"{tag}  - {value}\r\n" for tag, value in kept if value)
    return text + "ER  - \r\n"
