"""What is said of the templates, and that their words have translations."""

from __future__ import annotations

import re
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


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "«\u00a0L’“affaire” &lt;b&gt;\u00a0»"), ("en", "“L’« affaire » &lt;b&gt;”")],
)
def test_a_title_stands_between_the_marks_of_the_language(lang: str, said: str) -> None:
    template = Environment(words_of(lang), autoescape=True).from_string("{{ title|quoted }}")
    assert template.render(title="L’« affaire » <b>") == said


@pytest.mark.parametrize("name", ["site.css", "overview.css"])
def test_every_block_of_a_style_sheet_ends_where_it_should(name: str) -> None:
    # A brace too many makes browsers drop the rule that follows it, and say nothing.
    text = (ROOT / "templates/static" / name).read_text(encoding="utf-8")
    text = re.sub(
        r'/\*.*?\*/|"[^"\n]*"', lambda found: "\n" * found[0].count("\n"), text, flags=re.S
    )
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        for brace in re.findall(r"[{}]", line):
            depth += 1 if brace == "{" else -1
            assert depth >= 0, f"{name}:{number}: {line.strip()[:60]}"
    assert depth == 0
