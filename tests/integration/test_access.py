"""`access` and `visibility: unlisted`: what is not to be published is in no file of the site."""

from __future__ import annotations

import re

import pytest

from builder.build import Order, build
from builder.folders import Folders
from tests.conftest import REPOSITORY

SHOWN = ["Unième phrase montrée.", "Deuxième phrase montrée, de Kim Jong Un."]
BODY = " ".join(
    [*SHOWN, *(f"Phrase numéro{n} xyzcachée, de Kim Jong Un à Vladivostok." for n in range(3, 25))]
)
REST = """

## Un xyzintertitre

Voir [là](https://exemple.org/xyzlien "xyzinfobulle") et ![xyzimage](train.jpg)[^1]. [[kim-jong-un|le xyzchef]] parle.

| xyzcellule |
| --- |
| 김정은 |

[^1]: Une xyznote.
"""
HEAD = """---
title: Titre montré
date: 2023-09-11
source: Gazette
standfirst: Un xyzchapeau de Kim Jong Un.
{keys}---
"""
SECRETS = ("xyz", "numéro3", "à Vladivostok", "Phrase")


def archive(make_archive, tmp_path, files, settings=""):
    content = make_archive(
        {
            "archive.toml": 'format = 1\ntitle = "Essai"\nlanguages = ["fr", "en"]\nbase_url = "https://exemple.org"\n'
            + settings,
            "people/kim-jong-un.md": "---\nname: Kim Jong Un\nnames: { ko: 김정은 }\n---\n",
            "places/vladivostok.md": "---\nname: Vladivostok\n---\n",
            "media/train.jpg": b"\xff\xd8",
            **files,
        }
    )
    folders = Folders(content, REPOSITORY / "templates", tmp_path / "site", tmp_path / "cache")
    build(Order(folders, jobs=1))
    return folders


def published(folders):
    """All that is published, by file; of the index for search, what goes into it."""
    files = [*folders.site.rglob("*"), *folders.documents.rglob("*")]
    return {
        path: path.read_bytes().decode("utf-8", "replace")
        for path in files
        if path.is_file() and "pagefind" not in path.parts
    }


def holding(folders, words):
    return [
        str(path)
        for path, text in published(folders).items()
        if words in text or words in str(path)
    ]


@pytest.mark.parametrize(("keys", "settings"), [
    ("access: excerpt\nsummary: Un résumé montré.\n", ""),
    ("summary: Un résumé montré.\n", '[publication]\naccess = "excerpt"\n'),
])  # fmt: skip
def test_an_excerpt_is_a_tenth_of_the_sentences(make_archive, tmp_path, keys, settings):
    folders = archive(
        make_archive,
        tmp_path,
        {"articles/2023-09-11-a.md": HEAD.format(keys=keys) + BODY + REST},
        settings,
    )
    for secret in SECRETS:
        assert holding(folders, secret) == []
    page = (folders.site / "articles/2023/09/a.html").read_text(encoding="utf-8")
    assert (
        "Unième phrase montrée." in page
        and "Deuxième phrase montrée" in page
        and "Un résumé montré." in page
    )
    # What is beyond is counted, not quoted.
    person = (folders.site / "people/kim-jong-un.html").read_text(encoding="utf-8")
    assert "Deuxième phrase montrée" in person
    assert "places/vladivostok.html" in page
    counts = re.findall(r'<(a|span) class="jump" [^>]*?(?:title|aria-label)="([^"]*)">(\d+)<', page)
    assert counts == [
        ("a", "Kim Jong Un – 26 mentions", "26"),
        ("span", "Vladivostok – 22 mentions", "22"),
    ]


@pytest.mark.parametrize(
    ("sentences", "shown"), [(1, 1), (9, 1), (10, 1), (19, 1), (20, 2), (30, 3), (90, 3)]
)
def test_at_least_one_at_most_three(make_archive, tmp_path, sentences, shown):
    body = " ".join(f"Mot{n}fin de phrase." for n in range(1, sentences + 1))
    folders = archive(
        make_archive,
        tmp_path,
        {"articles/2023-09-11-a.md": HEAD.format(keys="access: excerpt\n") + body + "\n"},
    )
    for n in range(1, sentences + 1):
        assert bool(holding(folders, f"Mot{n}fin")) == (n <= shown)


def test_a_reference_has_no_sentence(make_archive, tmp_path):
    folders = archive(
        make_archive, tmp_path,
        {"articles/2023-09-11-a.md": HEAD.format(keys="access: reference\nsummary: Un résumé montré.\npeople: [Kim Jong Un]\n") + BODY + REST},
    )  # fmt: skip
    for secret in (*SECRETS, *SHOWN):
        assert holding(folders, secret) == []
    page = (folders.site / "articles/2023/09/a.html").read_text(encoding="utf-8")
    assert "Titre montré" in page and "people/kim-jong-un.html" in page


def test_who_is_unlisted_has_no_page_and_is_in_no_index_or_search(make_archive, tmp_path):
    folders = archive(
        make_archive, tmp_path,
        {
            "people/ivan-discret.md": "---\nname: Ivan Discret\naliases: [Le Taiseux]\ndescription: homme xyzdiscret\nvisibility: unlisted\nredirects: [people/ivan.html]\n---\nUne xyzvie.\n",
            "articles/a.md": "---\ntitle: Rencontre\ndate: 2023\npeople: [Ivan Discret, Le Taiseux, Kim Jong Un]\n---\nIvan Discret a vu Kim Jong Un. Voir [sa fiche](../people/kim-jong-un.md).\n",
            "articles/b.md": "---\ntitle: Encore\ndate: 2024\npeople: [Ivan Discret]\n---\nIvan Discret a revu Kim Jong Un.\n",
        },
    )  # fmt: skip
    assert not list(folders.site.rglob("ivan*")) and not list(folders.site.rglob("le-taiseux*"))
    for secret in ("xyz", "Taiseux", "ivan-discret.html"):
        assert holding(folders, secret) == []
    naming = [path for path in published(folders) if "Ivan Discret" in published(folders)[path]]
    for path in naming:  # only where the articles' own words stand
        assert "index" not in path.name or path.parent == folders.site
    for path, text in published(folders).items():
        if folders.documents in path.parents:
            assert "people/ivan-discret" not in text
