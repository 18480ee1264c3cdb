"""People: full names, then surnames; and what bears their name and is not they."""

import pytest

from builder.annotation.registry import names_of
from builder.annotation.surnames import assumed_surname
from builder.config import Config
from tests.annotated import Registry, entity, person

FRENCH = """
{Kim Jong Un:kim-jong-un} est parti. {Kim:kim-jong-un sur} voyage en train.
{Kim Jung Un:kim-jong-un}, {Kim Jong-un:kim-jong-un}, {Kim Jong-Un:kim-jong-un} : le même.
Un voyage. {Kim Jong Un:kim-jong-un} en fait un. Un train l'attend.
M. {Kim:kim-jong-un sur} reçoit {Vladimir Poutine:vladimir-poutine}. Le président {Poutine:vladimir-poutine sur} sourit. {Kim Jong Un:kim-jong-un} aussi.
M. {Kim:kim-jong-un sur} et Mme {Kim:kim-yo-jong sur} sont là : {Kim Jong Un:kim-jong-un} et {Kim Yo Jong:kim-yo-jong}.
Kim parle. {Kim Jong Un:kim-jong-un} et {Kim Yo Jong:kim-yo-jong} écoutent.
{Marine Le Pen:marine-le-pen} a perdu. {Le Pen:marine-le-pen sur} conteste. Le pen est un stylo.
{Ursula von der Leyen:ursula-von-der-leyen} parle ; Mme {von der Leyen:ursula-von-der-leyen sur} insiste.
{Bachar al-Assad:bachar-al-assad} tient. {al-Assad:bachar-al-assad sur} ne cède pas. {Assad:bachar-al-assad sur} non plus.
Assad seul n'est personne. Le régime d'Assad.
Les propos d’{Emmanuel Macron:emmanuel-macron} ; l'avis de {Macron:emmanuel-macron sur}. Brigitte Macron se tait.
La loi {Macron:emmanuel-macron sur} d'{Emmanuel Macron:emmanuel-macron} est votée.
La rue Gagarine et l'avenue Charles-de-Gaulle.
L'aéroport Charles de Gaulle est fermé. {Charles de Gaulle:charles-de-gaulle} est mort.
Le lycée Iouri Gagarine et le prix Charles de Gaulle.
L'institut Kim Jong Un ouvre.
La Konrad-Kim-Stiftung reçoit {Kim Jong Un:kim-jong-un}.
Macron seul n'est personne.
Le ministre de la Défense {Macron:emmanuel-macron sur} ; {Emmanuel Macron:emmanuel-macron} l'a dit.
Le secrétaire d'État {Macron:emmanuel-macron sur} ; {Emmanuel Macron:emmanuel-macron} l'a dit.
{François Hollande:francois-hollande} voit {Hollande:francois-hollande sur} à la télévision.
{François Hollande:francois-hollande} aime la {Hollande:nl}.
{Jean-Luc Mélenchon:jean-luc-melenchon}, puis {Mélenchon:jean-luc-melenchon sur}.
(...) {Poutine:vladimir-poutine sur} a dit. {Vladimir Poutine:vladimir-poutine} l'a dit.
Le duo {Trump:donald-trump sur}-{Poutine:vladimir-poutine sur} : {Donald Trump:donald-trump}, {Vladimir Poutine:vladimir-poutine}.
Les anti-{Trump:donald-trump sur} contre {Donald Trump:donald-trump}. La Trump Tower reste.
{Vladimir Poutine:vladimir-poutine} et son ministre Igor Poutine.
Kim Kardashian ignore {Kim Jong Un:kim-jong-un}.
La comète de Poutine passe, {Vladimir Poutine:vladimir-poutine} la regarde.
{Le Monde:le-monde} l'écrit ; selon un journaliste du {Monde:le-monde}, c'est faux, a-t-il dit aux {Échos:les-echos}.
La Coupe du Monde, les Médecins du Monde et le monde. Monde ! Les échos du monde, un Monde à part.
Le président de la {commission européenne:european-commission} et le {parlement européen:european-parliament}.
"""

