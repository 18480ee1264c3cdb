"""`visibility: pseudonym`: nothing that is published names who is hidden."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

import pytest

from builder.build import Order, build
from builder.folders import Folders
from builder.text import fold
from tests.conftest import REPOSITORY

PERSON = """---
name: Jeanne Dupont-Moreau
surname: Dupont-Moreau
names: { ko: 김정은, ru: Жанна Дюпон }
aliases: [J. Dupont-Moreau, "Jeanne D.", La Lionne]
misspellings: [Jeane Dupont-Moreau]
wikidata: Q424242
honorific: Mme
image: jeanne-dupont-moreau.jpg
visibility: pseudonym
pseudonym: Mme X.
description: { fr: "Jeanne Dupont-Moreau, témoin" }
redirects: [people/la-lionne.html]
roles:
  - { title: présidente de l'Association Jeanne Dupont-Moreau, organisation: Association Jeanne Dupont-Moreau }
extra: { note: "Dite La Lionne" }
---
**Jeanne** *Dupont-Moreau*, dite La Lionne, est née à Lyon. Mme Dupont-Moreau y vit.
"""

ARTICLE = """---
title: JEANNE DUPONT-MOREAU témoigne ; « La Lionne » parle
date: 2023-09-11
author: Jeanne Dupont-Moreau
source: Gazette de Jeanne Dupont-Moreau
source_url: https://exemple.org/jeanne-dupont-moreau-temoigne
rights: © Jeanne Dupont-Moreau
standfirst: Un récit de Jeanne\u00a0Dupont‑Moreau, ou [[jd|la témoin]].
summary: Ce que dit Mme Dupont-Moreau.
people: [Jeanne Dupont-Moreau, Paul Dupont-Moreau]
organisations: [Association Jeanne Dupont-Moreau]
topics: [affaire Dupont-Moreau]
corrections: [{ date: 2023, by: Mme Dupont-Moreau, text: "Jeanne Dupont-Moreau a 40 ans." }]
based_on: { source: Jeanne Dupont-Moreau, url: "https://exemple.org/La%20Lionne", title: La Lionne }
redirects: [vieux/jeanne-dupont-moreau.html]
image: jeanne-dupont-moreau.jpg
facsimile: 2?jeanne-dupont-moreau?.jpg
extra: { jeanne-dupont-moreau: ["La Lionne"] }
---
## Jeane Dupont-Moreau, suite

**Jeanne** *Dupont-Moreau* a parlé. Mme Dupont-Moreau vit à Lyon, dit Paul Martin[^1]. La
Lionne et 김정은이 ; Жанна Дюпон, Jeanne D. et Dupont-Moreau Jeanne, Je\u0301anne Dupont-Moreau.
Voir [sa fiche](../../people/jd.md "Jeanne Dupont-Moreau") et
![Jeanne Dupont-Moreau](jeanne-dupont-moreau.jpg) [[jd|l'amie de Mme Dupont-Moreau]].
![](1%23jeanne-dupont-moreau%23.jpg)

[^1]: Note sur **Jeanne** Dupont-Moreau, et sur Mme Dupont-Moreau.
"""

FILES = {
    "archive.toml": 'format = 1\ntitle = { fr = "Le dossier Jeanne Dupont-Moreau" }\nlanguages = ["fr", "en"]\ndescription = "De Jeanne Dupont-Moreau"\nbase_url = "https://exemple.org"\n',
    "people/jd.md": PERSON,
    "people/jd.en.md": "Jeanne Dupont-Moreau, known as La Lionne.",
    "people/paul-martin.md": "---\nname: Paul Martin\ndescription: ami de Jeanne Dupont-Moreau\n---\nIl connaît Jeanne Dupont-Moreau et Mme Dupont-Moreau.\n",
    "organisations/fondation-jeanne-dupont-moreau.md": "---\nname: Fondation Jeanne Dupont-Moreau\naliases: [La Fondation Jeanne Dupont-Moreau]\n---\nFondée par La Lionne.\n",
    "pages/about.md": "---\ntitle: À propos de Jeanne Dupont-Moreau\n---\nSur <b title='La Lionne'>Jeanne</b> Dupont-Moreau.\n",
    "pages/jeanne-dupont-moreau.md": "---\ntitle: Elle\n---\nRien.\n",
    "media/jeanne-dupont-moreau.jpg": b"\xff\xd8",
    "media/1#jeanne-dupont-moreau#.jpg": b"\xff\xd8",
    "media/2?jeanne-dupont-moreau?.jpg": b"\xff\xd8",
    "articles/2023/2023-09-11-jeanne-dupont-moreau-temoigne.md": ARTICLE,
    "articles/2023/2023-09-12-suite.md": "---\ntitle: La Fondation Jeanne Dupont-Moreau, suite\ndate: 2023-09-12\nversion_of: 2023/2023-09-11-jeanne-dupont-moreau-temoigne\npeople: [people/jd, Paul Martin]\n---\nVoir [là](2023-09-11-jeanne-dupont-moreau-temoigne.md). Paul Martin et Mme Dupont-Moreau. La Fondation Jeanne Dupont-Moreau aussi.\n",
}  # fmt: skip

NAMES = (
    "jeanne dupont-moreau", "jeanne dupont moreau", "dupont-moreau", "dupont moreau", "jeanne-dupont-moreau",
    "la lionne", "la-lionne", "jeanne d", "jeane", "김정은", "жанна дюпон", "q424242",
)  # fmt: skip


def published(*folders):
    """Each file of the folders, its path and what it says, folded."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            yield name, name
            if path.is_file() and not name.startswith("pagefind/"):
                text = path.read_bytes().decode("utf-8", "replace")
                yield name, text


def leaks(*folders):
    found = []
    for name, text in published(*folders):
        plain = (
            unicodedata.normalize("NFKC", unquote(text))
            .casefold()
            .replace("‑", "-")
            .replace("\xa0", " ")
        )
        folded = fold(text)
        found += [(name, form) for form in NAMES if form in plain or f" {form} " in f" {folded} "]
    return found


@pytest.fixture
def archive(make_archive, tmp_path):
    content = make_archive(FILES)
    folders = Folders(content, REPOSITORY / "templates", tmp_path / "site", tmp_path / "cache")
    return content, folders


def make(folders, **more):
    return build(Order(folders, jobs=1, **more))


def test_no_file_and_no_search_document_names_the_hidden(archive):
    _, folders = archive
    outcome = make(folders)
    assert outcome.indexed and outcome.articles == 2
    assert leaks(folders.site, folders.documents) == []


def test_what_stands_there_instead_shows_it(archive):
    content, folders = archive
    make(folders, search=False)
    page = (folders.site / "articles/2023/09/mme-x-temoigne.html").read_text(encoding="utf-8")
    assert page.count("[Mme X.]") > 8
    assert 'href="../../../people/mme-x.html"' in page
    assert "la témoin" in page and "Paul Martin" in page
    person = (folders.site / "people/mme-x.html").read_text(encoding="utf-8")
    assert "[Mme X.]" in person and "est née à Lyon" in person
    english = (folders.site / "en/people/mme-x.html").read_text(encoding="utf-8")
    assert "[Mme X.], known as [Mme X.]." in english
    assert (folders.site / "organisations/fondation-mme-x.html").exists()
    assert (folders.site / "media/mme-x.jpg").exists()
    for name, link in (("1#mme-x#.jpg", "1%23mme-x%23.jpg"), ("2?mme-x?.jpg", "2%3Fmme-x%3F.jpg")):
        assert (folders.site / "media" / name).exists()
        assert f'="../../../media/{link}"' in page
    assert "[Mme X.]" in (folders.site / "about.html").read_text(encoding="utf-8")
    source = content / "articles/2023/2023-09-11-jeanne-dupont-moreau-temoigne.md"
    assert source.read_text(encoding="utf-8") == ARTICLE  # the source is never written to


def test_hiding_and_showing_again_is_as_if_built_anew(archive, tmp_path):
    content, folders = archive
    person = content / "people/jd.md"
    person.write_text(PERSON.replace("visibility: pseudonym\n", ""), encoding="utf-8")
    make(folders, search=False)
    assert leaks(folders.site)
    person.write_text(PERSON, encoding="utf-8")
    make(folders, search=False)
    assert leaks(folders.site, folders.documents) == []
    clean = Folders(content, folders.templates, tmp_path / "clean", tmp_path / "clean-cache")
    make(clean, search=False)

    def files(root):
        return {
            p.relative_to(root): p.read_bytes()
            for p in root.rglob("*")
            if p.is_file() and ".dossier" not in str(p)
        }

    assert files(folders.site) == files(clean.site)


def test_two_of_one_pseudonym_are_an_error(archive, dossier):
    content, _ = archive
    (content / "people/b.md").write_text(
        "---\nname: B C\nvisibility: pseudonym\npseudonym: Mme X.\n---\n", encoding="utf-8"
    )
    done = dossier("check", "--content", content)
    assert done.returncode == 1 and "E112" in done.stderr


MARTINS = {
    "people/anne-martin.md": "---\nname: Anne Martin\nvisibility: pseudonym\npseudonym: Mme X.\n---\n",
    "people/jean-martin.md": "---\nname: Jean Martin\n---\n",
}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # The rules' word does not suffice: they may be of one family.
        ("Anne Martin et Jean Martin. Martin rit.", "[Mme X.] et Jean [Mme X.]. [Mme X.] rit."),
        # The archivist's does, for the words that are marked.
        (
            "Anne Martin, puis [[jean-martin|Jean Martin]]. M. Martin rit.",
            "[Mme X.], puis Jean Martin. M. [Mme X.] rit.",
        ),
        (
            "Anne Martin ; [[jean-martin|M. Martin]] aussi.",
            "[Mme X.] ; M. Martin aussi.",
        ),
        # A full name is never shown, whatever it is marked as.
        ("Voici [[jean-martin|Anne Martin]].", "Voici [Mme X.]."),
        # Nor what would complete it.
        (
            "Anne Martin. Anne et [[jean-martin|Jean Martin]] sont là.",
            "[Mme X.]. Anne et Jean [Mme X.] sont là.",
        ),
        # Where she is not, her surname is nobody's secret.
        ("Jean Martin et M. Martin.", "Jean Martin et M. Martin."),
    ],
)
def test_the_surname_of_another(make_archive, tmp_path, text, shown):
    article = f"---\ntitle: T\ndate: 2023-09-11\nlang: fr\n---\n{text}\n"
    content = make_archive(MARTINS | {"articles/a.md": article})
    folders = Folders(content, REPOSITORY / "templates", tmp_path / "site", tmp_path / "cache")
    make(folders, search=False)
    page = (folders.site / "articles/2023/09/a.html").read_text(encoding="utf-8")
    assert shown in re.sub(r"\s+", " ", re.sub("<[^>]*>", "", page))
    site = " ".join(text for _, text in published(folders.site))
    assert "anne martin" not in fold(site)


def test_a_read_says_whose_surname_it_is(make_archive, tmp_path):
    article = (
        '---\ntitle: T\ndate: 2023-09-11\nlang: fr\nread: { "M. Martin": jean-martin }\n---\n'
        "Anne Martin parle à M. Martin, à Mme Martin.\n"
    )
    content = make_archive(MARTINS | {"articles/a.md": article})
    folders = Folders(content, REPOSITORY / "templates", tmp_path / "site", tmp_path / "cache")
    make(folders, search=False)
    page = (folders.site / "articles/2023/09/a.html").read_text(encoding="utf-8")
    bare = re.sub(r"\s+", " ", re.sub("<[^>]*>", "", page))
    assert "[Mme X.] parle à M. Martin, à Mme [Mme X.]." in bare
