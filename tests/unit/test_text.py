"""Folding, words, sentences and their anchors."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from builder.sentences import anchors, sentences
from builder.text import flat, fold, folded_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kim Jong-un", "kim jong-un"),
        ("Kim Jong\u2011un", "kim jong-un"),
        ("Kim\u00a0Jong\u202fUn", "kim jong un"),
        ("Kim Jong\nUn", "kim jong un"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("CŒUR", "coeur"),
        ("Straße", "strasse"),
        ("Choïgou", "choigou"),
        ("Ким Чен Ын", "ким чен ын"),
        ("Йосиф", "йосиф"),
        ("김정은", "김정은"),
        ("金正恩", "金 正 恩"),
        ("po\u00adlitique", "politique"),
        ("", ""),
        ("…", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(unicodedata.normalize("NFC", text)) == folded


def test_flat_makes_hyphens_spaces():
    assert flat(fold("Kim Jong-un")) == fold("Kim Jong un")


@given(st.text())
def test_words_stand_where_they_say(text):
    end = 0
    for word in folded_words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
        ("Hier (...) Poutine est parti.", ["Hier (...) Poutine est parti."]),
        ("Hier (…) Poutine est parti.", ["Hier (…) Poutine est parti."]),
        ("[...] Kim est là.", ["[...] Kim est là."]),
        ("M. Kim et Mme Kim.", ["M. Kim et Mme Kim."]),
        ("M.\u00a0Kim reste. Fin.", ["M.\u00a0Kim reste.", "Fin."]),
        ("G. Bush et J.-P. Dupont. Fin.", ["G. Bush et J.-P. Dupont.", "Fin."]),
        ("The U.S. troops left. He said so.", ["The U.S. troops left.", "He said so."]),
        ("Mr. Kim left. Gen. Li did not.", ["Mr. Kim left.", "Gen. Li did not."]),
        ("Il dit : « Non ! » Puis il part.", ["Il dit : « Non ! »", "Puis il part."]),
        ("Né en 1984. Il dirige.", ["Né en 1984.", "Il dirige."]),
        ("Un titre\n\nUn texte", ["Un titre", "Un texte"]),
        ("Trois… et puis rien.", ["Trois… et puis rien."]),
        ("", []),
    ],
)
def test_sentences(text, expected):
    assert [text[start:end] for start, end in sentences(text, "fr")] == expected


@given(st.text(alphabet="ab. !?…«»\n()MK", max_size=60))
def test_sentences_cover_all_that_is_not_space(text):
    spans = sentences(text, "fr")
    covered = {n for start, end in spans for n in range(start, end)}
    assert {n for n, character in enumerate(text) if not character.isspace()} <= covered
    assert spans == sorted(spans)


def test_anchors_stay_when_case_and_punctuation_change():
    one = anchors("Kim part.", [(0, 9)])
    assert one == anchors("KIM PART !", [(0, 10)])
    assert one[0].startswith("s-") and len(one[0]) == 9


def test_repeated_sentences_are_numbered():
    text = "Oui. Oui. Oui."
    first, second, third = anchors(text, sentences(text, "fr"))
    assert (second, third) == (f"{first}-2", f"{first}-3")
