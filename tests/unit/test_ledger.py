"""The pages there are: added in bulk, and told apart by their addresses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.addresses import fold_address
from builder.archive import ledger
from builder.archive.ledger import NewPage
from builder.archive.store import open_store


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_store(tmp_path / "cache", "a program")
    yield connection
    connection.close()


def page(path: str, root: int = 1, kind: str = "article", lang: str = "fr") -> NewPage:
    return NewPage(root, kind, (path,), lang, path, fold_address(path), 1)


def dirty_pages(connection: sqlite3.Connection) -> list[ledger.Known]:
    return ledger.pages_by_id(connection, ledger.dirty_pages(connection, 1))


def test_pages_are_dirty_from_the_start(connection: sqlite3.Connection) -> None:
    assert ledger.add_pages(connection, [page("b.html"), page("a.html")]) == []
    dirty = dirty_pages(connection)
    assert [(known.path, known.key, known.hash) for known in dirty] == [
        ("a.html", ("a.html",), ""),
        ("b.html", ("b.html",), ""),
    ]
    assert list(ledger.written_pages(connection)) == []


def test_of_two_pages_with_one_address_the_later_is_refused(
    connection: sqlite3.Connection,
) -> None:
    first, second, other = page("a.html", 1), page("a.html", 2), page("b.html", 3)
    assert ledger.add_pages(connection, [first, second, other]) == [second]
    assert ledger.add_pages(connection, [page("c.html", 4), page("b.html", 5)]) == [
        page("b.html", 5)
    ]
    # A search document has its article's address.
    assert ledger.add_pages(connection, [page("a.html", 6, "document")]) == []
    assert [known.path for known in dirty_pages(connection)] == [
        "a.html", "a.html", "b.html", "c.html"
    ]  # fmt: skip


@pytest.mark.parametrize("others", [0, ledger.MANY], ids=["looked up", "looked through"])
def test_addresses_are_one_where_case_is_folded(
    connection: sqlite3.Connection, others: int
) -> None:
    old = [page("media/Old.jpg"), page("quiet/one.html"), page("quiet/One.html")]
    ledger.add_pages(connection, old)
    added = ["media/old.jpg", "media/A.jpg", "media/a.jpg", "media/b.jpg"]
    added += [f"articles/{number}.html" for number in range(others)]
    ledger.add_pages(connection, [page(path) for path in added])
    # Of addresses that both stood there before, an earlier build told.
    assert ledger.collisions(connection, added) == [
        ("media/A.jpg", "media/a.jpg"),
        ("media/Old.jpg", "media/old.jpg"),
    ]
