import pytest

from builder.model import Declared, Position
from tests.annotated import Registry, entity, person


def make_registry() -> Registry:
    """A few people of the news, some of one surname, and what is named for them."""
    return Registry(
        [
            person(
                "Kim Jong Un", surname="Kim", honorific="M.", aliases=("Kim Jong-un",),
                misspellings=("Kim Jung Un",), names={"ko": "김정은", "ru": "Ким Чен Ын"},
            ),
            person("Kim Yo Jong", surname="Kim", honorific="Mme", names={"ko": "김여정"}),
            person("Moon Jae-in", surname="Moon"),
            person("Vladimir Poutine", aliases=("Vladimir Putin",), names={"ru": "Владимир Путин"}),
            person("Marine Le Pen"),
            person("Emmanuel Macron", names={"ru": "Эммануэль Макрон"}),
            person("Ursula von der Leyen"),
            person("Bachar al-Assad", aliases=("Bashar al-Assad",)),
            person("François Hollande"),
            person("Donald Trump"),
            person("Recep Tayyip Erdoğan", surname="Erdoğan"),
            person("Sergueï Choïgou", slug="sergei-choigou", aliases=("Sergei Shoigu",)),
            person("Jean-Luc Mélenchon"),
            person("Paul Biya"),
            person("Jim Jordan"),
            person("Charles de Gaulle"),
            person("Iouri Gagarine"),
            entity("organisations", "Kremlin", stands_for=("countries/ru",)),
            entity("organisations", "Yonhap"),
            entity("organisations", "Le Monde"),
            entity("organisations", "The Old Post"),
            entity("organisations", "Les Échos"),
            entity("organisations", "White House", names={"fr": "Maison-Blanche"}, stands_for=("countries/us",)),
            entity("places", "Vladivostok", countries=(Declared("countries", "countries/ru", Position(1, 1)),)),
        ]
    )  # fmt: skip


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The same for all tests."""
    return make_registry()
