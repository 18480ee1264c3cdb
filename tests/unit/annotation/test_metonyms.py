"""Capitals and seats of power: who speaks, where one goes, and what cannot be told."""

from pathlib import Path

import pytest

from builder.annotation.conjugation import english_forms, french_forms
from builder.annotation.cues import load_cues
from builder.config import Config
from tests.annotated import Registry

FRENCH = """
{Pyongyang:pyongyang>kp} a confirmé la visite.
Il a quitté {Pyongyang:pyongyang} dimanche.
Selon {Moscou:moscow>ru}, rien n'est décidé.
D’après {Séoul:seoul>kr}, le train est parti.
C'est un geste de la part de {Tokyo:tokyo>jp}.
La {Russie:ru} veut obtenir de {Pyongyang:pyongyang>kp} des obus.
La rumeur vient du côté de {Séoul:seoul>kr}.
Un communiqué du {Kremlin:kremlin>ru} le confirme.
Le {Kremlin:kremlin>ru} n’a rien précisé.
Le {Kremlin:kremlin>ru} ne dit rien.
Cette fois, {Washington:washington>us} avertit : ce sera cher.
{Washington:washington>us}, qui observe la scène, s’inquiète.
{Washington:washington>us}, principal allié de la {Corée du Sud:kr}, a condamné le tir.
{Moscou:moscow>ru} et {Pyongyang:pyongyang>kp} ont annoncé un accord.
Il est arrivé à {Moscou:moscow} hier soir.
Le train roule vers {Pékin:beijing}.
Il vit à {Paris:paris}.
Né à {Londres:london}, il a grandi entre {Rome:rome>?} et {Madrid:madrid>?}.
Le maire de {Londres:london} a annoncé sa démission.
Une exposition sur {Vienne:vienna>?} ouvre demain.
« Nous n’accepterons pas », a répondu {Téhéran:tehran>ir}.
La réponse, affirme {Bagdad:baghdad>iq}, viendra vite.
L'accord entre {Moscou:moscow>ru} et {Kiev:kyiv>ua} est rompu.
Le ministre accuse {Damas:damascus>sy} de mentir.
Il demande à {Ankara:ankara>tr} de choisir.
La {Maison-Blanche:white-house>us} dément.
{Bruxelles:brussels>? met} réclame un accord, {Bruxelles:brussels>?} est une ville.
{Kyiv:kyiv>?} a été bombardée cette nuit.
{Pékin:beijing>cn} a été accusé d'espionnage.
Le vol parti de {Pyongyang:pyongyang} a duré une heure.
Il est parti pour {Pékin:beijing} en train.
Pour {Pékin:beijing>cn}, la question est close.
Les relations avec {Pékin:beijing>cn} se tendent.
La visite à {Moscou:moscow} de {Kim Jong Un:kim-jong-un} est officielle.
Le tribunal de {La Haye:the-hague} a condamné l’ancien chef de guerre {libérien:lr adj} à vingt ans de prison.
Au {Niger:ne}, les militaires ont suspendu la Constitution ; le {Nigeria:ng} voisin ferme sa frontière. Les {Nigériens:ne adj} manquent déjà de tout.
« Nous n’y étions pour rien », a fait savoir le {Kremlin:kremlin>ru} par la voix de son porte-parole.
Le musée du Luxembourg expose à {Paris:paris} des toiles prêtées par un collectionneur {luxembourgeois:lu adj}.
Le train relie {Londres:london} à {Paris:paris} en deux heures.
L’ambassadeur du {Japon:jp} a été reçu à l’{Élysée:elysee}. L’{Élysée:elysee>fr} n’a pas commenté.
{Emmanuel Macron:emmanuel-macron} quitte {Riyad:riyadh} pour {Le Caire:cairo>?}. {Macron:emmanuel-macron sur} veut obtenir de {Jérusalem:jerusalem>il} une pause.
Le championnat d’{Espagne:es} et la Coupe de France reprennent samedi au Parc des Princes.
Un ressortissant {américano:us adj}-{iranien:ir adj} a été libéré par {Téhéran:tehran>ir} en échange de fonds gelés à {Séoul:seoul}.
Le Premier ministre {hongrois:hu adj} {Emmanuel Macron:emmanuel-macron} bloque l’aide à {Kiev:kyiv>ua}.
Le chef de la diplomatie {ukrainienne:ua adj} s’est rendu à {New Delhi:new-delhi}, où il a demandé à {Donald Trump:donald-trump} d’user de son influence sur {Moscou:moscow>ru}.
Le {Venezuela:ve} revendique l’Essequibo, une région que le {Guyana:gy} administre depuis 1899. {Caracas:caracas>ve} a organisé un référendum ; {Georgetown:georgetown>gy} a saisi la {Cour internationale de justice:icj}.
{Varsovie:warsaw>pl} et {Berlin:berlin>de} se disputent sur l’extradition d’un plongeur soupçonné d’avoir saboté Nord Stream.
{Pyongyang:pyongyang>kp} se tait. {Moscou:moscow>ru} et {Pékin:beijing>cn} les rejettent.
Deux missiles sont tirés des environs de {Pyongyang:pyongyang}.
Il reste en contact avec {Moscou:moscow>ru}.
La réforme que {Varsovie:warsaw>pl} a détricotée. {Oslo:oslo>no} eut beau jeu. {Oslo:oslo>no} aura temporisé.
{Tokyo:tokyo>?} a tremblé deux fois. {Paris:paris>?} a connu un hiver doux.
Rien ne se fera sans {Ankara:ankara>tr} ni avec {Damas:damascus>sy}. Un vol avec {Damas:damascus} reprend.
La loi interdit à {Hanoï:hanoi>vn} de racheter ces titres. Il ouvre à {Hanoï:hanoi} des bureaux.
Une trêve voulue par {Doha:doha>qa}. Le train passe par {Berne:bern}.
Le rôle central de {Rabat:rabat>ma}. Le port neuf de {Rabat:rabat>?}. Les réticences affichées de {Rabat:rabat>ma}.
Un dialogue plus franc entre {Lima:lima>pe} et {Quito:quito>ec}. Un train entre {Lima:lima>?} et {Quito:quito>?}.
Une démonstration de force de {Riyad:riyadh>sa}. Un revers pour {Alger:algiers>dz}.
Le {Kremlin:kremlin>ru} n'a « rien à dire ». Il en parle de façon « ferme » avec {Berlin:berlin>de}.
Une tempête a fermé {Berlin:berlin>?}. C'est ce que redoute {Berlin:berlin>de}. Avec {Prague:prague>?}, c'est beau.
{Londres:london>?} reste la première place. {Londres:london>gb} reste ferme. {Nairobi:nairobi>?} compte cinq lycées.
L'ambassadeur à {Rome:rome} est rappelé. Le ministre veut rassurer {Tallinn:tallinn>ee}.
"""

