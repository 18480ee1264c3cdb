"""Rows as other programs read them: CSV, JSON lines; their description (Frictionless)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

SEPARATOR: Final = " | "
"""What stands between several values in one cell of CSV."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


class Column(NamedTuple):
    """A column: its type is one of Table Schema's (`string`, `integer`, `number`), or `list`,
    which is a list in JSON and joined in CSV.
    """

    name: str
    type: str
    description: str


def safe_cell(value: Any) -> str | int | float:
    """A cell that a spreadsheet takes for text: what would be a formula gets ' before it."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return value
    text = SEPARATOR.join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_bytes(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """CSV as RFC 4180 has it, in UTF-8 with a byte order mark: without one, the most used
    spreadsheet garbles every accent; programs that read UTF-8 skip it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([safe_cell(row.get(column.name)) for column in columns])
    return out.getvalue().encode("utf-8-sig")


def json_lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A JSON object a line; what is empty is left out."""
    lines = (
        json.dumps(
            {key: value for key, value in row.items() if value not in ("", None, [], ())},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for row in rows
    )
    return "".join(f"{line}\n" for line in lines).encode()


def resource(name: str, path: str, title: str, columns: Sequence[Column]) -> dict[str, Any]:
    """The description of one CSV file (Data Package 1.0, Table Schema 1.0)."""
    fields = [
        {
            "name": column.name,
            "type": "string" if column.type == "list" else column.type,
            "description": column.description
            + (f" (several are joined by “{SEPARATOR}”)" if column.type == "list" else ""),
        }
        for column in columns
    ]
    return {
        "name": name,
        "path": path,
        "title": title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }
