"""Every kind of page, as a demanding reader finds it: in both themes, wide and narrow.

Accessible by axe-core's rules for WCAG 2.2 AA, valid HTML, no sideways scroll, nothing that
moves while it loads, no request to another host, no inline script or style; readable without
script and from a folder.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT as AXE
from playwright.sync_api import Page, expect

from builder.build import Order, build
from builder.folders import Folders, program_templates
from builder.pages import KINDS
from tests.browser.conftest import THEMES, WIDTHS, NewPage, Serve, Watch
from tests.conftest import made_once, write_files
from tests.integration.previewing import wait_for
from tests.markup import faults

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PAGES = {
    "home": ["index.html", "en/index.html"],
    "article": [
        "articles/2023/09/kim-jong-un-attendu-en-russie.html",
        "articles/2023/09/how-kcna-tells-a-journey.html",
    ],
    "entity": ["people/kim-jong-un.html", "en/countries/kp.html", "places/vladivostok.html"],
    "slice": [],  # the sample archive is too small to have one: see LONG
    "pair": ["pairs/people/kim-jong-un/people/vladimir-poutine.html"],
    "pair-slice": [],  # as a slice
    "index": ["people/index.html", "en/countries/index.html"],
    "ranking": ["people/index/by-articles.html"],
    "chronology": ["chronology/index.html", "chronology/2023.html", "en/chronology/2023/09.html"],
    "facets": ["sources/index.html"],
    "facet": ["topics/diplomatie.html"],
    "free": ["method.html", "en/about.html"],
    "search": ["search.html"],
    "map": ["map.html"],
    "network": ["en/network.html"],
    "data-page": ["data/index.html"],
    "missing": [],  # there is one only where the site has an address: see its own test
}
"""The pages of the sample archive that stand for their kind."""

EVERY = [path for paths in PAGES.values() for path in paths]


@pytest.fixture(scope="module")
def site(sample_site: Path) -> Path:
    return sample_site


LONG = {
    "slice": ["people/khaled.html", "people/khaled/2023-09.html"],
    "pair": ["pairs/countries/eg/people/khaled.html"],
    "pair-slice": ["pairs/countries/eg/people/khaled/2023-09-12.html"],
    "from right to left": [
        "articles/2023/10/ar.html", "articles/2023/10/he.html", "people/layla.html",
    ],
    "busy": [
        "chronology/2023/09.html", "chronology/2023/09/11.html", "chronology/2023/09/11/0.html",
        "sources/agence-nord/2023-09.html", "people/khaled/2023-09-11-0.html",
    ],
    "many years": ["index.html"],
    "letters": ["people/index.html", "people/index/n.html", "topics/index.html"],
    "stub": ["people/inconnu-total.html"],
    "wide": ["articles/1994/old.html"],
}  # fmt: skip
"""Pages of an archive with long lists and texts from right to left."""

LAYLA = "ليلى حداد"
AR = f"""---
title: "خالد ناصر في القاهرة: زيارة رسمية"
date: 2023-10-11T15:29+02:00
lang: ar
source: وكالة الأنباء
author: {LAYLA}
people: [Khaled Nasser, {LAYLA}, Inconnu Total]
topics: [دبلوماسية]
corrections: [{{ date: 2023-11-02, by: A.B., text: Le jour était faux. }}]
---

وصل خالد ناصر إلى القاهرة مساء الاثنين. التقى بممثلي **Yonhap** و « TF1 ».[^1]

## لقاء مع الصحافة

قالت {LAYLA} إن خالد ناصر لم يعلق على 3 أسئلة (من 10).

[^1]: Une note de l’archiviste.
"""
HE = f"""---
title: ח׳אלד נאסר בקהיר
date: 2023-10-12
lang: he
source: Radio Sud
people: [Khaled Nasser]
access: excerpt
version_of: ar
---

ח׳אלד נאסר הגיע לקהיר. הוא נפגש עם עיתונאים. {LAYLA} עזבה.
"""


WIDE = f"""
| {" | ".join(f"colonne {number}" for number in range(12))} |
|{"---|" * 12}
| {" | ".join(map(str, range(12)))} |

    {"une ligne sans fin " * 20}
"""
"""A table and a line that no screen has room for."""


def made_up(number: int) -> str:
    """A word of three letters, another for each number below 676."""
    return f"{chr(65 + number % 26)}{'aeiou'[number % 5]}{chr(97 + number // 26)}"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "long", make_long) / "site"


def make_long(folder: Path) -> None:
    names = "{ ar: خالد ناصر, he: ח׳אלד נאסר }"
    topics = "topics:\n" + "".join(f"- {name} sujet\n" for name in map(made_up, range(310)))
    files = {
        "archive.toml": 'format = 1\ntitle = "Long"\nlanguages = ["fr", "en"]\n',
        "people/khaled.md": f"---\nname: Khaled Nasser\nsurname: Nasser\nnames: {names}\n---\n",
        "people/layla.md": f"---\nname: {LAYLA}\nnames: {{ fr: Layla Haddad }}\n---\n",
        "articles/ar.md": AR,
        "articles/he.md": HE,
        "articles/old.md": f"---\ntitle: Il y a longtemps\ndate: 1994\n{topics}"
        "redirects: [articles/ancien.html]\n---\n\nUn texte.\n\n{WIDE}",
    }
    for number in range(110):
        files[f"articles/a{number}.md"] = (
            f"---\ntitle: Titre {number}\ndate: 2023-09-{11 + number // 105}\nlang: fr\n"
            "source: Agence Nord\nabout: [Khaled Nasser, EG]\n---\n\n"
            "Khaled Nasser est arrivé en Égypte. M. Nasser est reparti.\n"
        )
    for number in range(310):
        files[f"people/p{number}.md"] = f"---\nname: {made_up(number)} Nom\n---\n"
    write_files(folder / "content", files)
    folders = Folders(folder / "content", program_templates(), folder / "site", folder / "cache")
    build(Order(folders, search=False, jobs=1))


@pytest.fixture(scope="module")
def texts(site: Path) -> Iterator[dict[str, str]]:
    yield {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }


RULES = {
    "resultTypes": ["violations"],
    "preload": False,
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer is another in another theme: the others never look at a colour."""


def axe(page: Page, only: list[str] = WCAG) -> list[str]:
    """What axe-core (MPL-2.0, in tests alone) finds wrong with a page as it stands, by the rules
    of these tags, or by these rules.
    """
    # Put in by the browser's own hand: the page's policy allows no script but its own.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "options => axe.run(document, options)", {**RULES, "runOnly": only}
    )
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"][:3]
    ]


@pytest.mark.parametrize("kind", [kind for kind, paths in PAGES.items() if paths])
def test_a_kind_of_page_is_right(new_page: NewPage, site: Path, kind: str) -> None:
    look_at(new_page(reduced_motion="reduce"), site, PAGES[kind])


@pytest.mark.parametrize("kind", LONG)
def test_a_page_of_a_long_list_is_right(new_page: NewPage, long: Path, kind: str) -> None:
    look_at(new_page(reduced_motion="reduce"), long, LONG[kind])


def look_at(page: Page, site: Path, paths: list[str]) -> None:
    """Fail where one of the pages is too wide or wrong by axe: the first at both widths, its
    colours in both themes; those like it wide and light, narrow and dark by turns.
    """
    wrong = []
    for path in paths:
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme="dark" if width == 360 else "light")
            page.goto((site / path).as_uri())
            wide = page.evaluate("document.documentElement.scrollWidth")
            where = f"{path} at {width}: "
            wrong += [f"{where}{wide} wide"] if wide > width else []
            if path == paths[0] or (width == 360) == paths.index(path) % 2:
                wrong += [where + said for said in axe(page)]
            page.emulate_media(color_scheme="light" if width == 360 else "dark")
            if path == paths[0]:
                wrong += [where + "other theme: " + said for said in axe(page, COLOURS)]
    assert not wrong, "\n".join(wrong)


def test_the_page_for_what_is_not_there_is_right(
    new_page: NewPage, serve: Serve, tmp_path: Path
) -> None:
    files = {
        "archive.toml": 'format = 1\ntitle = "T"\nlanguages = ["fr", "en"]\n',
        "articles/a.md": "---\ntitle: Titre\ndate: 2023-09-11\n---\n\nUn texte.\n",
    }
    write_files(tmp_path / "content", files)
    folders = Folders(
        tmp_path / "content", program_templates(), tmp_path / "site", tmp_path / "cache"
    )
    build(Order(folders, base_url="https://a.example/b", search=False))
    page = new_page(reduced_motion="reduce")
    wrong = []
    for width, theme in ((1280, "light"), (360, "dark")):
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.goto(serve(tmp_path / "site", under="/b/") + "404.html")
        wide = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{wide} wide"] if wide > width else []
        wrong += axe(page)
    assert not wrong
    page.get_by_role("link", name="Home").click()
    assert page.url.endswith("/b/en/index.html")


