"""Messages speak the terminal's language, by the rule of GNU gettext."""

from __future__ import annotations

import inspect
import re
import string
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from builder.cli import Commands, cli
from builder.config import Config
from builder.console import STAGES
from builder.content.articles import read_article
from builder.content.settings import read_config
from builder.problems import CODES, problem
from builder.terminal import hint_of, language_of, message_of, ngettext, spoken
from builder.wording import catalogue_path


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_CA"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR@euro"}, "fr"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "fr:en"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "de:en:fr"}, "en"),
        ({"LANG": "../../etc"}, "en"),
        ({"LANG": ""}, "en"),
    ],
)
def test_the_language_is_the_terminals(environment: Mapping[str, str], lang: str) -> None:
    assert language_of(environment) == lang


def test_a_problem_is_told_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    found = problem("E004", "archive.toml", 3, 1, key="robots", wanted="text", found="4")
    assert message_of(found) == "`robots` doit être un texte, non 4"
    assert hint_of(problem("E103", "a.md")) == "il manque une ligne --- après lui"
    assert ngettext("{count} error", "{count} errors", 1) == "1 erreur"
    assert ngettext("{count} error", "{count} errors", 0) == "0 erreur"
    assert ngettext("{count} error", "{count} errors", 2) == "2 erreurs"


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (
            {"code": "E107", "key": "pays", "nearest": "did you mean `countries`?"},
            "cette clé n’existe pas : `pays`",
            "vouliez-vous écrire `countries` ?",
        ),
        (
            {"code": "E106", "key": "text", "wanted": "one of: a, b", "example": "write text"},
            "`text` doit être l’un de : a, b",
            "écrire text",
        ),
        (
            {"code": "E004", "key": "k", "wanted": "text", "found": "“text”", "example": "k = 1"},
            "`k` doit être un texte, non « text »",
            "k = 1",
        ),
        (
            {"code": "E107", "key": "p", "nearest": 'write p: { "one": "other" }'},
            "cette clé n’existe pas : `p`",
            'écrire p: { "l’un": "l’autre" }',
        ),
    ],
)
def test_what_is_to_be_written_is_told_in_french_with_the_archives_own_words(
    monkeypatch: pytest.MonkeyPatch, arguments: dict[str, str], message: str, hint: str
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    found = problem(arguments.pop("code"), "a.md", 1, 1, **arguments)
    assert (message_of(found), hint_of(found)) == (message, hint)


def test_what_fails_is_told_in_french_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    said = "site/a: b.html cannot be written: No space left on device"
    assert (
        spoken(said) == "site/a: b.html ne peut être écrit : il n’y a plus de place sur le disque"
    )
    assert spoken("something else") == "something else"
    monkeypatch.setenv("LC_ALL", "C")
    assert spoken(said) == said


def _texts(folder: Path) -> set[str]:
    """Every message and hint of an archive of problems, as French as they are told."""
    config, problems = read_config("archive.toml", (folder / "archive.toml").read_bytes())
    found = list(problems)
    for path in sorted(folder.glob("articles/*.md")) if config else ():
        found += read_article(path.name, path.read_bytes(), config or Config(id="", title={}))[1]
    return {text for item in found for text in (message_of(item), hint_of(item))}


@pytest.mark.parametrize("name", ["E002*", "E003*", "E004*", "E005*", "E105*", "E106*", "E107*"])
def test_nothing_of_ours_stays_english(
    monkeypatch: pytest.MonkeyPatch, invalid_archives: Path, name: str
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    (folder,) = invalid_archives.glob(name)
    texts = _texts(folder / "content")
    assert texts
    english = re.compile(r"\b(the|is|are|write|quote|with|not|and|you|did|expected)\b")
    assert [text for text in sorted(texts) if english.search(text)] == []


def _fields(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return set()  # a brace is a brace there


def test_every_translation_takes_the_arguments_of_its_message() -> None:
    with catalogue_path("fr", "terminal").open("rb") as file:
        for message in read_po(file, locale="fr"):
            assert message.string is not None
            ids = (message.id,) if isinstance(message.id, str) else message.id
            texts = (message.string,) if isinstance(message.string, str) else message.string
            for text in texts:
                if message.id:
                    assert text, message.id
                    assert _fields(text) == _fields(ids[0]), message.id


def test_all_that_help_says_is_translated() -> None:
    with catalogue_path("fr", "terminal").open("rb") as file:
        known = {message.id for message in read_po(file, locale="fr") if message.string}
    assert isinstance(cli, Commands)
    context = click.Context(cli)
    said = {*STAGES, *STAGES.values(), cli.help}
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        said |= {command.help, *(getattr(option, "help", None) for option in command.params)}
    said = {inspect.cleandoc(text) for text in said if text}
    assert said - known == set()


def test_problems_are_translated() -> None:
    """All but a few: a new problem may be English for a while, not most of them."""
    with catalogue_path("fr", "terminal").open("rb") as file:
        known = {message.id for message in read_po(file, locale="fr") if message.string}
    spoken = {text for code in CODES.values() for text in code if " " in text}
    assert len(spoken - known) <= len(spoken) // 10, sorted(spoken - known)
