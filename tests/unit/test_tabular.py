"""Rows as other programs read them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import networkx
import pytest
from hypothesis import given, strategies as st

from builder.gexf import Edge, Point, gexf
from builder.tabular import Column, csv_bytes, json_lines, safe_cell

COLUMNS = (Column("a", "string", ""), Column("b", "list", ""), Column("n", "integer", ""))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+33 1", "'+33 1"),
        ("-", "'-"),
        ("@kim", "'@kim"),
        ("\t=1", "'\t=1"),
        (["=1", "b"], "'=1 | b"),
        ("a=1", "a=1"),
        (-37.5, -37.5),
        (None, ""),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(value: Any, cell: Any) -> None:
    assert safe_cell(value) == cell


rows = st.lists(st.tuples(st.text(), st.lists(st.text()), st.integers()))


@given(rows)
def test_csv_is_read_as_it_was_written(rows: list[tuple[str, list[str], int]]) -> None:
    text = csv_bytes(COLUMNS, rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[0] == ["a", "b", "n"]
    for (first, many, number), (a, b, n) in zip(rows, read[1:], strict=True):
        assert a == str(safe_cell(first)) and b == str(safe_cell(many)) and int(n) == number
        assert not a.startswith(("=", "+", "-", "@"))


@given(rows)
def test_json_lines_are_read_as_they_were_written(rows: list[tuple[str, list[str], int]]) -> None:
    lines = json_lines(COLUMNS, rows).split(b"\n")
    assert lines.pop() == b""
    read = [json.loads(line) for line in lines]
    assert [(row.get("a", ""), row.get("b", []), row["n"]) for row in read] == rows


def test_what_is_empty_is_left_out_and_zero_is_not_empty() -> None:
    assert json_lines(COLUMNS, [("", [], 0), (None, (), 1)]) == b'{"n":0}\n{"n":1}\n'


def test_a_network_is_read_as_it_was_meant() -> None:
    data = gexf(
        "Essai <&>",
        [
            Point("people/kim", 'Kim "Jong" Un', "people", 3),
            Point("countries/kp", "김", "countries", 2),
        ],
        [Edge("countries/kp", "people/kim", 2)],
    )
    graph = networkx.read_gexf(io.BytesIO(data), version="1.3")
    assert graph.nodes["people/kim"]["label"] == 'Kim "Jong" Un'
    assert graph.nodes["people/kim"]["articles"] == 3
    assert not graph.is_directed()
    assert graph.edges["people/kim", "countries/kp"]["weight"] == 2