def test_the_search_page_is_right_with_what_it_finds(
    new_page: NewPage, serve: Serve, site: Path
) -> None:
    page = new_page(reduced_motion="reduce")
    address = serve(site)
    wrong = []
    for (width, height), theme in ((item, theme) for item in WIDTHS.items() for theme in THEMES):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        page.goto(f"{address}search.html?q=kim&year=2023")
        expect(page.locator(".search-result").first).to_be_visible()
        if width == 360:
            page.locator("#search-open").click()
        for rest in page.locator(".search-rest summary").all():
            rest.click()
        expect(page.locator(".search-choice input:checked")).to_be_visible()
        wide = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{wide} wide at {width}"] if wide > width else []
        wrong += [f"{width} {theme}: {said}" for said in axe(page)]
        page.goto(f"{address}en/search.html?q=qqqq")
        expect(page.get_by_role("status")).to_have_text("No article has all of these words.")
        wrong += [f"nothing at {width} {theme}: {said}" for said in axe(page)]
    assert not wrong, "\n".join(wrong)


def test_the_page_of_what_moved_can_be_read(new_page: NewPage, watch: Watch, long: Path) -> None:
    watch.allow("moved.js|Failed to load")
    page = new_page()
    page.route("**/moved.js", lambda route: route.abort())
    for width, theme in ((1280, "light"), (360, "dark")):
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.goto((long / "articles/ancien.html").as_uri())
        assert not axe(page)
    page.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Il y a longtemps")


def test_counts_beside_an_excerpt_stand_in_one_column(new_page: NewPage, long: Path) -> None:
    page = new_page()
    page.goto((long / "articles/2023/10/he.html").as_uri())
    boxes = [count.bounding_box() for count in page.locator(".where > :last-child").all()]
    assert len(boxes) > 1 and len({box and round(box["x"] + box["width"]) for box in boxes}) == 1


def test_what_runs_from_right_to_left_is_in_its_place(new_page: NewPage, long: Path) -> None:
    page = new_page()
    page.goto((long / LONG["from right to left"][0]).as_uri())
    story = page.locator("article.story")
    assert (story.get_attribute("lang"), story.get_attribute("dir")) == ("ar", "rtl")
    edges = """element => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const { left, right } = range.getBoundingClientRect();
        return [left, right];
    }"""
    body = page.locator(".story-body").bounding_box()
    paragraph = page.locator(".story-body p").first.evaluate(edges)
    assert body and abs(paragraph[1] - body["x"] - body["width"]) < 3  # starts at the right
    # The line above it is French, and stays so around its Arabic names: source, author, date.
    source, author, date = (
        page.locator(f".signed {part}").evaluate(edges) for part in (".source", ".author", "time")
    )
    assert source[1] <= author[0] and author[1] <= date[0]
    assert page.locator(".signed time").inner_text() == "11 octobre 2023, 15:29 (UTC+02:00)"
    version = page.locator(".version")
    assert version.evaluate("p => getComputedStyle(p.querySelector('time')).display") == "inline"
    note = page.locator(".corrections")
    assert (note.get_attribute("lang"), note.get_attribute("dir")) == ("fr", "ltr")
    page.goto((long / "people/layla.html").as_uri())
    assert page.locator("h1").inner_text() == "Layla Haddad"
    name = page.locator(".names bdi").first
    assert name.inner_text() == LAYLA
    quote = page.locator(".passage-text").first
    assert (quote.get_attribute("lang"), quote.get_attribute("dir")) == ("ar", "rtl")
    title = page.locator(".passage-source .item-title").first
    when = page.locator(".passage-source time").first.evaluate(edges)
    assert title.get_attribute("dir") == "rtl"
    assert abs(title.evaluate(edges)[0] - when[0]) < 3  # a title stands above its date


