"""The store's laws: what is read is recorded, and what changes is named, no more, no less."""

import itertools
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.archive import tables as t
from builder.archive.changes import Changes
from builder.archive.door import Door, Handed, question
from builder.archive.families import FAMILIES
from builder.archive.families.appearances import JOINTS
from builder.archive.families.articles import ARTICLES_OF_YEAR, LATEST
from builder.archive.families.entities import FREQUENT_COMPANIONS, MANY_TOGETHER
from builder.archive.families.family import Family
from builder.archive.ledger import Rendered, settle_pages
from builder.archive.readers import open_reader
from builder.archive.reads import follow, keep, load_spec
from builder.archive.store import (
    create_indexes,
    dump_spec,
    make_safe,
    open_store,
    share,
)
from builder.archive.sums import Sums
from builder.archive.writer import Writer
from builder.problems import MachineError
from builder.stages import entries


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Any]:
    connection = open_store(tmp_path / "cache", "test")
    create_indexes(connection)
    yield connection
    connection.close()


def writing(connection: Any) -> Writer:
    return Writer(connection, lambda writer, table, old, new: None)


def article(id: str, title: str = "T", moment: str = "2023-09-11T00:00:00Z") -> t.ArticleRow:
    return t.ArticleRow(
        f"articles/{id}.md", id, f"articles/2023/09/{id}.html", title, "fr", moment[:10], moment,
        moment[:4], moment[:7], moment[:10], "original", "full", "AFP", "", "", "{}", "{}",
    )  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_family_is_answered_through_an_index(connection: Any, family: Family[Any]) -> None:
    key = ["x"] * len(family.equal)
    plan = connection.execute("EXPLAIN QUERY PLAN " + family.sql, key).fetchall()
    text = " ".join(row[3] for row in plan)
    # A condition on which half of a look-up stands or falls is a table of one row or none.
    scanned = re.sub(r"SCAN (CONSTANT ROW|\(subquery-\d+\))", "", text)
    if family.equal:
        assert "SCAN" not in scanned, text
    assert "TEMP B-TREE" not in text or not family.limit, text


def appearance(entity: str, article: str) -> t.AppearanceRow:
    values: dict[str, Any] = dict.fromkeys(t.APPEARANCE.columns, "")
    values |= {"owner": f"articles/{article}.md", "entity": entity, "article": article}
    values |= {"moment": "2023-09-11", "year": "2023", "month": "2023-09", "concerns": 1}
    values |= {
        "mentions": 1,
        "apart": 0,
        "adjectives": 0,
        "declared": 0,
        "salience": 1,
        "paired": 1,
    }
    values |= {"forms": "{}", "sentences": 1}
    return t.AppearanceRow(**values)


def steps_of(family: Family[Any], folder: Path, rows: list[t.AppearanceRow], *key: str) -> int:
    """How many steps the database takes to answer, where these are all rows; it has an answer."""
    connection = open_store(folder, "x")
    create_indexes(connection)
    sums = Sums()
    writer = Writer(connection, sums.take)
    for owner, mine in itertools.groupby(rows, key=lambda row: row.owner):
        writer.replace(owner, {"appearance": list(mine)}, fresh=True)
    writer.flush()
    sums.settle(writer)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1

    asked = key[: len(family.equal)]
    assert connection.execute(family.sql, asked).fetchall()
    connection.set_progress_handler(step, 1)
    connection.execute(family.sql, asked).fetchall()
    connection.close()
    return done


