"""What is said of the templates, and that their words have translations."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from builder.compiling import Environment
from builder.wording import catalogue_path, words_of
from tests.describe_templates import README, Description

ROOT = Path(__file__).parents[2]


def test_every_variable_of_every_template_is_described() -> None:
    assert README.read_text(encoding="utf-8") == Description().whole(), (
        "write it anew: python -m tests.describe_templates"
    )


@pytest.mark.parametrize(
    ("folder", "methods"),
    [("templates", [("**.html", "jinja2")]), ("builder/pages", [("**.py", "python")])],
)
def test_every_word_of_the_pages_is_in_the_french_catalogue(
    folder: str, methods: list[tuple[str, str]]
) -> None:
    with catalogue_path("fr").open("rb") as file:
        catalogue = read_po(file, locale="fr")
    known = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.id and message.string and all(message.string)
    }
    missing = []
    for path, line, words, *_ in extract_from_dir(ROOT / folder, methods):
        word = words if isinstance(words, str) else words[0]
        if word and word not in known:
            missing.append(f"{folder}/{path}:{line}: {word}")
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize(
    ("lang", "count", "said"),
    [("fr", 1, "1 article"), ("fr", 2000, "2\u202f000 articles"), ("en", 12345, "12,345 articles")],
)
def test_a_number_in_a_sentence_is_as_the_language_writes_it(
    lang: str, count: int, said: str
) -> None:
    template = Environment(words_of(lang), autoescape=True).from_string(
        "{{ ngettext('%(num)d article', '%(num)d articles', count) }}"
    )
    assert template.render(count=count) == said
