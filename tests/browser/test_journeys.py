"""A reader's way through the sample archive, and an archivist's under `dossier serve`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewPage, Serve, Shoot, Watch
from tests.conftest import MINIMAL, write_files
from tests.integration.previewing import Served, preview, wait_for


@pytest.mark.parametrize("served", [True, False], ids=["served", "from a folder"])
def test_a_name_that_is_typed_leads_to_its_page(
    new_page: NewPage, serve: Serve, sample_site: Path, watch: Watch, served: bool
) -> None:
    watch.allow("favicon")
    page = new_page(viewport={"width": 360, "height": 780})
    page.goto((serve(sample_site) if served else f"{sample_site.as_uri()}/") + "search.html")
    box = page.get_by_role("main").get_by_role("searchbox")
    names = page.locator("#search-names a")
    # By any word of it, in any of its spellings, without accents; the nearest first.
    for typed, first in (
        ("jong un", "Kim Jong Un"), ("김정은", "Kim Jong Un"), ("Kim Jong-u", "Kim Jong Un"),
        ("choigou", "Sergueï Choïgou"), ("coree du n", "Corée du Nord"),
    ):  # fmt: skip
        box.fill(typed)
        expect(names.first).to_have_text(first)
    box.fill("zzz")
    expect(page.locator("#search-names")).to_be_hidden()
    box.fill("kim jong un")
    expect(names.first).to_have_text("Kim Jong Un")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    names.first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kim Jong Un")
    assert page.url.endswith("people/kim-jong-un.html")
    # And as they come from the field above any other page.
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("banner").get_by_role("searchbox").fill("choigou")
    page.get_by_role("banner").get_by_role("button", name="Recherche").click()
    expect(names.first).to_have_text("Sergueï Choïgou")


def test_from_home_to_a_person_to_a_sentence_and_back_by_search(
    page: Page, serve: Serve, sample_site: Path, watch: Watch
) -> None:
    watch.allow("favicon")
    base = serve(sample_site, under="/dossiers/kim/")
    page.goto(base)
    page.get_by_role("main").get_by_role("link", name="Kim Jong Un", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kim Jong Un")

    passage = page.locator("blockquote a[href*='articles/'][href*='#s-']", has_text="Kim Jong Un")
    words = passage.first.inner_text()
    passage.first.click()
    anchor = page.evaluate("location.hash.slice(1)")
    assert re.fullmatch(r"s-[0-9a-z]{7}(-\d+)?", anchor)
    sentence = page.locator(f"[id='{anchor}']")
    expect(sentence).to_be_in_viewport()
    assert " ".join(words.split()) == " ".join(sentence.inner_text().split())
    assert page.evaluate("document.querySelector(':target') !== null")
    plain = page.locator(f"main [id^='s-']:not([id='{anchor}'])").first
    look = "e => getComputedStyle(e).backgroundColor"
    assert sentence.evaluate(look) != plain.evaluate(look), "the sentence is not made out"
    title = page.get_by_role("heading", level=1).inner_text()
    address = page.url.removeprefix(base).partition("#")[0]

    page.goto(f"{base}search.html")
    page.get_by_role("main").get_by_role("searchbox").fill("Kim Jung Un")  # as it is misspelt
    # Before it is asked for, the page tells how many articles there are at all.
    expect(page).to_have_url(re.compile(r"\?q=Kim"))
    status = page.locator("#search-status")
    expect(status).to_contain_text(re.compile(r"\d\d articles"))
    found = page.locator(f"#search-results a[href*='{address}']").first
    more = page.locator("#search-more")
    while not found.is_visible():
        shown = page.locator("#search-results li").count()
        more.click()
        expect(page.locator("#search-results li")).not_to_have_count(shown)
    found.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)

    # On a phone the filters stand behind a button, in the reader's own language.
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{base}en/search.html?q=missile")
    choice = page.get_by_label("North Korea")
    expect(page.locator(".search-result").first).to_be_visible()
    expect(choice).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    choice.check()
    expect(choice).to_be_visible()
    assert page.url.endswith("q=missile&country=kp")
    lists = page.locator(".search-facet, .search-facets").evaluate_all(
        "all => all.every(e => e.scrollHeight <= e.clientHeight + 1 && e.scrollWidth <= e.clientWidth + 1)"
    )
    assert lists, "a list scrolls within the page"


# --- under `dossier serve` -------------------------------------------------------------------------

HEAD = "---\ntitle: {title}\ndate: 2024-02-03\nlang: fr\ntext: account\n---\n\n"
LONG = "\n\n".join(f"Paragraphe {number} : Anne Martin parle longuement." for number in range(60))
ARTICLE = "/articles/2024/02/a.html"
Edit = Callable[[str], None]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    text = HEAD.format(title="Un titre") + LONG + "\n"
    files = {"content/archive.toml": MINIMAL, "content/articles/a.md": text}
    write_files(tmp_path, files)
    with preview(tmp_path, "--port", "0", "--no-search") as running:
        yield running


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    file = tmp_path / "content" / "articles" / "a.md"
    return lambda text: write_files(file.parent, {file.name: text})


def test_a_save_changes_the_open_page_where_the_reader_is(
    page: Page, served: Served, edit: Edit
) -> None:
    page.goto(served.address.rstrip("/") + ARTICLE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Un titre")
    reading = page.get_by_text("Paragraphe 40 :")
    reading.evaluate("e => e.scrollIntoView({ block: 'center' })")
    before = reading.bounding_box()
    assert before is not None
    page.evaluate("window.same = true")
    # A paragraph above is longer than it was: the reader stays at the same words all the same.
    more = LONG.replace("Paragraphe 3 :", "Paragraphe 3, " + "bien plus long, " * 80 + ":")
    edit(HEAD.format(title="Un autre titre") + more + "\n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Un autre titre")
    assert page.evaluate("window.same === undefined"), "the page was not loaded again"
    page.wait_for_load_state("load")
    expect(reading).to_be_in_viewport()
    after = reading.bounding_box()
    assert after is not None
    assert abs(after["y"] - before["y"]) < 4


def test_a_save_is_not_missed_before_the_page_hears_of_any(
    page: Page, served: Served, edit: Edit
) -> None:
    held: list[Route] = []
    page.route("**/.dossier/events", lambda route: held.append(route), times=1)
    page.goto(served.address.rstrip("/") + ARTICLE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Un titre")
    edit(HEAD.format(title="Un autre titre") + LONG + "\n")
    wait_for(lambda: "Un autre titre" in served.get(ARTICLE).text, "the new page")
    wait_for(lambda: page.evaluate("true") and held, "the page's call")
    held[0].continue_()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un autre titre")


def test_an_error_shows_over_the_last_good_page_and_goes(
    page: Page, served: Served, edit: Edit, shoot: Shoot
) -> None:
    page.goto(served.address.rstrip("/") + ARTICLE)
    edit(HEAD.format(title="Un titre").replace("date: 2024", "date: hier <b>") + LONG)
    box = page.locator("#dossier-errors")
    expect(box).to_contain_text("articles/a.md:3:7")
    expect(box).to_contain_text("E106")
    expect(box).to_contain_text("The content has errors; this is the last good page")
    expect(box.locator("pre")).to_have_text("date: hier <b>-02-03")
    expect(box.locator("mark")).to_have_text("h")
    expect(box.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un titre")
    shoot(page, "error-over-a-page", full_page=False)

    page.goto(served.address)  # on every page, until it is mended
    expect(box).to_contain_text("articles/a.md:3:7")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    page.go_back()
    expect(box).to_contain_text("articles/a.md:3:7")
    page.evaluate("window.same = true")
    edit(HEAD.format(title="Un titre") + LONG + "\n")
    expect(box).to_have_count(0)
    assert page.evaluate("window.same === true"), "nothing changed: nothing to load again"


def test_a_page_that_is_not_there_yet_comes_by_itself(
    new_page: NewPage, tmp_path: Path, watch: Watch
) -> None:
    watch.allow("503|404|ERR_CONNECTION_REFUSED")
    with preview(tmp_path, "--port", "0", "--no-search") as running:
        page = new_page()
        page.goto(running.address)
        expect(page.get_by_role("heading", name="Nothing is built yet")).to_be_visible()
        expect(page.locator("#dossier-errors")).to_contain_text("E001")
        other = new_page()
        other.goto(running.address.rstrip("/") + ARTICLE)
        text = HEAD.format(title="Un titre") + LONG
        files = {"content/archive.toml": MINIMAL, "content/articles/a.md": text}
        write_files(tmp_path, files)
        expect(page.get_by_role("link", name="Un titre").first).to_be_visible()
        expect(page.locator("#dossier-errors")).to_have_count(0)
        expect(other.get_by_role("heading", level=1)).to_have_text("Un titre")


def test_many_tabs_hear_of_a_save(new_page: NewPage, served: Served, edit: Edit) -> None:
    first = new_page()
    pages = [first, *(first.context.new_page() for _tab in range(4))]
    for page in pages:
        page.goto(served.address.rstrip("/") + ARTICLE)
    edit(HEAD.format(title="Pour tous") + LONG)
    for page in pages:
        expect(page.get_by_role("heading", level=1)).to_have_text("Pour tous")
