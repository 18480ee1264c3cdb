"""Bylines: which are a body's, and that reference managers cut none of these."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import rispy

from builder.bylines import in_one_piece, is_body
from builder.citations import Work, bibtex, csl, ris
from builder.metadata import Described, linked_data, tags
from builder.wording import words_of


@pytest.mark.parametrize(
    "byline",
    [
        "La rédaction de Dossier", "Rédaction", "la Rédaction, avec AFP", "Reuters Staff",
        "L’équipe du soir", "Le Monde", "The editors", "Service international", "Agence Nord",
        "Ana Souza avec AFP", "Foreign Desk Editors", "Die Redaktion", "Ministry of Defence",
    ],
)  # fmt: skip
def test_a_body_says_that_it_is_one(byline: str) -> None:
    assert is_body(byline)


@pytest.mark.parametrize(
    "byline",
    [
        "T.G.", "Jean Dupont", "Robert Service", "Jean Bureau", "Jean DUPONT", "Kim Jong Un",
        "Anna Lewis", "Dossier", "김정은", "!", "Marine Le Goff", "Withers, Ann",
    ],
)  # fmt: skip
def test_a_persons_name_does_not(byline: str) -> None:
    assert not is_body(byline)


def test_the_publication_and_the_articles_own_organisations_are_known() -> None:
    assert is_body("dossier", {"Dossier"}) and is_body("Courrier Étranger", ["courrier étranger"])
    work = Work("a", "T", "2023", authors=("Courrier Étranger",))
    assert not work.is_body("Courrier Étranger")
    for known in (
        replace(work, source="Courrier étranger"), replace(work, archive="Courrier étranger"),
        replace(work, publisher="Courrier étranger"), replace(work, bodies=("Courrier étranger",)),
    ):  # fmt: skip
        assert known.is_body("Courrier Étranger")


def clean_author(author: str) -> tuple[str, str]:
    """(surname, given name) as Zotero's `cleanAuthor` has them, which both its translators of
    tags and of RIS use: cut at a comma, else, but in RIS, after the last space.
    """
    has_comma = "," in author
    author = re.sub(r"^[\s.,/\[\]:]+|[\s.,/\[\]:]+$", "", author)
    if has_comma:
        last, _, first = author.partition(",")
        return last, first.strip()
    first, _, last = author.rpartition(" ")
    return last, first


def from_tags(work: Work) -> list[tuple[str, str]]:
    """The creators as Zotero's translator “Embedded Metadata” makes them of the tags."""
    found = [t.content for t in tags(Described(work, site="")) if t.name == "citation_author"]
    names = [part for content in found for part in re.split(r"\s*;\s*", content)]
    if len(found) == len(names) == 1:
        parts = re.split(r"\s*,\s*", names[0])
        if len(parts) > 1 and " " in parts[0] and " " in parts[1]:
            names = parts
    return [clean_author(name) for name in names if name.strip()]


BODIES = ("La rédaction de Dossier", "La rédaction, avec AFP", "Reuters Staff; agencies")


@pytest.mark.parametrize("byline", BODIES)
def test_a_body_stays_in_one_piece_wherever_it_is_read(byline: str) -> None:
    work = Work("a", "T", "2023", source="S", authors=(byline,))
    whole = in_one_piece(byline).rstrip(",")
    assert whole == byline.replace(", ", " – ").replace("; ", " – ")
    assert from_tags(work) == [(whole, "")]
    (record,) = rispy.loads(ris(work, words_of("en")))
    assert [clean_author(author) for author in record["authors"]] == [(whole, "")]
    # Where a format can say so itself, the byline is as printed.
    assert f"author = {{{{{byline}}}}}" in bibtex(work, words_of("en"))
    assert csl(work, words_of("en"))["author"] == [{"literal": byline}]
    assert linked_data(Described(work, site=""))["author"] == [
        {"@type": "Organization", "name": byline}
    ]


def test_several_stand_side_by_side() -> None:
    work = Work("a", "T", "2023", source="S", authors=("Ana Souza", *BODIES))
    names = from_tags(work)
    assert names[0] == ("Souza", "Ana") and len(names) == 4
    assert all(not given for _, given in names[1:])
    assert linked_data(Described(work, site=""))["author"][0] == {"name": "Ana Souza"}
