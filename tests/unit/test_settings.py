"""archive.toml: what it says, and what is wrong with it, each at its line."""

from __future__ import annotations

import pytest

from builder.content.settings import read_config

HEAD = 'format = 1\ntitle = "T"\n'


def places(text):
    _, problems = read_config("archive.toml", text.encode())
    lines = text.split("\n")
    for found in problems:
        assert found.message
        assert found.excerpt == (lines[found.line - 1] if found.line else "")
    return [f"{p.line}:{p.column} {p.code}" for p in problems]


def test_it_says_what_the_archive_is():
    config, problems = read_config(
        "archive.toml",
        b"\xef\xbb\xbfformat = 1\r\ntitle = { fr = 'Essai', en = 'Test' }\r\nlanguages = ['fr', 'en']\r\n"
        b"timezone = 'Europe/Paris'\r\nbase_url = 'https://exemple.org/a/'\r\n[publication]\r\naccess = 'excerpt'\r\n"
        b"[kinds.ships]\r\nlabel = { fr = ['navire', 'navires'] }\r\nschema = 'Vehicle'\r\n"
        b"[[nav]]\r\nto = '/people/index.html'\r\n",
    )
    assert problems == () and config is not None
    assert (config.id, config.base_url, config.access) == (
        "essai",
        "https://exemple.org/a",
        "excerpt",
    )
    assert config.kinds[-1].word == "ships" and config.kinds[-1].labels["fr"] == (
        "navire",
        "navires",
    )
    assert config.menu[0].link.target == "people/index.html" and config.timezone == "Europe/Paris"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["0:0 E003", "0:0 E003"]),
        ('title = "T"', ["0:0 E003"]),
        (HEAD + "title = 1", ["3:1 E002"]),
        (HEAD + "x = [1,\n", ["3:1 E002"]),
        (HEAD + "x = é", ["3:5 E002"]),
        ('format = 2\ntitle = "T"', ["1:1 E006"]),
        ('format = "1"\ntitle = "T"', ["1:1 E004"]),
        (HEAD + 'titel = "U"', ["3:1 E005"]),
        (HEAD + 'languages = "fr"', ["3:1 E004"]),
        (HEAD + '[annotation]\nexceptions = "x"', ["4:1 E004"]),
        (HEAD + 'languages = ["fr", "fr"]', ["3:1 E004"]),
        (HEAD + 'languages = ["français"]', ["3:1 E004"]),
        (HEAD + 'languages = ["en", "tlh"]', ["3:1 W001"]),
        (HEAD + 'timezone = "Paris"', ["3:1 E004"]),
        (HEAD + 'base_url = "exemple.org"', ["3:1 E004"]),
        (HEAD + 'description = { fr = 1 }', ["3:1 E004"]),
        (HEAD + 'description = { "français" = "x" }', ["3:1 E004"]),
        (HEAD + '[annotation]\n# mode = 1\nmode = "all"\n[publication]\nacces = "full"', ["5:1 E004", "7:1 E005"][::-1]),
        (HEAD + 'annotation.mode = "all"', ["3:1 E004"]),
        (HEAD + 'annotation = { mode = "all" }', ["3:1 E004"]),
        (HEAD + "[publication]\n  pairs_from = 0", ["4:3 E004"]),
        (HEAD + "[publication]\npairs_from = true", ["4:1 E004"]),
        (HEAD + '[theme]\naccent = "url(https://x)"', ["4:1 E004"]),
        (HEAD + '[theme]\naccent = "red; } body { x"', ["4:1 E004"]),
        (HEAD + "[theme]\naccent = 1", ["4:1 E004"]),
        (HEAD + '[theme]\nÀ = "x"'.replace("À", '"À"'), ["4:1 E005"]),
        (HEAD + 'theme = "dark"', ["3:1 E004"]),
        (HEAD + '[theme]\naccent = "#e8e04a"', ["4:1 W002"]),
        (HEAD + '[theme]\npaper = "#000"', ["4:1 W002", "4:1 W002"]),
        (HEAD + '[theme]\npaper = "#000"\nink = "#eee"\naccent = "#fc6"', []),
        (HEAD + '[theme]\nink_dark = "#333333"', ["4:1 W002"]),
        (HEAD + '[theme]\naccent = "rebeccapurple"', []),
        (HEAD + 'nav = "x"', ["3:1 E004"]),
        (HEAD + '[[nav]]\nto = "a.html"\n[[nav]]\nlabel = "B"', ["5:1 E003"]),
        (HEAD + '[[nav]]\nto = "a.html"\n[[nav]]\nto = "b.html"\nlabl = "B"', ["7:1 E005"]),
        (HEAD + "[kinds.people]", ["3:1 E008"]),
        (HEAD + "[kinds.articles]", ["3:1 E008"]),
        (HEAD + "[kinds.persons]", ["3:1 E008"]),
        (HEAD + '[kinds."Mes navires"]', ["3:1 E008"]),
        (HEAD + "[kinds]\nships = 1", ["4:1 E004"]),
        (HEAD + '[kinds.ships]\nlabel = "ship"', ["4:1 E004"]),
        (HEAD + '[kinds.ships]\nlabel = { en = "ship" }', ["4:1 E004"]),
        (HEAD + "[kinds.ships]\nhue = 400", ["4:1 E004"]),
        (HEAD + "[kinds.ships]\nlabels = {}", ["4:1 E005"]),
    ],
)  # fmt: skip
def test_what_is_wrong_names_its_line(text, found):
    assert places(text) == found


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [
        ("/people/index.html", "people/index.html"),
        ("people", "people/index.html"),
        ("/chronology/", "chronology/index.html"),
        ("ships", "ships/index.html"),
        ("topics?q=a", "topics/index.html?q=a"),
        ("about", "about.html"),
        ("pages/about.md", "pages/about.md"),
        ("chronology/2023", "chronology/2023.html"),
        ("people/kim-jong-un#names", "people/kim-jong-un.html#names"),
        ("static/plan.pdf", "plan.pdf"),
        ("static/plan 50%25 %231.pdf?a#b", "plan 50%25 %231.pdf?a#b"),
        ("static/plan #1.pdf", "plan %231.pdf"),
        ("www.example.org", "https://www.example.org"),
        ("//example.org/a", "https://example.org/a"),
        ("/", "index.html"),
        ("", "index.html"),
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.org/a b?c=<d>", "https://example.org/a%20b?c=%3Cd%3E"),
        ("javascript:alert(1)", "javascript:alert(1).html"),
    ],
)
def test_an_entry_of_the_menu_may_leave_out_the_ending(written, leads_to):
    text = HEAD + f'[kinds.ships]\n[[nav]]\nto = "index.html"\n[[nav]]\nto = "{written}"'
    config, problems = read_config("archive.toml", text.encode())
    assert problems == () and config is not None
    link = config.menu[1].link
    assert (link.target, link.position, link.excerpt) == (leads_to, (7, 1), f'to = "{written}"')


