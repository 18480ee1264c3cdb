"""What happens to the built files between two builds: the next one makes them right again."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.build import Order, Outcome, build
from builder.folders import Folders
from builder.search.program import Pagefind
from tests.conftest import MakeArchive, snapshot

ARTICLE = "---\ntitle: {}\ndate: 2024-02-03\nlang: fr\ntext: account\n---\n\nLa France parle.\n"


@pytest.fixture
def archive(make_archive: MakeArchive) -> Folders:
    content = make_archive(
        {f"articles/{name}.md": ARTICLE.format(name) for name in "abc"}
        | {"static/logo.svg": "<svg/>"}
    )
    root = content.parent
    return Folders(content, root / "templates", root / "site", root / "cache")


def rebuild(folders: Folders) -> Outcome:
    """As if what was written was written long ago: else all of it is looked at anyway."""
    order = Order(folders, search=True, jobs=1)
    return build(order, now=lambda: time.time_ns() + 60_000_000_000)


def rename_over(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(b"other")
    other.rename(file)


def write_as_many(file: Path) -> None:
    file.write_bytes(b"x" * file.stat().st_size)


def append(file: Path) -> None:
    with file.open("ab") as opened:
        opened.write(b"<!-- mine -->")


HARM: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "emptied": lambda file: os.truncate(file, 0),
    "cut short": lambda file: os.truncate(file, file.stat().st_size // 2),
    "added to": append,
    "written over with as many bytes": write_as_many,
    "replaced": rename_over,
    "deleted with its folder": lambda file: shutil.rmtree(file.parent),
}
FILES = ["articles/2024/02/b.html", "logo.svg", "assets/site.css", "data/articles/2024.csv"]


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("path", FILES)
def test_a_file_of_the_site_that_was_harmed_is_made_again(
    archive: Folders, harm: str, path: str
) -> None:
    rebuild(archive)
    before = snapshot(archive.site)
    assert path in before
    if harm == "deleted with its folder" and "/" not in path:
        path = FILES[0]  # of the site itself, another test speaks
    HARM[harm](archive.site / path)
    outcome = rebuild(archive)
    after = snapshot(archive.site)
    assert {name: data for name, data in after.items() if not name.startswith("pagefind/")} == {
        name: data for name, data in before.items() if not name.startswith("pagefind/")
    }
    assert 0 < outcome.written <= 40
    assert rebuild(archive).rendered == 0


@pytest.mark.parametrize("harm", [harm for harm in HARM if harm != "deleted with its folder"])
def test_a_search_document_that_was_harmed_is_made_again(archive: Folders, harm: str) -> None:
    rebuild(archive)
    before = snapshot(archive.documents)
    HARM[harm](archive.documents / sorted(before)[0])
    rebuild(archive)
    assert snapshot(archive.documents) == before


INDEX = [
    "?*/fragment/*.pf_fragment", "?*/index/0.pf_index", "?*/facets.json", "?*/bundle.json",
    "?*/pages.json", "pagefind-worker.js", "bundles.json",
]  # fmt: skip


@pytest.mark.parametrize("harm", ["cut short", "added to", "written over with as many bytes"])
@pytest.mark.parametrize("path", INDEX)
def test_a_file_of_the_index_that_was_harmed_is_made_again(
    archive: Folders, harm: str, path: str
) -> None:
    rebuild(archive)
    before = snapshot(archive.site)
    harmed = min((archive.site / "pagefind").glob(path))
    whole = harmed.read_bytes()
    HARM[harm](harmed)
    assert rebuild(archive).indexed
    assert snapshot(archive.site).keys() == before.keys()
    # Pagefind's own bytes are not the same each time.
    assert len(harmed.read_bytes()) == pytest.approx(len(whole), rel=0.1)
    assert harmed.read_bytes()[:9] == whole[:9] and b"<!-- mine" not in harmed.read_bytes()
    again = rebuild(archive)
    assert (again.rendered, again.indexed) == (0, False)


def test_an_indexing_that_was_killed_goes_on_where_it_was(
    archive: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, year in (("a", "1990"), ("b", "2005")):
        file = archive.content / "articles" / f"{name}.md"
        file.write_text(ARTICLE.format(name).replace("2024", year), encoding="utf-8")
    whole, calls = Pagefind.run, 0

    def dying(self: Pagefind, documents: Path, language: str, work: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return whole(self, documents, language, work)

    order = Order(archive, jobs=1, bundle=1)
    with monkeypatch.context() as patch:
        patch.setattr(Pagefind, "run", dying)
        with pytest.raises(KeyboardInterrupt):
            build(order)
        assert build(order).indexed
    assert calls == 3 + 2  # the third article's bundle, and Pagefind's own files
    assert not build(order).indexed


def test_a_file_that_has_only_another_time_is_looked_at_once(archive: Folders) -> None:
    rebuild(archive)
    os.utime(archive.site / FILES[0], (1e9, 1e9))
    outcome = rebuild(archive)
    assert outcome.rendered == 1 and outcome.written == 0
    assert rebuild(archive).rendered == 0


def test_a_site_that_is_gone_is_made_again(archive: Folders) -> None:
    rebuild(archive)
    before = snapshot(archive.site)
    shutil.rmtree(archive.site)
    rebuild(archive)
    assert before.keys() - snapshot(archive.site).keys() == set()


def test_what_was_built_just_now_is_found_unchanged_without_more_ado(archive: Folders) -> None:
    order = Order(archive, search=False, jobs=1)
    assert "render" in build(order).seconds
    assert "render" not in build(order).seconds
    (archive.site / FILES[0]).write_bytes(b"")
    assert build(order).written == 1
