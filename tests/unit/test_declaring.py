"""Names put into front matter: what is there stays, byte for byte."""

import pytest

from builder.content.declaring import CannotDeclareError, declare, quote

NAMES = {"people": ["Ana Souza", "Bo, Li"]}

PAIRS = [
    ("---\ntitle: T\n---\nBody", '---\ntitle: T\npeople: [Ana Souza, "Bo, Li"]\n---\nBody'),
    ("---\r\ntitle: T\r\n---\r\nB", '---\r\ntitle: T\r\npeople: [Ana Souza, "Bo, Li"]\r\n---\r\nB'),
    ("\ufeff---\ntitle: T\n---\n", '\ufeff---\ntitle: T\npeople: [Ana Souza, "Bo, Li"]\n---\n'),
    ("---\npeople: [X]\nb: 1\n---\n", '---\npeople: [X, Ana Souza, "Bo, Li"]\nb: 1\n---\n'),
    ("---\npeople: [X]  # note ]\n---\n", '---\npeople: [X, Ana Souza, "Bo, Li"]  # note ]\n---\n'),
    ("---\npeople: []\n---\n", '---\npeople: [Ana Souza, "Bo, Li"]\n---\n'),
    ("---\npeople: [ X, ]\n---\n", '---\npeople: [ X, Ana Souza, "Bo, Li" ]\n---\n'),
    ('---\npeople: ["a]b", X]\n---\n', '---\npeople: ["a]b", X, Ana Souza, "Bo, Li"]\n---\n'),
    ("---\npeople: [X,\n  Y]\n---\n", '---\npeople: [X,\n  Y, Ana Souza, "Bo, Li"]\n---\n'),
    ("---\npeople: X\n---\n", '---\npeople: [X, Ana Souza, "Bo, Li"]\n---\n'),
    ("---\npeople: X # why\n---\n", '---\npeople: [X, Ana Souza, "Bo, Li"] # why\n---\n'),
    ("---\npeople:\n---\n", '---\npeople: [Ana Souza, "Bo, Li"]\n---\n'),
    ("---\npeople:\n  - X\n  - Y\nb: 1\n---\n", '---\npeople:\n  - X\n  - Y\n  - Ana Souza\n  - "Bo, Li"\nb: 1\n---\n'),
    ("---\npeople:\n- X\n---\n", '---\npeople:\n- X\n- Ana Souza\n- "Bo, Li"\n---\n'),
    ("---\npersons: [X]\n---\n", '---\npersons: [X, Ana Souza, "Bo, Li"]\n---\n'),
    ("---\npeople:  # who\nb: 1\n---\n", '---\npeople: [Ana Souza, "Bo, Li"]  # who\nb: 1\n---\n'),
    ("---\npeople: O'Neil, X\n---\n", '---\npeople: ["O\'Neil, X", Ana Souza, "Bo, Li"]\n---\n'),
    ('---\npeople: "X #1" # why\n---\n', '---\npeople: ["X #1", Ana Souza, "Bo, Li"] # why\n---\n'),
    ("---\n'people': 'X'\n---\n", "---\n'people': ['X', Ana Souza, \"Bo, Li\"]\n---\n"),
    ("---\npeople: [\n  X,  # no ] end\n  Y  # nor [\n]\n---\n",
     '---\npeople: [\n  X,  # no ] end\n  Y, Ana Souza, "Bo, Li"  # nor [\n]\n---\n'),
    ("---\npeople: [X, 'it''s ]', # it\n]\n---\n",
     "---\npeople: [X, 'it''s ]', Ana Souza, \"Bo, Li\" # it\n]\n---\n"),
    ('---\npeople: ["]\\\\", "\\"]"]\n---\n', '---\npeople: ["]\\\\", "\\"]", Ana Souza, "Bo, Li"]\n---\n'),
    ("---\npeople: [  # none yet\n]\n---\n", '---\npeople: [Ana Souza, "Bo, Li"  # none yet\n]\n---\n'),
    ("---\npeople:  # here\n  [X]\n---\n", '---\npeople:  # here\n  [X, Ana Souza, "Bo, Li"]\n---\n'),
    ("---\npeople:\n  - X # a\n  # b\n\n  - Y\n---\n", '---\npeople:\n  - X # a\n  # b\n\n  - Y\n  - Ana Souza\n  - "Bo, Li"\n---\n'),
    ("---\nextra:\n  people: [X]\n---\n", '---\nextra:\n  people: [X]\npeople: [Ana Souza, "Bo, Li"]\n---\n'),
    ("---\rtitle: T\r---\rB\r", '---\rtitle: T\rpeople: [Ana Souza, "Bo, Li"]\r---\rB\r'),
    ("--- \ntitle: T\n---  ", '--- \ntitle: T\npeople: [Ana Souza, "Bo, Li"]\n---  '),
    ("---\ntitle: T\n---\npeople: [no]\n", '---\ntitle: T\npeople: [Ana Souza, "Bo, Li"]\n---\npeople: [no]\n'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_names_are_put_in(before, after):
    assert declare(before, NAMES, {"people": ["persons"]}) == after


@pytest.mark.parametrize(
    "text",
    [
        "no front matter", "---\nopen", "---\npeople: [X\n---\n", "---\npeople: |\n  X\n---\n",
        '---\npeople: "X\n  Y"\n---\n', "---\npeople: X\n  Y\n---\n", "---\npeople:\n  X\n---\n",
        "---\npeople:\n- X\n  Y\n---\n",
    ],
)  # fmt: skip
def test_what_cannot_be_put_in_safely_is_refused(text):
    with pytest.raises(CannotDeclareError):
        declare(text, NAMES)


@pytest.mark.parametrize(
    ("name", "written"),
    [("Ana Souza", "Ana Souza"), ("A: B", '"A: B"'), ('A "B"', '"A \\"B\\""'), ("#x", '"#x"'), ("-", '"-"'), ("Qui ?", '"Qui ?"')],
)  # fmt: skip
def test_quotes_where_yaml_needs_them(name, written):
    assert quote(name) == written