def test_an_interface_from_right_to_left_is_drawn_so(new_page: NewPage, tmp_path: Path) -> None:
    # There are no words in Arabic: the program's own stand in, in their places.
    article = (
        "title: Kim en Russie\nlang: fr\n---\n\nMoscou confirme. Kim est parti, selon Moscou.\n"
    )
    files = {
        "archive.toml": 'format = 1\ntitle = "T"\nlanguages = ["ar"]\n',
        "people/kim.md": "---\nname: Kim\n---\n",
        "articles/a.md": f"---\ndate: 2021-09-11\n{article}",
        "articles/b.md": f"---\ndate: 2023-09-11\n{article}",
    }
    write_files(tmp_path / "content", files)
    folders = Folders(
        tmp_path / "content", program_templates(), tmp_path / "site", tmp_path / "cache"
    )
    build(Order(folders, search=False, jobs=1))
    page = new_page()
    after = "element => getComputedStyle(element, '::after').content"
    page.goto((tmp_path / "site/chronology/2023/09.html").as_uri())
    assert page.locator("html").get_attribute("dir") == "rtl"
    # This sign is mirrored by itself where lines run from the right.
    assert page.locator(".trail li").first.evaluate(after).startswith('"›"')
    page.goto((tmp_path / "site/people/kim.html").as_uri())
    left, right = (
        page.locator(".chart svg a, .chart svg rect").nth(place).bounding_box() for place in (-1, 0)
    )
    assert left and right and left["x"] < right["x"]  # the later year is further to the left
    # Within a French text the arrow of a metonym points on all the same.
    page.goto((tmp_path / "site/articles/2023/09/b.html").as_uri())
    assert page.locator(".m-metonym").first.evaluate(after).startswith('"→"')


LINES = """element => {
    const range = document.createRange();
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let lines = "";
    for (let top = null; texts.nextNode();) {
        for (let at = 0; at < texts.currentNode.length; at += 1) {
            range.setStart(texts.currentNode, at);
            range.setEnd(texts.currentNode, at + 1);
            const box = range.getClientRects()[0];
            if (!box) continue;
            if (top !== null && box.top > top + 8) lines += "|";
            top = box.top;
            lines += texts.currentNode.data[at];
        }
    }
    return lines;
}"""
"""The words of an element as they stand, a stroke between its lines."""


def test_no_line_of_a_title_begins_with_a_sign(new_page: NewPage, tmp_path: Path) -> None:
    title = "Kim Jong Un en Russie : « Kim Jong Un est venu » ; et après ?"
    files = {
        "archive.toml": 'format = 1\ntitle = "T"\n',
        "people/kim.md": "---\nname: Kim Jong Un\n---\n",
        "articles/a.md": f"---\ntitle: {title}\ndate: 2023-09-11\nlang: fr\n---\n\n{title}\n",
        "articles/b.md": "---\ntitle: Avant\ndate: 2023-08-11\nlang: fr\n---\n\nRien.\n",
    }
    write_files(tmp_path / "content", files)
    folders = Folders(
        tmp_path / "content", program_templates(), tmp_path / "site", tmp_path / "cache"
    )
    build(Order(folders, search=False, jobs=1))
    page = new_page()
    shown = {
        "index.html": "h3", "articles/2023/09/a.html": ".story-title",
        "articles/2023/08/b.html": ".chrono-nav b",
        "people/kim.html": ".passage-text", "chronology/2023/09.html": ".item-title",
    }  # fmt: skip
    for path, title_of in shown.items():
        page.goto((tmp_path / "site" / path).as_uri())
        lines = set()
        for width in range(230, 900, 15):
            page.set_viewport_size({"width": width, "height": 700})
            lines.add(page.locator(title_of).first.evaluate(LINES))
        assert len(lines) > 2 and all("Russie" in line for line in lines)
        assert not [line for line in lines if re.search(r"[|] ?[:;?»]|« ?[|]", line)], path


MOVED = """() => {
  let moved = 0;
  const found = new PerformanceObserver(() => {});
  found.observe({ type: "layout-shift", buffered: true });
  return new Promise(resolve => requestAnimationFrame(() => setTimeout(() => {
    for (const entry of found.takeRecords()) moved += entry.value;
    resolve(moved);
  }, 60)));
}"""


def test_nothing_moves_while_it_loads(new_page: NewPage, serve: Serve, site: Path) -> None:
    address = serve(site, under="/archives/kim/")
    page = new_page()
    moved = {}
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for path in EVERY:
            if path not in PAGES["search"]:  # looks for its index, which is not built here
                page.goto(address + path)
                moved[path, width] = page.evaluate(MOVED)
    assert {place: much for place, much in moved.items() if much} == {}


def test_pages_are_whole_without_script(new_page: NewPage, site: Path) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto((site / PAGES["article"][0]).as_uri())
    page.click(".jumps summary >> nth=0")
    page.click(".jumps[open] a >> nth=1")
    assert re.search(r"#m-\d+$", page.url)
    page.goto((site / PAGES["entity"][0]).as_uri())
    page.click(".passage-text a >> nth=0")
    assert re.search(r"#s-[0-9a-z]+$", page.url)
    assert page.locator(".s:target").count() == 1


