"""A build that is killed leaves a site that the next build completes (law 5)."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.publish import is_aside

from ..benchmarks.corpus import Corpus
from ..conftest import snapshot


def command(root: Path, output: str, cache: str) -> list[str]:
    folders = ["--content", "content", "--output", output, "--cache", cache]
    return [sys.executable, "-m", "builder", "build", *folders, "--no-search", "--jobs", "1"]


def pages(folder: Path) -> list[Path]:
    """The pages that stand in their place: not what was being written aside."""
    return [path for path in folder.rglob("*.html") if not is_aside(str(path))]


def files(folder: Path) -> int:
    return len(pages(folder))


# When the build is killed, as seen from outside.
MOMENTS: dict[str, Callable[[Path], bool]] = {
    "when the store is there": lambda root: (root / "cache" / "store.sqlite").exists(),
    "with the first pages": lambda root: files(root / "site") >= 1,
    "half way": lambda root: files(root / "site") >= 120,
    "with nearly all pages": lambda root: files(root / "site") >= 230,
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("killed")
    Corpus(120, 60).write(root)
    subprocess.run(command(root, "clean", "clean-cache"), cwd=root, check=True, capture_output=True)
    return root


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_the_next_build_completes_a_killed_one(corpus: Path, tmp_path: Path, moment: str) -> None:
    (tmp_path / "content").symlink_to(corpus / "content")
    process = subprocess.Popen(
        command(tmp_path, "site", "cache"), cwd=tmp_path, stderr=subprocess.DEVNULL
    )
    limit = time.monotonic() + 60
    while process.poll() is None and not MOMENTS[moment](tmp_path):
        assert time.monotonic() < limit
        time.sleep(0.002)
    assert process.poll() is None, "the build was over before it could be killed"
    process.send_signal(signal.SIGKILL)
    process.wait()
    for path in pages(tmp_path / "site"):
        assert (
            path.read_bytes()
            == (corpus / "clean" / path.relative_to(tmp_path / "site")).read_bytes()
        )
    subprocess.run(
        command(tmp_path, "site", "cache"), cwd=tmp_path, check=True, capture_output=True
    )
    assert snapshot(tmp_path / "site") == snapshot(corpus / "clean")


def test_no_file_of_a_killed_build_is_left_when_the_store_is_lost(tmp_path: Path) -> None:
    Corpus(30, 20).write(tmp_path)
    process = subprocess.Popen(
        command(tmp_path, "site", "cache"), cwd=tmp_path, stderr=subprocess.DEVNULL
    )
    while not files(tmp_path / "site" / "articles"):
        assert process.poll() is None
    process.kill()
    process.wait()
    made = min(pages(tmp_path / "site" / "articles"))
    shutil.rmtree(tmp_path / "cache")
    for article in sorted((tmp_path / "content" / "articles").rglob("*.md"))[:-1]:
        article.unlink()
    for output, cache in (("site", "cache"), ("clean", "clean-cache")):
        done = command(tmp_path, output, cache)
        subprocess.run(done, cwd=tmp_path, check=True, capture_output=True)
    assert not made.exists()
    assert snapshot(tmp_path / "site") == snapshot(tmp_path / "clean")