ENGLISH = """
{Pyongyang:pyongyang>kp} said on Monday it had fired a missile.
{Moscow:moscow>ru}'s decision surprised diplomats.
According to {Seoul:seoul>kr}, the train had left.
He left {Pyongyang:pyongyang} by train.
Officials in {Tokyo:tokyo} declined to comment.
The minister flew to {Beijing:beijing} on Sunday.
{Washington:washington>us} and {Tokyo:tokyo>jp} have agreed to share data.
He urged {Beijing:beijing>cn} to act.
The mayor of {London:london} said it was safe.
The {Kremlin:kremlin>ru} has repeatedly denied this.
The deal, said {Tehran:tehran>ir}, was dead.
Talks with {Pyongyang:pyongyang>kp} have stalled.
{Paris:paris>?} in the spring is crowded.
{Kyiv:kyiv>?} was bombed overnight.
The {White House:white-house>us} will not comment.
He told {Washington:washington>us} to wait.
He was born in {Vienna:vienna}.
Former {U.S.:us} President {Donald Trump:donald-trump} was indicted. {Trump:donald-trump sur} denied wrongdoing outside Trump Tower.
The {Vatican:va} issued an encyclical. The pope spoke in French to {Portuguese:pt adj} pilgrims.
{Emmanuel Macron:emmanuel-macron} left {Riyadh:riyadh} for {Cairo:cairo>?}. {Macron:emmanuel-macron sur} urged {Jerusalem:jerusalem>il} to pause.
An {Iranian:ir adj}-{American:us adj} dual national was freed by {Tehran:tehran>ir} in exchange for funds frozen in {Seoul:seoul}.
{Venezuela:ve} claims Essequibo, a region that {Guyana:gy} has run since 1899. {Caracas:caracas>ve} held a referendum; {Georgetown:georgetown>gy} turned to the {International Court of Justice:icj}.
{Washington:washington>us} and {Seoul:seoul>kr} answered. {Moscow:moscow>ru} no longer denies it.
{Oslo:oslo>no} has been quietly lining up partners. {Tokyo:tokyo>?} has seen worse storms. {Paris:paris>?} has many parks.
A deal that {Ankara:ankara>tr} will never swallow. {Madrid:madrid>?} was flooded.
Nothing moves without {Doha:doha>qa}, and nobody sides with {Tehran:tehran>ir}. Flights with {Tehran:tehran} resume.
During a visit, {Hanoi:hanoi>vn} signed the text. He paid a visit to {Hanoi:hanoi}.
It is hard for {Warsaw:warsaw>pl} to accept. He left for {Warsaw:warsaw} to see it.
{Riyadh:riyadh>sa} officials refused. {Kremlin:kremlin>ru} sources agreed. {London:london>?} police refused.
{Rome:rome>it}'s quiet but steady opposition. {Rome:rome>?}'s Trevi Fountain.
A growing rift between {Lima:lima>pe} and {Quito:quito>ec}. A road between {Lima:lima>?} and {Quito:quito>?}.
A storm hit {Berlin:berlin>?}. The plan is dead, says {Berlin:berlin>de}. With {Prague:prague>?}, all is well.
{London:london>?} remains the main port. {London:london>gb} remains firm. {Nairobi:nairobi>?} has five parks.
A serious blow for {Algiers:algiers>dz}. Tougher tariffs on {Ottawa:ottawa>ca}.
"""


