"""What is wrong with an archive is said at its place: one archive a kind of problem.

A folder of `tests/archives/invalid` has a `content`, perhaps what was there `before` it, and
`expected.txt`: every problem with its place, the line, and what to write instead.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from builder.archive.advice import advise
from builder.archive.readers import open_reader
from builder.build import Order, build
from builder.folders import Folders
from builder.problems import CODES, ContentError
from tests.conftest import ARCHIVES, REPOSITORY

INVALID = ARCHIVES / "invalid"
NAMES = sorted(path.name for path in INVALID.iterdir())


def check(content, root):
    """Every problem of a content folder, as `dossier check` finds them."""
    folders = Folders(content, REPOSITORY / "templates", root / "site", root / "cache")
    try:
        warnings = build(Order(folders, jobs=1, publish=False)).warnings
        connection = open_reader(folders.cache)
        advice = advise(connection, content)
        connection.close()
        return sorted({*warnings, *advice})
    except ContentError as error:
        assert not folders.site.exists()
        return error.problems


def problems_of(name, root):
    content = root / "content"
    if (INVALID / name / "before").exists():
        shutil.copytree(INVALID / name / "before", content)
        assert not check(content, root)
        shutil.rmtree(content)
    shutil.copytree(INVALID / name / "content", content)
    return content, check(content, root)


def told(problems):
    lines = []
    for found in problems:
        lines.append(f"{found.path}:{found.line}:{found.column} {found.code} {found.message}\n")
        if found.excerpt:
            lines.append(f"    | {found.excerpt[:100]}\n")
            lines.append(f"    | {' ' * (found.column - 1)}^\n")
        if found.hint:
            lines.append(f"    {found.hint}\n")
    return "".join(lines)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_wrong_is_said(name, tmp_path, expected):
    content, problems = problems_of(name, tmp_path)
    expected(INVALID / name / "expected.txt", told(problems))
    code = name.partition("-")[0]
    assert code not in CODES or code in {found.code for found in problems}
    for found in problems:
        if found.line:  # what has a place has its line
            text = (content / found.path).read_bytes().decode("utf-8-sig", "replace")
            line = re.split("\r\n|\r|\n", text)[found.line - 1]
            assert found.excerpt == line.rstrip() and found.column <= len(line) + 1


def test_every_code_has_its_archive():
    said = "".join((INVALID / name / "expected.txt").read_text(encoding="utf-8") for name in NAMES)
    # Templates are no part of an archive's content: test_theming and test_preview break them.
    # A name that is no text (E116, below) is none that every file system can hold.
    codes = [code for code in CODES if not code.startswith("E6") and code != "E116"]
    assert [code for code in codes if f" {code} " not in said] == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"articles/caf\xe9.md", "articles/caf\\xe9.md"),
        (b"people/\xff.md", "people/\\xff.md"),
        (b"media/caf\xe9/a.jpg", "media/caf\\xe9/a.jpg"),
    ],
)
def test_a_name_that_is_no_text_is_said_until_it_is_another(name, shown, tmp_path, make_archive):
    content = make_archive({"articles/a.md": "---\ntitle: T\ndate: 2023\n---\nB.\n"})
    assert check(content, tmp_path) == []
    file = Path(os.fsdecode(os.path.join(os.fsencode(content), name)))
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.write_bytes(b"---\nname: N\ntitle: N\ndate: 2023\n---\n")
    except OSError:
        return  # nor can it be there, then
    site = tmp_path / "site"
    for _ in range(2):
        assert [(p.code, p.path) for p in check(content, tmp_path)] == [("E116", shown)]
        assert not site.exists()
    file.unlink()
    assert check(content, tmp_path) == []


def test_the_command_says_all_of_it_at_once(tmp_path, dossier):
    content, problems = problems_of("many-at-once", tmp_path)
    done = dossier("check", "--content", content, "--format", "json")
    assert done.returncode == 1
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "path": found.path,
            "line": found.line,
            "column": found.column,
            "severity": "error" if found.is_error else "warning",
            "code": found.code,
            "message": found.message,
            "hint": found.hint,
        }
        for found in problems
    ]
    done = dossier("build", "--content", content)
    assert done.returncode == 1 and not (tmp_path / "site").exists()
    for found in problems:
        assert (f"{found.code} {found.message}" in done.stderr) == found.is_error
        assert not found.is_error or found.excerpt in done.stderr
