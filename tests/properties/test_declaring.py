"""Names that are put into front matter are read there, beside all that was there before."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import event, given, strategies as st

from builder.content.declaring import CannotDeclareError, declare, quote

MARKS = (
    "O'Neil", "a, b", "x #y", "x#y", "[z", "]", "{", "a: b", "'q'", '"d"', "\\", "- a", "? b", "Qui ?", "& c",
    "!e", "|", "> g", "@i", "`j", "NO", "~", "null", "1.0", "a:", "#", "''", "=", "<<", "...", "---",
)  # fmt: skip
words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff")
)
names = st.sampled_from(MARKS) | words.map(lambda text: " ".join(text.split())).filter(bool)
comments = st.sampled_from(["", "", " # c", " # ]", " # '", '  # ["'])


def single(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def double(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


items = st.builds(lambda write, name: write(name), st.sampled_from([quote, single, double]), names)


@st.composite
def people(draw: st.DrawFn) -> list[str]:
    """Lines with the people of an article, in one of the ways in which they may be written."""
    key = draw(st.sampled_from(["people", "'people'", '"people"', "people "]))
    listed = draw(st.lists(items, max_size=3))
    comma = draw(st.sampled_from(["", ","])) if listed else ""
    ways = {
        "missing": [],
        "nothing": [f"{key}:{draw(comments)}"],
        "one": [f"{key}: {draw(items)}{draw(comments)}"],
        "one in two lines": [f"{key}: A", "  B"],
        "in a line": [f"{key}: [{', '.join(listed)}{comma}]{draw(comments)}"],
        "in lines": [
            f"{key}: [{draw(comments)}",
            *(f"  {item},{draw(comments)}" for item in listed),
            f" ]{draw(comments)}",
        ],
        "a line each": [
            f"{key}:{draw(comments)}",
            *draw(st.sampled_from([[], ["  # c"], [""]])),
            *(f" - {item}{draw(comments)}" for item in listed),
        ],
    }
    return ways[draw(st.sampled_from(sorted(ways)))]


def front(text: str) -> dict[str, Any]:
    block = text.replace("\r\n", "\n").removeprefix("---\n").partition("\n---\n")[0]
    read: dict[str, Any] = yaml.load(block, yaml.CBaseLoader)
    return read


@given(people(), st.lists(names, min_size=1, max_size=2), st.sampled_from(["\n", "\r\n"]))
def test_what_is_declared_is_read_and_what_was_there_stays(
    lines: list[str], new: list[str], newline: str
) -> None:
    text = newline.join(["---", "title: T", *lines, "date: 2023", "---", "people: [no]", ""])
    before = front(text)
    there = before.get("people") or []
    try:
        after = declare(text, {"people": new})
    except CannotDeclareError:
        assert lines[-1] == "  B"  # the one way that it leaves to the archivist
        return
    event("declared")
    assert front(after) == before | {
        "people": [*([there] if isinstance(there, str) else there), *new]
    }
    end = f"{newline}---{newline}"
    assert after.partition(end)[1:] == text.partition(end)[1:]
