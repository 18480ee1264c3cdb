import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder import territories
from builder.territories import Forms, load_table

_CODES = """
ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt
bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh
er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht
hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls
lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni
nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg
sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug
um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
"""
CODES = _CODES.split()


def forms_of(forms: Forms) -> Iterator[str]:
    yield from {forms.name, *forms.also, *forms.adjectives, *forms.people}


def test_every_country_is_there():
    countries = load_table().countries
    assert len(set(CODES)) == 249
    assert {*CODES, "xk"} - countries.keys() == set()
    assert all(len(countries[code].iso3) == 3 for code in CODES)
    assert len({countries[code].iso3 for code in CODES}) == 249


def test_what_is_referred_to_exists():
    table = load_table()
    for country in table.countries.values():
        assert {country.part_of, *country.successors} - {""} <= table.countries.keys(), country.id
    for capital in table.capitals.values():
        assert capital.country in table.countries, capital.id
    for institution in table.institutions.values():
        assert institution.country in {"", *table.countries}, institution.id
    for entry in (*table.capitals.values(), *table.institutions.values()):
        for address in entry.stands_for:
            kind, _, name = address.partition("/")
            assert name, (entry.id, address)
            assert kind != "countries" or name in table.countries, (entry.id, address)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_form_is_borne_by_two_countries(language):
    bearers = defaultdict(set)
    for country in load_table().countries.values():
        for form in forms_of(getattr(country, language)):
            bearers[form.casefold()].add(country.id)
    assert {form: ids for form, ids in bearers.items() if len(ids) > 1} == {}


def test_no_wikidata_item_is_borne_by_two():
    table = load_table()
    for entries in (table.countries, table.capitals, table.institutions):
        items = [entry.wikidata for entry in entries.values() if entry.wikidata]
        assert all(item[0] == "Q" and item[1:].isdecimal() for item in items)
        assert len(items) == len(set(items)), {item for item in items if items.count(item) > 1}


def test_french_adjectives_are_lower_case_and_people_are_not():
    for country in load_table().countries.values():
        assert [form for form in country.fr.adjectives if form != form.lower()] == []
        assert [form for form in country.fr.people if not form[0].isupper()] == []


def test_english_adjectives_are_capitalised_and_people_are_other_words():
    for country in load_table().countries.values():
        assert [form for form in country.en.adjectives if not form[0].isupper()] == []
        assert set(country.en.adjectives) & set(country.en.people) == set()


def test_files_are_nfc_with_straight_apostrophes():
    for file in sorted(territories.DATA.glob("*.yaml")):
        text = file.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text), file.name
        assert "’" not in text, file.name


def test_every_value_is_text():
    norway = load_table().countries["no"]
    assert (norway.id, norway.fr.name, norway.en.name) == ("no", "Norvège", "Norway")


def test_coordinates_are_on_the_globe():
    for capital in load_table().capitals.values():
        if capital.coordinates is not None:
            latitude, longitude = capital.coordinates
            assert abs(latitude) <= 90 and abs(longitude) <= 180, capital.id


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- {id: no, en: {name: Norway}}", r"countries-1\.yaml, entry 1 \(no\): fr: "),
        ("- {fr: {name: Norvège}, en: {name: Norway}}", r"entry 1 \(without an id\): id: "),
        ("- {id: no, fr: {name: Norvège, also: NO}, en: {name: Norway}}", r"\(no\): also: "),
        ("- {id: no, nmae: x, fr: {name: Norvège}, en: {name: Norway}}", r"\(no\): unknown: nmae"),
        ("- no", "not a mapping"),
        ("no", "not a list"),
        ("- {", "not YAML"),
    ],
)
def test_a_malformed_entry_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, complaint: str
):
    (tmp_path / "countries-1.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(territories, "DATA", tmp_path)
    with pytest.raises(ValueError, match=complaint):
        load_table.__wrapped__()
