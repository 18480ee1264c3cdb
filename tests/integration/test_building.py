"""`dossier build`: each of its flags, and what becomes of it when the machine fails."""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, Dossier, MakeArchive, snapshot, write_files
from tests.integration.holding import held, wait_for_pages

ARTICLE = "---\ntitle: Un titre\ndate: 2024-02-03\nlang: fr\ntext: account\n{more}---\n\nAnne Martin parle.\n"
ONE = {"articles/a.md": ARTICLE.format(more="")}
WARNED = {"articles/a.md": ARTICLE.format(more="people: [Anne Martin]\n")}
MANY = {f"articles/n{number}.md": ARTICLE.format(more="") for number in range(260)}


def figures(stderr: str) -> tuple[int, int, int]:
    """How many pages were rendered, written and deleted."""
    found = re.search(r"(\d+) rendered, (\d+) written, (\d+) deleted", stderr)
    assert found is not None, stderr
    return int(found[1]), int(found[2]), int(found[3])


# --- flags ---------------------------------------------------------------------------------------


def test_it_says_in_one_line_what_it_did_and_what_to_open(
    dossier: Dossier, make_archive: MakeArchive
) -> None:
    make_archive(ONE)
    first = dossier("build", "--no-search")
    assert first.returncode == 0
    assert first.stdout == ""
    assert [line for line in first.stderr.splitlines() if "rendered" in line] == [
        line for line in first.stderr.splitlines() if line.startswith("1 article, ")
    ]
    assert "read " in first.stderr and "render " in first.stderr
    assert first.stderr.endswith("Open site/index.html, or run: dossier serve\n")
    assert "\x1b" not in first.stderr
    assert figures(dossier("build", "--no-search").stderr) == (0, 0, 0)


