import unicodedata
from collections import defaultdict

import pytest

from builder import territories
from builder.territories import load_table

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


def test_every_country_is_there_once():
    ids = [country.id for country in load_table().countries]
    assert len(set(CODES)) == 249
    assert {*CODES, "xk"} - set(ids) == set()
    assert len(ids) == len(set(ids))


def test_what_is_referred_to_exists():
    table = load_table()
    ids = {country.id for country in table.countries}
    for country in table.countries:
        assert {country.part_of, *country.successors} - {""} <= ids, country.id
    for capital in table.capitals:
        assert capital.country in ids, capital.id
    for stands_for in [
        *(c.stands_for for c in table.capitals),
        *(i.stands_for for i in table.institutions),
    ]:
        for address in stands_for:
            kind, _, name = address.partition("/")
            assert kind != "countries" or name in ids, address


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_form_is_borne_by_two_countries(language):
    bearers = defaultdict(set)
    for country in load_table().countries:
        forms = getattr(country, language)
        for form in (forms.name, *forms.also, *forms.adjectives, *forms.people):
            bearers[form.casefold()].add(country.id)
    assert {form: ids for form, ids in bearers.items() if len(ids) > 1} == {}


def test_adjectives_and_people_have_their_case():
    for country in load_table().countries:
        assert [form for form in country.fr.adjectives if form != form.lower()] == []
        assert [form for form in country.fr.people if not form[0].isupper()] == []
        assert set(country.en.adjectives) & set(country.en.people) == set()


def test_files_are_nfc_with_straight_apostrophes():
    for file in sorted(territories.DATA.glob("*.yaml")):
        text = file.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text), file.name
        assert "’" not in text, file.name
