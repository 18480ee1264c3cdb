"""CSL-JSON."""

from __future__ import annotations

from typing import Any

from builder.citations.fields import key_of, note_of, parts_of
from builder.citations.work import Work
from builder.wording import Words


def csl(work: Work, words: Words) -> dict[str, Any]:
    """The item of CSL-JSON, with its note in a language, ready for `json.dumps`."""
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
        "note": note_of(work, words),
    }
    return {key: value for key, value in item.items() if value}


def _csl_date(date: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in parts_of(date) if part]]}
