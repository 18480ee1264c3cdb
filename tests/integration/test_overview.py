"""The pages that show the whole archive: map and network, and what switches them off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.build import Order, build
from builder.folders import Folders
from builder.problems import ContentError

from ..conftest import MINIMAL, MakeArchive

ARTICLE = "---\ntitle: {title}\ndate: {date}\nlang: fr\n{keys}---\n\n{body}\n"
TWO = MAPPED = {
    "archive.toml": 'format = 1\ntitle = "Essai"\nlanguages = ["fr", "en"]\n',
    "articles/a.md": ARTICLE.format(
        title="La Russie et l’Ukraine", date="2021-03-01", keys="", body="La Russie parle."
    ),
    "articles/b.md": ARTICLE.format(
        title="La Russie", date="2023", keys="about: [RU, VA]\n", body="Rome est loin."
    ),
}


def built(content: Path, root: Path) -> Path:
    site = root / "site"
    folders = Folders(content, root / "templates", site, root / "cache")
    build(Order(folders, search=False, jobs=1))
    return site


def test_the_map_colours_what_is_covered(make_archive: MakeArchive, tmp_path: Path) -> None:
    site = built(make_archive(TWO), tmp_path)
    text = (site / "map.html").read_text(encoding="utf-8")
    land = re.search(r'<a class="land l(\d)" href="countries/ru.html"[^>]*>', text)
    assert land is not None and land[1] == "2"
    assert 'data-total="2" data-spans="1 0 1"' in land[0]
    assert "<title>Russie – 2 articles</title>" in text
    assert '<a class="land l1 dot" href="countries/va.html"' in text  # too small for a shape
    assert text.count('<g class="land l0">') > 150
    assert '<th scope="col">2021</th>' in text
    row = re.search(r'<tr><th scope="row"><a href="countries/ua.html">.*?</tr>', text)
    assert row is not None
    assert re.findall(r"<td>(\d*)</td>", row[0]) == ["1", "1", "", ""]
    english = (site / "en" / "map.html").read_text(encoding="utf-8")
    assert "<title>Russia – 2 articles</title>" in english
    assert 'href="map.html"' in (site / "index.html").read_text(encoding="utf-8")


def test_the_numbers_of_one_year_stand_once(make_archive: MakeArchive, tmp_path: Path) -> None:
    site = built(make_archive({"articles/a.md": TWO["articles/a.md"]}), tmp_path)
    text = (site / "map.html").read_text(encoding="utf-8")
    assert re.findall(r"<td>(\d*)</td>", text) == ["1", "1"]
    assert "2021</th>" not in text


def test_the_map_can_be_switched_off(make_archive: MakeArchive, tmp_path: Path) -> None:
    toml = TWO["archive.toml"] + "[publication]\nmap = false\n"
    content = make_archive({**TWO, "archive.toml": toml})
    site = built(content, tmp_path)
    assert not (site / "map.html").exists()
    assert "map.html" not in (site / "index.html").read_text(encoding="utf-8")
    (content / "archive.toml").write_text(TWO["archive.toml"], encoding="utf-8")
    built(content, tmp_path)
    assert (site / "map.html").exists()


def test_the_switch_takes_true_or_false_only(make_archive: MakeArchive, tmp_path: Path) -> None:
    toml = TWO["archive.toml"] + '[publication]\nmap = "no"\n'
    with pytest.raises(ContentError) as raised:
        built(make_archive({**TWO, "archive.toml": toml}), tmp_path)
    (problem,) = raised.value.problems
    assert (problem.code, problem.line) == ("E004", 5)


def test_an_archive_without_countries_has_no_map(make_archive: MakeArchive, tmp_path: Path) -> None:
    page = ARTICLE.format(title="Rien", date="2023", keys="", body="Rien.")
    site = built(make_archive({"articles/a.md": page}), tmp_path)
    assert not (site / "map.html").exists()
    assert not (site / "network.html").exists()


def test_an_unlisted_country_is_not_on_the_map(make_archive: MakeArchive, tmp_path: Path) -> None:
    files = {**TWO, "countries/ru.md": "---\nname: Russie\nvisibility: unlisted\n---\n"}
    text = (built(make_archive(files), tmp_path) / "map.html").read_text(encoding="utf-8")
    assert "countries/ru.html" not in text
    assert "Russie – 2" not in text


def test_countries_of_as_many_articles_stand_in_the_order_of_the_language(
    make_archive: MakeArchive, tmp_path: Path
) -> None:
    files = {
        "archive.toml": f'{MINIMAL}languages = ["fr"]\n',
        "articles/a.md": ARTICLE.format(
            title="T", date="2023", keys="countries: [KZ, ER, IN]\n", body="."
        ),
    }
    site = built(make_archive(files), tmp_path)
    text = (site / "map.html").read_text(encoding="utf-8")
    rows = re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>', text)
    assert rows == ["Érythrée", "Inde", "Kazakhstan"]


def test_the_network_joins_what_articles_concern_together(
    make_archive: MakeArchive, tmp_path: Path
) -> None:
    keys = "about: [Kim Jong Un, RU]\npeople: [Inconnu Total]\n"
    files = {
        f"articles/{i}.md": ARTICLE.format(title="T", date="2023", keys=keys, body="Kim Jong Un.")
        for i in range(3)
    }
    files["people/kim-jong-un.md"] = "---\nname: Kim Jong Un\n---\n"
    text = (built(make_archive(files), tmp_path) / "network.html").read_text(encoding="utf-8")
    assert len(re.findall("<line ", text)) == 1
    assert re.search(
        r'<a class="node k-people[^"]*" data-kind="people" href="people/kim-jong-un', text
    )
    assert re.search(
        r'<a href="countries/ru.html">[^<]*</a>&nbsp;<span class="count">3</span>', text
    )
    assert "Inconnu" not in text  # identity not verified: no companions
