"""Archives of any size for measuring, the same each time, shaped like real news wires.

    python -m tests.benchmarks.corpus FOLDER --articles 20000 [--words 120]

writes `FOLDER/content`. What makes an archive hard is in it: a few people and countries are in
very many articles and most in few (Zipf), one country in over half of all, twenty years with
busy days, typographic apostrophes, two languages, surnames that several people share. Every
sentence is put together from made-up words and names; nobody in it exists.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import accumulate
from pathlib import Path
from typing import Any

from builder.territories import load_table

SEED = 20230911
FIRST_DAY = datetime(2004, 1, 1, 6, 0, tzinfo=timezone(timedelta(hours=1)))
DAYS = 20 * 365

_ONSETS = [
    "b",
    "d",
    "f",
    "g",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "z",
    "br",
    "dr",
    "gr",
    "kl",
    "pr",
    "st",
    "tr",
    "ch",
    "sh",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ei", "ou"]
_CODAS = ["", "", "", "n", "r", "l", "s", "k", "m"]

_SOURCES = ["Agence Nord", "Le Matin", "La Dépêche du Port", "Wire One", "The Ledger", "Radio Sud",
            "Agence Est", "The Harbour Post"]  # fmt: skip
_TOPICS = ["diplomatie", "énergie", "armement", "commerce", "élections", "climat", "santé"]

# {p} a person, {s} that person again by surname, {c} a country, {a} an adjective, {o} an
# organisation, {l} a place, {k} a capital, {w} words.
_FRENCH = [
    "{p} a rencontré {q} à {l}, où l’on attendait {o}.",
    "Selon {o}, {w} {w} {w} de l’accord {a} reste ouverte.",
    "« {w} {w} {w} {w} », a déclaré {s} devant la presse réunie en {c}.",
    "{k} n’a pas commenté l’annonce, que {o} juge « {w} {w} ».",
    "D’après une source {a}, {w} {w} {w} {w} {w} d’ici à la fin de l’année.",
    "Le {w} {w} aujourd’hui que la délégation quittait {l} pour {k}.",
    "{s} s’est dit prêt à {w} {w} {w}, sans que l’on sache quand.",
    "{c} et {d} ont signé un texte sur {w} {w} {w}.",
]
_ENGLISH = [
    "{p} met {q} in {l}, where {o} had been waiting.",
    "According to {o}, the {a} agreement on {w} {w} {w} remains open.",
    "“{w} {w} {w} {w},” {s} told reporters gathered in {c}.",
    "{k} did not comment on the announcement, which {o} called “{w} {w}”.",
    "One {a} source said {w} {w} {w} {w} {w} before the end of the year.",
    "The {w} {w} today that the delegation had left {l} for {k}.",
    "{s} said he was ready to {w} {w} {w}, without saying when.",
    "{c} and {d} signed a text on {w} {w} {w}.",
]


class Zipf:
    """Draws from a list, the n-th item with a weight of 1/(n+1)^s."""

    def __init__(self, items: Sequence[object], s: float = 1.0) -> None:
        self.items = items
        self.weights = list(accumulate(1 / (n + 1) ** s for n in range(len(items))))

    def draw(self, rng: random.Random) -> int:
        """The place of an item."""
        return rng.choices(range(len(self.items)), cum_weights=self.weights)[0]


@dataclass(frozen=True)
class Thing:
    """An entity of the corpus: its id, name, surname, and the country it belongs to."""

    id: str
    name: str
    surname: str
    country: int


@dataclass(frozen=True)
class Land:
    """A country of the program's table in two languages: name, adjective, capital."""

    id: str
    name: tuple[str, str]
    adjective: tuple[str, str]
    capital: tuple[str, str]


@dataclass(frozen=True)
class Wire:
    """One article, before it is written for one program or another."""

    stem: str
    title: str
    date: datetime
    lang: str
    source: str
    topics: tuple[str, ...]
    people: tuple[Thing, ...]
    countries: tuple[Land, ...]
    organisations: tuple[Thing, ...]
    places: tuple[Thing, ...]
    standfirst: str
    paragraphs: tuple[str, ...]


