"""A further language is one file: Spanish, by a small set of its own."""

import shutil

import pytest

from builder.annotation import cues, wordlists
from builder.annotation.surnames import assumed_surname
from tests.annotated import Registry, entity, person

SPANISH = """
articles: [el, la, los, las]
fused: {del: de, al: a}
prepositions: [de, a, en, con, desde, hacia]
speaks: {forms: [anunció, anuncia, rechazó, dijo]}
speech_before: [según, comunicado de]
place_before: [en, llegó a, salió de]
between: [ha, no, también]
honorifics: {sr: m, sra: f}
titles: [presidente, ministro]
named_for: [calle, avenida, premio]
part_of_name: [banco de, golfo de]
family: [los]
exceptions: [Nueva Guinea]
regions: [texas]
namesakes:
  - forms: [Georgia]
    before: [estado de]
    elsewhere: [Atlanta]
    at_home: [Tiflis]
function_words: [y, los]
particles: [del]
joined: [norte]
"""


@pytest.fixture
def spanish(tmp_path, monkeypatch):
    """A registry beside which the program has a file of Spanish."""
    folder = tmp_path / "cues"
    shutil.copytree(wordlists.FOLDER, folder)
    (folder / "es.yaml").write_text(SPANISH, encoding="utf-8")
    for module in (cues, wordlists):
        monkeypatch.setattr(module, "FOLDER", folder)
    forget()
    own = [
        person("Pedro Sánchez"),
        person("Nelson Mandela"),
        entity("places", "Madrid", stands_for=("countries/es",)),
        entity("places", "Paris", names={"es": "París"}, stands_for=("countries/fr",)),
    ]
    yield Registry(own, languages=["es"])
    forget()


def forget():
    lists = (wordlists.words_of_all, wordlists.words_of_names, wordlists._languages)
    for kept in (cues.load_cues, *lists):
        kept.cache_clear()


@pytest.mark.parametrize(
    "passage",
    [
        "{Madrid:madrid>es} anunció un acuerdo con {Francia:fr}.",
        "Según {París:paris>fr}, no hay acuerdo ; llegó a {Madrid:madrid}.",
        "El presidente {Pedro Sánchez:pedro-sanchez} habló. El Sr. {Sánchez:pedro-sanchez sur} salió.",
        "En la calle Nelson Mandela, cerca del Banco de {España:x}.",
        "En el golfo de Guinea y en Nueva Guinea; {Guinea:gn} espera.",
        "El estado de Georgia vota; {Georgia:x}",
        "{Alemania:de} y {Japón:jp} firman.",
    ],
)
def test_spanish(spanish, passage):
    passage = passage.replace("{España:x}", "España").replace("{Georgia:x}", "Atlanta espera.")
    spanish.check(passage, "es")


def test_its_words_count_for_names(spanish):
    assert assumed_surname("Ana del Río") == "del Río"
    assert assumed_surname("Ana Los") == ""


def test_a_language_without_a_file_has_names_alone():
    Registry(languages=["it"]).check("{Germania:de} e {Giappone:jp} firmano.", "it")
