"""Messages speak the terminal's language, by the rule of GNU gettext."""

from __future__ import annotations

import string
from collections.abc import Mapping

import pytest
from babel.messages.pofile import read_po

from builder.problems import CODES, problem
from builder.terminal import hint_of, language_of, message_of, ngettext
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


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


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


def test_problems_are_translated() -> None:
    """All but a few: a new problem may be English for a while, not most of them."""
    with catalogue_path("fr", "terminal").open("rb") as file:
        known = {message.id for message in read_po(file, locale="fr") if message.string}
    spoken = {text for code in CODES.values() for text in code if " " in text}
    assert len(spoken - known) <= len(spoken) // 10, sorted(spoken - known)
