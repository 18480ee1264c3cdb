"""Scores the rules on annotated passages: precision and recall, by kind and by rule.

    python -m tests.benchmarks.annotation.score            # what is held out
    python -m tests.benchmarks.annotation.score --tuning   # what the rules were tuned on
    python -m tests.benchmarks.annotation.score --errors   # and what is wrong

The passages were written for this (see `tests.annotated` for how mentions are marked). Those
held out are not to be tuned on: who mends a rule because of one moves it to the unit tests,
which are what the rules were tuned on, and writes another. A mention is right where words and
entity are; in what manner (metonym, surname …) is counted apart. An article's countries and
people are those of all its mentions.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.annotated import Expected, Registry, as_expected, entity, parse, person

HERE = Path(__file__).parent
LANGUAGES = ("fr", "en")

PEOPLE = [
    person("Olaf Scholz"), person("Volodymyr Zelensky"), person("Narendra Modi"),
    person("Joe Biden"), person("Xi Jinping", surname="Xi"), person("Ursula von der Leyen"),
    person("Emmanuel Macron", honorific="M."), person("Brigitte Macron", honorific="Mme"),
    person("Recep Tayyip Erdoğan", surname="Erdoğan"), person("Aung San Suu Kyi"),
    person("Vladimir Poutine", aliases=("Vladimir Putin",)), person("Jens Stoltenberg"),
    person("Viktor Orbán"), person("Donald Trump"),
    person("Félix Tshisekedi"), person("Paul Kagame"),
    person("Bachar al-Assad", aliases=("Bashar al-Assad",)),
    person("Mohammed ben Salmane", aliases=("Mohammed bin Salman",)),
    person("Marine Le Pen"), person("Jean-Marie Le Pen"), person("Bill Clinton"),
    person("Hillary Clinton"), person("Kim Jong Un", surname="Kim"), person("Jacinda Ardern"),
    person("Benyamin Netanyahou", aliases=("Benjamin Netanyahu",)),
    person("Luiz Inácio Lula da Silva", slug="lula", surname="Lula"), person("Antony Blinken"),
    person("Nelson Mandela"), person("Gabriel Attal"), person("Giorgia Meloni"),
    person("Pedro Sánchez"),
    person("Alexeï Navalny", slug="alexei-navalny", aliases=("Alexei Navalny",)),
    entity("places", "Vladivostok"),
]  # fmt: skip


class Passage(NamedTuple):
    """A passage: its language, plain text and mentions."""

    lang: str
    plain: str
    expected: list[Expected]


def held_out(registry: Registry) -> Iterator[Passage]:
    """The passages that nothing was tuned on."""
    for lang in LANGUAGES:
        text = (HERE / f"held-out.{lang}.txt").read_text(encoding="utf-8")
        for block in text.strip().split("\n\n"):
            yield Passage(lang, *parse(block.strip(), registry.ids))


def tuning() -> tuple[Registry, list[Passage]]:
    """The passages of the unit tests, with their registry."""
    from tests.unit.annotation import test_countries, test_metonyms, test_people
    from tests.unit.annotation.conftest import make_registry

    registry = make_registry()
    found = []
    for module in (test_countries, test_metonyms, test_people):
        for lang, text in (("fr", module.FRENCH), ("en", module.ENGLISH)):
            for line in filter(None, text.splitlines()):
                if ":x}" not in line:
                    found.append(Passage(lang, *parse(line, registry.ids)))
    return registry, found


def kind_of(mention: Expected) -> str:
    """The line of the table that a mention counts in."""
    return mention.entity.partition("/")[0]


class Score:
    """Right, wrong and missed, by line of the table."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()

    def add(self, line: str, found: Iterable[object], expected: Iterable[object]) -> None:
        """Count what was found against what was expected."""
        found, expected = set(found), set(expected)
        self.right[line] += len(found & expected)
        self.wrong[line] += len(found - expected)
        self.missed[line] += len(expected - found)

    def table(self) -> Iterator[str]:
        """A line each, with precision and recall."""
        yield f"{'':34}  right  wrong missed      P      R"
        for line in sorted(self.right | self.wrong | self.missed):
            right, wrong, missed = self.right[line], self.wrong[line], self.missed[line]
            precision = right / (right + wrong) if right + wrong else 1.0
            recall = right / (right + missed) if right + missed else 1.0
            yield f"{line:34} {right:6} {wrong:6} {missed:6}  {precision:.3f}  {recall:.3f}"


def score(registry: Registry, passages: Iterable[Passage], errors: bool) -> Score:
    """Annotate the passages and count."""
    total = Score()
    for lang, plain, expected in passages:
        annotated, _ = registry.annotate(plain, lang)
        found = [as_expected(m) for m in annotated.mentions if m.part == "body"]
        for kind in sorted({kind_of(m) for m in (*found, *expected)}):
            for level, view in (
                ("mention", lambda m: (m.start, m.exact, m.entity)),
                ("article", lambda m: m.entity),
            ):
                total.add(
                    f"{lang} {kind}, {level}",
                    [view(m) for m in found if kind_of(m) == kind],
                    [view(m) for m in expected if kind_of(m) == kind],
                )
        for manner in sorted({m.manner for m in (*found, *expected)}):
            total.add(
                f"{lang} as {manner}",
                [(m.start, m.entity) for m in found if m.manner == manner],
                [(m.start, m.entity) for m in expected if m.manner == manner],
            )
        total.add(
            f"{lang} stands for",
            [(m.start, m.stands_for) for m in found if m.stands_for],
            [(m.start, m.stands_for) for m in expected if m.stands_for],
        )
        if errors and found != expected:
            print(f"\n{plain}")
            for sign, one, other in (("+", found, expected), ("-", expected, found)):
                for mention in one:
                    if mention not in other:
                        print(f"  {sign} {mention.exact}: {mention.entity} as {mention.manner}"
                              f"{' for ' + mention.stands_for if mention.stands_for else ''}")  # fmt: skip
    return total


def main() -> None:
    """Print the table."""
    if "--tuning" in sys.argv:
        registry, passages = tuning()
    else:
        registry = Registry(PEOPLE)
        passages = list(held_out(registry))
    total = score(registry, passages, "--errors" in sys.argv)
    counts = Counter(passage.lang for passage in passages)
    print(", ".join(f"{count} passages in {lang}" for lang, count in sorted(counts.items())))
    print("\n".join(total.table()))


if __name__ == "__main__":
    main()
