"""Names of two well-known bearers: in each pair the one of the table, then somebody else."""

import pytest

from tests.annotated import Registry, entity

ENGLISH = [
    # Georgia, the country and the US state.
    "Protesters filled {Tbilisi:tbilisi>?} as {Georgia:ge} passed the law; {Georgian:ge adj} police fired gas.",
    "ATLANTA (AP) — Georgia voters go to the polls; Georgians queued since dawn.",
    "{Georgia:ge} and {Armenia:am} signed a border treaty.",
    "Georgia Gov. Brian Kemp signed the bill.",
    "He taught in the state of Georgia and at the University of Georgia.",
    "The plant will be built near Rome, Georgia, close to Atlanta.",
    "A Republican senator met {Georgia:ge}’s president in {Tbilisi:tbilisi}, in the Caucasus.",
    # Jordan, the kingdom and the name.
    "King Abdullah of {Jordan:jo} flew home to {Amman:amman}.",
    "Jordan Bardella leads the polls; Jordan Henderson plays on.",
    "Refugees crossed into {Jordan:jo} on Monday, and {Jordan:jo} Monday closed its border.",
    "Michael Jordan retired. Jordan said he was tired.",
    "Aid was flown to {Jordan:jo}; {Jordan:jo} Prime Minister Bisher Khasawneh spoke.",
    # Chad, India, Israel: given names too.
    "{Chad:td} closed its border with {Sudan:sd}.",
    "Chad Wolf resigned, and Israel Katz stayed.",
    "{Israel:il} Defence Minister Yoav Gallant and {India:in} captain Rohit Sharma.",
    # The Niger, Nigeria, and what bears the name.
    "{Niger:ne} and {Nigeria:ng} share a border; {Nigerian:ng adj} troops wait.",
    "Bandits attacked a village in Niger State and oil flowed in the Niger Delta.",
    # Guineas.
    "{Guinea:gn}, {Guinea-Bissau:gw}, {Equatorial Guinea:gq} and {Papua New Guinea:pg} voted.",
    "A guinea pig on New Guinea, off the Gulf of Guinea.",
    # Mexico, its capital, the US state.
    "{Mexico:mx} sent police to {Mexico City:mexico-city}.",
    "A fire in New Mexico spread; Santa Fe, N.M., was spared.",
    # Washington, the capital and the state.
    "The envoy flew to {Washington:washington}.",
    "Washington state sued; Washington Gov. Jay Inslee spoke in the state of Washington.",
    # Panama City, the capital and the one in Florida.
    "Ships waited off {Panama City:panama-city>?}.",
    "A hurricane hit Panama City, Florida, and Panama City Beach.",
    # Towns that bear a capital's or a country's name.
    "The treaty was signed in {Paris:paris}; {Cairo:cairo>?} was calm.",
    "He was born in Paris, Texas, worked in Cairo, Ill., and died in Lebanon, Ohio.",
    "In {Japan:jp}, Texas Instruments closed a plant.",
    "London Breed is the mayor; Paris Hilton sings.",
    "The mayor of {London:london} and {London:london} Mayor Sadiq Khan.",
    # Capitals whose name mostly means another.
    "In {Guyana:gy}'s capital {Georgetown:georgetown>?}, oil is the talk.",
    "A Georgetown professor and Queen Victoria of Kingston upon Hull.",
    "Victoria Nuland left; the premier of Victoria stayed.",
    "The {Seychelles:sc} parliament sits in {Victoria:victoria}.",
    # Congo: undecided, but for an adjective where the article names one alone.
    "The Congo is wide.",
    "Fighting went on in the {DRC:cd}; {Congolese:cd adj} soldiers fled.",
    "{Congo-Brazzaville:cg} and the {DRC:cd}: Congolese choirs met.",
    "The destroyer John Finn was named by a {Finn:fi adj}.",
]
FRENCH = [
    "La {Géorgie:ge} et l’{Arménie:am} ; la présidente {géorgienne:ge adj} à {Tbilissi:tbilisi}.",
    "Les électeurs d’Atlanta, en Géorgie, votent ; le sénateur géorgien hésite.",
    "L’État de Géorgie recompte, celui du Nevada aussi.",
    "Le procureur du comté de Fulton, en Géorgie, inculpe un élu républicain.",
    "Le {Niger:ne}, le {Nigeria:ng} ; un {Nigérien:ne adj} et un {Nigérian:ng adj}.",
    "Le delta du Niger et le fleuve Niger.",
    "La {Guinée:gn}, la {Guinée-Bissau:gw}, la {Guinée équatoriale:gq} et la {Papouasie-Nouvelle-Guinée:pg}.",
    "Le golfe de Guinée et la Nouvelle-Guinée.",
    "Le {Luxembourg:lu} et la {Belgique:be} ; un ministre {luxembourgeois:lu adj}.",
    "La province de Luxembourg, Arlon et Bastogne ; au palais du Luxembourg.",
    "Le {Mexique:mx} et {Mexico:mexico-city>?} ; le Nouveau-Mexique.",
    "Il vole vers {Washington:washington} ; l’État de Washington porte plainte.",
    "Né à Paris, au Texas, mort à San José (Californie).",
    "Le {Costa Rica:cr} et sa capitale {San José:san-jose>?}.",
    "La reine Victoria et les rives du lac Victoria.",
    "L’armée de la {RDC:cd} recule ; les soldats {congolais:cd adj} fuient.",
    "La {RDC:cd} et le {Congo-Brazzaville:cg} : un chanteur congolais.",
    "Maurice a dit oui.",
    "L’océan Indien baigne {Maurice:mu}.",
    "À {Tripoli:tripoli}, le maréchal Haftar négocie.",
    "Au {Liban:lb}, Tripoli s’enflamme et {Beyrouth:beirut>lb} attend.",
]


@pytest.mark.parametrize("passage", ENGLISH)
def test_english(registry: Registry, passage: str):
    registry.check(passage, "en")


@pytest.mark.parametrize("passage", FRENCH)
def test_french(registry: Registry, passage: str):
    registry.check(passage, "fr")


def test_the_headline_and_the_text_are_one_article(registry: Registry):
    texts = {"title": "Georgia recount begins", "body": "ATLANTA — Counting began."}
    found, _ = registry.annotate(texts, "en")
    assert found.mentions == ()


def test_a_place_of_the_archives_own_keeps_its_name():
    own = Registry([entity("places", "Georgia", slug="georgia-us")])
    own.check("Atlanta is in {Georgia:georgia-us}.", "en")


def test_a_place_of_the_archives_own_is_found_after_the_word_for_what_it_is():
    own = Registry([entity("places", name) for name in ("Kapisa", "Maudit", "Placid")])
    own.check("La province de la {Kapisa:kapisa}, au mont {Maudit:maudit}. Rue de Kapisa.", "fr")
    own.check("Near Lake {Placid:placid}, not the Bank of Kapisa.", "en")
    own.check("La province de Londres, le mont Washington.", "fr")