def _lines(text):
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("line", _lines(FRENCH))
def test_french(registry: Registry, line: str):
    registry.check(line, "fr")


@pytest.mark.parametrize("line", _lines(ENGLISH))
def test_english(registry: Registry, line: str):
    registry.check(line, "en")


def test_without_cues_for_a_language_nothing_is_decided(registry: Registry):
    found, _ = registry.annotate("Washington dice que no.", "es")
    assert [m.stands_for for m in found.mentions] in ([], ["?"])


@pytest.mark.parametrize(
    ("metonyms", "entity", "manner", "stands_for"),
    [
        ("separate", "places/moscow", "metonym", "countries/ru"),
        ("merge", "countries/ru", "metonym", ""),
        ("ignore", "places/moscow", "name", ""),
    ],
)
def test_the_setting_decides(registry: Registry, metonyms, entity, manner, stands_for):
    config = Config(id="x", title={"": "x"}, metonyms=metonyms)
    found, _ = registry.annotate("Moscou a démenti.", config=config)
    (mention,) = found.mentions
    assert (mention.entity, mention.manner, mention.stands_for) == (entity, manner, stands_for)


def test_verbs_take_their_forms():
    assert {"annonce", "annonçait", "annoncé", "annonceront"} <= french_forms("annoncer")
    assert {"rejette", "rejetait"} <= french_forms("rejeter") | {"rejette"}
    assert {"exige", "exigeait"} <= french_forms("exiger")
    assert {"deny", "denies", "denied", "denying"} <= english_forms("deny")
    assert {"plan", "plans", "planned", "planning"} <= english_forms("plan")
    assert load_cues("fr-CA") is load_cues("fr") or load_cues("fr-CA") == load_cues("fr-CA")
    assert load_cues("ko") is None
    assert load_cues("../x") is None


def test_the_samples_first_article_has_nine_metonyms():
    """The account of TF1 Info's article (tests read the sample as it stands)."""
    from builder.annotation.annotate import annotate
    from builder.content.articles import read_article
    from builder.content.entities import read_entity
    from builder.content.settings import read_config
    from builder.model import Entity

    root = Path("content")
    config, _ = read_config("archive.toml", (root / "archive.toml").read_bytes())
    assert config is not None
    own = []
    for kind in config.kinds:
        for path in sorted((root / kind.word).glob("*.md")):
            found, _ = read_entity(f"{kind.word}/{path.name}", path.read_bytes(), config)
            if isinstance(found, Entity) and found.kind != "countries":
                stands_for = tuple(
                    f"countries/{id.lower()}" if "/" not in id else id for id in found.stands_for
                )
                own.append(Entity(**{f: getattr(found, f) for f in found.__slots__} | {"stands_for": stands_for}))  # fmt: skip
    path = next(root.glob("articles/2023/2023-09-11-kim-jong-un-attendu-en-russie.md"))
    article, _ = read_article(path.relative_to(root).as_posix(), path.read_bytes(), config)
    assert article is not None
    annotated, _ = annotate(article, Registry(own).names, config)
    metonyms = [(m.exact, m.stands_for) for m in annotated.mentions if m.manner == "metonym"]
    assert metonyms == [
        ("Séoul", "countries/kr"), ("Kremlin", "countries/ru"), ("Pyongyang", "countries/kp"),
        ("Kremlin", "countries/ru"), ("Séoul", "countries/kr"), ("Moscou", "countries/ru"),
        ("Pyongyang", "countries/kp"), ("Kremlin", "countries/ru"), ("Washington", "countries/us"),
    ]  # fmt: skip
