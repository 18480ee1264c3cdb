"""Feeds, sitemap, robots: there only where the site has an address, and right there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest

from builder.build import Order, Outcome, build
from builder.folders import Folders
from tests.markup import faults

from ..conftest import write_files

ARTICLE = "---\ntitle: {title}\ndate: {date}\nlang: fr\n{keys}---\n\n{body}\n"
TOML = 'format = 1\nid = "essai"\ntitle = "Essai"\nlanguages = ["fr", "en"]\n'
BASE = "https://a.example/b"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def made(content: Path, root: Path, base: str | None = BASE) -> tuple[Path, Outcome]:
    site = root / "site"
    folders = Folders(content, root / "templates", site, root / "cache")
    return site, build(Order(folders, base_url=base, search=False, jobs=1))


def files() -> dict[str, str]:
    found = {
        "archive.toml": TOML,
        "people/kim.md": "---\nname: Kim Jong Un\n---\n",
        "articles/old.md": ARTICLE.format(
            title="Vieux", date="1999", keys="access: reference\nsource: AFP\n", body="Secret."
        ),
    }
    for day in range(1, 22):
        found[f"articles/n{day:02}.md"] = ARTICLE.format(
            title=f"Jour {day}", date=f"2023-09-{day:02}T10:00+02:00", keys="",
            body="Kim Jong Un est là.",
        )  # fmt: skip
    found["articles/n21.md"] = ARTICLE.format(
        title="Corrigé", date="2023-09-21",
        keys="corrections:\n  - { date: 2023-10-02, by: A, text: Le jour & l’heure. }\n", body="Rien.",
    )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive, its site and its cache, to look at."""
    root = tmp_path_factory.mktemp("syndication")
    write_files(root / "content", files())
    made(root / "content", root)
    return root


@pytest.fixture
def own(once: Path, tmp_path: Path) -> Path:
    """A copy of it, to be edited."""
    root = tmp_path / "own"
    shutil.copytree(once, root)
    return root


