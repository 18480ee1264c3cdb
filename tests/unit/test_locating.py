"""Where a name stands in a source, by the words beside it."""

import pytest

from builder.locating import locate
from builder.problems import problem, quoted


@pytest.mark.parametrize(
    ("source", "name", "around", "expected"),
    [
        ("Kim part.\nHier Kim rit.", "Kim", "Hier Kim rit.", (2, 6)),
        ("Un.\r\nDeux [[kim|M. Kim]] part,\r\nKim reste.", "Kim", "Deux M. Kim part, Kim", (2, 15)),
        ("titre: Ana Sousa\n---\nOù **Ana\nSousa** va.", "Ana Sousa", "Où Ana Sousa va.", (3, 6)),
        ("L’AFP cite\nAFP.", "AFP", "L’AFP cite AFP.", (1, 3)),
        ("Rien.", "Kim", "M. Kim", None),
        ("", "Kim", "M. Kim", None),
        ("E\u0301te\u0301 été", "Été", "", (1, 1)),
    ],
)
def test_places(source, name, around, expected):
    assert locate(source, name, around) == expected


def test_a_problem_with_an_excerpt_has_its_place():
    data = b"---\ntitle: T\n---\nIl a vu [[kim|*Kim*]] et\nKim Jong.\n"
    (found,) = quoted(
        [problem("W304", "a.md", 0, 0, "vu Kim et Kim Jong.", name="Kim")], "a.md", data
    )
    assert (found.line, found.column, found.excerpt) == (4, 16, "Il a vu [[kim|*Kim*]] et")
