"""What each mention says of itself on hover, on focus and at the first tap: how it is known, and in
what manner it names its entity.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from builder.build import Order, build
from builder.folders import Folders
from tests.browser.conftest import NewPage, Serve, Watch
from tests.conftest import REPOSITORY, made_once, write_files

FRENCH = """Vladimir Poutine parle ; [[vladimir-poutine|Vladimir Poutine]] se tait.

Poutine part, [[vladimir-poutine|Poutine]] revient, et [[vladimir-poutine|le tsar]] dort.

Un soldat russe et un [[ru|russe]]. Moscou a annoncé la paix. [[moscow|Moscou]] a refusé la guerre.

On a vu le Vieux. Le patron rit. Le chef boude.
"""
ENGLISH = """Vladimir Poutine speaks; [[vladimir-poutine|Vladimir Poutine]] is silent.

Poutine left, [[vladimir-poutine|Poutine]] came, and [[vladimir-poutine|the tsar]] sleeps.

A Russian soldier and a [[ru|Russian]]. Moscow announced peace. [[moscow|Moscow]] refused war.

They saw le Vieux. The boss laughs. The chief sulks.
"""
SAID = {
    "fr": [
        ("Vladimir Poutine", "nom", "trouvé par règle"),
        ("Vladimir Poutine", "nom", "marqué par l’archiviste"),
        ("Poutine", "nom de famille", "trouvé par règle"),
        ("Poutine", "nom de famille", "marqué par l’archiviste"),
        ("le tsar", "description", "marqué par l’archiviste"),
        ("russe", "adjectif ou peuple", "trouvé par règle"),
        ("russe", "adjectif ou peuple", "marqué par l’archiviste"),
        ("Moscou", "métonymie", "trouvé par règle"),
        ("Moscou", "métonymie", "marqué par l’archiviste"),
        ("le Vieux", "description", "lu ainsi par l’archiviste"),
        ("Le patron", "description", "relu"),
        ("Le chef", "description", "proposé par jouet"),
    ],
    "en": [
        ("Vladimir Poutine", "name", "found by rule"),
        ("Vladimir Poutine", "name", "marked by the archivist"),
        ("Poutine", "surname", "found by rule"),
        ("Poutine", "surname", "marked by the archivist"),
        ("the tsar", "description", "marked by the archivist"),
        ("Russian", "adjective or people", "found by rule"),
        ("Russian", "adjective or people", "marked by the archivist"),
        ("Moscow", "metonym", "found by rule"),
        ("Moscow", "metonym", "marked by the archivist"),
        ("le Vieux", "description", "read so by the archivist"),
        ("The boss", "description", "reviewed"),
        ("The chief", "description", "proposed by jouet"),
    ],
}


def annotation(exact: str, **more: object) -> dict[str, object]:
    """A stand-off annotation that these words are Vladimir Poutine."""
    return {
        "type": "Annotation",
        "motivation": "identifying",
        "body": {"purpose": "identifying", "source": "people/vladimir-poutine"},
        "target": {"selector": {"type": "TextQuoteSelector", "exact": exact}},
        **more,
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "mentions", make_site) / "site"


def make_site(root: Path) -> None:
    """An archive with an article in French and one in English, each with every manner."""
    files: dict[str, str | bytes] = {
        "archive.toml": 'format = 1\ntitle = "Essai"\nlanguages = ["fr", "en"]\n',
        "people/vladimir-poutine.md": "---\nname: Vladimir Poutine\ncountries: [RU]\n---\n",
    }
    for lang, body in (("fr", FRENCH), ("en", ENGLISH)):
        files[f"articles/{lang}.md"] = (
            f"---\ntitle: T\ndate: 2023-09-11\nlang: {lang}\n"
            f'read: {{ "le Vieux": vladimir-poutine }}\n---\n{body}'
        )
        boss, chief = ("Le patron", "Le chef") if lang == "fr" else ("The boss", "The chief")
        items = [
            annotation(boss, reviewed=True),
            annotation(chief, generator="jouet", confidence=0.75),
        ]
        files[f"articles/{lang}.annotations.jsonld"] = json.dumps(items)
    write_files(root / "content", files)
    folders = Folders(root / "content", REPOSITORY / "templates", root / "site", root / "cache")
    build(Order(folders, search=False, jobs=1))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_mention_says_how_it_is_known(
    new_page: NewPage, serve: Serve, site: Path, watch: Watch, lang: str
) -> None:
    watch.allow("favicon")
    address = f"{serve(site)}articles/2023/09/{lang}.html"
    page = new_page()
    page.goto(address)
    marks = page.locator(".story a.m")
    box = page.locator("#preview")
    for place, (words, manner, how) in enumerate(SAID[lang]):
        mark = marks.nth(place)
        expect(mark).to_have_text(words)
        page.mouse.move(0, 0)
        mark.hover()
        expect(box).to_contain_text(manner)
        expect(box).to_contain_text(how)
        page.mouse.move(0, 0)
        expect(box).to_have_count(0)
        mark.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(mark).to_be_focused()
        expect(box).to_contain_text(how)
        assert mark.get_attribute("aria-describedby") == "preview"
        page.keyboard.press("Escape")

    phone = new_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    phone.goto(address)
    words, manner, how = SAID[lang][0]
    phone.locator(".story a.m").first.tap()
    assert phone.url == address, "the first tap shows, and leads nowhere yet"
    expect(phone.locator("#preview")).to_contain_text(manner)
    expect(phone.locator("#preview")).to_contain_text(how)
    phone.locator(".story a.m").first.tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text(words)


def test_without_script_the_words_are_in_the_title(
    new_page: NewPage, serve: Serve, site: Path, watch: Watch
) -> None:
    watch.allow("favicon")
    page = new_page(java_script_enabled=False)
    page.goto(f"{serve(site)}articles/2023/09/fr.html")
    titles = [mark.get_attribute("title") or "" for mark in page.locator(".story a.m").all()]
    for title, (_, manner, how) in zip(titles, SAID["fr"], strict=False):
        assert manner in title and how in title
