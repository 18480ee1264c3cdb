import re
import unicodedata
from collections import defaultdict

import pytest
from babel import Locale

from builder import territories
from builder.territories import Capital, Institution, french_adjective, load_table

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


# What two countries bear is nobody's: an article says which.
UNDECIDED = {
    "fr": {"congo", "congolais", "congolaise", "congolaises",
           "corée", "coréen", "coréens", "coréenne", "coréennes"},
    "en": {"congo", "congolese", "korea", "korean", "koreans", "dominican", "dominicans"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_form_is_borne_by_two_countries(language):
    bearers = defaultdict(set)
    for country in load_table().countries:
        forms = getattr(country, language)
        for form in (forms.name, *forms.also, *forms.adjectives, *forms.people):
            bearers[form.casefold()].add(country.id)
    assert {form for form, ids in bearers.items() if len(ids) > 1} == UNDECIDED[language]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_other_form_is_borne_by_two(language):
    """Capitals and institutions, beside the countries' own names."""
    table = load_table()
    bearers: dict[str, set[str]] = defaultdict(set)
    places: list[Capital | Institution] = [*table.capitals, *table.institutions]
    for one in places:
        for form in (getattr(one, language), *getattr(one, f"also_{language}")):
            bearers[form.casefold()].add(one.id)
    for country in table.countries:
        forms = getattr(country, language)
        for form in (forms.name, *forms.also):
            bearers[form.casefold()].add(country.id)
    shared = {form for form, ids in bearers.items() if len(ids) > 1}
    assert shared - UNDECIDED[language] == set()


def test_codes_are_those_of_cldr():
    codes = map(str, Locale("en").territories)
    known = {code.lower() for code in codes if len(code) == 2 and code.isalpha()}
    ids = {country.id for country in load_table().countries if len(country.id) == 2}
    # CLDR also has regions (EU, UN, EZ), a pseudo-locale's (XA, XB) and exceptional reservations.
    assert known - ids == {"ac", "cp", "cq", "dg", "ea", "eu", "ez", "ic", "qo", "ta", "un", "xa", "xb", "zz"} & known  # fmt: skip
    assert ids <= known


def test_codes_of_three_letters_are_distinct():
    table = load_table()
    codes = [country.iso3 for country in table.countries if country.iso3]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    assert [c.id for c in table.countries if len(c.id) == 2 and not c.iso3] == ["xk"]


def test_wikidata_ids_are_well_formed_and_distinct():
    table = load_table()
    ids = [country.wikidata for country in table.countries]
    ids += [capital.wikidata for capital in table.capitals]
    ids += [body.wikidata for body in table.institutions]
    given = [id for id in ids if id]
    assert [id for id in given if not re.fullmatch(r"Q[1-9]\d*", id)] == []
    assert [id for id in given if given.count(id) > 1] == []
    assert [country.id for country in table.countries if not country.wikidata] == []


# States whose people have no word of their own in newsrooms.
WITHOUT_PEOPLE = {"va"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_independent_state_has_its_people(language):
    for country in load_table().countries:
        if len(country.id) > 2 or country.part_of or country.id in ("aq", "bv", "gs", "hm"):
            continue
        forms = getattr(country, language)
        assert forms.adjectives or forms.people or country.id in WITHOUT_PEOPLE, country.id


def test_every_independent_state_has_a_capital_that_stands_for_it():
    table = load_table()
    seats = {capital.country for capital in table.capitals}
    for capital in table.capitals:
        if capital.id != "brussels":
            assert capital.stands_for == (f"countries/{capital.country}",)
    missing = {
        country.id
        for country in table.countries
        if len(country.id) == 2 and not country.part_of and country.id not in seats
    }
    assert missing == {"aq", "va"}


def test_former_states_have_successors():
    former = [country for country in load_table().countries if len(country.id) > 2]
    assert len(former) >= 15
    assert [country.id for country in former if not country.successors] == []


def test_adjectives_and_people_have_their_case():
    for country in load_table().countries:
        assert [form for form in country.fr.adjectives if form != form.lower()] == []
        assert [form for form in country.fr.people if not form[0].isupper()] == []


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("russe", ("russe", "russes")),
        ("nord-coréen", ("nord-coréen", "nord-coréens", "nord-coréenne", "nord-coréennes")),
        ("français", ("français", "française", "françaises")),
        ("letton", ("letton", "lettons", "lettonne", "lettonnes")),
        ("grec/grecque", ("grec", "grecs", "grecque", "grecques")),
        ("afghan", ("afghan", "afghans", "afghane", "afghanes")),
        ("lao/lao", ("lao", "laos")),
    ],
)
def test_french_adjectives_take_their_forms(base, forms):
    assert french_adjective(base) == forms


def test_peoples():
    by_id = {country.id: country for country in load_table().countries}
    assert {"Nord-Coréen", "Nord-Coréennes"} <= set(by_id["kp"].fr.people)
    assert "North Koreans" in by_id["kp"].en.people
    assert {"Dane", "Danes"} <= set(by_id["dk"].en.people)
    assert "Danishs" not in by_id["dk"].en.people


def test_files_are_nfc_with_straight_apostrophes():
    for file in sorted(territories.DATA.glob("*.yaml")):
        text = file.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text), file.name
        assert "’" not in text, file.name
