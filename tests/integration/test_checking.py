"""`dossier check`: all problems at once, with their places, for people and for editors."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Dossier, MakeArchive, snapshot

GOOD = "---\ntitle: Bon\ndate: 2024-02-03\nlang: fr\ntext: account\n---\n\nUn texte.\n"


@pytest.fixture
def broken(make_archive: MakeArchive) -> Path:
    return make_archive(
        {
            "articles/a.md": "---\ntitle: A\ndate: hier\nlang: fr\n---\n\nUn texte.\n",
            "articles/b.md": "---\ntitle: B\ndate: 2024-02-03\npays: [FR]\nlang: fr\n---\n\nTexte.\n",
            "articles/c.md": "---\ntitle: C\ndate: 2024-02-03\nlang: fr\ntext: account\n"
            "people: [Anne]\n---\n\nVoir [ceci](nulle-part.md).\n",
        }
    )


def test_all_problems_are_listed_at_their_places(dossier: Dossier, broken: Path) -> None:
    done = dossier("check")
    assert done.returncode == 1
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0].startswith("articles/a.md:3:7: E106 ")
    assert lines[1:3] == ["    date: hier", "          ^"]
    assert any(line.startswith("articles/b.md:4:1: E107 ") for line in lines)
    assert "    hint: did you mean `countries`?" in lines
    assert any(line.startswith("articles/c.md:6:10: W301 ") for line in lines)
    assert lines[-1].startswith("2 errors, ")
    assert not (broken.parent / "site").exists()


def test_for_editors_they_are_objects_a_line_each(dossier: Dossier, broken: Path) -> None:
    done = dossier("check", "--format", "json")
    assert done.returncode == 1
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [
        (p["path"], p["line"], p["column"], p["code"]) for p in found if p["code"][0] == "E"
    ] == [
        ("articles/a.md", 3, 7, "E106"),
        ("articles/b.md", 4, 1, "E107"),
    ]
    assert {p["severity"] for p in found} == {"error", "warning"}
    assert all(
        set(p) == {"path", "line", "column", "severity", "code", "message", "hint"} for p in found
    )
    assert done.stderr == ""


def test_warnings_are_errors_only_when_asked_to_be(
    dossier: Dossier, make_archive: MakeArchive
) -> None:
    make_archive({"articles/a.md": GOOD.replace("text: account", "text: account\npeople: [Anne]")})
    assert dossier("check").returncode == 0
    strict = dossier("check", "--strict")
    assert strict.returncode == 1
    assert "W301" in strict.stderr
    assert strict.stderr.splitlines()[-1] == "1 article, 0 errors, 1 warning"


def test_dates_in_the_future_are_warned_of_in_check_alone(
    dossier: Dossier, make_archive: MakeArchive
) -> None:
    content = make_archive({"articles/a.md": GOOD.replace("2024", "2524"), "articles/b.md": GOOD})
    checked = dossier("check")
    assert checked.returncode == 0
    assert "articles/a.md:3:7: W103 the date is in the future: 2524-02-03" in checked.stderr
    assert "articles/b.md" not in checked.stderr
    built = dossier("build", "--no-search")
    assert built.returncode == 0
    assert "W103" not in built.stderr
    assert (content.parent / "site" / "articles" / "2524" / "02" / "a.html").exists()


def test_checking_writes_no_site_and_hides_nothing_from_the_next_build(
    dossier: Dossier, make_archive: MakeArchive
) -> None:
    content = make_archive(
        {"articles/a.md": GOOD.replace("text: account", "text: account\npeople: [Anne]")}
    )
    before = snapshot(content)
    assert dossier("check").returncode == 0
    assert snapshot(content) == before
    assert not (content.parent / "site").exists()
    first = dossier("build", "--no-search")
    assert "articles/a.md:6:10: W301" in first.stderr, "still new to the build"
    second = dossier("build", "--no-search")
    assert "articles/a.md" not in second.stderr
    assert "warnings: W301 1×" in second.stderr


def test_a_build_after_a_check_counts_all_files(
    make_archive: MakeArchive, dossier: Dossier
) -> None:
    make_archive({"articles/a.md": "---\ntitle: Un\ndate: 2024\n---\n\nLa France parle.\n"})
    dossier("check")
    done = dossier("build", "--no-search", "--format", "json")
    alone = dossier("build", "--no-search", "--output", "alone", "--cache", "alone-cache")
    files = re.search(r"1 article, \d+ files", alone.stderr)
    assert files is not None and files[0] in done.stderr


def test_messages_speak_the_terminals_language(dossier: Dossier, broken: Path) -> None:
    done = dossier("check", env={"LC_ALL": "fr_FR.UTF-8"})
    assert "E106 `date` doit être" in done.stderr
    assert "    conseil : " in done.stderr
    assert done.stderr.splitlines()[-1].startswith("2 erreurs, ")
    assert "Dire tous les problèmes" in dossier("check", "--help", env={"LC_ALL": "fr_FR"}).stdout


def test_whoever_reads_only_the_first_line_ends_it_quietly(broken: Path) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        f"{sys.executable} -m builder check --format json | head -n 1",
        shell=True, cwd=broken.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["code"] == "E106"
    assert "Traceback" not in done.stderr