def test_quiet_says_only_what_went_wrong(dossier: Dossier, make_archive: MakeArchive) -> None:
    content = make_archive(WARNED)
    done = dossier("build", "--no-search", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    write_files(content, {"articles/b.md": "---\ntitle: B\n---\n"})
    wrong = dossier("build", "--no-search", "--quiet")
    assert wrong.returncode == 1
    assert "articles/b.md:1:1: E108" in wrong.stderr


def test_json_is_for_standard_output(dossier: Dossier, make_archive: MakeArchive) -> None:
    make_archive(WARNED)
    done = dossier("build", "--no-search", "--format", "json")
    [line] = done.stdout.splitlines()
    assert json.loads(line)["code"] == "W301"
    assert "1 article, " in done.stderr


def test_errors_write_nothing(dossier: Dossier, make_archive: MakeArchive) -> None:
    content = make_archive(ONE)
    dossier("build", "--no-search")
    before = snapshot(content.parent / "site")
    write_files(
        content, {"articles/b.md": "---\ntitle: B\n---\n", "articles/c.md": ONE["articles/a.md"]}
    )
    done = dossier("build", "--no-search")
    assert done.returncode == 1
    assert done.stderr.endswith("1 error: nothing was written\n")
    assert snapshot(content.parent / "site") == before


def test_clean_makes_everything_again_and_the_same(
    dossier: Dossier, make_archive: MakeArchive
) -> None:
    content = make_archive(ONE)
    rendered, written, _ = figures(dossier("build", "--no-search").stderr)
    assert rendered == written > 5
    before = snapshot(content.parent / "site")
    assert figures(dossier("build", "--no-search", "--clean").stderr) == (rendered, 0, 0)
    assert snapshot(content.parent / "site") == before


def test_search_is_left_alone_when_asked(dossier: Dossier, make_archive: MakeArchive) -> None:
    content = make_archive(ONE)
    index = content.parent / "site" / "pagefind"
    dossier("build", "--no-search")
    assert not index.exists()
    done = dossier("build")
    assert "search indexed" in done.stderr
    before = snapshot(index)
    assert "bundles.json" in before
    write_files(content, {"articles/b.md": ARTICLE.format(more="topics: [x]\n")})
    assert "search indexed" not in dossier("build", "--no-search").stderr
    assert snapshot(index) == before
    assert "search indexed" in dossier("build").stderr
    assert "search indexed" not in dossier("build").stderr


def test_one_process_or_two_write_the_same(dossier: Dossier, make_archive: MakeArchive) -> None:
    content = make_archive(MANY)
    for jobs in ("1", "2"):
        done = dossier(
            "build", "--no-search", "--jobs", jobs, "--output", jobs, "--cache", f".{jobs}"
        )
        assert done.returncode == 0, done.stderr
    assert snapshot(content.parent / "1") == snapshot(content.parent / "2")


def test_an_address_given_here_overrides_the_archives(
    dossier: Dossier, make_archive: MakeArchive
) -> None:
    content = make_archive({"archive.toml": MINIMAL + 'base_url = "https://a.example/"\n', **ONE})

    def address() -> str:
        with closing(sqlite3.connect(content.parent / ".dossier" / "store.sqlite")) as store:
            [[value]] = store.execute("SELECT value FROM setting WHERE key = 'base_url'")
        return str(json.loads(value))

    dossier("build", "--no-search")
    assert address() == "https://a.example"
    dossier("build", "--no-search", "--base-url", "https://b.example/x/")
    assert address() == "https://b.example/x"
    done = dossier("build", "--no-search", "--base-url", "b.example")
    assert done.returncode == 2
    assert "“b.example” is no address of a site; write https://example.org/archive" in done.stderr
    dossier("build", "--no-search")
    assert address() == "https://a.example"


def test_folders_are_where_they_are_said_to_be(
    dossier: Dossier, make_archive: MakeArchive, tmp_path: Path
) -> None:
    make_archive(ONE, folder="sources")
    write_files(tmp_path / "looks", {"free.html": "<p>{{ page.title }}"})
    write_files(tmp_path / "sources", {"pages/about.md": "---\ntitle: À propos\n---\n\nTexte.\n"})
    done = dossier(
        "build", "--no-search", "--content", "sources", "--templates", "looks", "--output",
        "public/here", "--cache", "deep/cache",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "public/here/about.html").read_text("utf-8") == "<p>À propos"
    assert (tmp_path / "deep/cache/store.sqlite").exists()
    assert not (tmp_path / "site").exists() and not (tmp_path / ".dossier").exists()
    moved = dossier(
        "build", "--no-search", "--content", "sources", "--templates", "looks", "--output",
        "elsewhere", "--cache", "deep/cache",
    )  # fmt: skip
    assert moved.returncode == 0
    assert snapshot(tmp_path / "elsewhere") == snapshot(tmp_path / "public/here")


# --- the machine fails -----------------------------------------------------------------------------

NO_PROGRAM = "def get_executable():\n    raise FileNotFoundError('none')\n"
SHORT = "import builder.search\nbuilder.search.index.__kwdefaults__['timeout'] = 1\n"


def pagefind(folder: Path, program: str | None) -> Mapping[str, str]:
    """An environment with another Pagefind: a shell script, or none at all."""
    script = folder / "pagefind.sh"
    module = NO_PROGRAM
    if program is not None:
        write_files(folder, {script.name: f"#!/bin/sh\n{program}\n"})
        script.chmod(0o755)
        module = f"def get_executable():\n    return {str(script)!r}\n"
    write_files(folder, {"pagefind_bin/__init__.py": module, "sitecustomize.py": SHORT})
    # The folder of the tests too, where the program is not installed but lies beside them.
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.getcwd()])}


@pytest.mark.parametrize(
    ("program", "said"),
    [
        (None, "Pagefind is not installed"),
        ("echo no room left >&2; exit 7", "no room left"),
        ("exec sleep 30", "had not ended after 1 seconds"),
        ("exit 0", "Pagefind made no index"),
    ],
)
def test_without_a_pagefind_that_works_pages_are_kept(
    dossier: Dossier, make_archive: MakeArchive, tmp_path: Path, program: str | None, said: str
) -> None:
    content = make_archive(ONE)
    done = dossier("build", env=pagefind(tmp_path / "other", program))
    assert done.returncode == 3
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert (content.parent / "site" / "articles" / "2024" / "02" / "a.html").exists()
    healed = dossier("build")
    assert healed.returncode == 0
    assert figures(healed.stderr) == (0, 0, 0)
    assert "search indexed" in healed.stderr