@pytest.mark.parametrize("family", JOINTS, ids=lambda family: family.name)
@pytest.mark.parametrize(("one", "two"), [("a", "b"), ("b", "c")])
def test_what_two_share_costs_as_much_as_the_rarer_of_them(
    tmp_path: Path, family: Family[Any], one: str, two: str
) -> None:
    def steps(articles: int) -> int:
        rows = []
        for number in range(articles):
            shared = number % (articles // 3) == 1
            rows += [appearance(e, f"a{number:05}") for e in ("abc" if shared else "b")]
        return steps_of(family, tmp_path / str(articles), rows, one, two, "2023", "2023-09")

    few = steps(30)
    assert few > 20
    assert steps(3000) < few + 20


@pytest.mark.parametrize("family", JOINTS, ids=lambda family: family.name)
def test_what_two_share_costs_nothing_in_months_in_which_they_share_nothing(
    tmp_path: Path, family: Family[Any]
) -> None:
    def steps(years: int) -> int:
        rows = []
        for number in range(years):
            year = str(2023 - number)
            both = ("ab",) if number == 0 else ("a", "b")
            rows += [
                appearance(entity, f"{year}{entities}")._replace(
                    year=year, month=f"{year}-09", moment=f"{year}-09-11"
                )
                for entities in both
                for entity in entities
            ]
        return steps_of(family, tmp_path / str(years), rows, "a", "b", "2023", "2023-09")

    assert steps(500) < steps(5) + 20


def test_equal_projections_name_no_cell(connection: Any) -> None:
    writer = writing(connection)
    writer.replace("articles/a.md", {"article": [article("a")]})
    writer = writing(connection)
    changed = article("a")._replace(meta='{"rights":"x"}')
    writer.replace("articles/a.md", {"article": [changed]})
    assert writer.changes.cells == {("article_all", ("a",))}


def test_unchanged_rows_change_nothing(connection: Any) -> None:
    writing(connection).replace("articles/a.md", {"article": [article("a")]})
    writer = writing(connection)
    writer.replace("articles/a.md", {"article": [article("a")]})
    assert not writer.changes.cells


def test_a_reader_follows_only_another_answer(connection: Any) -> None:
    writing(connection).replace("articles/a.md", {"article": [article("a")]})
    door = Door(connection)
    with door.recording() as record:
        door.ask(LATEST)
    keep(connection, door, record.cells)
    connection.executemany("INSERT INTO reads VALUES (?, 7)", [(cell,) for cell in record.cells])
    writer = writing(connection)
    writer.replace("articles/b.md", {"article": [article("b", moment="2023-09-12T00:00:00Z")]})
    assert follow(connection, Door(connection), writer.changes.cells).pages == {7}
    # Named again, but answered as before: nobody follows.
    assert follow(connection, Door(connection), writer.changes.cells).pages == set()


@question
def count_of_articles_in_2023(door: Door) -> int:
    """How many articles 2023 has: for the test of questions."""
    return min(2, len(door.ask(ARTICLES_OF_YEAR, "2023")))


def test_a_question_cuts_off(connection: Any) -> None:
    for id in "abc":
        writing(connection).replace(f"articles/{id}.md", {"article": [article(id)]})
    door = Door(connection)
    with door.recording() as record:
        assert count_of_articles_in_2023(door) == 2
    assert [spec[0] for spec in record.cells.values()] == ["?count_of_articles_in_2023"]
    keep(connection, door, record.cells)
    connection.executemany("INSERT INTO reads VALUES (?, 7)", [(cell,) for cell in record.cells])
    writer = writing(connection)
    writer.replace("articles/d.md", {"article": [article("d")]})
    assert follow(connection, Door(connection), writer.changes.cells).pages == set()
    writer = writing(connection)
    for id in "bcd":
        writer.replace(f"articles/{id}.md", {})
    assert follow(connection, Door(connection), writer.changes.cells).pages == {7}


def test_no_two_questions_have_one_name() -> None:
    def count_of_articles_in_2023(door: Door) -> int:
        return 0

    count_of_articles_in_2023.__module__ = "elsewhere"
    with pytest.raises(ValueError, match="two questions"):
        question(count_of_articles_in_2023)


def test_another_fingerprint_drops_the_store(tmp_path: Path) -> None:
    first = open_store(tmp_path, "one")
    writing(first).replace("articles/a.md", {"article": [article("a")]})
    make_safe(first)
    first.close()
    same = open_store(tmp_path, "one")
    assert same.execute("SELECT count(*) FROM article").fetchone()[0] == 1
    same.close()
    other = open_store(tmp_path, "two")
    assert other.execute("SELECT count(*) FROM article").fetchone()[0] == 0
    other.close()


def test_a_store_that_was_never_filled_is_made_anew(tmp_path: Path) -> None:
    first = open_store(tmp_path, "one")
    writing(first).replace("articles/a.md", {"article": [article("a")]})
    first.close()
    again = open_store(tmp_path, "one")
    assert again.execute("SELECT count(*) FROM article").fetchone()[0] == 0
    again.close()


def test_a_store_that_is_being_filled_is_let_be(tmp_path: Path) -> None:
    first = open_store(tmp_path, "one")
    first.execute("BEGIN IMMEDIATE")
    writing(first).replace("articles/a.md", {"article": [article("a")]})
    with pytest.raises(MachineError, match="locked"):
        open_store(tmp_path, "one", patience=0.01)
    first.execute("COMMIT")
    make_safe(first)
    second = open_store(tmp_path, "one")
    assert second.execute("SELECT count(*) FROM article").fetchone()[0] == 1
    second.close()
    first.close()


def test_a_store_that_is_shared_before_it_is_filled_is_read_but_not_kept(tmp_path: Path) -> None:
    first = open_store(tmp_path, "one")
    first.execute("BEGIN IMMEDIATE")
    writing(first).replace("articles/a.md", {"article": [article("a")]})
    share(first)
    reader = open_reader(tmp_path)
    count = "SELECT count(*) FROM article"
    assert reader.execute(count).fetchone()[0] == 1
    writing(first).replace("articles/b.md", {"article": [article("b")]})
    with pytest.raises(MachineError, match="locked"):
        open_store(tmp_path, "one", patience=0.01)
    assert reader.execute(count).fetchone()[0] == 1
    reader.close()
    first.execute("COMMIT")
    first.close()
    again = open_store(tmp_path, "one")
    assert again.execute(count).fetchone()[0] == 0
    again.close()


def test_a_store_that_was_shared_is_made_safe_with_all_that_is_in_it(tmp_path: Path) -> None:
    first = open_store(tmp_path, "one")
    first.execute("BEGIN IMMEDIATE")
    writing(first).replace("articles/a.md", {"article": [article("a")]})
    share(first)
    writing(first).replace("articles/b.md", {"article": [article("b")]})
    first.execute("COMMIT")
    make_safe(first)
    # What the log alone had would be lost with it.
    shutil.copy(tmp_path / "store.sqlite", tmp_path / "copy.sqlite")
    with sqlite3.connect(tmp_path / "copy.sqlite") as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        assert copy.execute("SELECT count(*) FROM article").fetchone()[0] == 2
    first.close()
    same = open_store(tmp_path, "one")
    assert same.execute("SELECT count(*) FROM article").fetchone()[0] == 2
    same.close()


def test_a_broken_store_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"this is no database" * 400)
    connection = open_store(tmp_path, "one")
    assert connection.execute("SELECT count(*) FROM article").fetchone()[0] == 0
    connection.close()


