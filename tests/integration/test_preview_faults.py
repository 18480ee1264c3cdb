"""`dossier serve` where something is amiss beside it: no save stays unseen, and nothing ends it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.build import Order, build
from builder.folders import Folders
from tests.conftest import MakeArchive, snapshot
from tests.integration.previewing import preview, wait_for
from tests.integration.test_preview import PAGE, article, save


@pytest.fixture
def content(make_archive: MakeArchive) -> Path:
    return make_archive({"articles/a.md": article()})


def with_fault(content: Path, code: str) -> dict[str, str]:
    """The environment in which the program has a fault from its start."""
    fault = content.parent / "fault"
    save(fault / "sitecustomize.py", code)
    return {"PYTHONPATH": f"{fault}{os.pathsep}{os.getcwd()}"}


def assert_is_clean(content: Path, site: str = "site") -> None:
    """The site is what a build from nothing makes of the content."""
    root = content.parent
    clean = root / f"clean-{len(list(root.iterdir()))}"
    folders = Folders(content, root / "templates", clean / "site", clean / "cache")
    build(Order(folders, search=False, jobs=1))
    built = {
        path: data
        for path, data in snapshot(root / site).items()
        if not path.startswith("pagefind/")
    }
    assert built == snapshot(clean / "site")


# --- who watches -----------------------------------------------------------------------------


def test_a_folder_put_away_and_made_anew_and_deleted_leaves_the_others_watched(
    content: Path,
) -> None:
    """Of such a folder the library that watches has two under one name, and fell over it."""
    wires = content / "articles" / "wires"
    save(wires / "b.md", article("Premier"))
    with preview(content.parent, "--port", "0", "--no-search") as served:
        served.has("/articles/2024/02/b.html", "Premier")
        away = content.parent / "away"
        wires.rename(away)
        save(wires / "c.md", article("Deuxième"))
        served.has("/articles/2024/02/c.html", "Deuxième")
        shutil.rmtree(wires)
        served.until(lambda: served.get("/articles/2024/02/c.html").status == 404, "its end")
        shutil.rmtree(away)
        for title in ("Vu", "Encore vu"):
            save(content / "articles" / "a.md", article(title))
            served.has(PAGE, title)


def test_saves_that_nothing_tells_of_are_found(content: Path) -> None:
    env = with_fault(
        content,
        "import builder.preview.watching as watching\n"
        "watching.Watcher.on_any_event = lambda self, event: None\n",
    )
    with preview(content.parent, "--port", "0", "--no-search", env=env) as served:
        for title in ("D'ailleurs", "D'ailleurs encore"):
            save(content / "articles" / "a.md", article(title))
            served.has(PAGE, title)
        (content / "articles" / "a.md").rename(content / "articles" / "b.md")
        served.has("/articles/2024/02/b.html", "D&#39;ailleurs encore")


def test_an_error_of_who_watches_is_no_end_of_watching(content: Path) -> None:
    env = with_fault(
        content,
        "import builder.preview.watching as watching\n"
        "def fail(self, path):\n"
        "    raise ZeroDivisionError('by a test')\n"
        "watching.Watcher._is_source = fail\n",
    )
    with preview(content.parent, "--port", "0", "--no-search", env=env) as served:
        for title in ("Vu", "Encore vu"):
            save(content / "articles" / "a.md", article(title))
            served.has(PAGE, title)


# --- who else is at work -----------------------------------------------------------------------


@pytest.mark.parametrize("sites", [("site", "site"), ("site", "other")])
def test_two_previews_of_one_archive_show_the_same(content: Path, sites: tuple[str, str]) -> None:
    articles = content / "articles"
    arguments = ("--port", "0", "--no-search", "--output")
    first_site, second_site = sites
    with (
        preview(content.parent, *arguments, first_site) as first,
        preview(content.parent, *arguments, second_site) as second,
    ):
        for number in range(5):
            save(articles / f"n{number}.md", article(f"Numéro {number}"))
            if number:
                (articles / f"n{number - 1}.md").unlink()
            for served in (first, second):
                served.has(f"/articles/2024/02/n{number}.html", f"Numéro {number}")
                gone = f"/articles/2024/02/n{number - 1}.html"
                served.until(lambda: served.get(gone).status == 404, gone)  # noqa: B023
        save(articles / "a.md", article("En dernier"))
        for served in (first, second):
            served.has(PAGE, "En dernier")
        for served in (first, second):
            served.until(lambda: not served.state["busy"], "rest")  # noqa: B023
            assert "locked" not in served.said
            assert "failed" not in str(served.states)
    # What both of them were in the midst of is completed by the next build.
    for site in set(sites):
        subprocess.run(
            [sys.executable, "-m", "builder", "build", "--no-search", "--output", site],
            cwd=content.parent,
            check=True,
            capture_output=True,
        )
        assert_is_clean(content, site)


def test_builds_beside_a_preview_wait_their_turn(make_archive: MakeArchive) -> None:
    files = {f"articles/n{number}.md": article(f"Numéro {number}") for number in range(70)}
    content = make_archive({"articles/a.md": article(), **files})
    command = [sys.executable, "-m", "builder", "build"]
    with preview(content.parent) as served:
        for number in range(4):
            for name in files:
                save(content / name, article(f"Tour {number}"))
            beside = subprocess.Popen(
                command, cwd=content.parent, stderr=subprocess.PIPE, text=True
            )
            save(content / "articles" / "a.md", article(f"Le tour {number}"))
            served.has(PAGE, f"Le tour {number}")
            assert beside.communicate()[1].count("search indexed") <= 1
            assert beside.returncode == 0
        assert "dossier: " not in served.said
    subprocess.run([*command, "--no-search"], cwd=content.parent, check=True, capture_output=True)
    assert_is_clean(content)


# --- what it stands on -------------------------------------------------------------------------


def test_without_a_terminal_the_pages_follow_all_the_same(content: Path) -> None:
    env = with_fault(
        content,
        "import click\n"
        "from pathlib import Path\n"
        "echo = click.echo\n"
        "def closed(*arguments, **named):\n"
        "    if Path('closed').exists():\n"
        "        raise BrokenPipeError(32, 'Broken pipe')\n"
        "    echo(*arguments, **named)\n"
        "click.echo = closed\n",
    )
    with preview(content.parent, env=env) as served:
        served.has(PAGE, "Un titre")
        (content.parent / "closed").touch()
        save(content / "articles" / "a.md", article("Sans témoin"))
        served.has(PAGE, "Sans témoin")
        save(content / "articles" / "a.md", "nothing")
        served.until(lambda: served.state["problems"], "an error")
        save(content / "articles" / "a.md", article("Toujours là"))
        served.has(PAGE, "Toujours là")


def test_a_site_that_is_deleted_is_made_again(content: Path) -> None:
    with preview(content.parent, "--port", "0", "--no-search") as served:
        served.until(lambda: served.state["late"], "the files that are made last")
        served.delete(content.parent / "site")
        served.has("/", "<!doctype html>")
        served.has(PAGE, "Un titre")
        late = served.state["late"]
        served.until(lambda: served.state["late"] > late or (content.parent / "site/data").is_dir())


def test_a_part_of_the_site_that_is_deleted_is_made_again_when_it_is_asked_for(
    content: Path,
) -> None:
    with preview(content.parent, "--port", "0", "--no-search") as served:
        served.until(lambda: served.state["late"], "the files that are made last")
        epoch = served.state["epoch"]
        shutil.rmtree(content.parent / "site" / "articles")
        served.has(PAGE, "Un titre")
        served.until(lambda: served.state["epoch"] != epoch, "a reload of what was missing")
        assert served.get("/no/such/page.html").status == 404
        assert_is_clean(content)


def test_a_cache_that_is_deleted_is_made_again(content: Path) -> None:
    with preview(content.parent, "--port", "0", "--no-search") as served:
        for title in ("Sans cache", "Sans cache non plus"):
            served.delete(content.parent / ".dossier")
            save(content / "articles" / "a.md", article(title))
            served.has(PAGE, title)
            served.until(lambda: not served.state["problems"])


def test_a_fault_of_the_program_that_passes_heals_without_another_save(content: Path) -> None:
    env = with_fault(
        content,
        "import builder.preview.loop as loop\n"
        "from pathlib import Path\n"
        "update = loop.Builder.update\n"
        "def failing(*arguments):\n"
        "    if Path('fail').exists():\n"
        "        raise ZeroDivisionError('by a test')\n"
        "    return update(*arguments)\n"
        "loop.Builder.update = failing\n",
    )
    with preview(content.parent, env=env) as served:
        served.has(PAGE, "Un titre")
        (content.parent / "fail").touch()
        save(content / "articles" / "a.md", article("Plus tard"))
        served.until(lambda: served.state["problems"], "an error")
        (content.parent / "fail").unlink()
        served.has(PAGE, "Plus tard")
        served.until(lambda: not served.state["problems"], "the error's end")


def test_files_made_last_that_fail_are_told_once_and_tried_again(content: Path) -> None:
    env = with_fault(
        content,
        "import builder.preview.loop as loop\n"
        "from pathlib import Path\n"
        "from builder.problems import MachineError\n"
        "complete = loop.Builder.complete\n"
        "def failing(*arguments):\n"
        "    if Path('fail').exists():\n"
        "        with open('tries', 'a') as file:\n"
        "            file.write('.')\n"
        "        raise MachineError('by a test')\n"
        "    return complete(*arguments)\n"
        "loop.Builder.complete = failing\n",
    )
    tries = content.parent / "tries"
    (content.parent / "fail").touch()
    with preview(content.parent, "--port", "0", "--no-search", env=env) as served:
        wait_for(lambda: tries.exists() and len(tries.read_text(encoding="utf-8")) > 2, "tries")
        assert served.said.count("by a test") == 1, served.said
        assert served.state["title"].startswith("The machine failed")
        (content.parent / "fail").unlink()
        served.until(lambda: not served.state["problems"], "the error's end")
        assert (content.parent / "site" / "data").is_dir()