@pytest.mark.parametrize("option", ["--output", "--cache"])
def test_a_folder_that_cannot_be_written(
    dossier: Dossier, make_archive: MakeArchive, tmp_path: Path, option: str
) -> None:
    make_archive(ONE)
    write_files(tmp_path, {"file": "in the way"})
    done = dossier("build", "--no-search", option, "file/folder")
    assert done.returncode == 3
    assert "file" in done.stderr and "Traceback" not in done.stderr
    assert dossier("build", "--no-search").returncode == 0


def limited(size: int) -> Callable[[], None]:
    """No file may grow over `size` bytes: the system refuses to write, as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return limit


def run(folder: Path, *arguments: str, limit: int = 0) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "builder", "build", "--no-search", *arguments],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False,
        preexec_fn=limited(limit) if limit else None,
    )  # fmt: skip


def test_where_a_page_cannot_be_written_the_next_build_completes_the_site(
    make_archive: MakeArchive,
) -> None:
    content = make_archive(ONE)
    folder = content.parent
    big = content / "media" / "big.png"
    big.parent.mkdir()
    with big.open("wb") as file:
        file.truncate(40_000_000)
    done = run(folder, limit=30_000_000)
    assert done.returncode == 3, done.stderr
    assert "big.png cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (folder / "site").rglob("*dossier-new*")] == []
    assert run(folder).returncode == 0
    assert (folder / "site" / "media" / "big.png").stat().st_size == 40_000_000
    assert figures(run(folder).stderr) == (0, 0, 0)


def test_where_the_store_cannot_be_written_nothing_is(make_archive: MakeArchive) -> None:
    content = make_archive(ONE)
    done = run(content.parent, limit=100_000)
    assert done.returncode == 3, done.stderr
    assert "the store in .dossier" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (content.parent / "site").exists()
    assert run(content.parent).returncode == 0


def test_interrupted_it_ends_with_130_and_the_next_build_completes(
    make_archive: MakeArchive,
) -> None:
    content = make_archive(MANY)
    with held(content.parent, after=8) as env:
        process = subprocess.Popen(
            [sys.executable, "-m", "builder", "build", "--no-search", "--jobs", "2"],
            cwd=content.parent, env={**os.environ, **env}, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip
        wait_for_pages(content.parent / "site", 2 * 8)
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl+C in a terminal: to all its processes
    _out, said = process.communicate(timeout=120)
    assert process.returncode == 130, said
    assert said.endswith("stopped\n")
    assert "Traceback" not in said
    done = run(content.parent)
    assert done.returncode == 0
    assert figures(run(content.parent).stderr) == (0, 0, 0)


# --- a terminal ------------------------------------------------------------------------------------


def on_a_terminal(folder: Path, *arguments: str) -> str:
    """What a person sees in a terminal of 80 columns."""
    main, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "builder", *arguments],
        cwd=folder, stdin=side, stdout=side, stderr=side,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "NO_COLOR": ""},
    )  # fmt: skip
    os.close(side)
    seen = b""
    while True:
        try:
            data = os.read(main, 65536)
        except OSError:
            break
        if not data:
            break
        seen += data
    os.close(main)
    process.wait(120)
    return seen.decode()


def test_a_terminal_has_a_bar_that_goes_and_figures_that_stay(make_archive: MakeArchive) -> None:
    content = make_archive(MANY)
    seen = on_a_terminal(content.parent, "build", "--no-search", "--jobs", "1")
    assert "Rendering pages" in seen
    assert "\x1b[?25l" in seen and "\x1b[?25h" in seen, "the cursor goes and comes back"
    last = seen.rpartition("\x1b[?25h")[2]
    assert f"{len(MANY)} articles, " in last
    assert "Rendering pages" not in last


def test_a_terminal_has_colours_for_codes_unless_they_are_not_wanted(
    make_archive: MakeArchive,
) -> None:
    content = make_archive(WARNED)
    assert "\x1b[33m\x1b[1mW301\x1b[0m" in on_a_terminal(content.parent, "check")