def test_a_spec_comes_back_as_it_was() -> None:
    key = ("a", "2023-09-11", ("people/kim", ("countries/kp",)))
    assert load_spec(dump_spec("?related", key)) == ("?related", key)


def test_pages_that_another_build_settled_are_settled_again(connection: Any) -> None:
    rendered = Rendered(1, "article", "hash", 1, 1, True, (7,), True, 0, "a.html")
    for _ in range(2):
        settle_pages(connection, [rendered], Handed({}, {}), ())
    assert connection.execute("SELECT * FROM reads").fetchall() == [(7, 1)]


def test_search_documents_are_found_by_their_paths(connection: Any) -> None:
    said: list[str] = []
    connection.set_trace_callback(said.append)
    entries(connection)
    connection.set_trace_callback(None)
    plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {said[-1]}"))
    assert "page USING INDEX page_path" in plan, plan


def test_what_is_added_and_taken_away_before_it_is_summed_up_leaves_nothing(
    connection: Any,
) -> None:
    writer = Writer(connection, lambda writer, table, old, new: None, frozenset())
    for delta in (2, 1, -3):
        writer.add(t.MONTH, {("2023", "2023-09"): [delta], ("2023", "2023-10"): [abs(delta)]})
    writer.fold()
    assert connection.execute("SELECT * FROM month").fetchall() == [("2023", "2023-10", 6)]


def test_who_asks_for_so_much_hears_when_it_comes_to_that_and_not_of_each_more() -> None:
    def named(before: int, after: int) -> set[str]:
        changes = Changes()
        pair = ("people/a", "people/b", "people")
        changes.note(t.PAIR, [(*pair, before)], [(*pair, after)])
        assert {key for _, key in changes.cells} <= {pair[:2], pair[:1]}
        return {family for family, _ in changes.cells}

    many = MANY_TOGETHER.name
    assert many not in named(99, 100)
    assert many in named(100, 101)
    assert many not in named(101, 102)
    assert many in named(101, 100)
    often = FREQUENT_COMPANIONS.name  # which shows how many
    assert often not in named(3, 4)
    assert often in named(4, 5) & named(5, 6) & named(5, 4)
