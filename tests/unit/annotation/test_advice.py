"""Look-alikes, and capitalised words that no entity answers to."""

import pytest

from builder.annotation.candidates import Candidates, lone_words
from builder.annotation.lookalikes import alike, look_alikes


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("vladimir poutine", "vladimir pouttine", True),
        ("vladimir poutine", "v poutine", True),
        ("poutine vladimir", "vladimir poutine", True),
        ("kim jong un", "kim jung un", True),
        ("kim jong un", "kim jong il", False),
        ("marie dupont", "maria dupont", True),
        ("anna li", "anne li", False),
        ("jean martin", "paul martin", False),
        ("volodymyr zelensky", "volodymyr zelenskyy", True),
        ("sergei lavrov", "sergueï lavrov", False),
        ("un", "un", False),
    ],
)
def test_alike(one, two, expected):
    assert alike(one.split(), two.split()) is expected
    assert alike(two.split(), one.split()) is expected


def test_look_alikes_are_found_once_and_not_within_one_entity():
    names = {
        "people/a": ["Vladimir Poutine", "Vladimir Pouttine"],
        "people/b": ["Vladimir Poutinne"],
        "people/c": ["Olaf Scholz"],
    }
    assert [found[:2] for found in look_alikes(names)] == [("people/a", "people/b")]


def test_look_alikes_of_many_names_are_quick():
    def word(n):
        return "".join("bcdfglmnprstv"[n // 13**i % 13] + "aeiou"[n // 5**i % 5] for i in range(3))

    names = {f"people/{n}": [f"{word(n % 97)} {word(7919 * n)}"] for n in range(5_000)}
    assert len(list(look_alikes(names))) < len(names)


def test_candidates_by_count_with_an_example():
    found = Candidates()
    text = "Hier, Konstantin Poulikovski a parlé. Selon Konstantin Poulikovski, tout va. Le Monde."
    found.read("articles/a.md", text, [])
    found.read("articles/b.md", "L’avis d’Ana de Souza et de Konstantin Poulikovski.", [(8, 20)])
    found.read("articles/c.md", "Rien. Ana de Souza.", [(6, 18)])
    (first, *_) = found.most(2, 10)
    assert (first.name, first.times, first.articles) == ("Konstantin Poulikovski", 3, 2)
    assert "Hier, Konstantin Poulikovski a parlé" in first.example
    assert [c.name for c in found.most(2, 10)] == ["Konstantin Poulikovski"]


def test_what_only_begins_a_sentence_is_no_candidate():
    found = Candidates()
    for path in ("a", "b", "c"):
        found.read(path, "Cependant il pleut. Demain aussi. « Toujours » dit-il.", [])
    assert found.most(2, 10) == []


def test_words_that_stand_alone():
    counts = lone_words("Kim Jong Un est là. M. Kim part, Kim revient. Un train.", ["Kim", "Un"])
    assert counts["Kim"] >= 1
