"""Rows as other programs read them: CSV, JSON lines; their description (Frictionless)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

SEPARATOR: Final = " | "
"""What stands between several values in one cell of CSV."""

_FORMULA: Final = frozenset("=+-@\t\r\n")
_AS_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_ENCODERS: Final[dict[type, Callable[[Any], str]]] = {
    str: json.encoder.encode_basestring,
    int: int.__repr__,
}

Row = Sequence[Any]
"""Values in the order of the columns: text, numbers, None, or sequences of text."""


class Column(NamedTuple):
    """A column: its type is one of Table Schema's (`string`, `integer`, `number`), or `list`,
    which is a list in JSON and joined in CSV.
    """

    name: str
    type: str
    description: str


def safe_cell(value: Any) -> str | int | float:
    """A cell that a spreadsheet takes for text: what would be a formula gets ' before it."""
    if type(value) is str:
        return f"'{value}" if value[:1] in _FORMULA else value
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return value
    return safe_cell(SEPARATOR.join(value))


def csv_bytes(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """CSV as RFC 4180 has it, in UTF-8 with a byte order mark: without one, the most used
    spreadsheet garbles every accent; programs that read UTF-8 skip it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows(list(map(safe_cell, row)) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def json_lines(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """A JSON object a line; what is empty is left out."""
    # By hand around the encoder's own parts: there are hundreds of thousands of mentions.
    heads = [f'"{column.name}":' for column in columns]
    lines = [
        ",".join(
            [
                head + _ENCODERS.get(type(value), _AS_JSON)(value)
                for head, value in zip(heads, row, strict=True)
                if value or value == 0
            ]
        )
        for row in rows
    ]
    return "".join([f"{{{line}}}\n" for line in lines]).encode()


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
