"""An archive's own look: colours, type, logo, menu, kinds, and templates of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.build import Order, build
from builder.folders import Folders

from ..conftest import MINIMAL, write_files

ARTICLE = """---
title: Le Vostok est arrivé
date: 2023-09-11
lang: fr
ships: [Vostok]
---

Le Vostok est arrivé.
"""

SETTINGS = """
languages = ["fr", "en"]

[theme]
accent = "#005f73"
serif = "Literata, serif"
logo = "logo.svg"

[kinds.ships]
label = { fr = ["navire", "navires"], en = ["ship", "ships"] }
hue = 77

[[nav]]
to = "ships/index.html"
label = { fr = "Les navires", en = "The ships" }

[[nav]]
to = "chronology"

[[nav]]
to = "articles/a.md"
label = "A"

[[nav]]
to = "ships/vostok"
label = "Vostok"

[[nav]]
to = "logo.svg"
label = "Logo"

[[nav]]
to = "https://example.org/"
label = "Elsewhere"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_files(
        tmp_path / "content",
        {
            "archive.toml": MINIMAL + SETTINGS,
            "articles/a.md": ARTICLE,
            "ships/vostok.md": "---\nname: Vostok\n---\n",
            "static/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "static/favicon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        },
    )
    write_files(
        tmp_path / "templates",
        {
            "chronology.html": '{% extends "base.html" %}{% block main %}'
            "<h1>Le temps : {{ page.title }}</h1>{% endblock %}",
            "static/site.js": "/* ours */",
        },
    )
    folders = Folders(
        tmp_path / "content", tmp_path / "templates", tmp_path / "site", tmp_path / "cache"
    )
    build(Order(folders, search=False, jobs=1))
    return tmp_path / "site"


def test_colours_type_logo_and_hues_become_css(site: Path) -> None:
    css = (site / "assets/theme.css").read_text(encoding="utf-8")
    assert "--accent: #005f73;" in css
    assert "--serif: Literata, serif;" in css
    assert '--logo: url("../logo.svg");' in css
    assert "[data-kind=ships], .k-ships { --h: 77; }" in css


def test_the_menu_is_the_archives_own(site: Path) -> None:
    # An entry is of the reader's language, but for what is there once.
    once = [("articles/2023/09/a.html", "A"), ("logo.svg", "Logo")]
    away = ("https://example.org/", "Elsewhere")
    for page, up, ships, chronology in (
        ("index.html", "", "Les navires", "Chronologie"),
        ("en/index.html", "../", "The ships", "Chronology"),
    ):
        text = (site / page).read_text(encoding="utf-8")
        menu = re.search(r'<nav class="site-nav".*?</nav>', text, re.DOTALL)
        assert menu
        article, logo = ((up + address, label) for address, label in once)
        assert re.findall(r'href="([^"]*)"[^>]*>([^<>]+)</a>', menu[0]) == [
            ("ships/index.html", ships), ("chronology/index.html", chronology), article,
            ("ships/vostok.html", "Vostok"), logo, away,
        ]  # fmt: skip


def test_the_menu_says_in_which_part_of_the_site_a_page_is(tmp_path: Path) -> None:
    files = {
        "archive.toml": f'{MINIMAL}languages = ["fr", "en"]\n',
        "articles/a.md": "---\ntitle: Un\ndate: 2023-09-11\nlang: fr\nsource: Yonhap\n---\nKim.\n",
        "people/kim.md": "---\nname: Kim\n---\n",
    }
    write_files(tmp_path / "content", files)
    folders = Folders(*(tmp_path / name for name in ("content", "templates", "site", "cache")))
    build(Order(folders, search=False, jobs=1))

    def marked(page: str) -> list[tuple[str, str]]:
        text = (folders.site / page).read_text(encoding="utf-8")
        part = re.search(r'<nav class="site-nav".*?</nav>', text, re.DOTALL)
        assert part
        return re.findall(r' aria-current="(\w+)">([^<]+)<', part[0])

    assert marked("people/index.html") == [("page", "Personnes")]
    assert marked("people/kim.html") == [("true", "Personnes")]
    assert marked("en/sources/yonhap.html") == [("true", "Sources")]
    assert marked("chronology/2023/09.html") == [("true", "Chronologie")]
    assert marked("index.html") == marked("articles/2023/09/a.html") == []


