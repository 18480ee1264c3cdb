"""Map, network and home in a real browser: by pointer, by keyboard, without script, from a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.build import Order, build
from builder.folders import Folders
from tests.conftest import REPOSITORY, made_once


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive's site as it is with an address, opened from its folder."""
    return made_once(tmp_path_factory, "addressed", make_site) / "site"


def make_site(root: Path) -> None:
    folders = Folders(
        REPOSITORY / "content", REPOSITORY / "templates", root / "site", root / "cache"
    )
    build(Order(folders, base_url="https://archive.example", search=False, jobs=1))


def test_the_map_tells_a_country_and_a_year(page: Page, site: Path) -> None:
    page.goto((site / "en" / "map.html").as_uri())
    russia = page.locator('a.land[data-name="Russia"]')
    russia.focus()
    total = russia.get_attribute("data-total")
    expect(page.locator(".world-said")).to_have_text(f"Russia – {total} articles")
    slider = page.locator("#world-span")
    expect(slider).to_be_visible()
    slider.focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("table.counts thead th").nth(2).inner_text()
    expect(page.locator(".world-years output")).to_have_text(first)
    count = (russia.get_attribute("data-spans") or "").split()[0]
    said = russia.locator("title").text_content()
    assert said is not None and said.startswith(f"Russia – {count} article")
    page.keyboard.press("Home")
    expect(page.locator(".world-years output")).to_have_text("all years")
    russia.press("Enter")
    expect(page).to_have_url((site / "en" / "countries" / "ru.html").as_uri())


def test_the_map_is_whole_without_script(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "map.html").as_uri())
    expect(page.locator(".world-years")).to_be_hidden()
    assert page.locator("a.land").count() > 10
    page.locator("table.counts a").first.click()
    assert "/countries/" in page.url
    context.close()


def test_the_network_shows_a_persons_ties(page: Page, site: Path) -> None:
    page.goto((site / "network.html").as_uri())
    node = page.locator('a.node[href="people/kim-jong-un.html"]')
    node.focus()
    lit = page.locator(".net line.on").count()
    assert lit > 3
    assert page.locator(".net a.node.on").count() <= lit + 1
    dim = page.locator(".net a.node:not(.on)").first
    assert float(dim.evaluate("e => getComputedStyle(e).opacity")) < 1 or lit
    page.get_by_label("Personnes").uncheck()
    expect(node).to_be_hidden()
    page.get_by_label("Personnes").check()
    expect(node).to_be_visible()
    node.press("Enter")
    expect(page).to_have_url((site / "people" / "kim-jong-un.html").as_uri())


@pytest.mark.parametrize("name", ["index.html", "map.html", "network.html", "data/index.html"])
def test_nothing_sticks_out_on_a_phone(page: Page, site: Path, name: str) -> None:
    page.set_viewport_size({"width": 360, "height": 720})
    page.goto((site / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if name == "network.html":  # its middle is seen first
        assert page.locator(".net").evaluate("net => net.parentNode.scrollLeft") > 100


def test_the_picture_on_the_home_page_leads_to_the_map(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.locator(".small-world > a").click()
    expect(page).to_have_url((site / "map.html").as_uri())
