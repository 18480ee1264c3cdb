"""Look-alikes, and capitalised words that no entity answers to."""

import pytest

from builder.annotation.candidates import Candidates, lone_words, seeming_kind
from builder.annotation.cues import load_cues
from builder.annotation.lookalikes import alike, look_alikes
from builder.annotation.surnames import likely_surname


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


@pytest.mark.parametrize(
    ("name", "before", "lang", "kind"),
    [
        ("Parti du travail", "le congrès du ", "fr", "organisations"),
        ("Belooussov", "a dit M. ", "fr", "people"),
        ("Belooussov", "selon le ministre ", "fr", "people"),
        ("Irkoutsk", "le train part à ", "fr", "places"),
        ("New York", "the board in ", "en", "places"),
        ("Lake Khanka", "the shore of ", "en", "places"),
        ("NHK", "dit la ", "fr", "organisations"),
        ("Marie Curie", "et ", "fr", "people"),
        ("Wagner", "livrés au groupe ", "fr", "organisations"),
        ("Angara", "les lanceurs Soyouz et ", "fr", ""),
        ("Rossiya", "im ", "de", ""),
    ],
)
def test_of_what_kind_a_name_seems(name, before, lang, kind):
    assert seeming_kind(name, before, load_cues(lang)) == kind


def test_a_word_for_a_sort_of_thing_is_no_candidate():
    found = Candidates()
    for path in ("a", "b", "c"):
        found.read(path, "Then the Council met in Kazan.", [], "en")
    assert [(c.name, c.kind) for c in found.most(2, 10)] == [("Kazan", "places")]


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Kim Jong Un", "Kim"),
        ("Xi Jinping", "Xi"),
        ("Nguyễn Phú Trọng", "Nguyễn"),
        ("Ana Sousa", ""),
    ],
)
def test_a_family_name_that_comes_first(name, surname):
    assert likely_surname(name) == surname
