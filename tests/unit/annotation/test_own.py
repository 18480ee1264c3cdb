"""A person's word wins: marks, `read`, reviewed annotations; a tool's proposals win over nothing."""

import pytest

from builder.model import Mark, Mention, Position, Proposal
from tests.annotated import Registry

AT = Position(1, 1)
TEXT = "Le dirigeant nord-coréen a parlé. Moscou a dit non. Un homme de Kim Jong Un."


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def mark(words: str, target: str, text: str = TEXT) -> Mark:
    return Mark(*place(words, text), target, AT)


def review(words: str, target: str, by: str = "reviewed", text: str = TEXT, **keys) -> Proposal:
    return Proposal("body", *place(words, text), target, by, **keys)


def brief(mentions: tuple[Mention, ...]) -> list[tuple[str, str, str, str, str]]:
    return [(m.exact, m.entity, m.manner, m.stands_for, m.by) for m in mentions]


RULES = [
    ("nord-coréen", "countries/kp", "adjective", "", "rule"),
    ("Moscou", "places/moscow", "metonym", "countries/ru", "rule"),
    ("Kim Jong Un", "people/kim-jong-un", "name", "", "rule"),
]


def test_rules_alone(registry: Registry):
    found, _ = registry.annotate(TEXT)
    assert brief(found.mentions) == RULES


@pytest.mark.parametrize(
    ("words", "target", "expected"),
    [
        # a description holds the adjective inside it
        ("dirigeant nord-coréen", "people/kim-jong-un", [
            ("dirigeant nord-coréen", "people/kim-jong-un", "description", "", "inline"), *RULES]),
        ("Kim Jong Un", "people/kim-yo-jong", [
            *RULES[:2], ("Kim Jong Un", "people/kim-yo-jong", "description", "", "inline")]),
        ("Kim Jong Un", "Kim Jong Un", [
            *RULES[:2], ("Kim Jong Un", "people/kim-jong-un", "name", "", "inline")]),
        ("Moscou", "Moscou", [
            RULES[0], ("Moscou", "places/moscow", "metonym", "countries/ru", "inline"), RULES[2]]),
        ("Moscou", "-", [RULES[0], RULES[2]]),
        # what crosses a mark's edge is none
        ("homme de Kim", "people/moon-jae-in", [
            *RULES[:2], ("homme de Kim", "people/moon-jae-in", "description", "", "inline")]),
    ],
)  # fmt: skip
def test_inline_marks(registry: Registry, words, target, expected):
    found, problems = registry.annotate(TEXT, marks={"body": [mark(words, target)]})
    assert brief(found.mentions) == expected
    assert [p for p in problems if p.is_error] == []


@pytest.mark.parametrize(
    ("form", "target", "expected"),
    [
        ("Moscou", "-", [RULES[0], RULES[2]]),
        ("Moscou", "countries/ru", [
            RULES[0], ("Moscou", "countries/ru", "description", "", "read"), RULES[2]]),
        ("Un homme", "Kim Jong Un", [
            *RULES[:2], ("Un homme", "people/kim-jong-un", "description", "", "read"), RULES[2]]),
        ("un homme", "Kim Jong Un", [
            *RULES[:2], ("Un homme", "people/kim-jong-un", "description", "", "read"), RULES[2]]),
    ],
)  # fmt: skip
def test_read(registry: Registry, form, target, expected):
    found, _ = registry.annotate(TEXT, read={form: target})
    assert brief(found.mentions) == expected


def test_read_holds_in_title_and_standfirst(registry: Registry):
    texts = {"title": "Les Vingt-Sept d’accord", "standfirst": "les Vingt-Sept", "body": "Rien."}
    found, _ = registry.annotate(texts, read={"les Vingt-Sept": "organisations/eu"})
    assert [(m.part, m.by) for m in found.mentions] == [("title", "read"), ("standfirst", "read")]


def test_a_longer_known_name_wins_over_read(registry: Registry):
    found, _ = registry.annotate("Kim Jong Un et Kim.", read={"Kim": "people/moon-jae-in"})
    assert [(m.exact, m.entity, m.by) for m in found.mentions] == [
        ("Kim Jong Un", "people/kim-jong-un", "rule"),
        ("Kim", "people/moon-jae-in", "read"),
    ]


@pytest.mark.parametrize(
    ("proposals", "expected"),
    [
        # reviewed wins over rules, also in saying that it is nobody
        ([("Moscou", "countries/ru", "reviewed")], [
            RULES[0], ("Moscou", "countries/ru", "description", "", "reviewed"), RULES[2]]),
        ([("Moscou", "-", "reviewed")], [RULES[0], RULES[2]]),
        ([("homme de Kim Jong Un", "Moon Jae-in", "reviewed")], [
            *RULES[:2], ("homme de Kim Jong Un", "people/moon-jae-in", "description", "", "reviewed"),
            RULES[2]]),
        # unreviewed adds, and takes nothing away
        ([("Moscou", "countries/ru", "import:toy")], RULES),
        ([("homme", "Moon Jae-in", "import:toy")], [
            *RULES[:2], ("homme", "people/moon-jae-in", "description", "", "import:toy"), RULES[2]]),
        ([("homme", "Moon Jae-in", "import:toy"), ("Un homme", "Kim Jong Un", "reviewed")], [
            *RULES[:2], ("Un homme", "people/kim-jong-un", "description", "", "reviewed"), RULES[2]]),
    ],
)  # fmt: skip
def test_annotations(registry: Registry, proposals, expected):
    given = [review(*one, confidence=0.5) for one in proposals]
    found, _ = registry.annotate(TEXT, proposals=given)
    got = brief(found.mentions)
    # A proposal that shares no edge with the reviewed one may stay beside it.
    assert [m for m in got if m[4] != "import:toy" or m in expected] == expected


def test_the_archivists_mark_wins_over_a_reviewed_annotation(registry: Registry):
    found, _ = registry.annotate(
        TEXT,
        marks={"body": [mark("Moscou", "-")]},
        proposals=[review("Moscou", "countries/ru")],
    )
    assert brief(found.mentions) == [RULES[0], RULES[2]]


def test_confidence_annotator_and_date_are_kept(registry: Registry):
    given = review("homme", "Moon Jae-in", "import:toy", confidence=0.7, annotator="A", date="2024")
    found, _ = registry.annotate(TEXT, proposals=[given])
    (mention,) = [m for m in found.mentions if m.by == "import:toy"]
    assert (mention.confidence, mention.annotator, mention.date) == (0.7, "A", "2024")


def test_mode_declared_finds_only_what_is_declared(registry: Registry):
    from builder.config import Config

    config = Config(id="x", title={"": "x"}, mode="declared")
    found, _ = registry.annotate(TEXT, config=config, declare=["countries/kp"])
    assert brief(found.mentions) == RULES[:1]


def test_an_institution_under_countries_says_where_it_belongs(registry: Registry):
    from dataclasses import replace

    from builder.annotation.annotate import annotate
    from builder.model import Declared
    from tests.annotated import CONFIG

    article = registry.article({"body": "Rien."})
    article = replace(article, declared=(Declared("countries", "UE", AT),))
    _, problems = annotate(article, registry.names, CONFIG)
    (problem,) = problems
    assert problem.code == "E304"
    assert problem.hint == "write it under `organisations`"