ENGLISH = """
{Vladimir Putin:vladimir-poutine}'s plane landed. {Putin:vladimir-poutine sur}’s guards waited.
{Donald Trump:donald-trump} left Trump Tower. Mr. {Trump:donald-trump sur} smiled.
Secretary of State {Trump:donald-trump sur} met {Donald Trump:donald-trump}.
President {Trump:donald-trump sur} met {Donald Trump:donald-trump}.
Melania Trump met {Donald Trump:donald-trump}.
The Kim Jong Un University opened.
{Sergei Shoigu:sergei-choigou} spoke; Defence Minister {Shoigu:sergei-choigou sur} left.
{Jim Jordan:jim-jordan} flew to {Jordan:jo}.
Says {Trump:donald-trump sur}: {Donald Trump:donald-trump} will run.
Donald Trump Avenue, the carrier Charles de Gaulle; {Charles de Gaulle:charles-de-gaulle} and Yvonne de Gaulle met.
{The Old Post:the-old-post} said so; an {Old Post:the-old-post} reporter. The post is old.
"""


def _lines(text):
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("line", _lines(FRENCH))
def test_french(registry: Registry, line: str):
    registry.check(line, "fr")


@pytest.mark.parametrize("line", _lines(ENGLISH))
def test_english(registry: Registry, line: str):
    registry.check(line, "en")


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Vladimir Poutine", "Poutine"),
        ("Marine Le Pen", "Le Pen"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Bachar al-Assad", "al-Assad"),
        ("Jean-Luc Mélenchon", "Mélenchon"),
        ("Ana de Souza", "de Souza"),
        ("Kim Jong Un", ""),
        ("Moon Jae-in", "Jae-in"),
        ("Jong Un", ""),
        ("Le Pen", ""),
        ("Pelé", ""),
        ("Luis Inácio Lula", ""),
        ("Malcolm X.", ""),
        ("Владимир Путин", "Путин"),
    ],
)
def test_the_surname_that_is_assumed(name, surname):
    assert assumed_surname(name) == surname


def test_a_surname_counts_where_the_full_name_is_in_the_headline(registry: Registry):
    found, _ = registry.annotate({"title": "Vladimir Poutine en Chine", "body": "Poutine sourit."})
    assert [(m.exact, m.manner) for m in found.mentions if m.part == "body"] == [
        ("Poutine", "surname")
    ]


def test_a_surname_counts_where_the_front_matter_declares_its_bearer(registry: Registry):
    found, _ = registry.annotate("M. Poutine sourit.", declare=["people/vladimir-poutine"])
    assert [m.exact for m in found.mentions] == ["Poutine"]


def test_two_of_one_surname_are_named_with_the_sentence(registry: Registry):
    _, problems = registry.annotate("Kim parle. Kim Jong Un et Kim Yo Jong écoutent.")
    (problem,) = [p for p in problems if p.code == "W302"]
    assert dict(problem.arguments) == {
        "name": "Kim",
        "candidates": "people/kim-jong-un, people/kim-yo-jong",
    }
    assert "Kim parle." in problem.excerpt


def test_an_archives_own_exceptions(registry: Registry):
    config = Config(id="x", title={"": "x"}, exceptions=("Tour Poutine",))
    found, _ = registry.annotate("Vladimir Poutine visite la tour Poutine.", config=config)
    assert [m.exact for m in found.mentions] == ["Vladimir Poutine"]


def test_a_known_longer_name_hides_the_shorter():
    registry = Registry(
        [
            person("Alfred Nobel"),
            entity("organisations", "Fondation Alfred Nobel"),
            entity("organisations", "Fonds Alfred Nobel", match="never"),
        ]
    )
    registry.check("La {Fondation Alfred Nobel:fondation-alfred-nobel} et le Fonds Alfred Nobel.")


def test_match_declared_is_found_only_where_declared():
    registry = Registry([person("Jean Petit", match="declared")])
    registry.check("Jean Petit passe.")
    found, _ = registry.annotate("Jean Petit passe.", declare=["people/jean-petit"])
    assert [m.entity for m in found.mentions] == ["people/jean-petit"]


def test_a_name_of_two_is_nobodys_unless_the_article_says_which():
    registry = Registry(
        [person("Jean Petit", slug="jean-petit-1"), person("Jean Petit", slug="jean-petit-2")]
    )
    found, problems = registry.annotate("Jean Petit passe.")
    assert found.mentions == ()
    assert [p.code for p in problems] == ["W302"]
    found, problems = registry.annotate("Jean Petit passe.", declare=["people/jean-petit-2"])
    assert [m.entity for m in found.mentions] == ["people/jean-petit-2"]


def test_a_misspelling_has_no_surname():
    names = names_of(person("Vladimir Poutine", misspellings=("Vladimir Pouttine",)))
    assert {n.form for n in names if n.sort == "surname"} == {"Poutine"}