def test_an_entry_without_a_label_is_called_as_what_it_leads_to(tmp_path: Path) -> None:
    entries = (
        "people/kim.md", "people/kim", "articles/a.md", "articles/2023/09/a.html", "articles/b.md",
        "about", "pages/legal.md", "static/Plan %231.pdf", "https://www.exemple.org/x/",
        "www.exemple.org", "mailto:a@exemple.org", "index.html", "search", "data", "people",
        "chronology/2023", "chronology/2023/09", "sources/yonhap", "sources", "authors", "nowhere",
    )  # fmt: skip
    menu = "".join(f'[[nav]]\nto = "{to}"\n' for to in entries)
    write_files(
        tmp_path / "content",
        {
            "archive.toml": f'{MINIMAL}languages = ["fr", "en"]\n{menu}',
            "articles/a.md": "---\ntitle: Un\ndate: 2023-09-11\nlang: fr\nsource: Yonhap\n"
            "rights: tous\npeople: [Kim Jong Un]\n---\nKim Jong Un.\n",
            "articles/b.md": "---\ntitle: Deux\ndate: 2022\nlang: ar\n---\nDeux.\n",
            "people/kim.md": "---\nname: Kim Jong Un\nnames: { en: Kim in English }\n---\n",
            "pages/about.md": "---\ntitle: À propos\n---\nx\n",
            "pages/legal.md": "---\ntitle: Mentions\n---\nx\n",
            "pages/legal.en.md": "---\ntitle: Legal\n---\nx\n",
            "static/Plan #1.pdf": "x",
        },
    )
    folders = Folders(*(tmp_path / name for name in ("content", "templates", "site", "cache")))

    def labels(page: str) -> list[str]:
        found = build(Order(folders, search=False, jobs=1))
        assert found.warned.get("W501") == 1
        text = (folders.site / page).read_text(encoding="utf-8")
        part = re.search(r'<nav class="site-nav".*?</nav>', text, re.DOTALL)
        assert part
        return re.findall(r"<a href=\"[^\"]*\"([^>]*>[^<>]+)</a>", part[0])

    both = [">Plan #1.pdf", ">exemple.org/x", ">exemple.org", ">a@exemple.org"]
    assert labels("articles/2023/09/a.html") == [
        ">Kim Jong Un", ">Kim Jong Un", *[' aria-current="page">Un'] * 2,
        ' lang="ar" dir="rtl">Deux', ">À propos", ">Mentions", *both,
        ">Accueil", ">Recherche", ">Données", ">Personnes", ">2023", ">septembre 2023", ">Yonhap",
        ">Sources", ">Auteurs", ">nowhere.html",
    ]  # fmt: skip
    english = [
        ">Kim in English", ">Kim in English", ' lang="fr">Un', ' lang="fr">Un',
        ' lang="ar" dir="rtl">Deux', ' lang="fr">À propos', ">Legal", *both,
        ' aria-current="page">Home', ">Search", ">Data", ">People", ">2023", ">September 2023",
        ">Yonhap", ">Sources", ">Authors", ">nowhere.html",
    ]  # fmt: skip
    assert labels("en/index.html") == english
    renamed = "---\nname: Kim Jong Un\nnames: { en: Kim }\n---\n"
    write_files(folders.content, {"people/kim.md": renamed})
    assert labels("en/index.html") == [">Kim", ">Kim", *english[2:]]


def test_a_template_of_the_archives_own_takes_the_place_of_the_programs(site: Path) -> None:
    text = (site / "chronology/index.html").read_text(encoding="utf-8")
    assert "<h1>Le temps : Chronologie</h1>" in text
    assert 'class="site-head"' in text
    assert (site / "assets/site.js").read_text(encoding="utf-8") == "/* ours */"
    assert (site / "assets/site.css").stat().st_size > 10_000


def test_a_kind_of_ones_own_has_its_pages_and_marks(site: Path) -> None:
    text = (site / "articles/2023/09/a.html").read_text(encoding="utf-8")
    assert 'data-kind="ships"' in text
    assert "Vostok" in (site / "ships/vostok.html").read_text(encoding="utf-8")
    assert 'rel="icon" href="favicon.svg"' in (site / "index.html").read_text(encoding="utf-8")


def test_an_entry_of_the_menu_is_warned_of_until_it_leads_somewhere(tmp_path: Path) -> None:
    about = tmp_path / "content/pages/about.md"
    plain = "---\ntitle: Titre\ndate: 2023\n---\n\nRien.\n"
    write_files(
        tmp_path / "content",
        {"archive.toml": MINIMAL + '[[nav]]\nto = "about"\n', "articles/a.md": plain},
    )
    folders = Folders(
        tmp_path / "content", tmp_path / "templates", tmp_path / "site", tmp_path / "cache"
    )

    def warned() -> int:
        return build(Order(folders, search=False, jobs=1)).warned.get("W501", 0)

    assert warned() == 1
    write_files(tmp_path / "content", {"pages/about.md": "---\ntitle: À propos\n---\nOui.\n"})
    assert warned() == 0
    assert ">À propos</a>" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    about.unlink()
    assert warned() == 1


@pytest.mark.parametrize("folder", ["media", "static"])
@pytest.mark.parametrize("written", ["logo #1.svg", "{folder}/logo #1.svg"])
def test_a_logo_is_warned_of_until_it_is_there(tmp_path: Path, folder: str, written: str) -> None:
    write_files(
        tmp_path / "content",
        {
            "archive.toml": f'{MINIMAL}[theme]\nlogo = "{written.format(folder=folder)}"\n',
            "articles/a.md": "---\ntitle: Titre\ndate: 2023\n---\n\nRien.\n",
        },
    )
    folders = Folders(
        tmp_path / "content", tmp_path / "templates", tmp_path / "site", tmp_path / "cache"
    )

    def warned() -> int:
        outcome = build(Order(folders, search=False, jobs=1))
        said = [found for found in outcome.new_warnings if found.code == "W502"]
        assert all("logo #1.svg" in found.message for found in said)
        return outcome.warned.get("W502", 0)

    assert warned() == 1
    write_files(tmp_path / "content", {f"{folder}/logo #1.svg": "<svg/>"})
    assert warned() == 0
    theme = (tmp_path / "site/assets/theme.css").read_text(encoding="utf-8")
    address = "media/logo%20%231.svg" if folder == "media" else "logo%20%231.svg"
    assert f'url("../{address}")' in theme
    (tmp_path / "content" / folder / "logo #1.svg").unlink()
    assert warned() == 1