def test_every_function_is_within_reach_of_the_keyboard(new_page: NewPage, site: Path) -> None:
    page = new_page()
    page.goto((site / PAGES["article"][0]).as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    mark = page.locator(".story-body a.m").first
    mark.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.locator(".preview").inner_text()
    assert not axe(page, ["best-practice"])
    outline = mark.evaluate("a => getComputedStyle(a).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Escape")
    assert page.locator(".preview").count() == 0
    button = page.locator(".marks").first
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "false"
    page.reload()
    assert page.locator(".marks").first.get_attribute("aria-pressed") == "false"


def test_a_preview_hides_no_line_of_its_link(new_page: NewPage, site: Path) -> None:
    page = new_page(viewport={"width": 360, "height": 900})
    page.goto((site / "index.html").as_uri())
    link = page.locator(".latest-first a")
    link.evaluate("a => { a.textContent = 'Trois mots, '.repeat(5); a.focus(); }")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    preview, words = page.locator(".preview").bounding_box(), link.bounding_box()
    assert preview and words and words["height"] > 60
    assert preview["y"] >= words["y"] + words["height"]


def test_text_of_twice_the_size_needs_no_sideways_scroll(new_page: NewPage, site: Path) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    wide = {}
    for path in EVERY:
        page.goto((site / path).as_uri())
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in wide.items() if width > 360} == {}


def test_what_is_chosen_and_what_colours_mean_is_seen_in_forced_colours(
    new_page: NewPage, site: Path
) -> None:
    page = new_page(forced_colors="active")
    ground = "element => getComputedStyle(element).backgroundColor"
    page.goto((site / "map.html").as_uri())
    assert len(set(page.locator(".swatch").evaluate_all(f"all => all.map({ground})"))) == 6
    page.goto((site / PAGES["entity"][0]).as_uri())
    chosen, other = page.locator(".choices button").all()[:2]
    assert chosen.evaluate(ground) != other.evaluate(ground)
    page.goto((site / PAGES["article"][0]).as_uri())
    badge = page.locator(".whose strong").evaluate("b => getComputedStyle(b).borderTopStyle")
    assert badge == "solid"
    # What has the focus has an outline; where one is in the menu looks another way.
    page.goto((site / PAGES["index"][0]).as_uri())
    current = page.locator(".site-nav [aria-current]")
    assert current.evaluate("a => getComputedStyle(a).outlineStyle") == "none"


def test_a_heading_is_printed_with_its_list(new_page: NewPage, site: Path) -> None:
    page = new_page()
    page.goto((site / PAGES["article"][0]).as_uri())
    page.emulate_media(media="print")
    for part, rule in ((".kind-group", "breakInside"), (".kind-head", "breakAfter")):
        said = page.locator(part).first.evaluate(f"part => getComputedStyle(part).{rule}")
        assert said == "avoid", part


def test_a_table_is_printed_with_its_rules_and_no_controls(new_page: NewPage, site: Path) -> None:
    page = new_page()
    page.goto((site / "network.html").as_uri())
    page.emulate_media(media="print")
    places = page.locator(".counts th").evaluate_all(
        "all => all.map(cell => getComputedStyle(cell).position)"
    )
    assert set(places) == {"static"}
    assert page.locator(".network-kinds input:visible").count() == 0
    assert page.locator(".network-kinds label:visible").count() > 2


def test_links_are_previewed_from_a_folder(new_page: NewPage, site: Path) -> None:
    page = new_page()
    page.goto((site / PAGES["entity"][0]).as_uri())
    page.hover(".edges a >> nth=0")
    preview = page.locator(".preview")
    preview.wait_for()
    assert "avril 2018" in preview.inner_text()
    assert len(preview.inner_text()) > 40
    page.mouse.move(0, 0)
    preview.wait_for(state="detached")
    page.hover(".companions a.entity-name >> nth=1")
    preview.wait_for()
    page.goto((site / PAGES["article"][0]).as_uri())
    page.hover(".story-body a.m-people >> nth=0")
    preview.wait_for()
    assert "Kim Jong Un" in preview.inner_text()
    assert "dirigeant suprême" in preview.inner_text()


