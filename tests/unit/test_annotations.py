"""Stand-off annotations: found where they say, or left out with the place."""

from __future__ import annotations

import json

import pytest

from builder.config import Config
from builder.content.annotations import read_annotations
from builder.content.articles import read_article

PATH = "articles/a.annotations.jsonld"
CONFIG = Config(id="x", title={"": "X"}, languages=("fr",))


def article():
    read, _ = read_article(
        "articles/a.md",
        "---\ntitle: Le chef à Séoul\ndate: 2023\nstandfirst: Le chef parle.\n---\nLe *chef* est venu. Le chef est reparti.\n".encode(),
        CONFIG,
    )
    assert read is not None
    return read


def annotation(
    exact="reparti", body="people/kim", part="", selectors=(), prefix="", suffix="", **more
):
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    target: dict[str, object] = {"source": "a.md", "selector": [quote, *selectors]}
    if part:
        target["part"] = part
    return {"type": "Annotation", "body": body, "target": target, **more}


def read(*items):
    return read_annotations(
        PATH, json.dumps(items, ensure_ascii=False, indent=1).encode(), article()
    )


def at(start, **more):
    return [{"type": "TextPositionSelector", "start": start, **more}]


def test_an_empty_list_says_nothing():
    assert read() == ((), (), ())


def test_a_quotation_is_found_where_it_stands_once():
    found = read(
        annotation("reparti", creator={"name": "A."}, created="2024-01-02", confidence=0.9)
    ).proposals[0]
    plain = article().texts["body"].plain
    assert plain[found.start : found.end] == "reparti"
    assert (found.part, found.target, found.by) == ("body", "people/kim", "reviewed")
    assert (found.annotator, found.date, found.confidence) == ("A.", "2024-01-02", 0.9)


@pytest.mark.parametrize(
    ("item", "place"),
    [
        (annotation("Le chef", selectors=at(18)), ("body", 18)),
        (annotation("Le chef", selectors=at(18, end=25)), ("body", 18)),
        (annotation("Le chef", suffix=" est reparti"), ("body", 18)),
        (annotation("Le chef", prefix="venu. "), ("body", 18)),
        (annotation("Séoul", part="title"), ("title", 10)),
        (annotation("chef", part="standfirst"), ("standfirst", 3)),
        (annotation("Le chef"), None),
        (annotation("Le chef", selectors=at(17)), None),
        (annotation("Le chef", selectors=at(-18)), None),
        (annotation("Le chef", selectors=at(18, end=24)), None),
        (annotation("Le *chef*"), None),
        (annotation("Séoul"), None),
        (annotation("Séoul", part="summary"), None),
        (annotation("Séoul", part="nulle part"), None),
        (annotation("reparti", prefix="jamais "), None),
    ],
)
def test_it_is_where_it_says_or_left_out(item, place):
    found = read(item)
    if place is None:
        assert found.proposals == () and [p.code for p in found.problems] == ["W102"]
        assert found.problems[0].excerpt.strip().startswith('"exact"')
    else:
        assert [(p.part, p.start) for p in found.proposals] == [place] and found.problems == ()


@pytest.mark.parametrize(
    "body",
    [
        "people/kim",
        "people/kim.html",
        {"source": "people/kim", "purpose": "identifying"},
        {"id": "people/kim"},
        {"type": "TextualBody", "value": "people/kim", "purpose": "tagging"},
        [{"type": "TextualBody", "value": "x", "purpose": "commenting"}, {"source": "people/kim"}],
    ],
)
def test_a_body_identifies(body):
    assert [p.target for p in read(annotation(body=body)).proposals] == ["people/kim"]


def test_a_tool_proposes_until_someone_reviews():
    tools = [
        annotation(generator="ner"),
        annotation(generator={"id": "https://x", "name": "ner"}),
        annotation(generator="ner", reviewed=True),
    ]
    assert [p.by for p in read(*tools).proposals] == ["import:ner", "import:ner", "reviewed"]


def test_comments_are_private_unless_public():
    comment = {"type": "TextualBody", "value": "Vu."}
    assert read(annotation(body=comment)).comments == ()
    assert read(annotation(body=comment, public=True)).comments == ("Vu.",)
    assert read(annotation(body={**comment, "public": True})).comments == ("Vu.",)
    assert read(annotation(body=comment, public="yes")).comments == ()
    assert read({"body": comment, "target": "a.md", "public": True}).comments == ("Vu.",)
    assert read(annotation(body=comment, motivation="identifying")).proposals[0].target == "Vu."


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (1, 1)), ("{}", (1, 1)), ("[", (1, 2)), ("[1, 2", (1, 6)), ("[] x", (1, 4)), ("[\n {,}]", (2, 3)),
        ('[\n "x"]', (2, 2)), ('[{"body": 1}]', (1, 2)), ('[{"body": 1, "target": {}}]', (1, 11)),
        ('[{"body": {"x": 1}, "target": {}}]', (1, 11)), ('[{"body": "x", "target": "a.md"}]', (1, 26)),
        ("[" * 100_000, (1, 1)),
    ],
)  # fmt: skip
def test_what_cannot_be_read_has_its_place(text, place):
    problems = read_annotations(PATH, text.encode(), article()).problems
    assert {p.code for p in problems} == {"E110"}
    assert (problems[-1].line, problems[-1].column) == place


def test_what_is_no_text_is_said():
    assert [p.code for p in read_annotations(PATH, b"[\xff]", article()).problems] == ["E101"]
