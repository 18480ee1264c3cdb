"""Countries: names, adjectives, peoples; languages, currencies and seas that are none."""

import pytest

from tests.annotated import Registry

FRENCH = """
L’{Ukraine:ua} et l'{Angola:ao} ; d'{Angola:ao} en {Ukraine:ua}.
Les {États-Unis:us}, les {Etats-Unis:us}, les {USA:us} et la {RPDC:kp}.
La {Fédération de Russie:ru} et la {Corée du Nord:kp}.
Le {nord-coréen:kp adj}, la {nord-coréenne:kp adj}, les {nord-coréens:kp adj}, les {nord-coréennes:kp adj}.
Un {Nord-Coréen:kp adj}, des {Nord-Coréennes:kp adj}.
Le dirigeant {russe:ru adj} parle en russe.
La grammaire et l'orthographe françaises ; le vocabulaire russe.
Il paie en dollar américain et en francs suisses.
Des montagnes russes, le jardin du Luxembourg, la Banque de France.
Le Stade de France et France Télévisions.
Au Nouveau-Mexique, la mer de Chine et le golfe du Mexique.
La rue de Londres et la place d'Italie.
La communauté {franco:fr adj}-{allemande:de adj} et un blindé {anti-russe:x}.
La guerre {russo:ru adj}-{ukrainienne:ua adj}.
Le {Niger:ne} n'est pas le {Nigeria:ng} ; une {Nigériane:ng adj} passe.
La {Guinée-Bissau:gw}, la {Guinée:gn} et la {Guinée équatoriale:gq}.
L'{URSS:suhh}, l’{Union soviétique:suhh} et la {RDA:ddde}.
Le {Zaïre:cd} est la {RDC:cd} ; le Congo reste à dire.
La Corée n'est aucune des deux.
{Hong Kong:hk} et le {Groenland:gl}.
L'{ONU:un}, l'{UE:eu} et l'{Otan:nato}.
La {Birmanie:mm} ou le {Myanmar:mm}.
Paris Saint-Germain joue.
L'{Irlande du Nord:gb} et l'{Irlande:ie}.
Anatole France et Jack London.
"""

ENGLISH = """
The {United States:us}, the {U.S.:us}, {USA:us} and the {UK:gb}.
{North Korean:kp adj} troops; two {North Koreans:kp adj}.
He spoke Russian and paid in US dollars.
A {Russian:ru adj} general answered in Russian.
They flew from New Mexico over the Gulf of Mexico to {Mexico:mx}.
The Bank of England and the South China Sea.
{Saudi:sa adj}-led forces and {US:us}-based firms.
{Turkey:tr} and {Turkish:tr adj} forces.
The {UN:un} and the {European Union:eu}.
Michael Jordan went to {Jordan:jo}.
The {Chad:td} basin and {Georgia:ge}.
{Burma:mm} is {Myanmar:mm}; {Zaire:cd} was {Congo-Kinshasa:cd}.
The Washington Post and The New York Times.
The {Indian:in adj}-held valley; in {Indian:in adj}-held valleys, in Irish and in Irish.
He pays in Canadian dollars, in Turkish lira.
The China-Pakistan Economic Corridor and the Press Trust of India; a {Soviet:suhh adj}-era mine.
{Northern Ireland:gb} and {Ireland:ie}; a {Northern Irish:gb adj} coach. Guinea pigs.
{Jordan:jo} and {Chad:td} met. Jordan Peterson and Chad Smith met Kenya Barris in {Nairobi:nairobi}.
The Hong Kong Stock Exchange fell.
"""


def _lines(text):
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("line", _lines(FRENCH.replace("{anti-russe:x}", "anti-{russe:ru adj}")))
def test_french(registry: Registry, line: str):
    registry.check(line, "fr")


@pytest.mark.parametrize("line", _lines(ENGLISH))
def test_english(registry: Registry, line: str):
    registry.check(line, "en")


def test_other_languages_have_their_names_from_cldr():
    registry = Registry(languages=["ko", "ru", "de"])
    registry.check("{러시아:ru}와 {중국:cn}", "ko")
    registry.check("{Nordkorea:kp} und {Russland:ru}", "de")
