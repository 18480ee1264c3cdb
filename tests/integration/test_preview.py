"""`dossier serve`: saves of every kind are seen, errors come and go, nothing ends it but a signal."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import MakeArchive
from tests.integration.previewing import PATIENCE, preview, wait_for

ARTICLE = """\
---
title: {title}
date: 2024-02-03
lang: fr
text: account
people: [Anne Martin]
---

{body}
"""
PAGE = "/articles/2024/02/a.html"


def article(title: str = "Un titre", body: str = "Anne Martin parle.") -> str:
    return ARTICLE.format(title=title, body=body)


@pytest.fixture
def content(make_archive: MakeArchive) -> Path:
    return make_archive({"articles/a.md": article()})


def save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


# --- saves ---------------------------------------------------------------------------------------


def test_whatever_way_a_file_is_saved_the_page_follows(content: Path) -> None:
    file = content / "articles" / "a.md"
    with preview(content.parent) as served:
        served.has(PAGE, "Un titre")

        save(file, article("Sur place"))
        served.has(PAGE, "Sur place")

        aside = file.with_name(".a.md.swp")  # a hidden file that is renamed
        save(aside, article("Par un autre nom"))
        aside.rename(file)
        served.has(PAGE, "Par un autre nom")

        file.rename(file.with_name("a.md~"))  # vim, with a backup
        save(file, article("Avec copie"))
        file.with_name("a.md~").unlink()
        served.has(PAGE, "Avec copie")

        outside = content.parent / "elsewhere.md"  # moved in from a folder that nobody watches
        save(outside, article("De loin"))
        os.replace(outside, file)
        served.has(PAGE, "De loin")

        file.unlink()
        save(content / "articles" / "b.md", article("Le seul"))
        served.until(lambda: served.get(PAGE).status == 404, "the page's end")
        served.has("/articles/2024/02/b.html", "Le seul")


def test_what_editors_leave_beside_a_file_builds_nothing(content: Path) -> None:
    with preview(content.parent, "--port", "0", "--no-search") as served:
        for name in (".a.md.swp", "#a.md#", "a.md~", ".#a.md", ".git/index"):
            save(content / "articles" / name, "nothing")
        epoch = served.state["epoch"]
        save(content / "articles" / "a.md", article("Ensuite"))
        served.has(PAGE, "Ensuite")
        served.until(lambda: served.state["epoch"] != epoch and not served.state["busy"])
        served.until(lambda: served.said.count("rendered") == 2, "one more line")


def test_many_files_at_once_are_one_build_or_two(content: Path) -> None:
    with preview(content.parent, "--port", "0", "--no-search") as served:
        start = time.monotonic()
        for number in range(60):
            save(content / "articles" / f"n{number}.md", article(f"Numéro {number}"))
        # On a machine that is busy elsewhere they are not at once: there may be builds between.
        between = int((time.monotonic() - start) / 0.1)
        served.has("/articles/2024/02/n59.html", "Numéro 59")
        served.until(lambda: not served.state["busy"])
        # One whose first files come while the others are still being written, and one for them.
        assert served.said.count("rendered") <= 3 + between, served.said


def test_folders_that_come_later_are_watched(content: Path) -> None:
    with preview(content.parent) as served:
        assert "Anne Martin, maire" not in served.get("/people/anne-martin.html").text
        save(
            content / "people" / "anne-martin.md",
            "---\nname: Anne Martin\ndescription: Anne Martin, maire\n---\n\nElle est maire.\n",
        )
        served.has("/people/anne-martin.html", "Elle est maire.")

        templates = content.parent / "templates"
        save(templates / "free.html", "<p>{{ page.title }}, à ma façon</p>")
        save(content / "pages" / "about.md", "---\ntitle: À propos\n---\n\nTexte.\n")
        served.has("/about.html", "À propos, à ma façon")
        save(templates / "free.html", "<p>{{ page.title }}, autrement</p>")
        served.has("/about.html", "À propos, autrement")
        shutil.rmtree(templates)  # the program's own again
        served.has("/about.html", "<!doctype html>")
        save(templates / "free.html", "<p>{{ page.title }}, revenu</p>")
        served.has("/about.html", "À propos, revenu")


def test_a_content_folder_that_is_put_in_the_place_of_another_is_watched(content: Path) -> None:
    with preview(content.parent) as served:
        other = content.with_name("other")
        shutil.copytree(content, other)
        content.rename(content.with_name("old"))
        served.until(lambda: served.state["title"], "an error")
        other.rename(content)
        served.until(lambda: not served.state["title"], "its end")
        save(content / "articles" / "a.md", article("Dans le nouveau"))
        served.has(PAGE, "Dans le nouveau")


def test_a_link_to_a_folder_elsewhere_is_followed(content: Path) -> None:
    elsewhere = content.parent / "elsewhere"
    save(elsewhere / "c.md", article("Ailleurs"))
    (content / "articles" / "linked").symlink_to(elsewhere)
    with preview(content.parent) as served:
        served.has("/articles/2024/02/c.html", "Ailleurs")
        save(elsewhere / "c.md", article("Toujours ailleurs"))
        served.has("/articles/2024/02/c.html", "Toujours ailleurs")


def test_settings_are_followed_and_a_base_url_does_not_move_the_preview(content: Path) -> None:
    with preview(
        content.parent, "--port", "0", "--base-url", "https://example.org/dossier/"
    ) as served:
        settings = content / "archive.toml"
        save(settings, 'format = 1\ntitle = "Autre nom"\nlanguages = ["fr"]\n')
        served.has("/index.html", "Autre nom")
        assert "assets/site.css" in served.get("/").text
        assert served.get("/assets/site.css").status == 200
        assert served.get("/dossier/").status == 404


# --- errors --------------------------------------------------------------------------------------


def test_an_error_is_told_over_the_last_good_page_and_goes_with_the_next_good_save(
    content: Path,
) -> None:
    with preview(content.parent) as served:
        epoch = served.state["epoch"]
        save(content / "articles" / "a.md", article().replace("date: 2024-02-03", "date: hier"))
        served.until(lambda: served.state["problems"], "an error")
        [problem] = served.state["problems"]
        assert problem["place"] == "articles/a.md:3:7"
        assert problem["code"] == "E106"
        assert problem["excerpt"] == "date: hier"
        assert problem["column"] == 7
        assert served.state["title"].startswith("The content has errors")
        # The terminal may be told a moment after the page.
        served.until(lambda: "articles/a.md:3:7: E106" in served.said, "a message")
        served.until(lambda: "          ^" in served.lines, "the place below its line")
        assert "Un titre" in served.get(PAGE).text
        save(content / "articles" / "a.md", article())
        served.until(lambda: not served.state["problems"], "the error's end")
        assert served.state["title"] == ""
        assert served.state["epoch"] == epoch, "nothing changed, so nothing is reloaded"
        save(content / "articles" / "a.md", article("Mieux"))
        served.has(PAGE, "Mieux")


def test_a_first_build_that_fails_heals(make_archive: MakeArchive) -> None:
    content = make_archive({"articles/a.md": "---\ntitle: Sans date\n---\n\nTexte.\n"})
    with preview(content.parent) as served:
        served.until(lambda: served.state["problems"], "an error")
        answer = served.get("/")
        assert answer.status == 503
        assert "Nothing is built yet" in answer.text
        assert "/.dossier/live.js" in answer.text
        epoch = served.state["epoch"]
        save(content / "articles" / "a.md", article("Datée"))
        served.has(PAGE, "Datée")
        served.until(lambda: served.state["epoch"] != epoch, "a reload")


def test_no_archive_yet_is_an_error_like_any_other(tmp_path: Path) -> None:
    with preview(tmp_path) as served:
        served.until(lambda: served.state["problems"], "an error")
        assert served.state["problems"][0]["code"] == "E001"
        save(tmp_path / "content" / "archive.toml", 'format = 1\ntitle = "Enfin"\n')
        save(tmp_path / "content" / "articles" / "a.md", article())
        served.has("/", "Enfin")


def test_a_template_that_is_no_template_is_told_with_its_line(content: Path) -> None:
    with preview(content.parent) as served:
        own = content.parent / "templates" / "article.html"
        save(own, "<html><head></head>\n<p>{% if %}</p>")
        served.until(lambda: served.state["problems"], "an error")
        assert served.state["problems"][0]["place"] == "templates/article.html:2:1"
        assert served.state["problems"][0]["excerpt"] == "<p>{% if %}</p>"
        assert "Un titre" in served.get(PAGE).text
        save(own, "<html><head></head>\n\n<p>{{ page.no_such_thing }}</p>")
        served.until(lambda: "E602" in str(served.state["problems"]), "the other error")
        assert served.state["problems"][0]["place"] == "templates/article.html:3:1"
        own.unlink()
        served.until(lambda: not served.state["problems"], "the error's end")
        served.has(PAGE, "<!doctype html>")


def test_a_fault_of_the_program_is_told_and_survived(content: Path) -> None:
    """The fault: a module that the program imports only when it is asked for breaks."""
    fault = content.parent / "fault"
    save(
        fault / "sitecustomize.py",
        "import builder.preview.loop as loop\n"
        "from pathlib import Path\n"
        "update = loop.Builder.update\n"
        "def failing(*arguments):\n"
        "    if Path('fail').exists():\n"
        "        raise ZeroDivisionError('by a test')\n"
        "    return update(*arguments)\n"
        "loop.Builder.update = failing\n",
    )
    with preview(content.parent, env={"PYTHONPATH": f"{fault}{os.pathsep}{os.getcwd()}"}) as served:
        served.has(PAGE, "Un titre")
        (content.parent / "fail").touch()
        save(content / "articles" / "a.md", article("Pas vu"))
        served.until(lambda: served.state["problems"], "an error")
        assert served.state["title"].startswith("The program failed")
        assert served.state["problems"][0]["message"] == "ZeroDivisionError: by a test"
        served.until(lambda: "Traceback" in served.said, "where it failed")
        assert "Un titre" in served.get(PAGE).text
        (content.parent / "fail").unlink()
        save(content / "articles" / "a.md", article("Vu"))
        served.has(PAGE, "Vu")
        served.until(lambda: not served.state["problems"], "the error's end")


def test_a_failure_of_the_machine_heals_by_itself(content: Path) -> None:
    site = content.parent / "site"
    with preview(content.parent) as served:
        served.has(PAGE, "Un titre")
        served.until(lambda: served.state["late"], "the files that are made last")
        shutil.rmtree(site)
        site.write_text("a file where the folder should be", encoding="utf-8")
        save(content / "articles" / "a.md", article("Plus tard"))
        served.until(lambda: served.state["problems"], "an error")
        assert served.state["title"].startswith("The machine failed")
        assert "cannot be written" in served.state["problems"][0]["message"]
        site.unlink()
        served.has(PAGE, "Plus tard")  # without another save
        served.until(lambda: not served.state["problems"], "the error's end")


# --- search --------------------------------------------------------------------------------------


def test_the_search_index_follows_behind(content: Path) -> None:
    entry = content.parent / "site" / "pagefind" / "bundles.json"
    with preview(content.parent) as served:
        served.until(entry.exists, "a first index")
        served.until(lambda: served.state["index"] == 1, "news of it")
        before = entry.read_bytes()
        save(content / "articles" / "a.md", article(body="Anne Martin parle de zibeline."))
        served.has(PAGE, "zibeline")
        served.until(lambda: served.state["index"] == 2, "a second index")
        assert entry.read_bytes() != before


def test_a_save_goes_before_an_indexing_that_runs(content: Path) -> None:
    program = content.parent / "slow" / "pagefind_bin" / "__init__.py"
    script = program.with_name("pagefind")
    save(script, f"#!/bin/sh\necho $$ > {content.parent}/pid\nexec sleep 60\n")
    script.chmod(0o755)
    save(program, f"def get_executable():\n    return {str(script)!r}\n")
    path = f"{program.parent.parent}{os.pathsep}{os.getcwd()}"
    with preview(content.parent, env={"PYTHONPATH": path}) as served:
        pid = content.parent / "pid"
        served.until(
            lambda: pid.exists() and pid.read_text(encoding="utf-8").strip(), "an indexing"
        )
        first = int(pid.read_text(encoding="utf-8"))
        pid.unlink()
        start = time.monotonic()
        save(content / "articles" / "a.md", article("Entre-temps"))
        served.has(PAGE, "Entre-temps")
        assert time.monotonic() - start < 20
        wait_for(lambda: not alive(first), "the first indexing's end")
        served.until(
            lambda: pid.exists() and pid.read_text(encoding="utf-8").strip(), "another indexing"
        )
        second = int(pid.read_text(encoding="utf-8"))
        assert served.end(signal.SIGTERM) == 0
        wait_for(lambda: not alive(second), "the second indexing's end")
    left = [path.name for path in (content.parent / "site").iterdir() if "pagefind" in path.name]
    assert left == []


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and ") Z " in status.read_text(encoding="utf-8"))


def test_a_missing_pagefind_is_said_and_the_pages_are_served(content: Path) -> None:
    program = content.parent / "none" / "pagefind_bin" / "__init__.py"
    save(program, "def get_executable():\n    raise FileNotFoundError('none')\n")
    path = f"{program.parent.parent}{os.pathsep}{os.getcwd()}"
    with preview(content.parent, env={"PYTHONPATH": path}) as served:
        served.until(lambda: "Pagefind is not installed" in served.said, "a message")
        assert "Un titre" in served.get(PAGE).text
        save(content / "articles" / "a.md", article("Sans recherche"))
        served.has(PAGE, "Sans recherche")


# --- its end, its port ---------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_with_zero_also_with_pages_open(content: Path, number: int) -> None:
    with preview(content.parent) as served:
        served.listen()
        start = time.monotonic()
        assert served.end(number) == 0
        assert time.monotonic() - start < 10
    assert "Traceback" not in served.said
    assert "Cancel" not in served.said


def test_it_ends_in_the_middle_of_its_first_build(make_archive: MakeArchive) -> None:
    files = {f"articles/n{number}.md": article(f"Numéro {number}") for number in range(150)}
    content = make_archive(files)
    with preview(content.parent, "--port", "0", "--jobs", "1", wait=False) as served:
        served.until(lambda: "Serving on" in served.said)
        assert served.end(signal.SIGINT) == 0
    done = subprocess.run(
        [sys.executable, "-m", "builder", "build", "--no-search"],
        cwd=content.parent,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
        check=True,
    )
    assert "150 articles" in done.stderr


def test_a_taken_port_is_an_error_when_it_was_asked_for(content: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with preview(content.parent, "--port", port, wait=False) as served:
            assert served.process.wait(PATIENCE) == 3
        served.until(lambda: port in served.said, "a message")
        served.until(lambda: "--port 0" in served.said, "what to do")
        assert not (content.parent / "site").exists()


def test_a_taken_usual_port_is_left_for_the_next(content: Path) -> None:
    taken = socket.socket()
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", 8000))
        taken.listen()
    except OSError:
        pass  # somebody has it: as good
    with taken, preview(content.parent, "--no-search") as served:
        served.until(lambda: "port 8000 is taken" in served.said, "a message")
        assert served.get("/").status == 200
