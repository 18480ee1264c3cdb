"""What an article concerns."""

import pytest

from builder.annotation.dateline import dateline_city
from builder.annotation.salience import threshold
from tests.annotated import Registry


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"title": "Le Niger attend", "body": "Rien."}, {"countries/ne"}),
        ({"standfirst": "Au Niger.", "body": "Rien."}, set()),
        ({"standfirst": "Au Niger.", "body": "Rien.\n\nLe Niger attend."}, {"countries/ne"}),
        ({"body": "Le Niger et les Nigériens."}, {"countries/ne"}),
        ({"body": "Rien.\n\nLe Niger. Un Nigérien."}, set()),
        ({"body": "Rien.\n\nLe Niger. Un Nigérien. Niamey a répondu."}, {"countries/ne"}),
        # an adjective on a source's name does not score
        ({"title": "L’agence sud-coréenne", "body": "La chaîne sud-coréenne YTN le dit."}, set()),
        ({"title": "L’armée sud-coréenne", "body": "Rien."}, {"countries/kr"}),
        ({"body": "SÉOUL, 3 mars (AFP) - La Corée du Sud."}, {"countries/kr"}),
        ({"body": "VLADIVOSTOK, 3 mars (AFP) - Rien. Un Russe."}, {"countries/ru"}),
        ({"body": "Séoul (AFP) – Rien. Les Sud-Coréens."}, {"countries/kr"}),
    ],
)  # fmt: skip
def test_concerns(registry: Registry, texts, expected):
    found, _ = registry.annotate(texts)
    concerned = {id for id in found.concerns if id.startswith("countries/")}
    assert concerned == expected


def test_about_is_exactly_that(registry: Registry):
    found, _ = registry.annotate(
        {"title": "Le Niger, le Niger", "body": "Le Niger."}, about=["countries/ml"]
    )
    assert found.concerns == ("countries/ml",)


def test_what_is_declared_is_concerned(registry: Registry):
    found, _ = registry.annotate("Rien.", declare=["countries/ml"])
    assert found.concerns == ("countries/ml",)


def test_in_a_long_article_three_passing_mentions_are_no_subject(registry: Registry):
    assert (threshold(400), threshold(1300), threshold(2900)) == (3, 4, 8)
    filler = "Un mot. " * 700
    found, _ = registry.annotate(f"Rien.\n\nLe Mali. {filler}Le Mali. Un Malien.")
    assert found.concerns == ()


@pytest.mark.parametrize(
    ("body", "city"),
    [
        ("SEOUL, Sept 11 (Reuters) - North Korea", "SEOUL"),
        ("MOSCOU, 3 mars (AFP) – Le Kremlin", "MOSCOU"),
        ("Moscou (AFP) — Le Kremlin", "Moscou"),
        ("NEW YORK - The", "NEW YORK"),
        ("PARIS, 1er juin 2012 (AFP) - Le", "PARIS"),
        ("Moscou - Le Kremlin", None),
        ("Le train - blindé - roule", None),
        ("22 mai 2012. - Prévu", None),
        ("Rien.", None),
        ("", None),
    ],
)
def test_datelines(body, city):
    span = dateline_city(body)
    assert (body[slice(*span)] if span else None) == city