def test_what_is_no_text_names_its_line():
    _, problems = read_config("archive.toml", b"format = 1\ntitle = 'caf\xe9'\n")
    assert [(p.line, p.code, p.excerpt) for p in problems] == [(2, "E101", "title = 'caf\ufffd'")]


def test_a_near_key_is_named():
    _, problems = read_config("archive.toml", (HEAD + 'langages = ["fr"]').encode())
    assert problems[0].hint == "did you mean `languages`?"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('title = "T\n', "end the text"),
        ("title = T\n", "between quotes"),
        ("title = «T»\n", "straight quotes"),
        ("t = True\n", "small letters"),
        ('title: "T"\n', "`key = value`"),
        ("titre de = 3\n", "several words"),
        ("t = 'it's'\n", "stands between the others"),
        ("a = 1\na = 2\n", "keep one"),
        ("[kinds.a]\n[kinds.a]\n", "keep one"),
        ('x = ["a" "b"]\n', "a comma between"),
        ("x = { a = 1\n", "with }"),
        ('x = """a\n', "the signs that it begins with"),
        ('x = "C:\\Users"\n', "write \\\\ for"),
        ('x = "C:\\Mes"\n', "write \\\\ for"),
        ("[nav\nx = 1\n", "with ]"),
        ("= 3\n", "`key = value`, or a [table]"),
    ],
)
def test_what_is_no_toml_is_told_with_what_to_write(text: str, hint: str) -> None:
    config, (found,) = read_config("archive.toml", text.encode())
    assert config is None
    assert found.code == "E002" and found.line
    assert hint in found.hint
    assert "('" not in found.message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('robots = "noindex"', "it belongs below [publication]"),
        ('metonyms = "merge"', "it belongs below [annotation]"),
        ('publication = "x"', "write [publication] on a line of its own, its settings below"),
        ('[publication]\nrobots = "noindx"', 'robots = "noindex"'),
        ("[publication]\naccess = 3", 'access = "3"'),
    ],
)
def test_what_is_misplaced_or_mistyped_is_told_with_what_to_write(text: str, hint: str) -> None:
    _, (found,) = read_config("archive.toml", (HEAD + text).encode())
    assert found.hint == hint
