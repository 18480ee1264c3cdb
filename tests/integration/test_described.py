"""What an article's page tells machines, as it stands in the page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from builder.build import Order, build
from builder.folders import Folders

from ..conftest import write_files

ARTICLE = "---\ntitle: {title}\ndate: {date}\nlang: fr\n{keys}---\n\n{body}\n"
BASE = "https://a.example/b"


class _Metas(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or given.get("property")
        if tag == "meta" and name:
            self.found.append((name, given.get("content") or ""))


def described(site: Path, address: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    text = (site / address).read_text(encoding="utf-8")
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert len(found) == 1
    metas = _Metas()
    metas.feed(text)
    return json.loads(found[0]), metas.found


def made(root: Path, base: str | None) -> Path:
    site = root / ("site" if base else "bare")
    folders = Folders(root / "content", root / "templates", site, root / f"{site.name}-cache")
    build(Order(folders, base_url=base, search=False, jobs=1))
    return site


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("described")
    write_files(
        folder / "content",
        {
            "archive.toml": 'format = 1\ntitle = "Essai"\npublisher = "Nous"\nlicence = "CC0"\n',
            "people/kim.md": "---\nname: Kim Jong Un\nwikidata: Q56226\n---\n",
            "people/caché.md".replace("é", "e"): "---\nname: Paul Secret\nvisibility: unlisted\n---\n",
            "articles/copy.md": ARTICLE.format(
                title="Fin </script><b> & “fin”", date="2023-09-11T15:29+02:00",
                keys="source: AFP\nauthor: A. B.\nsource_url: https://afp.example/1\nabout: [Kim Jong Un]\n"
                "corrections:\n  - { date: 2023-09-12, by: C, text: Le jour. }\n",
                body="Kim Jong Un, la Russie et Paul Secret.",
            ),
            "articles/account.md": ARTICLE.format(
                title="Récit", date="2023-09",
                keys="text: account\nauthor: [Nous-mêmes, T.G.]\nbased_on: { source: TF1, author: T.G. }\n",
                body="Rien.",
            ),
            "articles/closed.md": ARTICLE.format(
                title="Réservé", date="2022", keys="access: reference\nsource: AFP\nstandfirst: Introuvable.\n",
                body="Un mot introuvable.",
            ),
        },
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    return made(root, BASE)


def test_a_copy(site: Path) -> None:
    data, metas = described(site, "articles/2023/09/copy.html")
    assert data["headline"] == "Fin </script><b> & “fin”"
    assert data["publisher"]["name"] == "AFP"
    assert data["datePublished"] == "2023-09-11T15:29+02:00"
    assert data["url"] == f"{BASE}/articles/2023/09/copy.html"
    assert data["isBasedOn"] == ["https://afp.example/1"]
    (kim,) = data["about"]
    assert kim["sameAs"] == "http://www.wikidata.org/entity/Q56226"
    assert kim["url"] == f"{BASE}/people/kim.html"
    assert "Russia" in [named["name"] for named in data["mentions"]]
    assert "Secret" not in json.dumps(data)
    assert data["correction"][0]["text"] == "Le jour."
    assert ("citation_title", "Fin </script><b> & “fin”") in metas
    assert ("og:url", f"{BASE}/articles/2023/09/copy.html") in metas
    assert ("citation_author", "A. B.") in metas


def test_an_account_is_not_under_the_originals_byline(site: Path) -> None:
    data, metas = described(site, "articles/2023/09/account.html")
    assert data["author"] == [{"name": "Nous-mêmes"}]
    assert data["publisher"]["name"] == "Nous" and data["license"] == "CC0"
    assert data["isBasedOn"][0]["author"] == {"name": "T.G."}
    assert [text for name, text in metas if name == "citation_author"] == ["Nous-mêmes"]


def test_a_reference_tells_no_more_than_its_page(site: Path) -> None:
    text = (site / "articles" / "2022" / "closed.html").read_text(encoding="utf-8")
    assert "ntrouvable" not in text
    data, _ = described(site, "articles/2022/closed.html")
    assert data["isAccessibleForFree"] is False


def test_without_an_address_links_are_relative(root: Path) -> None:
    data, metas = described(made(root, None), "articles/2023/09/copy.html")
    assert "url" not in data and "@id" not in data
    assert data["about"][0]["url"] == "../../../people/kim.html"
    assert not [name for name, _ in metas if name == "og:url"]


def test_a_place_says_where_it_is_as_the_language_does(tmp_path: Path) -> None:
    write_files(
        tmp_path / "content",
        {
            "archive.toml": 'format = 1\ntitle = "Essai"\nlanguages = ["fr", "en"]\n',
            "articles/a.md": ARTICLE.format(title="A", date="2023", keys="", body="Rien."),
            "places/x.md": "---\nname: X\ncoordinates: [-33.87, -151.2]\n---\n",
            "places/y.md": "---\nname: Y\ncoordinates: [0, 131.89]\n---\n",
        },
    )
    site = made(tmp_path, None)
    for path, said in (
        ("places/x.html", "33,87° S, 151,2° O"), ("en/places/x.html", "33.87° S, 151.2° W"),
        ("places/y.html", "0° N, 131,89° E"), ("en/places/y.html", "0° N, 131.89° E"),
    ):  # fmt: skip
        assert f"<dd>{said}</dd>" in (site / path).read_text(encoding="utf-8")


def test_the_language_switch_of_an_article_says_where_it_leads(tmp_path: Path) -> None:
    write_files(
        tmp_path / "content",
        {
            "archive.toml": 'format = 1\ntitle = "Essai"\nlanguages = ["fr", "en"]\n',
            "articles/seul.md": ARTICLE.format(title="Seul", date="2023", keys="", body="Rien."),
            "articles/deux.md": ARTICLE.format(title="Deux", date="2023", keys="", body="Rien."),
            "articles/two.md": ARTICLE.format(
                title="Two", date="2023", keys="text: translation\nversion_of: deux\n", body="None."
            ).replace("lang: fr", "lang: en"),
        },
    )
    site = made(tmp_path, None)

    def switch(address: str) -> list[tuple[str, str]]:
        text = (site / address).read_text(encoding="utf-8")
        items = re.search(r'<ul class="languages".*?</ul>', text, re.S)
        assert items is not None
        found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', items[0])
        return [(href, re.sub("<[^>]*>", "", label)) for href, label in found]

    assert switch("articles/2023/seul.html") == [
        ("seul.html", "Français"), ("../../en/index.html", "English (accueil)"),
    ]  # fmt: skip
    assert switch("articles/2023/deux.html") == [("deux.html", "Français"), ("two.html", "English")]
    assert switch("articles/2023/two.html") == [("deux.html", "Français"), ("two.html", "English")]
    assert switch("en/index.html") == [("../index.html", "Français"), ("index.html", "English")]