def test_without_an_address_nothing_that_needs_one(own: Path) -> None:
    site, _ = made(own / "content", own, None)
    names = {path.name for path in site.rglob("*")}
    assert not names & {"feed.xml", "feed.json", "sitemap.xml", "opensearch.xml", "kim.xml"}
    assert (site / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "canonical" not in page and 'hreflang="x' not in page


def test_feeds(once: Path) -> None:
    site = once / "site"
    feed = feedparser.parse((site / "feed.xml").read_bytes())
    assert not feed.bozo
    assert [entry.title for entry in feed.entries[:2]] == ["Corrigé", "Jour 20"]
    corrected = feed.entries[0]
    assert corrected.updated == "2023-10-02T00:00:00Z"
    assert "Le jour &amp; l’heure." in corrected.content[0].value
    assert feed.entries[1].published == "2023-09-20T10:00:00+02:00"
    assert feed.entries[1].link == f"{BASE}/articles/2023/09/n20.html"
    assert feed.entries[1].id == "tag:essai,2026:articles/n20"
    assert "Secret" not in (site / "feed.xml").read_text(encoding="utf-8")
    data = json.loads((site / "en" / "feed.json").read_text(encoding="utf-8"))
    assert data["feed_url"] == f"{BASE}/en/feed.json" and data["language"] == "en"
    person = feedparser.parse((site / "people" / "kim.xml").read_bytes())
    assert len(person.entries) == 20 and not person.bozo
    assert "Kim Jong Un est là." in person.entries[0].content[0].value
    page = (site / "people" / "kim.html").read_text(encoding="utf-8")
    assert page.count('href="kim.xml"') == 2  # for programs, and for people


def test_an_entity_loses_its_feed_below_twenty(own: Path) -> None:
    content = own / "content"
    site = own / "site"
    assert (site / "people" / "kim.xml").exists()
    (content / "articles" / "n03.md").unlink()
    made(content, own)
    assert not (site / "people" / "kim.xml").exists()


def test_the_sitemap_names_every_page_once_and_only_pages(once: Path) -> None:
    site = once / "site"
    index = ElementTree.parse(site / "sitemap.xml")
    urls: list[str] = []
    for element in index.iter(LOC):
        assert element.text is not None
        part = ElementTree.parse(site / element.text.removeprefix(f"{BASE}/"))
        urls += [loc.text or "" for loc in part.iter(LOC)]
    assert len(urls) == len(set(urls))
    for url in urls:
        assert (site / url.removeprefix(f"{BASE}/")).is_file(), url
    assert f"{BASE}/articles/1999/old.html" in urls
    assert f"{BASE}/en/people/kim.html" in urls
    assert f"Sitemap: {BASE}/sitemap.xml" in (site / "robots.txt").read_text()


def test_one_edit_touches_its_years_sitemap_only_if_an_address_changed(own: Path) -> None:
    content, site = own / "content", own / "site"
    before = {path.name: path.stat().st_mtime_ns for path in site.glob("sitemap*")}
    text = ARTICLE.format(title="Autre", date="1999", keys="slug: autre\n", body="Rien.")
    (content / "articles" / "old.md").write_text(text, encoding="utf-8")
    made(content, own)
    after = {path.name: path.stat().st_mtime_ns for path in site.glob("sitemap*")}
    assert {name for name in after if after[name] != before[name]} == {"sitemap-1999.xml"}


def test_an_archivists_own_robots_wins(own: Path) -> None:
    content = own / "content"
    (content / "static").mkdir()
    (content / "static" / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    site, _ = made(content, own)
    assert "Disallow" in (site / "robots.txt").read_text()


def test_an_archive_is_named_by_whole_words_in_browsers(own: Path) -> None:
    content = own / "content"
    toml = TOML.replace('"Essai"', '{ fr = "Les papiers du port", en = "Hafenwirtschaftsblätter" }')
    (content / "archive.toml").write_text(toml, encoding="utf-8")
    site, _ = made(content, own)
    names = [
        (found.findtext("{*}ShortName"), found.findtext("{*}LongName"))
        for found in (ElementTree.parse(site / p / "opensearch.xml") for p in ("", "en"))
    ]
    assert names == [
        ("Les papiers du", "Les papiers du port"),
        ("Hafenwirtschafts", "Hafenwirtschaftsblätter"),  # one word: cut where it must be
    ]


def test_no_sitemap_where_no_search_engine_is_wanted(own: Path) -> None:
    content = own / "content"
    toml = TOML + '[publication]\nrobots = "noindex"\n'
    (content / "archive.toml").write_text(toml, encoding="utf-8")
    site, _ = made(content, own)
    assert not list(site.glob("sitemap*"))
    assert "Sitemap" not in (site / "robots.txt").read_text()


def test_each_page_says_where_it_is_and_in_what_languages(once: Path) -> None:
    site = once / "site"
    page = (site / "en" / "people" / "kim.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{BASE}/en/people/kim.html">' in page
    assert f'<link rel="alternate" hreflang="fr" href="{BASE}/people/kim.html">' in page
    assert 'type="application/atom+xml" href="../feed.xml"' in page
    assert 'type="application/opensearchdescription+xml" href="../opensearch.xml"' in page
    article = (site / "articles" / "2023" / "09" / "n01.html").read_text(encoding="utf-8")
    assert 'rel="alternate" hreflang' not in article


def test_an_entitys_feed_has_the_corrections_too(own: Path) -> None:
    text = ARTICLE.format(
        title="Mal daté", date="2023-09-20",
        keys="corrections:\n  - { date: 2023-10-05, by: A, text: 'Le 20 & non le 21.' }\n",
        body="Kim Jong Un est là.",
    )  # fmt: skip
    (own / "content" / "articles" / "n20.md").write_text(text, encoding="utf-8")
    site, _ = made(own / "content", own)
    entry = feedparser.parse((site / "people" / "kim.xml").read_bytes()).entries[0]
    assert (entry.title, entry.updated) == ("Mal daté", "2023-10-05T00:00:00Z")
    assert "Correction, 5 octobre 2023" in entry.content[0].value
    assert "Le 20 &amp; non le 21." in entry.content[0].value
    assert "Kim Jong Un est là." in entry.content[0].value
    english = feedparser.parse((site / "en" / "people" / "kim.xml").read_bytes()).entries[0]
    assert "Correction, 5 October 2023" in english.content[0].value or (
        "Correction, October 5, 2023" in english.content[0].value
    )


def test_the_page_for_what_is_not_there_leads_from_any_depth(tmp_path: Path) -> None:
    write_files(tmp_path / "content", files())
    site, _ = made(tmp_path / "content", tmp_path)
    page = (site / "404.html").read_text(encoding="utf-8")
    for address in ("assets/site.css", "index.html", "en/index.html", "search.html"):
        assert f'"/b/{address}"' in page and (site / address).exists()
    assert "Cette page n’existe pas." in page and "There is no such page." in page
    assert faults(page) == []
    # One's own stands in its place, and the program's comes back when it goes.
    own = tmp_path / "content/static/404.html"
    write_files(tmp_path / "content", {"static/404.html": "Perdu ?"})
    made(tmp_path / "content", tmp_path)
    assert (site / "404.html").read_text(encoding="utf-8") == "Perdu ?"
    own.unlink()
    made(tmp_path / "content", tmp_path)
    assert (site / "404.html").read_text(encoding="utf-8") == page
    made(tmp_path / "content", tmp_path, base="")
    assert not (site / "404.html").exists()
