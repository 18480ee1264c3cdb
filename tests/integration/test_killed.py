"""A build that is killed leaves a site that the next build completes (law 5)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builder.publish import is_aside

from ..benchmarks.corpus import Corpus
from ..conftest import REPOSITORY, snapshot, write_files

DYING = """
import os, signal
import builder.publish, builder.stages

moment = os.environ["DIES"]
left = int(moment) if moment.isdecimal() else -1


def die(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)


class Dying:
    '''The system, as whoever puts a page in its place sees it: at some page it is over.'''

    def __getattr__(self, name):
        return getattr(os, name)

    def replace(self, aside, name):
        global left
        if name.endswith(".html"):
            left -= 1
            if left == -1:
                die()
        os.replace(aside, name)


builder.publish.os = Dying()
if moment in ("read", "shared"):
    builder.stages.plan_pages = die
if moment == "shared":
    builder.stages.MANY = 0
"""
"""A build that is killed at a moment of its own, however busy the machine is."""

MOMENTS = {
    "when all is read": "read",
    "when all is read and others are told": "shared",
    "with the first page half way to its place": "0",
    "with the first page": "1",
    "half way": "120",
    "with nearly all pages": "230",
}


def command(root: Path, output: str, cache: str, jobs: int = 1) -> list[str]:
    folders = ["--content", "content", "--output", output, "--cache", cache]
    return [sys.executable, "-m", "builder", "build", *folders, "--no-search", "--jobs", str(jobs)]


def build(root: Path, output: str = "site", cache: str = "cache") -> None:
    subprocess.run(command(root, output, cache), cwd=root, check=True, capture_output=True)


def killed_build(root: Path, moment: str) -> None:
    write_files(root / "dying", {"sitecustomize.py": DYING})
    path = f"{root / 'dying'}{os.pathsep}{REPOSITORY}"
    done = subprocess.run(
        command(root, "site", "cache", jobs=2 if moment == "shared" else 1), cwd=root, stderr=subprocess.PIPE, check=False,
        timeout=60,  # where processes outlive the build, this one waits for what they say
        env={**os.environ, "PYTHONPATH": path, "DIES": moment},
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr


def pages(folder: Path) -> list[Path]:
    """The pages that stand in their place: not what was being written aside."""
    return [path for path in folder.rglob("*.html") if not is_aside(str(path))]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("killed")
    Corpus(120, 60).write(root)
    build(root, "clean", "clean-cache")
    return root


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_the_next_build_completes_a_killed_one(corpus: Path, tmp_path: Path, moment: str) -> None:
    (tmp_path / "content").symlink_to(corpus / "content")
    killed_build(tmp_path, MOMENTS[moment])
    for path in pages(tmp_path / "site"):
        whole = corpus / "clean" / path.relative_to(tmp_path / "site")
        assert path.read_bytes() == whole.read_bytes()
    build(tmp_path)
    assert snapshot(tmp_path / "site") == snapshot(corpus / "clean")


def test_no_file_of_a_killed_build_is_left_when_the_store_is_lost(tmp_path: Path) -> None:
    Corpus(30, 20).write(tmp_path)
    killed_build(tmp_path, "150")
    made = set(pages(tmp_path / "site" / "articles"))
    shutil.rmtree(tmp_path / "cache")
    for article in sorted((tmp_path / "content" / "articles").rglob("*.md"))[:-1]:
        article.unlink()
    build(tmp_path)
    build(tmp_path, "clean", "clean-cache")
    assert made - set(pages(tmp_path / "site" / "articles"))
    assert snapshot(tmp_path / "site") == snapshot(tmp_path / "clean")
