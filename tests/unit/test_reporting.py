"""How problems are printed: the caret under its column, long lines cut, nothing obeyed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from builder.problems import problem
from builder.reporting import AROUND, as_json, lines_of, printable, shown, under


@pytest.mark.parametrize(
    ("line", "column", "before"),
    [
        ("date: hier", 7, "      "),
        ("date: hier", 1, ""),
        ("date: hier", 11, "          "),
        ("\tdate: hier", 8, "\t      "),
        ("a\tb", 3, " \t"),
        ("이름: x", 5, "      "),
        ("e\u0301te\u0301 x", 7, "    "),
        ("👩 x", 3, "   "),
        ("a\u200bb", 3, " "),
    ],
)
def test_a_caret_stands_under_its_column(line: str, column: int, before: str) -> None:
    assert under(line, column) == before
    lines = lines_of(shown(problem("E108", "a.md", 3, column, line, key="date")))
    assert lines[1] == f"    {line}"
    assert lines[2] == f"    {before}^"


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    found = shown(problem("E108", "a.md", 1, 501, line, key="k"))
    assert found.excerpt[found.column - 1 :].startswith("HERE")
    assert found.excerpt.startswith("…") and found.excerpt.endswith("…")
    assert len(found.excerpt) == 2 * AROUND + 2


@given(st.text(st.characters(exclude_characters="\r\n"), max_size=300), st.integers(0, 310))
def test_the_place_stays_on_its_character(line: str, column: int) -> None:
    found = shown(problem("E108", "a.md", 1, column, line, key="k"))
    if 0 < column <= len(line):
        assert found.excerpt[found.column - 1] == printable(line[column - 1])
    assert len(found.excerpt) <= 2 * AROUND + 6


@given(st.text())
def test_no_control_character_reaches_the_terminal(text: str) -> None:
    assert not any((ord(c) < 32 and c != "\t") or 127 <= ord(c) < 160 for c in printable(text))


def test_a_file_as_a_whole_has_no_line_and_no_caret() -> None:
    assert lines_of(shown(problem("E101", "a\x1b[31m.md"))) == [
        "a␛[31m.md: E101 the file is not UTF-8 text",
        "    hint: save it as UTF-8",
    ]


def test_json_has_the_keys_of_the_format_in_order() -> None:
    line = as_json(problem("W301", "a.md", 6, 10, "x", name="Émile", kind="people"))
    assert list(json.loads(line)) == [
        "path",
        "line",
        "column",
        "severity",
        "code",
        "message",
        "hint",
    ]
    assert json.loads(line)["severity"] == "warning"
    assert "Émile" in line
