"""Beside and below an article: who and where, how each is known, and what is related."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.build import Order, build
from builder.folders import Folders

from ..conftest import MakeArchive

ARTICLE = "---\ntitle: Titre\ndate: 2023\nlang: fr\n{keys}---\n\n{body}\n"
DECLARED = "declared, not named in the text"


@pytest.mark.parametrize(
    ("keys", "body", "said"),
    [
        ("", "Pyongyang a décidé.", ""),
        ("countries: [KP]\n", "Pyongyang a décidé.", DECLARED),
        ("countries: [KP]\n", "Rien.", DECLARED),
        ("about: [KP]\n", "Rien.", DECLARED),
        ("countries: [KP]\n", "La Corée du Nord a décidé.", ""),
    ],
)
def test_what_a_metonym_alone_stands_for_is_not_said_to_be_declared(
    make_archive: MakeArchive, tmp_path: Path, keys: str, body: str, said: str
) -> None:
    content = make_archive({"articles/a.md": ARTICLE.format(keys=keys, body=body)})
    folders = Folders(content, tmp_path / "templates", tmp_path / "site", tmp_path / "cache")
    build(Order(folders, search=False, jobs=1))
    page = (tmp_path / "site/articles/2023/a.html").read_text(encoding="utf-8")
    (country,) = re.findall(r"<li[^>]*>\s*<a [^>]*k-countries.*?</li>", page, re.DOTALL)
    assert re.findall(r'<span class="known">(.*?)</span>', country) == ([said] if said else [])


def test_what_is_related_has_in_common_what_either_declares_or_names(
    make_archive: MakeArchive, tmp_path: Path
) -> None:
    content = make_archive(
        {
            "articles/a.md": ARTICLE.format(keys="people: [Anne Martin]\n", body="Rien."),
            "articles/b.md": ARTICLE.format(keys="", body="Anne Martin parle."),
            "people/anne-martin.md": "---\nname: Anne Martin\n---\n",
        }
    )
    folders = Folders(content, tmp_path / "templates", tmp_path / "site", tmp_path / "cache")
    build(Order(folders, search=False, jobs=1))
    for name in "ab":
        page = (tmp_path / "site/articles/2023" / f"{name}.html").read_text(encoding="utf-8")
        assert re.findall(r'<span class="why">(.*?)</span>', page) == ["in common: Anne Martin"]
