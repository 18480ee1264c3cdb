"""How long annotation takes with many names known: processor time, in this process.

python -m tests.benchmarks.annotation.speed [PEOPLE]
"""

from __future__ import annotations

import random
import sys
import time

from builder.annotation.annotate import annotate
from tests.annotated import CONFIG, Registry, person

SYLLABLES = [
    "ba",
    "bi",
    "bo",
    "ca",
    "ce",
    "co",
    "da",
    "de",
    "do",
    "fa",
    "fi",
    "ga",
    "go",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "na",
    "no",
    "pa",
    "ra",
    "re",
    "ro",
    "sa",
    "si",
    "ta",
    "to",
    "va",
    "ve",
]
WORDS = [
    "le",
    "la",
    "de",
    "un",
    "une",
    "en",
    "pour",
    "avec",
    "sur",
    "dans",
    "qui",
    "que",
    "est",
    "sont",
    "ont",
    "annonce",
    "mardi",
    "ville",
    "groupe",
    "pays",
    "accord",
    "visite",
]
LANDS = ["en Russie", "à Moscou", "aux États-Unis", "en France"]
ADJECTIVES = ["russe", "français", "chinois", "américain"]


def main() -> None:
    """Make a registry and articles, the same each time, and print what they cost."""
    dice = random.Random(1)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000

    def name() -> str:
        return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 4))).capitalize()

    given = [name() for _ in range(800)]
    people = list(dict.fromkeys(f"{dice.choice(given)} {name()}" for _ in range(count)))
    registry = Registry([person(one) for one in people])
    start = time.process_time()
    registry.names.tries("fr")
    print(f"{len(people)} people: the trie took {time.process_time() - start:.2f} s")

    def sentence() -> str:
        filler = " ".join(dice.choice(WORDS) for _ in range(9))
        who = f"{dice.choice(ADJECTIVES)} {dice.choice(people)}"
        return f"Le ministre {who} {filler} {dice.choice(LANDS)}."

    bodies = [" ".join(sentence() for _ in range(9)) for _ in range(400)]
    articles = [registry.article({"title": "Un titre", "body": body}) for body in bodies]
    annotate(articles[0], registry.names, CONFIG)
    start = time.process_time()
    mentions = sum(len(annotate(a, registry.names, CONFIG)[0].mentions) for a in articles)
    spent = time.process_time() - start
    size = sum(map(len, bodies))
    print(
        f"{spent / len(articles) * 1e6:.0f} µs an article of {size / len(articles):.0f} characters"
        f" and {mentions / len(articles):.0f} mentions; {size / spent / 1e6:.2f} MB/s"
    )


if __name__ == "__main__":
    main()
