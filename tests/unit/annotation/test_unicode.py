"""Text is Unicode: forms, apostrophes, spaces, hyphens, capitals; positions of the exact words."""

import unicodedata

import pytest

from builder.annotation.inflection import russian_forms
from tests.annotated import Registry, person


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("fr", "{Kim\u00a0Jong\u202fUn:kim-jong-un} et {Kim Jong\nUn:kim-jong-un}"),
        ("fr", "{Kim Jong\u2011un:kim-jong-un}, {Kim Jong\u2010un:kim-jong-un}"),
        ("fr", "La {Côte d’Ivoire:ci} et la {Côte d'Ivoire:ci}"),
        ("fr", "{Côte-d’Ivoire:ci} ; {Cote d'Ivoire:ci}"),
        ("fr", "{Recep Tayyip Erdogan:recep-tayyip-erdogan}, puis {Erdogan:recep-tayyip-erdogan sur}"),
        ("fr", "{Choïgou:sergei-choigou sur}, {Sergueï Choïgou:sergei-choigou}"),
        ("fr", "{VLADIMIR POUTINE:vladimir-poutine} EN {RUSSIE:ru}, UN VOYAGE"),
        ("fr", "{Vladimir POUTINE:vladimir-poutine} est là. {POUTINE:vladimir-poutine sur} part."),
        ("fr", "KIM JONG-IL"),
        ("fr", "Kim Jong\tUn"),
        ("fr", "La {R.D.C.:cd}, l'{O.M.S.:who} et les {U.S.A.:us}"),
        ("fr", "LE DIRIGEANT {NORD-COREEN:kp adj} EN {RUSSIE:ru}"),
        ("ko", "{김정은:kim-jong-un}이 {김여정:kim-yo-jong}과 만났다. {김정은:kim-jong-un}"),
        ("ru", "Встреча {Владимира Путина:vladimir-poutine} с {Ким Чен Ыном:kim-jong-un}."),
        ("ru", "{Владимир Путин:vladimir-poutine}. О {Путине:vladimir-poutine sur}. {Путиным:vladimir-poutine sur}"),
        ("en", "WE TELL US {VLADIMIR PUTIN:vladimir-poutine}"),
    ],
)  # fmt: skip
def test_words(registry: Registry, lang, line):
    registry.check(line.replace("{Choïgou", "{Choïgou"), lang)
    registry.check(line.replace("{Choïgou", "{Choïgou"), lang)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_both_normal_forms(registry: Registry, form):
    text = unicodedata.normalize(form, "François Hollande et l’Éthiopie ; Hollande répond.")
    found, _ = registry.annotate(text)
    assert [(m.entity, m.manner) for m in found.mentions] == [
        ("people/francois-hollande", "name"),
        ("countries/et", "name"),
        ("people/francois-hollande", "surname"),
    ]
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.exact


def test_chinese_stands_without_spaces():
    registry = Registry([person("Kim Jong Un", names={"zh": "金正恩"})], languages=["zh"])
    registry.check("朝中社说{金正恩:kim-jong-un}访问{俄罗斯:ru}。", "zh")


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Владимир Путин", {"Владимира Путина", "Владимиру Путину", "Владимиром Путиным", "Владимире Путине"}),
        ("Дмитрий Медведев", {"Дмитрия Медведева", "Дмитрию Медведеву", "Дмитрием Медведевым", "Дмитрии Медведеве"}),
        ("Мария Захарова", {"Марии Захаровой", "Марию Захарову", "Марией Захаровой"}),
        ("Ким Чен Ын", {"Ким Чен Ына", "Ким Чен Ыну", "Ким Чен Ыном", "Ким Чен Ыне"}),
        ("Дмитрий Песков", {"Дмитрия Пескова", "Дмитрию Пескову", "Дмитрием Песковым", "Дмитрии Пескове"}),
        ("Владимир Зеленский", {"Владимира Зеленского", "Владимиру Зеленскому", "Владимиром Зеленским", "Владимире Зеленском"}),
        ("Kim", set()),
    ],
)  # fmt: skip
def test_russian_cases(name, forms):
    assert set(russian_forms(name)) == forms
