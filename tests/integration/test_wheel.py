"""A wheel that is installed elsewhere builds an archive that has only `content/`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}


def run(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env={**ENVIRONMENT, **more}, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the program as its wheel installs it, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=REPOSITORY)
    [wheel] = folder.glob("dossier_archive-*.whl")
    target = folder / "installed"
    pip = ("-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-compile")
    run(sys.executable, *pip, "--target", target, wheel, cwd=folder)
    return target


def test_what_is_needed_travels_in_the_wheel(installed: Path) -> None:
    package = installed / "builder"
    assert (package / "py.typed").exists()
    assert (package / "locale/fr/LC_MESSAGES/terminal.po").exists()
    assert (package / "preview/live.js").exists()
    assert (package / "starters/fr/archive.toml").exists()
    packed = {path.name for path in (package / "_templates").rglob("*") if path.is_file()}
    assert packed == {p.name for p in (REPOSITORY / "templates").rglob("*") if p.is_file()}
    assert not (installed / "tests").exists() and not (installed / "content").exists()


def test_it_builds_elsewhere_by_either_name(installed: Path, tmp_path: Path) -> None:
    # Before the checkout, which the environment of the tests has too.
    path = {"PYTHONPATH": str(installed)}
    code = "import builder; print(builder.__file__)"
    assert run(sys.executable, "-c", code, cwd=tmp_path, **path).stdout.startswith(str(installed))
    run(sys.executable, "-m", "builder", "init", "mine", "--yes", cwd=tmp_path, **path)
    mine = tmp_path / "mine"
    built = run(sys.executable, "-m", "builder", "build", cwd=mine, **path)
    assert "search indexed" in built.stderr
    assert (mine / "site/people/jane-doe.html").exists()
    assert (mine / "site/assets/site.css").read_bytes() == (
        REPOSITORY / "templates/static/site.css"
    ).read_bytes()
    again = run(installed / "bin" / "dossier", "build", cwd=mine, **path)
    assert "0 rendered, 0 written, 0 deleted" in again.stderr, "the same program"
