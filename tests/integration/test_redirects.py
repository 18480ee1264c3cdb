"""Earlier addresses, and those that an entity's other names would have, lead to the page."""

from __future__ import annotations

import re

import pytest

from builder.build import Builder, Order, build
from builder.folders import Folders
from builder.problems import ContentError
from tests.conftest import REPOSITORY, snapshot

TOML = 'format = 1\ntitle = "Essai"\nlanguages = ["fr", "en"]\n'
FILES = {
    "archive.toml": TOML,
    "articles/a.md": "---\ntitle: A\ndate: 2023-09-11\npeople: [Volodymyr Z., Inconnu]\ncountries: [Russie]\nredirects: [vieux/a.html, /ancien/]\n---\nUn.\n",
    "people/zelensky.md": "---\nname: Volodymyr Zelensky\naliases: [Volodymyr Z.]\nredirects: [people/president.html]\n---\n",
    "pages/about.md": "---\ntitle: À propos\nredirects: [apropos.html]\n---\nVoir [Zelensky](people/zelensky.md), [A](articles/a.md) [là](search.html?q=A) et [ici](<search.html?q=A|b c>).\n",
}  # fmt: skip


class Site:
    def __init__(self, content, root):
        self.content = content
        self.root = root
        self.folders = Folders(content, REPOSITORY / "templates", root / "site", root / "cache")

    def write(self, path, text):
        (self.content / path).write_text(text, encoding="utf-8")

    def build(self):
        """Build; the site is what a clean build makes."""
        outcome = build(Order(self.folders, search=False, jobs=1))
        clean = Folders(
            self.content, self.folders.templates, self.root / "clean", self.root / "clean-cache"
        )
        build(Order(clean, search=False, jobs=1, clean=True))
        here, there = snapshot(self.folders.site), snapshot(clean.site)
        assert {p for p in here if not p.startswith(".dossier")} == {
            p for p in there if not p.startswith(".dossier")
        }
        assert [
            path for path in here if not path.startswith(".dossier") and here[path] != there[path]
        ] == []
        return outcome

    def leads(self, address):
        """Where an address leads; empty where it is no page, or one of its own."""
        page = self.folders.site / address
        if not page.exists():
            return ""
        found = re.search(r'content="0; url=([^"]+)"', page.read_text(encoding="utf-8"))
        return (
            (page.parent / found[1]).resolve().relative_to(self.folders.site.resolve()).as_posix()
            if found
            else ""
        )


@pytest.fixture
def site(make_archive, tmp_path):
    return Site(make_archive(FILES), tmp_path)


def codes(outcome):
    return sorted(p.code for p in outcome.new_warnings)


def test_earlier_addresses_lead_to_the_page(site):
    site.build()
    assert (
        site.leads("vieux/a.html") == site.leads("ancien/index.html") == "articles/2023/09/a.html"
    )
    assert site.leads("people/president.html") == "people/zelensky.html"
    assert site.leads("apropos.html") == "about.html"
    assert site.leads("en/apropos.html") == "en/about.html"
    assert site.leads("en/people/president.html") == "en/people/zelensky.html"
    assert not site.leads("en/vieux/a.html")
    about = (site.folders.site / "about.html").read_text(encoding="utf-8")
    assert 'href="people/zelensky.html"' in about and 'href="articles/2023/09/a.html"' in about
    assert 'href="search.html?q=A"' in about
    assert 'href="search.html?q=A%7Cb%20c"' in about


def test_a_declared_name_leads_to_its_entity_in_every_language(site):
    site.build()
    assert site.leads("people/volodymyr-z.html") == "people/zelensky.html"
    assert site.leads("en/people/volodymyr-z.html") == "en/people/zelensky.html"
    assert site.leads("countries/russie.html") == "countries/ru.html"
    assert (site.folders.site / "people/inconnu.html").exists() and not site.leads(
        "people/inconnu.html"
    )


def test_it_gives_way_to_a_page_of_that_address_and_comes_back(site):
    site.build()
    site.write("people/volodymyr-z.md", "---\nname: Un autre\n---\n")
    site.build()
    assert not site.leads("people/volodymyr-z.html")
    (site.content / "people/volodymyr-z.md").unlink()
    site.build()
    assert site.leads("people/volodymyr-z.html") == "people/zelensky.html"
    site.write("articles/a.md", FILES["articles/a.md"].replace("Volodymyr Z., ", ""))
    site.build()
    assert not (site.folders.site / "people/volodymyr-z.html").exists()


def line(address: str) -> str:
    """The hint with the line to add."""
    return f"links to it go on with this line in its file: redirects: [{address}]"


def test_a_page_that_moved_says_which_line_to_add(site):
    assert "W504" not in codes(site.build())
    moved = FILES["articles/a.md"].replace("2023-09-11", "2024-01-02")
    site.write("articles/a.md", moved)
    outcome = site.build()
    warning = next(p for p in outcome.new_warnings if p.code == "W504")
    assert (warning.path, warning.hint) == ("articles/a.md", line("articles/2023/09/a.html"))
    assert "W504" not in codes(site.build())  # once: it is the last build that it speaks of
    site.write(
        "articles/a.md",
        FILES["articles/a.md"].replace("[vieux/a.html", "[articles/2024/01/a.html, vieux/a.html"),
    )
    assert "W504" not in codes(site.build())
    assert site.leads("articles/2024/01/a.html") == "articles/2023/09/a.html"


def test_a_file_of_another_name_is_a_page_that_moved(site):
    site.build()
    (site.content / "articles/a.md").rename(site.content / "articles/b.md")
    (site.content / "people/zelensky.md").rename(site.content / "people/volodymyr-zelensky.md")
    said = {(p.path, p.hint) for p in site.build().new_warnings if p.code == "W504"}
    assert said == {
        ("articles/b.md", line("articles/2023/09/a.html")),
        ("people/volodymyr-zelensky.md", line("people/zelensky.html")),
    }


def test_a_new_file_that_is_renamed_at_once_is_a_page_that_moved(site):
    """By the same process, which has not looked at all files a second time."""
    with Builder(Order(site.folders, search=False, jobs=1)) as builder:
        builder.update()
        old, new = site.content / "articles/a.md", site.content / "articles/b.md"
        old.rename(new)
        outcome = builder.update([old, new])
    said = {(p.path, p.hint) for p in outcome.new_warnings if p.code == "W504"}
    assert said == {("articles/b.md", line("articles/2023/09/a.html"))}


def test_nothing_leads_on_from_a_page(site):
    site.build()
    before = snapshot(site.folders.site)
    site.write(
        "pages/about.md", FILES["pages/about.md"].replace("apropos.html", "articles/2023/09/a.html")
    )
    with pytest.raises(ContentError) as error:
        build(Order(site.folders, search=False, jobs=1))
    assert [(p.code, p.path, p.line, p.column) for p in error.value.problems if p.is_error] == [
        ("E503", "pages/about.md", 3, 13)
    ]
    assert snapshot(site.folders.site) == before