class Corpus:
    """An archive of `articles` wires of about `words` words (None: 60 to 400)."""

    def __init__(self, articles: int, words: int | None = None) -> None:
        self.articles = articles
        self.words = words
        rng = random.Random(SEED)
        self._used: set[str] = set()
        self.vocabulary = [self._word(rng, 1, 3) for _ in range(4000)]
        self._frequent = Zipf(self.vocabulary, 1.0)
        self.lands = _lands()
        self._land = Zipf(self.lands, 1.15)
        surnames = [self._word(rng, 2, 3).capitalize() for _ in range(max(40, articles // 10))]
        self.people = [
            self._thing(rng, f"{self._word(rng, 1, 2).capitalize()} {rng.choice(surnames)}")
            for _ in range(max(30, articles // 6))
        ]
        self.organisations = [
            self._thing(rng, f"{self._word(rng, 2, 3).capitalize()} {kind}")
            for _, kind in zip(
                range(max(12, articles // 60)), _cycle("Institut", "Group", "Agence"), strict=False
            )
        ]
        self.places = [
            self._thing(rng, self._word(rng, 3, 4).capitalize())
            for _ in range(max(15, articles // 40))
        ]
        self._person, self._body = Zipf(self.people, 0.85), Zipf(self.organisations, 0.9)
        self._place = Zipf(self.places, 0.9)

    def _word(self, rng: random.Random, least: int, most: int) -> str:
        return "".join(
            rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS)
            for _ in range(rng.randint(least, most))
        )

    def _thing(self, rng: random.Random, name: str) -> Thing:
        while name in self._used:
            name = f"{self._word(rng, 1, 2).capitalize()} {name.split()[-1]}"
        self._used.add(name)
        slug = name.lower().replace(" ", "-")
        return Thing(slug, name, name.split()[-1], rng.randrange(len(self.lands)))

    def wires(self) -> Iterator[Wire]:
        """The articles, in the order of their dates."""
        rng = random.Random(SEED + 1)
        busy = rng.sample(range(DAYS), DAYS // 50)
        minutes = sorted(
            (rng.choice(busy) if rng.random() < 0.15 else rng.randrange(DAYS)) * 1440
            + rng.randrange(960)
            for _ in range(self.articles)
        )
        for number, minute in enumerate(minutes):
            yield self._wire(rng, number, FIRST_DAY + timedelta(minutes=minute))

    def _wire(self, rng: random.Random, number: int, date: datetime) -> Wire:
        lang = "en" if rng.random() < 0.3 else "fr"
        tongue = 1 if lang == "en" else 0
        people = self._several(rng, self._person, self.people, 1, 3)
        bodies = self._several(rng, self._body, self.organisations, 0, 2) or [self.organisations[0]]
        places = self._several(rng, self._place, self.places, 0, 1) or [self.places[0]]
        lands = self._several(rng, self._land, self.lands, 1, 3)
        if rng.random() < 0.55 and self.lands[0] not in lands:
            lands.insert(0, self.lands[0])
        length = self.words or rng.randint(60, 400)
        sentences: list[str] = []
        count = 0
        templates = _ENGLISH if tongue else _FRENCH
        while count < length:
            one, two = rng.choice(people), rng.choice(people)
            land, other = rng.choice(lands), rng.choice(lands)
            text = rng.choice(templates)
            text = text.replace("{p}", one.name if not sentences or rng.random() < 0.5 else
                                one.surname).replace("{q}", two.name)  # fmt: skip
            text = text.replace("{s}", two.surname).replace("{o}", rng.choice(bodies).name)
            text = text.replace("{l}", rng.choice(places).name)
            text = text.replace("{c}", land.name[tongue]).replace("{d}", other.name[tongue])
            text = text.replace("{a}", land.adjective[tongue]).replace("{k}", land.capital[tongue])
            while "{w}" in text:
                text = text.replace("{w}", self.vocabulary[self._frequent.draw(rng)], 1)
            sentences.append(text[0].upper() + text[1:])
            count += len(text.split())
        paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
        words = " ".join(self.vocabulary[self._frequent.draw(rng)] for _ in range(4))
        title = f"{people[0].name} : {words}" if not tongue else f"{people[0].name}: {words}"
        return Wire(
            f"{date:%Y-%m-%d}-{number:06}", title, date, lang, rng.choice(_SOURCES),
            tuple(rng.sample(_TOPICS, rng.randint(0, 2))), tuple(people), tuple(lands),
            tuple(bodies), tuple(places), sentences[0], tuple(paragraphs),
        )  # fmt: skip

    def _several(
        self, rng: random.Random, zipf: Zipf, items: Sequence[object], least: int, most: int
    ) -> list[Any]:
        places = {zipf.draw(rng): None for _ in range(rng.randint(least, most))}
        return [items[place] for place in places]

    def write(self, folder: Path) -> None:
        """Write the archive as Dossier reads it."""
        content = folder / "content"
        content.mkdir(parents=True)
        (content / "archive.toml").write_text(
            'format = 1\nid = "corpus"\ntitle = "Corpus"\nlanguages = ["fr"]\n'
            'timezone = "Europe/Paris"\n',
            encoding="utf-8",
        )
        for word, things in (
            ("people", self.people), ("organisations", self.organisations),
            ("places", self.places),
        ):  # fmt: skip
            (content / word).mkdir()
            key = "country" if word != "people" else "countries"
            for thing in things:
                code = self.lands[thing.country].id
                (content / word / f"{thing.id}.md").write_text(
                    f"---\nname: {thing.name}\n{key}: [{code}]\n---\n", encoding="utf-8"
                )
        for wire in self.wires():
            path = content / "articles" / f"{wire.date:%Y}" / f"{wire.date:%m}" / f"{wire.stem}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(as_dossier(wire), encoding="utf-8")


def as_dossier(wire: Wire) -> str:
    """An article's file in the archive format."""
    names = {
        key: ", ".join(thing.name for thing in things)
        for key, things in (
            ("people", wire.people), ("organisations", wire.organisations),
            ("places", wire.places),
        )
    }  # fmt: skip
    return (
        f"---\ntitle: {wire.title}\ndate: {wire.date.isoformat(timespec='minutes')}\n"
        f"lang: {wire.lang}\nsource: {wire.source}\nrights: made for measuring\n"
        f"people: [{names['people']}]\n"
        f"countries: [{', '.join(land.id.upper() for land in wire.countries)}]\n"
        f"organisations: [{names['organisations']}]\nplaces: [{names['places']}]\n"
        f"topics: [{', '.join(wire.topics)}]\n---\n\n" + "\n\n".join(wire.paragraphs) + "\n"
    )


def _cycle(*words: str) -> Iterator[str]:
    while True:
        yield from words


def _lands() -> list[Land]:
    table = load_table()
    capitals = {capital.country: (capital.fr, capital.en) for capital in table.capitals}
    found = []
    for country in table.countries:
        if len(country.id) != 2 or not country.fr.adjectives or not country.en.adjectives:
            continue
        if country.id in capitals:
            adjectives = (country.fr.adjectives[0], country.en.adjectives[0])
            names = (country.fr.name, country.en.name)
            found.append(Land(country.id, names, adjectives, capitals[country.id]))
    # The most present ones first, whatever order the table has.
    first = ["fr", "us", "ru", "cn", "gb", "de", "ua", "kp", "kr", "jp"]
    found.sort(key=lambda land: (first.index(land.id) if land.id in first else 99, land.id))
    return found[:200]


def main() -> None:
    """Write an archive; say in one line what it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--words", type=int, help="each article's; without it 60 to 400")
    arguments = parser.parse_args()
    corpus = Corpus(arguments.articles, arguments.words)
    corpus.write(arguments.folder)
    print(json.dumps({
        "articles": corpus.articles, "people": len(corpus.people), "lands": len(corpus.lands),
        "organisations": len(corpus.organisations), "places": len(corpus.places),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