def test_a_preview_says_the_first_of_a_month_as_french_does(
    new_page: NewPage, tmp_path: Path
) -> None:
    head = "---\ntitle: {}\ndate: {}\nlang: fr\n---\n\n{}\n"
    files = {
        "archive.toml": 'format = 1\ntitle = "T"\nlanguages = ["fr"]\n',
        "people/kim.md": "---\nname: Kim Jong Un\n---\n",
        "articles/a.md": head.format("A", "2023-08-01", "Kim Jong Un est venu."),
    }
    write_files(tmp_path / "content", files)
    folders = Folders(
        tmp_path / "content", program_templates(), tmp_path / "site", tmp_path / "cache"
    )
    build(Order(folders, search=False, jobs=1))
    page = new_page()
    page.goto((tmp_path / "site" / "people" / "kim.html").as_uri())
    assert page.locator(".item-date").first.inner_text() == "1er août 2023"
    page.hover(".edges a >> nth=0")
    page.locator(".preview").wait_for()
    assert "1er août 2023" in page.locator(".preview").inner_text()
    page.goto((tmp_path / "site" / "index.html").as_uri())
    assert page.locator(".home-years").count() == 0, "one year is no chart"


def test_a_first_tap_shows_and_a_second_follows(new_page: NewPage, site: Path) -> None:
    page = new_page(has_touch=True, viewport={"width": 360, "height": 740})
    page.goto((site / PAGES["article"][0]).as_uri())
    mark = page.locator(".story-body a.m").first
    mark.tap()
    assert page.locator(".preview").is_visible()
    target = mark.evaluate("a => a.href")
    mark.tap()
    page.wait_for_url(target)


SELECT = """sentence => {
    const range = document.createRange();
    range.selectNodeContents(sentence);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
}"""


