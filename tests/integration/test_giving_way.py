"""What nobody waits for gives way to the next save, and is made all the same."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from builder.build import Builder, Order, build
from builder.folders import Folders

from ..benchmarks.corpus import Corpus
from ..conftest import snapshot


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("late")
    Corpus(40, 60).write(root)
    return root


def folders(archive: Path, root: Path) -> Folders:
    return Folders(archive / "content", root / "templates", root / "site", root / "cache")


def test_files_left_for_later_are_left_at_any_moment_and_made_in_the_end(
    archive: Path, tmp_path: Path
) -> None:
    build(Order(folders(archive, tmp_path / "clean"), search=False, jobs=1))
    order = Order(folders(archive, tmp_path), search=False, jobs=1)
    left_within_a_file = 0
    with Builder(order, in_parts=True) as builder:
        builder.update()
        at_once = len(snapshot(tmp_path / "site"))
        for patience in itertools.count(1, 23):
            asked = itertools.count()
            outcome = builder.complete(lambda: next(asked) >= patience)  # noqa: B023
            left_within_a_file += next(asked) > patience and not outcome.rendered
            if next(asked) <= patience:
                break
    assert left_within_a_file > 2
    assert at_once < len(snapshot(tmp_path / "clean" / "site"))
    assert snapshot(tmp_path / "site") == snapshot(tmp_path / "clean" / "site")
