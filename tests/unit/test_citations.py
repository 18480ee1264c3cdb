"""Citations: what is said of an article, and that other programs read what they are given."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from hypothesis import given, strategies as st

from builder.citations import Work, bibtex, citation, cite, csl, escape_tex, key_of, one_line, ris
from builder.model import Basis
from builder.wording import words_of

ORIGINAL = Work(
    id="2023/2023-09-11-kim-en-russie",
    title="Kim Jong Un attendu en Russie : ce que l’on sait",
    date="2023-09-11T15:29+02:00",
    lang="fr",
    authors=("T.G.",),
    source="TF1 Info",
    url="https://example.org/a_b?c=1&d=2",
    retrieved="2023-09-12",
    archive="Dossier Kim–Poutine",
    address="https://archive.example/articles/2023/09/kim-en-russie.html",
)
ACCOUNT = Work(
    id="2023/recit",
    title="Récit",
    date="2023-09-11",
    lang="fr",
    text="account",
    authors=("La rédaction", "T.G."),
    source="TF1 Info",
    archive="Dossier Kim–Poutine",
    publisher="Dossier",
    based_on=(Basis(source="TF1 Info", author="T.G.", date="2023-09-11"),),
)


def test_an_original_is_cited_under_its_source_in_french() -> None:
    assert citation(ORIGINAL, words_of("fr")) == (
        "T.G., «\u00a0Kim Jong Un attendu en Russie : ce que l’on sait\u00a0», TF1 Info, 11 septembre 2023, "
        "https://example.org/a_b?c=1&d=2, consulté le 12 septembre 2023, "
        "archivé dans Dossier Kim–Poutine, "
        "https://archive.example/articles/2023/09/kim-en-russie.html."
    )


def test_an_original_is_cited_under_its_source_in_english() -> None:
    assert citation(ORIGINAL, words_of("en")).startswith(
        "T.G., “Kim Jong Un attendu en Russie : ce que l’on sait”, TF1 Info, September 11, 2023, "
    )


def test_an_account_stands_under_the_archives_name_not_under_the_originals_byline() -> None:
    said = citation(ACCOUNT, words_of("fr"))
    assert said == (
        "La rédaction, «\u00a0Récit\u00a0», Dossier Kim–Poutine, Dossier, 11 septembre 2023, "
        "récit d’après T.G., TF1 Info, 11 septembre 2023."
    )
    assert ("Dossier Kim–Poutine", "container") in cite(ACCOUNT, words_of("fr"))
    item = csl(ACCOUNT, words_of("en"))
    assert item["type"] == "webpage"
    assert item["author"] == [{"literal": "La rédaction"}]
    assert item["container-title"] == "Dossier Kim–Poutine"
    assert "TF1 Info" in item["note"]
    entry = parsed(bibtex(ACCOUNT, words_of("en")))
    assert entry["author"] == "{La rédaction}"
    assert "journal" not in entry
    (record,) = rispy.loads(ris(ACCOUNT, words_of("en")))
    assert record["authors"] == ["La rédaction,"]  # the comma: no given name follows
    assert record["type_of_reference"] == "ELEC"


@pytest.mark.parametrize(
    ("title", "french", "english"),
    [
        ("« Jamais », dit-il", "«\u00a0“Jamais”, dit-il\u00a0»", "“« Jamais », dit-il”"),
        ("“Never,” he says", "«\u00a0“Never,” he says\u00a0»", "“‘Never,’ he says”"),
        (
            "“It’s ‘over’,” he says: “I go”",
            "«\u00a0“It’s ‘over’,” he says: “I go”\u00a0»",
            "“‘It’s “over”,’ he says: ‘I go’”",
        ),
        ("L’an ‘un’", "«\u00a0L’an ‘un’\u00a0»", "“L’an ‘un’”"),
        ("“ unpaired", "«\u00a0“ unpaired\u00a0»", "““ unpaired”"),
    ],
)
def test_a_quotation_in_a_title_has_marks_of_the_second_order(
    title: str, french: str, english: str
) -> None:
    work = Work("a", title, "2023")
    assert citation(work, words_of("fr")) == f"{french}, 2023."
    assert citation(work, words_of("en")) == f"{english}, 2023."
    assert csl(work, words_of("en"))["title"] == title


def test_issue_edition_and_page_are_told_of_what_was_printed_alone() -> None:
    printed = {"issue": "12345", "edition": "Paris & banlieue", "page": "7"}
    issue, edition, page = printed.values()
    work = replace(ORIGINAL, issue=issue, edition=edition, page=page)
    assert ", no. 12345, p. 7, Paris & banlieue, " in citation(work, words_of("en"))
    entry = parsed(bibtex(work, words_of("en")))
    assert (entry["number"], entry["edition"], entry["pages"]) == (
        "12345",
        r"Paris \& banlieue",
        "7",
    )
    (record,) = rispy.loads(ris(work, words_of("en")))
    assert (record["number"], record["edition"], record["start_page"]) == tuple(printed.values())
    assert {key: csl(work, words_of("en"))[key] for key in printed} == printed
    account = replace(ACCOUNT, issue=issue, edition=edition, page=page)
    assert "Paris" not in citation(account, words_of("en"))
    assert not {"number", "edition", "pages"} & parsed(bibtex(account, words_of("en"))).keys()
    (record,) = rispy.loads(ris(account, words_of("en")))
    assert not {"number", "edition", "start_page"} & record.keys()
    assert not printed.keys() & csl(account, words_of("en")).keys()


@pytest.mark.parametrize(
    ("date", "parts", "slashed", "month"),
    [
        ("1987", [1987], "1987///", None),
        ("1987-03", [1987, 3], "1987/03//", "mar"),
        ("1987-03-09", [1987, 3, 9], "1987/03/09/", "mar"),
        ("1987-03-09T10:00+01:00", [1987, 3, 9], "1987/03/09/", "mar"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(
    date: str, parts: list[int], slashed: str, month: str | None
) -> None:
    work = Work("a", "T", date, source="S")
    assert csl(work, words_of("en"))["issued"] == {"date-parts": [parts]}
    (record,) = rispy.loads(ris(work, words_of("en")))
    assert record["date"] == slashed
    entry = parsed(bibtex(work, words_of("en")))
    assert entry["year"] == "1987"
    assert entry.get("month") == month
    assert entry["date"] == "-".join(f"{part:02}" for part in parts)


@pytest.mark.parametrize(
    ("work", "lang", "note"),
    [
        (ACCOUNT, "fr", "Récit, dans les mots de l’archive, d’après T.G., TF1 Info, 11 septembre 2023"),
        (ACCOUNT, "en", "Account in the archive’s own words of T.G., TF1 Info, September 11, 2023"),
        (replace(ACCOUNT, based_on=()), "fr", "Récit dans les mots de l’archive"),
        (
            replace(ORIGINAL, text="translation", address=""),
            "fr", "Traduction\u00a0; archivé dans Dossier Kim–Poutine",
        ),
        (replace(ORIGINAL, address=""), "en", "Archived in Dossier Kim–Poutine"),
    ],
)  # fmt: skip
def test_a_note_is_in_the_language_of_the_page(work: Work, lang: str, note: str) -> None:
    words = words_of(lang)
    assert csl(work, words)["note"] == note
    (record,) = rispy.loads(ris(work, words))
    assert record["notes"] == [note]
    assert parsed(bibtex(work, words))["note"] == note


def test_no_date_of_access_is_made_up() -> None:
    work = Work("a", "T", "2020", source="S", url="https://example.org/")
    assert "accessed" not in csl(work, words_of("en"))
    assert "urldate" not in bibtex(work, words_of("en"))
    assert "Y2" not in ris(work, words_of("en"))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("50 % & plus", r"50 \% \& plus"),
        ("#MeToo_$1", r"\#MeToo\_\$1"),
        ("a{b", r"a\textbraceleft{}b"),
        (r"C:\x~^", r"C:\textbackslash{}x\textasciitilde{}\textasciicircum{}"),
        ("двое 김정은", "двое 김정은"),
    ],
)
def test_what_tex_would_read_is_escaped(text: str, escaped: str) -> None:
    assert escape_tex(text) == escaped


def test_a_key_is_plain_whatever_the_id() -> None:
    assert key_of(Work("2023/2023-09-11-kim", "T", "2023")) == "2023-09-11-kim"
    assert re.fullmatch(r"x-[0-9a-f]{10}", key_of(Work("2023/김정은", "T", "2023")))


def parsed(text: str) -> dict[str, str]:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    (entry,) = library.entries
    return {field.key: str(field.value) for field in entry.fields}


def untex(text: str) -> str:
    """What TeX shows for our own escapes."""
    for command, character in (
        (r"\textbraceleft{}", "{"), (r"\textbraceright{}", "}"),
        (r"\textasciitilde{}", "~"), (r"\textasciicircum{}", "^"),
    ):  # fmt: skip
        text = text.replace(command, character)
    text = re.sub(r"\\([#$%&_])", r"\1", text)
    return text.replace(r"\textbackslash{}", "\\")


texts = st.text(st.characters(exclude_categories=("Cs", "Cn", "Co")), min_size=1, max_size=40)
titles = texts.map(one_line).filter(bool)
# Anything but what an escape itself is made of comes back the same.
plain = titles.filter(lambda text: "\\" not in text)


@given(plain, plain, plain)
def test_bibtex_comes_back_as_it_went(title: str, author: str, source: str) -> None:
    entry = parsed(
        bibtex(Work("a/b", title, "2023-01-02", authors=(author,), source=source), words_of("en"))
    )
    assert untex(entry["title"].removeprefix("{").removesuffix("}")) == title
    assert untex(entry["author"].removeprefix("{").removesuffix("}")) == author
    assert untex(entry["journal"]) == source


@given(texts, texts, texts)
def test_nothing_in_a_text_breaks_an_entry(title: str, author: str, url: str) -> None:
    work = Work("a/b", title, "2023", authors=(author,), source="S", url=url)
    entry = parsed(bibtex(work, words_of("en")))
    assert entry["year"] == "2023"
    assert entry["title"].count("{") == entry["title"].count("}")
    (record,) = rispy.loads(ris(work, words_of("en")))
    assert record["year"] == "2023"
    if one_line(title):
        assert record["title"] == one_line(title)
    assert json.loads(json.dumps(csl(work, words_of("en"))))["issued"] == {"date-parts": [[2023]]}