def test_words_that_are_selected_have_a_link_to_their_sentence(
    new_page: NewPage, serve: Serve, site: Path
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(serve(site) + PAGES["article"][0])
    fourth = page.locator(".story .s[id] >> nth=3")
    fourth.evaluate(SELECT)
    button = page.get_by_role("button", name="Copier un lien vers cette phrase")
    button.wait_for()
    box, words = button.bounding_box(), fourth.bounding_box()
    assert box and words and box["y"] >= words["y"]  # below what it is about, not over it
    button.click()
    page.get_by_role("button", name="Copié").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{page.url}?s=4#{fourth.get_attribute('id')}"
    page.evaluate("getSelection().removeAllRanges()")
    page.locator("h1").click()
    button.wait_for(state="detached")
    page.goto(link)
    assert page.locator(".s:target").inner_text() == fourth.inner_text()
    assert page.locator(".note-box").count() == 0  # it is the very sentence


def test_a_citation_is_copied_as_it_reads(new_page: NewPage, serve: Serve, site: Path) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(serve(site) + PAGES["article"][0])
    read = " ".join(page.locator("p.cite").inner_text().split())
    page.locator("p.cite + .copy").press("Enter")
    page.get_by_role("button", name="Copié").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == read
    page.locator(".cite-as summary", has_text="BibTeX").press("Enter")
    page.locator(".cite-as[open] .copy").click()
    page.get_by_role("button", name="Copié").nth(1).wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_who_wants_no_motion(new_page: NewPage, site: Path, motion: str) -> None:
    page = new_page(reduced_motion=motion)
    page.goto((site / PAGES["network"][0]).as_uri())
    page.locator("main").focus()
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(element => {
            const style = getComputedStyle(element);
            return style.scrollBehavior === "smooth" || style.animationName !== "none"
                || parseFloat(style.transitionDuration) > 0;
        }).length"""
    )
    # Who has said nothing gets some: else this would test a page without any.
    assert (moving == 0) is (motion == "reduce")


def test_a_list_is_filtered_as_one_types(new_page: NewPage, site: Path) -> None:
    page = new_page()
    for path in (PAGES["index"][0], PAGES["ranking"][0]):
        page.goto((site / path).as_uri())
        page.get_by_label("Filtrer").fill("GUTERRÈS  antonio")
        shown = page.locator(".index-list li:visible .entity-name").all_inner_texts()
        assert shown == ["António Guterres"]
        assert page.locator(".letter:visible").count() in (0, 1)
        page.get_by_label("Filtrer").fill("zzz")
        assert page.get_by_role("status").inner_text().startswith("Rien dans cette liste")


def test_a_name_is_found_on_the_first_page_of_a_long_index(new_page: NewPage, long: Path) -> None:
    page = new_page(viewport={"width": 360, "height": 780})
    page.goto((long / "en/people/index.html").as_uri())
    names = page.locator(".find a")
    # By any of its spellings; people alone, though countries are in the same file.
    for typed, found in (("خالد", ["Khaled Nasser"]), ("nass", ["Khaled Nasser"])):
        page.get_by_label("Filter").fill(typed)
        expect(names).to_have_text(found)
    page.get_by_label("Filter").fill("egy")
    expect(page.locator(".find").get_by_role("status")).to_contain_text("Nothing in this list")
    page.get_by_label("Filter").fill("n")
    expect(page.locator(".find").get_by_role("status")).to_have_text("251 more")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_label("Filter").fill("khaled")
    names.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Khaled Nasser")


def test_a_topic_is_found_on_the_first_page_of_a_long_list(new_page: NewPage, long: Path) -> None:
    page = new_page(viewport={"width": 360, "height": 780})
    page.goto((long / "en/topics/index.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("Topics 311")
    assert page.locator(".companions li").count() == 24
    names = page.locator(".find li")
    page.get_by_label("Filter").fill("khaled")  # a person, and no topic
    expect(page.locator(".find").get_by_role("status")).to_contain_text("Nothing in this list")
    page.get_by_label("Filter").fill("SUJÉT ba")
    expect(names.first).to_have_text(f"{made_up(105)} sujet 1 article")
    expect(page.locator(".companions")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    names.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{made_up(105)} sujet")


def test_a_link_to_a_sentence_that_changed_finds_its_place(new_page: NewPage, site: Path) -> None:
    page = new_page()
    page.goto((site / PAGES["article"][0]).as_uri() + "?s=3#s-0000000")
    assert page.locator(".note-box").count() == 1
    third = page.locator(".story .s[id] >> nth=2")
    assert "target" in (third.get_attribute("class") or "")


def test_sentences_of_one_manner_can_be_chosen(new_page: NewPage, site: Path) -> None:
    page = new_page()
    page.goto((site / PAGES["entity"][0]).as_uri())
    every = page.locator(".passages > li:visible").count()
    page.click(".choices button >> nth=2")
    some = page.locator(".passages > li:visible").count()
    assert 0 < some < every
    assert page.locator(".choices .count").inner_text() == f"{some} sur {every} articles"
    assert page.locator(".choices select option").first.inner_text() == "Toutes les sources"
    manner = "surname"
    for passage in page.locator(".passage-text:visible").all():
        assert manner in (passage.get_attribute("data-manner") or "")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_a_page_that_moved_leads_on(new_page: NewPage, long: Path, scripts: bool) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto((long / "articles/ancien.html").as_uri() + "#s-abcdefg")
    page.wait_for_url("**/articles/1994/old.html*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Il y a longtemps")
    assert page.url.endswith("#s-abcdefg") is scripts  # a refresh forgets the sentence


def test_what_stands_first_on_an_entitys_page_comes_first(new_page: NewPage, site: Path) -> None:
    page = new_page(viewport={"width": 360, "height": 780})
    page.goto((site / PAGES["entity"][0]).as_uri())
    tops = """() => [...document.querySelectorAll("main > *")].filter(e => e.checkVisibility())
        .map(e => [e.className, Math.round(e.getBoundingClientRect().top)])"""
    phone = page.evaluate(tops)
    assert phone == sorted(phone, key=lambda found: found[1])
    order = [name for name, _ in phone]
    assert order[0] == "entity-head" and order[-2:] == ["mentions", "entity-facts"]
    links = page.locator(".on-page a")
    assert links.count() >= 4
    for link in links.all():
        link.click()
        target = page.locator(f"[id='{page.evaluate('location.hash.slice(1)')}']")
        expect(target).to_be_in_viewport()
    # Where there is room, the facts stand beside it all.
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("scrollTo(0, 0)")
    wide = dict(page.evaluate(tops))
    assert "on-page" not in wide and wide["entity-facts"] == wide["entity-head"]


def test_choices_have_room_where_there_is_something_to_choose(texts: dict[str, str]) -> None:
    boxes = 0
    for path, text in texts.items():
        if '<ol class="passages">' not in text:
            continue
        sources = re.findall(r'<li class="passage"[^>]* data-source="([^"]*)"', text)
        manners = set(" ".join(re.findall(r' data-manner="([^"]*)"', text)).split())
        several = len(sources) > 2 and (len({*sources} - {""}) > 1 or len(manners) > 1)
        assert ('<div class="choices">' in text) is several, path
        boxes += several
    assert boxes


def test_marks_that_are_switched_off_stay_off_on_other_articles(
    new_page: NewPage, serve: Serve, site: Path
) -> None:
    page = new_page()
    base = serve(site)
    lines = "all => all.map(mark => getComputedStyle(mark).textDecorationLine)"
    page.goto(base + PAGES["article"][0])
    page.locator(".kind-group[data-kind=people] .marks").press("Enter")
    other = "articles/2023/09/bombardiers-et-ballet.html"
    for path in (PAGES["article"][0], other):
        page.goto(base + path)
        assert set(page.locator(".story .m-people").evaluate_all(lines)) == {"none"}
        assert "underline" in page.locator(".story .m-countries").evaluate_all(lines)
    page.locator(".kind-group[data-kind=people] .marks").click()
    assert set(page.locator(".story .m-people").evaluate_all(lines)) == {"underline"}
    # The list beside the text scrolls by itself where it is long, and then lets the page go on.
    page.locator(".entities").hover()

    def scrolls_on() -> bool:
        page.mouse.wheel(0, 4000)
        return bool(page.evaluate("scrollY > 200"))

    wait_for(scrolls_on, "the page's scrolling")


def test_notes_stand_beside_the_text_where_there_is_room(new_page: NewPage, site: Path) -> None:
    page = new_page()
    page.goto((site / PAGES["article"][0]).as_uri())
    note = page.locator("#note-1").bounding_box()
    sign = page.locator("#note-ref-1").bounding_box()
    body = page.locator(".story-body").bounding_box()
    assert note and sign and body
    assert abs(note["y"] - sign["y"]) < 20
    assert note["x"] >= body["x"] + body["width"]
    page.emulate_media(media="print")
    printed = page.locator("#note-1").evaluate("li => getComputedStyle(li).position")
    assert printed == "static"


def test_html_is_as_the_standard_wants_it(texts: dict[str, str], long: Path) -> None:
    """By a parser and by rules of our own: the Nu HTML checker needs a Java machine, which not
    every place that tests has; it is run by hand.
    """
    few = {
        path: (long / path).read_text(encoding="utf-8") for paths in LONG.values() for path in paths
    }
    wrong = []
    for path, text in (texts | few).items():
        wrong += [f"{path}: {fault}" for fault in faults(text)]
        names = set(re.findall(r'\sid="([^"]*)"', text))
        wrong += [
            f"{path}: #{target} leads nowhere"
            for target in re.findall(r'href="#([^"]+)"', text)
            if target not in names
        ]
    assert not wrong, "\n".join(wrong[:20])


def test_what_an_entity_is_tied_to_is_said_once(texts: dict[str, str]) -> None:
    for path, text in texts.items():
        for facts in re.findall(r'<dl class="facts">(.*?)</dl>', text, re.S):
            for said in facts.split("<dt>")[1:]:
                links = re.findall("<dd>(.*?)</dd>", said, re.S)
                assert len(links) == len(set(links)), path


def test_a_reference_manager_takes_no_source_for_an_author(texts: dict[str, str]) -> None:
    # Where no tag names an author, Zotero takes the words of elements of these classes for one.
    for path, text in texts.items():
        assert not re.search(r'class="[^"]*\b(byline|bylines|vcard|article-byline)\b', text), path


def test_the_policy_allows_what_the_pages_need_and_no_more(texts: dict[str, str]) -> None:
    for path, text in texts.items():
        if 'http-equiv="refresh"' in text:
            continue
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
        assert policy, path
        assert "unsafe-inline" not in policy[1] and "script-src 'self'" in policy[1]
        assert not re.search(r"<style\b|<[^>]*\s(?:style|on[a-z]+)=\"", text), path
        for script in re.findall(r"<script\b([^>]*)>", text):
            assert "src=" in script or 'type="application/ld+json"' in script, path


def test_every_link_within_the_site_leads_to_a_page(site: Path, texts: dict[str, str]) -> None:
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    wrong = []
    for path, text in texts.items():
        for link in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', text):
            target = (site / path).parent / link
            where = Path(*target.parts).resolve().relative_to(site.resolve()).as_posix()
            if where not in there and not where.startswith(("pagefind", "%")):
                wrong.append(f"{path}: {link}")
    assert not wrong, "\n".join(wrong[:20])


def test_every_kind_of_page_is_looked_at() -> None:
    shown = {name for name, kind in KINDS.items() if kind.template}
    assert shown == set(PAGES)


def test_the_budget_holds() -> None:
    static = program_templates() / "static"

    def size(*names: str) -> int:
        return sum(len(gzip.compress((static / name).read_bytes(), 9)) for name in names)

    assert size(*(path.name for path in static.glob("*.css"))) <= 20_000
    searching = {"search.js", "search-index.js", "search-worker.js"}
    assert size(*{path.name for path in static.glob("*.js")} - searching) <= 15_000
