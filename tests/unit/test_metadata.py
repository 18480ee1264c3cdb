"""What an article's page tells machines."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from builder.citations import Work
from builder.metadata import Described, Named, linked_data, script, tags
from builder.model import Basis, Correction

COPY = Described(
    Work(
        id="a",
        title="Un titre",
        date="2023-09-11T15:29+02:00",
        lang="fr",
        authors=("T.G.",),
        source="TF1 Info",
        url="https://example.org/a",
        archive="Dossier",
        publisher="Les archives",
    ),
    site="Dossier",
    licence="CC-BY-4.0",
    corrections=(Correction("2023-09-12", "A.B.", "Le jour était faux."),),
    about=(Named("Kim Jong Un", "Person", "../../people/kim-jong-un.html", "Q56226"),),
    mentions=(Named("Russie", "Country"),),
)
ACCOUNT = replace(
    COPY,
    work=replace(
        COPY.work,
        text="account",
        authors=("Rédaction",),
        based_on=(Basis(source="TF1 Info", author="T.G.", date="2023-09-11"),),
    ),
)


def test_a_copy_is_its_sources_article() -> None:
    data = linked_data(COPY)
    assert data["@type"] == "NewsArticle"
    assert data["publisher"] == {"@type": "Organization", "name": "TF1 Info"}
    assert data["datePublished"] == "2023-09-11T15:29+02:00"
    assert data["isBasedOn"] == ["https://example.org/a"]
    assert "license" not in data
    assert data["about"] == [
        {
            "@type": "Person",
            "name": "Kim Jong Un",
            "url": "../../people/kim-jong-un.html",
            "sameAs": "http://www.wikidata.org/entity/Q56226",
        }
    ]
    assert data["mentions"] == [{"@type": "Country", "name": "Russie"}]
    assert data["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "Le jour était faux.",
            "datePublished": "2023-09-12",
            "author": {"name": "A.B."},
        }
    ]


def test_an_account_is_the_archives_and_names_what_it_rests_on() -> None:
    data = linked_data(ACCOUNT)
    assert data["publisher"] == {"@type": "Organization", "name": "Les archives"}
    assert data["author"] == [{"@type": "Organization", "name": "Rédaction"}]
    assert data["license"] == "CC-BY-4.0"
    assert data["isBasedOn"] == [
        {
            "@type": "NewsArticle",
            "author": {"name": "T.G."},
            "publisher": {"@type": "Organization", "name": "TF1 Info"},
            "datePublished": "2023-09-11",
        }
    ]


def test_tags_that_zotero_takes() -> None:
    named = [(tag.name, tag.content) for tag in tags(COPY)]
    assert ("citation_title", "Un titre") in named
    assert ("citation_author", "T.G.") in named
    assert ("citation_publication_date", "2023/09/11") in named
    assert ("prism.publicationName", "TF1 Info") in named
    assert ("citation_public_url", "https://example.org/a") in named
    assert ("z:itemType", "newspaperArticle") in named
    account = {tag.name: tag.content for tag in tags(ACCOUNT)}
    assert account["z:itemType"] == "webpage"
    assert account["prism.publicationName"] == "Dossier"
    assert "citation_public_url" not in account  # the archive has no address


def test_nothing_in_a_title_ends_the_script() -> None:
    data = linked_data(replace(COPY, work=replace(COPY.work, title="</script><!-- &\u2028")))
    text = script(data)
    assert "<" not in text and ">" not in text and "\u2028" not in text
    assert json.loads(text)["headline"] == "</script><!-- &\u2028"


# What Zotero's translator “Embedded Metadata” (zotero/translators, its HIGHWIRE_MAPPINGS, and what
# addHighwireMetadata takes apart) makes of each tag: it takes no other of this family. What begins
# with `prism`, `og` or `z` goes through its translator “RDF”. Of June 2024.
ZOTERO = {
    "citation_title": "title",
    "citation_author": "creators",
    "citation_publication_date": "date",
    "prism.publicationName": "publicationTitle",
    "citation_publisher": "publisher",
    "citation_issue": "issue",
    "citation_firstpage": "pages",
    "citation_language": "language",
    "citation_public_url": "url",
    "prism.edition": "edition",
    "z:itemType": "itemType",
}


# Tags whose mere presence decides the type of the item, over what `z:itemType` says.
DECIDING = {
    "citation_journal_title", "citation_technical_report_institution", "citation_book_title",
    "citation_conference_title", "citation_conference", "citation_inbook_title",
    "citation_dissertation_institution",
}  # fmt: skip


def zotero(article: Described) -> dict[str, list[str]]:
    """The fields of Zotero's item, as its translator fills them from a page's tags."""
    item: dict[str, list[str]] = {}
    for tag in tags(article):
        assert tag.name not in DECIDING
        if tag.name.startswith(("citation_", "prism.", "z:")):
            assert tag.attribute == "name"
            item.setdefault(ZOTERO[tag.name], []).append(tag.content)
    return item


@pytest.mark.parametrize(
    ("article", "item"),
    [
        (
            COPY,
            {
                "itemType": ["newspaperArticle"], "title": ["Un titre"], "creators": ["T.G."],
                "date": ["2023/09/11"], "publicationTitle": ["TF1 Info"], "language": ["fr"],
                "url": ["https://example.org/a"],
            },
        ),
        (
            replace(
                COPY,
                work=replace(
                    COPY.work, date="1987-03", authors=("A. Un", "B. Deux"),
                    issue="12345", edition="Paris", page="7",
                ),
            ),
            {
                "itemType": ["newspaperArticle"], "title": ["Un titre"],
                "creators": ["A. Un", "B. Deux"], "date": ["1987/03"], "issue": ["12345"],
                "edition": ["Paris"], "pages": ["7"], "publicationTitle": ["TF1 Info"], "language": ["fr"],
                "url": ["https://example.org/a"],
            },
        ),
        (
            # Without a source, it would be said to be of a newspaper called like the archive.
            replace(COPY, work=replace(COPY.work, source="")),
            {
                "itemType": ["webpage"], "title": ["Un titre"], "creators": ["T.G."],
                "date": ["2023/09/11"], "language": ["fr"], "url": ["https://example.org/a"],
            },
        ),
        (
            # Issue, edition and page are of what the account rests on.
            replace(
                ACCOUNT,
                work=replace(ACCOUNT.work, issue="12345", edition="Paris", page="7"),
            ),
            {
                "itemType": ["webpage"], "title": ["Un titre"], "creators": ["Rédaction,"],
                "date": ["2023/09/11"], "publicationTitle": ["Dossier"],
                "publisher": ["Les archives"], "language": ["fr"],
            },
        ),
    ],
)  # fmt: skip
def test_zoteros_translator_fills_its_fields(
    article: Described, item: dict[str, list[str]]
) -> None:
    assert zotero(article) == item
