"""Every mention of the archive, a row each: how anyone checks the annotation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from builder.archive.annotating import Read
from builder.model import Article, Mention
from builder.sentences import sentences

COLUMNS = (
    "article", "entity", "part", "exact", "start", "end", "sentence", "as", "for", "by",
    "confidence",
)  # fmt: skip
FORMATS = ("csv", "jsonl")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a cell for a formula: CSV puts an apostrophe before."""


def rows(articles: Iterable[Read]) -> Iterator[dict[str, object]]:
    """A row a mention, by article, part and place. Positions are code points of the part's
    plain text; `for` is what a metonym stands for, `?` where that is open.
    """
    for article, annotated in articles:
        spans = {part: sentences(text.plain, article.lang) for part, text in article.texts.items()}
        for mention in annotated.mentions:
            part = mention.part
            yield _row(article, mention, spans[part])  # type: ignore[index]


def _row(article: Article, mention: Mention, spans: Iterable[tuple[int, int]]) -> dict[str, object]:
    plain = article.texts[mention.part].plain  # type: ignore[index]
    # A name may go over what is taken for a sentence's end: then both sentences hold it.
    around = [span for span in spans if span[0] < mention.end and mention.start < span[1]]
    sentence = plain[around[0][0] : around[-1][1]] if around else mention.exact
    return dict(
        zip(
            COLUMNS,
            (
                article.path, mention.entity, mention.part, mention.exact, mention.start,
                mention.end, sentence, mention.manner, mention.stands_for, mention.by,
                mention.confidence,
            ),
            strict=True,
        )
    )  # fmt: skip


def write(articles: Iterable[Read], form: str) -> Iterator[str]:
    """The rows as CSV (with a header, UTF-8 text, CRLF as RFC 4180 has it) or JSON lines."""
    if form == "jsonl":
        for row in rows(articles):
            yield json.dumps(row, ensure_ascii=False) + "\n"
        return
    yield _line(COLUMNS)
    for row in rows(articles):
        yield _line([_cell(value) for value in row.values()])


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
