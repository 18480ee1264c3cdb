"""The golden archive uses every part of the format: what is built of it stays as written down.

    tests/run tests/integration/test_golden.py --write-expected

writes down anew what is expected, in `tests/archives/golden-expected`; then read the difference.
"""

from __future__ import annotations

import json
import sqlite3

import pytest

from builder.archive.readers import open_reader
from builder.build import Order, Outcome, build
from builder.folders import Folders
from tests.conftest import ARCHIVES, REPOSITORY

EXPECTED = ARCHIVES / "golden-expected"
OF_THE_CONTENT = (
    "article",
    "entity",
    "free",
    "redirect",
    "asset",
    "index",
    "chronology",
    "facets",
    "facet",
)


class Built:
    """The golden archive, built."""

    def __init__(self, folders: Folders, outcome: Outcome) -> None:
        self.folders = folders
        self.outcome = outcome
        self.connection: sqlite3.Connection = open_reader(folders.cache)

    def ask(self, sql: str) -> list[tuple[str, ...]]:
        return self.connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("golden")
    folders = Folders(ARCHIVES / "golden", REPOSITORY / "templates", root / "site", root / "cache")
    return Built(folders, build(Order(folders, search=False, jobs=1)))


def test_its_addresses(built, expected):
    rows = built.ask("SELECT kind, lang, path FROM page ORDER BY kind, path")
    told = [
        f"{kind} {lang or '-'} {path}\n"
        for kind, lang, path in rows
        if kind in OF_THE_CONTENT and not path.startswith("assets/")
    ]
    expected(EXPECTED / "addresses.txt", "".join(told))
    for kind, _, path in rows:
        if kind in OF_THE_CONTENT:
            assert (built.folders.site / path).is_file()


def test_its_texts(built, expected):
    told = []
    for id, parts in built.ask("SELECT article, parts FROM article ORDER BY article"):
        told.append(f"== {id}\n")
        for part, text in json.loads(parts).items():
            told.append(
                f"-- {part}: {' '.join(s[2] for s in text['sentences'])}\n{text['plain']}\n"
            )
    expected(EXPECTED / "texts.txt", "".join(told))


def test_its_mentions(built, expected):
    told = []
    for id, parts, meta in built.ask("SELECT article, parts, meta FROM article ORDER BY article"):
        told.append(f"== {id}\n")
        for part, text in json.loads(parts).items():
            for start, end, entity, manner, stands_for, by in text["mentions"]:
                exact = text["plain"][start:end]
                told.append(
                    f"{part} {start}-{end} {exact!r} is {entity} as {manner} for {stands_for or '-'} by {by}\n"
                )
        for entity in json.loads(meta)["entities"]:
            told.append(
                f"   {entity[0]}: {entity[1]} here, {'concerned' if entity[4] else 'not concerned'}, {'declared' if entity[5] else 'not declared'}\n"
            )
    expected(EXPECTED / "mentions.txt", "".join(told))


def test_its_problems(built, expected):
    told = "".join(
        f"{p.path}:{p.line}:{p.column} {p.code} {p.message}\n" for p in built.outcome.new_warnings
    )
    expected(EXPECTED / "warnings.txt", told)


def test_a_second_build_writes_nothing(built):
    again = build(Order(built.folders, search=False, jobs=1))
    assert (again.rendered, again.written, again.deleted) == (0, 0, 0)
