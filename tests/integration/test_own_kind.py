"""A kind of one's own is a table in archive.toml, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Dossier, write_files

ARCHIVE = """\
format = 1
title = "Flotte"
languages = ["fr", "en"]

[kinds.ships]
label = { fr = ["navire", "navires"], en = ["ship", "ships"] }
schema = "Vehicle"
hue = 200
"""
ARTICLE = """\
---
title: Le Moskva au port
date: 2022-03-04
lang: fr
text: account
ships: [Moskva, Amiral Gorchkov]
---

Le Moskva est au port. Le croiseur Moskva repart avec l'Amiral Gorchkov.
"""
SHIP = """\
---
name: Moskva
names: { en: Moskva, ru: Москва }
aliases: [croiseur Moskva]
description: { fr: un croiseur, en: a cruiser }
---

Coulé en 2022.
"""


@pytest.fixture
def site(dossier: Dossier, tmp_path: Path) -> Path:
    files = {
        "archive.toml": ARCHIVE,
        "articles/a.md": ARTICLE,
        "ships/moskva.md": SHIP,
        "ships/moskva.en.md": "---\n---\n\nSunk in 2022.\n",
    }
    write_files(tmp_path / "content", files)
    done = dossier("build")
    assert done.returncode == 0, done.stderr
    return tmp_path / "site"


def test_a_table_is_all_that_a_kind_needs(site: Path) -> None:
    article = (site / "articles/2022/03/a.html").read_text("utf-8")
    assert 'data-kind="ships"' in article
    assert "../../../ships/moskva.html" in article
    assert "../../../ships/amiral-gorchkov.html" in article, "one that no file describes"
    assert "Navires" in article or "navires" in article

    french = (site / "ships/moskva.html").read_text("utf-8")
    english = (site / "en/ships/moskva.html").read_text("utf-8")
    assert "un croiseur" in french and "Coulé en 2022." in french
    assert "a cruiser" in english and "Sunk in 2022." in english
    assert re.search(r'#s-\w{7}">[^<]*Le <mark[^>]*>croiseur Moskva</mark> repart', french)

    for path, label in (("ships/index.html", "navires"), ("en/ships/index.html", "ships")):
        index = (site / path).read_text("utf-8")
        assert label in index.casefold()
        assert "moskva.html" in index and "amiral-gorchkov.html" in index
        assert (
            label
            in (site / path).parent.parent.joinpath("index.html").read_text("utf-8").casefold()
        )


def test_it_has_a_colour_and_is_searched_for(site: Path) -> None:
    theme = (site / "assets/theme.css").read_text("utf-8")
    assert "ships" in theme and "200" in theme
    document = (site.parent / ".dossier/documents/articles/2022/03/a.html").read_text("utf-8")
    assert "qshipsmoskvazq" in document and "Москва" in document


def test_new_and_check_know_it(site: Path, dossier: Dossier) -> None:
    assert dossier("new", "ships", "Aurore").stdout == "content/ships/aurore.md\n"
    assert dossier("new", "navire", "Koursk").stdout == "content/ships/koursk.md\n"
    article = dossier("new", "article", "Un autre").stdout.removesuffix("\n")
    assert "\nships: []\n" in (site.parent / article).read_text("utf-8")
    checked = dossier("check", "--format", "json")
    assert checked.returncode == 0
    assert {json.loads(line)["code"] for line in checked.stdout.splitlines()} <= {"W301"}
