"""The command line as a whole: what it lists, what it refuses, how it ends."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import Dossier, MakeArchive

ARTICLE = "---\ntitle: Un titre\ndate: 2024-02-03\nlang: fr\ntext: account\n---\n\nUn texte.\n"


def test_help_lists_the_commands_and_answers_zero(dossier: Dossier) -> None:
    done = dossier("--help")
    assert done.returncode == 0
    for name in ("build", "check", "init", "new", "serve"):
        assert f"\n  {name} " in done.stdout


def test_help_imports_no_part_of_the_program_that_only_a_build_needs() -> None:
    heavy = [
        "jinja2",
        "babel",
        "markdown",
        "yaml",
        "rich",
        "starlette",
        "uvicorn",
        "watchdog",
        "sqlite3",
        "nh3",
    ]
    code = (
        "import sys\nfrom builder.cli import cli\n"
        "cli.main(['--help'], standalone_mode=False)\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("bild",),
        ("_options",),
        ("build", "--joobs", "2"),
        ("build", "--jobs", "0"),
        ("build", "--jobs", "two"),
        ("build", "--format", "xml"),
        ("build", "content"),
        ("serve", "--port", "70000"),
        ("check", "--strict", "yes"),
        ("new", "article"),
        ("new",),
        ("init",),
        ("init", "somewhere", "--language", "tlh"),
    ],
)
def test_a_wrong_command_line_ends_with_two_and_writes_nothing(
    dossier: Dossier, make_archive: MakeArchive, arguments: tuple[str, ...]
) -> None:
    content = make_archive({"articles/a.md": ARTICLE})
    done = dossier(*arguments)
    assert done.returncode == 2
    assert "Usage: dossier" in done.stderr
    assert done.stdout == ""
    assert {path.name for path in content.parent.iterdir()} == {"content"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "--base-url", "x"), "« x » n’est pas l’adresse d’un site"),
        (("build", "--scheduler", "x"), "« x » n’est pas l’adresse d’un ordonnanceur"),
        (("annotate", "x.md"), "x.md n’est pas un article de cette archive"),
        (("annotate", "--with", "x"), "aucun paquet n’offre l’annotateur x"),
        (("export", "mentions", "--format", "x"), "mentions s’exporte en csv, jsonl"),
        (("new", "ship", "x"), "il n’y a pas de genre « ship »"),
    ],
)
def test_what_is_wrong_with_a_command_line_is_told_in_french(
    dossier: Dossier, make_archive: MakeArchive, arguments: tuple[str, ...], said: str
) -> None:
    make_archive({"articles/a.md": ARTICLE})
    done = dossier(*arguments, env={"LC_ALL": "fr_FR.UTF-8"})
    assert done.returncode == 2
    assert said in done.stderr


def test_errors_are_printed_as_they_were_asked_for(
    dossier: Dossier, make_archive: MakeArchive
) -> None:
    make_archive({"articles/json.md": "---\ntitle: T\n---\n\nUn texte.\n"})
    text = dossier("build", "--output", "json")
    assert text.returncode == 1
    assert "articles/json.md" in text.stderr
    assert text.stdout == ""
    as_json = dossier("build", "--format", "json")
    assert as_json.returncode == 1
    assert as_json.stdout.startswith('{"path": "articles/json.md"')
