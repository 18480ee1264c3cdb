"""The search page over a real index, in a real browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import jinja2
import pytest
from playwright.sync_api import Page, expect

from builder.pages.document import Choice, SearchDocument
from builder.search import document, index
from tests.browser.conftest import NewPage, Serve, Watch
from tests.searching import entries

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
BASE = """<!doctype html>
<html lang="{{ lang }}"><head><meta charset="utf-8"><title>{% block title %}{% endblock %}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' file: 'wasm-unsafe-eval'; img-src 'self' data:; base-uri 'none'; form-action 'self'">
<link rel="icon" href="data:,">{% block head %}{% endblock %}</head>
<body><main>{% block main %}{% endblock %}</main></body></html>
"""
KP = Choice("kp", "Corée du Nord", (("en", "North Korea"),))
RU = Choice("ru", "Russie", (("en", "Russia"),))
UA = Choice("ua", "Ukraine")
KIM = ("Kim Jong Un", "Kim Jong-un", "Kim Jung Un", "김정은")
READ = b'<!doctype html><link rel="icon" href="data:,">the article'
EVIL = '<img src=x onerror="window.evil=1"><mark>&lt;b&gt; <script>window.evil=1</script>'


def article(slug: str, title: str, date: str, text: str, **fields: object) -> SearchDocument:
    given: dict[str, object] = {
        "address": f"articles/{date[:4]}/{date[5:7]}/{slug}.html",
        "title": title,
        "lang": "fr",
        "date": date,
        "moment": f"{date}T00:00:00Z",
        "year": date[:4],
        "text": text,
    }
    return SearchDocument(**{**given, **fields})  # type: ignore[arg-type]


ARTICLES = (
    article(
        "train", "Le train blindé", "2023-09-11", "Kim Jong Un est parti de Pyongyang. Les dirigeants se taisent. Une gare, un quai attendent.",
        source="Yonhap", countries=(KP, RU), names=KIM, entity_ids=("people/kim-jong-un",),
    ),
    article(
        "sommet", "Un sommet au cœur de la Russie", "2023-09-13", "Kim Jong-un rencontre M. Poutine au cosmodrome.",
        source="TF1 Info", countries=(KP, RU), names=KIM, entity_ids=("people/kim-jong-un",),
    ),
    article(
        "obus", "Des obus pour la guerre", "2024-01-05", "Les missiles tirés sur l’Ukraine, selon Séoul.",
        source="Yonhap", countries=(KP, UA), kinds=(Choice("account", "compte rendu"),),
    ),
    article(
        "leader", "The leader in Moscow", "2024-06-20", "The leaders of both countries signed a treaty about Ukraine.",
        lang="en", source="The Archive", countries=(RU,), names=KIM, entity_ids=("people/kim-jong-un",),
    ),
    article("kim-jong-il", "Un père", "2018-04-27", "Kim Jong Il a régné jusqu'en 2011. « Son œuvre » : des œufs, dit M. Joel à Kim Yo Jong.", countries=(KP,)),
    article("été d'<a&b>", EVIL, "2019-02-28", EVIL + " venimeux", source=EVIL),
)  # fmt: skip


@pytest.fixture(scope="module", params=[1_000_000, 1], ids=["one", "many"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of search pages in both languages, with a real index of a few articles: in one
    bundle, and in as many as there are moments. Whatever is asked, both answer alike.
    """
    root = tmp_path_factory.mktemp("search")
    more = [article(f"depeche-{n}", f"Dépêche {n}", "2020-01-02", "foule") for n in range(25)]
    pages = (*ARTICLES, *more)
    for page in pages:
        for folder, data in (("documents", document(page)), ("site", READ)):
            path = root / folder / page.address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    index(root / "documents", entries(*pages), root / "site" / "pagefind", most=request.param)
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.DictLoader({"base.html": BASE}), jinja2.FileSystemLoader(TEMPLATES)]
        ),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    template = environment.get_template("search.html")
    for lang, folder, back in (("fr", "", ""), ("en", "en/", "../")):
        path = root / "site" / folder / "search.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            template.render(page={"title": "Recherche", "initials": ()}, root=back, lang=lang),
            encoding="utf-8",
        )
    (root / "site" / "assets").mkdir()
    for script in ("search.js", "search-index.js", "search-names.js", "search-worker.js"):
        shutil.copy(TEMPLATES / "static" / script, root / "site" / "assets")
    return root / "site"


Ask = Callable[..., list[str]]

RANKED = """async ([address, queries]) => {
  const index = await dossierIndex(address);
  await index.open(true);
  const all = [];
  for (const query of queries) {
    const asked = { words: query.split(" "), name: "", phrases: [], tokens: [], chosen: {}, order: "" };
    const { hits } = await index.find(asked);
    const known = await Promise.all(hits.map(index.data));
    all.push(known.map((one) => one.url.split("/").pop().replace(".html", "")));
  }
  return all;
}"""
"""The slugs of what is found for each query, by relevance."""


@pytest.fixture
def base(serve: Serve, site: Path) -> str:
    return serve(site, under="/some/where/")


def settled(page: Page) -> list[str]:
    """The slugs of what is found, once the page says how many there are."""
    expect(page.locator("#search-status")).not_to_have_text("Searching…")
    expect(page.locator("#search-status")).not_to_be_empty()
    links = page.locator("#search-results a").evaluate_all("all => all.map(a => a.href)")
    return [urlsplit(link).path.rpartition("/")[2].removesuffix(".html") for link in links]


@pytest.fixture
def ask(page: Page, base: str) -> Ask:
    def asked(query: str, **given: str) -> list[str]:
        page.goto(f"{base}search.html?{urlencode({'q': query, **given})}")
        return settled(page)

    return asked


# --- what is found ---------------------------------------------------------------------------


FOUND: dict[str, set[str]] = {
    "Ukraine": {"obus", "leader"},
    "l'Ukraine": {"obus", "leader"},
    "l’Ukraine": {"obus", "leader"},
    "« l’Ukraine »": {"obus"},
    '"missiles tirés sur l’Ukraine"': {"obus"},
    '"tirés missiles"': set(),
    '"Kim Jong-un"': {"train", "sommet", "leader"},
    "Kim Jung Un": {"train", "sommet", "leader"},
    "Kim Jong Il": {"kim-jong-il"},
    "김정은": {"train", "sommet", "leader"},
    "coeur": {"sommet"},
    "cœur": {"sommet"},
    "oeuvre": {"kim-jong-il"},
    "dirigeant": {"train"},
    "leader": {"leader"},
    "le train est à la": {"train"},
    "seoul": {"obus"},
    "Yonhap": {"train", "obus"},
    "de la": {"sommet", "obus"},
    "cosmodrome leader": set(),
}


def test_finds(ask: Ask) -> None:
    assert {query: set(ask(query)) for query in FOUND} == FOUND


def test_a_name_comes_before_its_words(ask: Ask) -> None:
    for query in ("Kim Jong Un", "Kim Jong-un", "Kim Jong‑Un", "kim jong un"):
        *named, last = ask(query)
        assert set(named) == {"train", "sommet", "leader"}, query
        assert last == "kim-jong-il", query  # where "un" is an article of the title


def test_one_query_finds_both_languages_from_either_page(page: Page, base: str) -> None:
    for folder in ("", "en/"):
        page.goto(f"{base}{folder}search.html?q=ukraine")
        assert set(settled(page)) == {"obus", "leader"}
        page.locator("#search-results a").first.click()
        expect(page.locator("body")).to_have_text("the article")


def test_every_link_leads_to_its_article(ask: Ask, page: Page) -> None:
    assert len(ask("venimeux")) == 1
    page.locator("#search-results a").click()
    expect(page.locator("body")).to_have_text("the article")


def test_a_name_in_an_excerpt_marks_no_small_words(ask: Ask, page: Page) -> None:
    assert "train" in ask("Kim Jong Un", source="Yonhap")
    found = page.locator(".search-excerpt mark").all_inner_texts()
    assert found[:3] == ["Kim", "Jong", "Un"]
    assert not {"Une", "un"} & set(found)


def test_an_excerpt_has_the_apostrophes_of_print(ask: Ask, page: Page) -> None:
    ask("missiles")
    assert "sur l’Ukraine, selon" in page.locator(".search-excerpt").inner_text()


def test_an_excerpt_has_the_letters_and_spaces_of_the_text(ask: Ask, page: Page) -> None:
    ask("oeuvre")
    assert "«\u00a0Son œuvre\u00a0»\u00a0: des œufs, dit M. Joel à Kim Yo Jong." in page.locator(
        ".search-excerpt"
    ).evaluate("p => p.textContent")
    assert page.locator(".search-excerpt mark").all_inner_texts() == ["œuvre"]


def test_a_name_marks_nothing_of_another_name(ask: Ask, page: Page) -> None:
    assert ask("Kim Jong Un")[-1] == "kim-jong-il"
    last = page.locator(".search-result").last.locator(".search-excerpt")
    assert "Kim Jong Il a régné" in last.inner_text() and "Kim Yo Jong" in last.inner_text()
    assert not last.locator("mark").count()
    # Words that are no name are marked wherever they stand.
    ask("Jong Kim régné")
    assert page.locator(".search-excerpt mark").all_inner_texts()[:3] == ["Kim", "Jong", "régné"]
    ask("Kim Jong Il")
    assert page.locator(".search-excerpt mark").all_inner_texts()[:3] == ["Kim", "Jong", "Il"]
    ask("Kim")
    assert "Kim" in page.locator(".search-excerpt mark").all_inner_texts()


def test_what_is_archived_stays_text(ask: Ask, page: Page) -> None:
    ask("venimeux")
    assert page.locator("#search-results a").inner_text() == EVIL
    assert page.locator(".search-excerpt mark").all_inner_texts() == ["venimeux"]
    assert page.evaluate("window.evil") is None
    assert page.locator("#search-results img, #search-results script").count() == 0
    ask(EVIL, source=EVIL, country=EVIL, **{"with": EVIL})
    assert page.evaluate("window.evil") is None


def test_articles_with_an_entity(ask: Ask, page: Page) -> None:
    assert set(ask("", **{"with": "people/kim-jong-un"})) == {"train", "sommet", "leader"}
    assert ask("ukraine", **{"with": "people/kim-jong-un"}) == ["leader"]
    expect(page.locator("#search-status")).to_contain_text("kim jong un")
    page.get_by_role("button", name="Remove all filters").click()
    expect(page.locator("#search-results li")).to_have_count(2)


# --- facets, order, more -----------------------------------------------------------------------


def facet(page: Page, name: str) -> dict[str, str]:
    group = page.get_by_role("group", name=name, exact=True)
    labels = group.locator(".search-value").all_inner_texts()
    return dict(
        zip(map(str.strip, labels), group.locator(".search-count").all_inner_texts(), strict=True)
    )


def test_facets_count_and_narrow(ask: Ask, page: Page, base: str) -> None:
    ask("kim")
    assert facet(page, "Country") == {"Corée du Nord": "(3)", "Russie": "(3)"}
    assert facet(page, "Year") == {"2024": "(1)", "2023": "(2)", "2018": "(1)"}
    assert facet(page, "Language") == {"français": "(3)", "anglais": "(1)"}
    page.get_by_label("Corée du Nord").check()
    expect(page.locator("#search-results li")).to_have_count(3)
    page.get_by_label("Russie").check()
    expect(page.locator("#search-results li")).to_have_count(2)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["kim"], "country": ["kp", "ru"]}
    expect(page.get_by_label("Russie")).to_be_focused()
    page.goto(f"{base}en/search.html?q=kim&country=ru")
    assert len(settled(page)) == 3
    assert facet(page, "Country") == {"Russia": "(3)", "North Korea": "(2)"}


def test_filters_behind_a_button_are_counted_when_it_is_pressed(page: Page, base: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(base + "search.html?q=kim")
    expect(page.locator("#search-status")).to_have_text("4 articles")
    assert "facets.json" not in asked
    opener = page.locator("#search-open")
    opener.click()
    expect(page.locator(".search-facet")).not_to_have_count(0)
    assert facet(page, "Country") == {"Corée du Nord": "(3)", "Russie": "(3)"}
    opener.click()
    page.locator("#search-words").fill("cosmodrome")
    expect(page.locator("#search-status")).to_have_text("1 article")
    expect(opener).to_be_hidden()  # one article: nothing to choose from
    page.locator("#search-words").fill("Yonhap")
    expect(page.locator("#search-status")).to_have_text("2 articles")
    opener.click()
    page.get_by_label("2023").check()
    expect(opener).to_have_attribute("data-chosen", "1")
    # What is chosen can be taken back, also where nothing is found.
    page.goto(base + "search.html?q=kim&year=1999")
    expect(opener).to_have_attribute("data-chosen", "1")
    expect(page.locator("#search-results li")).to_have_count(0)
    opener.click()
    page.get_by_label("1999").click()  # and it is gone: to uncheck would look at it again
    expect(page.locator("#search-status")).to_have_text("4 articles")
    # With more room they stand beside what is found.
    page.goto(base + "search.html?q=kim")
    expect(page.locator("#search-status")).to_have_text("4 articles")
    page.set_viewport_size({"width": 1280, "height": 780})
    expect(page.locator(".search-facet")).not_to_have_count(0)
    assert facet(page, "Year") == {"2024": "(1)", "2023": "(2)", "2018": "(1)"}


def test_values_that_widen_keep_their_counts(ask: Ask, page: Page) -> None:
    assert set(ask("kim", year="2023")) == {"train", "sommet"}
    assert facet(page, "Year") == {"2024": "(1)", "2023": "(2)", "2018": "(1)"}
    page.get_by_label("2018").check()
    expect(page.locator("#search-results li")).to_have_count(3)


def test_a_value_that_nothing_has_finds_nothing_and_can_be_taken_back(ask: Ask, page: Page) -> None:
    assert ask("kim", country="zz") == []
    page.get_by_label("zz").click()
    expect(page.locator("#search-results li")).to_have_count(4)


@pytest.mark.parametrize("word", ["œuvre", "œufs", "œ", "o", "oeuvre", "s"])
def test_every_article_found_has_a_place_in_the_order(page: Page, base: str, word: str) -> None:
    page.goto(base + "search.html")
    scores = page.evaluate(
        """async (word) => {
          const index = await dossierIndex("pagefind/");
          await index.open(true);
          const got = await index.find({ words: [word], name: "", phrases: [], tokens: [], chosen: {},
            order: "" });
          return got.hits.map((hit) => Number.isFinite(hit.score));
        }""",
        word,
    )
    assert scores
    assert all(scores)


def test_order(ask: Ask, page: Page) -> None:
    assert ask("kim", sort="newest") == ["leader", "sommet", "train", "kim-jong-il"]
    page.get_by_label("Sort by").select_option("oldest")
    expect(page.locator("#search-results a").first).to_have_text("Un père")
    assert settled(page) == ["kim-jong-il", "train", "sommet", "leader"]
    assert "sort=oldest" in page.url
    assert ask("")[:3] == ["leader", "obus", "sommet"]


def test_more_and_back(page: Page, base: str) -> None:
    page.goto(base + "search.html?q=foule")
    assert len(settled(page)) == 10
    expect(page.locator("#search-status")).to_have_text("25 articles")
    more = page.get_by_role("button", name="More articles (15 left)")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search-results li")).to_have_count(20)
    expect(page.locator("#search-results li:nth-child(11) a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_text("the article")
    page.go_back()
    expect(page.locator("#search-results li")).to_have_count(20)
    expect(page.locator("#search-words")).to_have_value("foule")


def test_the_newest_are_shown_while_older_ones_are_asked(page: Page, base: str, site: Path) -> None:
    script = (site / "assets" / "search-index.js").read_text(encoding="utf-8")
    assert "AT_FIRST = 10000" in script
    few = script.replace("AT_FIRST = 10000", "AT_FIRST = 3")
    page.route("**/search-index.js", lambda r: r.fulfill(body=few, content_type="text/javascript"))
    page.add_init_script(
        "window.said = []; new MutationObserver(() => {"
        " const status = document.getElementById('search-status');"
        " if (status) window.said.push(status.textContent); })"
        ".observe(document, { subtree: true, childList: true });"
    )
    page.goto(base + "search.html?q=kim&sort=newest")
    expect(page.locator("#search-status")).to_have_text("4 articles")
    assert settled(page) == ["leader", "sommet", "train", "kim-jong-il"]
    assert facet(page, "Year") == {"2024": "(1)", "2023": "(2)", "2018": "(1)"}
    several = len(json.loads((site / "pagefind" / "bundles.json").read_bytes())["bundles"]) > 1
    said = page.evaluate("window.said")
    assert several == any("searching older articles…" in text for text in said)


# --- by hand -------------------------------------------------------------------------------------


def test_typing_searches_and_the_address_keeps_it(page: Page, base: str) -> None:
    page.goto(base + "search.html")
    settled(page)
    page.get_by_role("searchbox").press_sequentially("ukraine", delay=20)
    page.wait_for_url("**?q=ukraine")
    expect(page.locator("#search-status")).to_have_text("2 articles")
    page.get_by_role("searchbox").fill("kim")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=kim")
    expect(page.locator("#search-status")).to_have_text("4 articles")
    page.get_by_label("2024").check()
    expect(page.locator("#search-status")).to_have_text("1 article")
    page.wait_for_url("**year=2024")
    page.go_back()
    page.wait_for_url("**?q=kim")
    expect(page.get_by_label("2024")).not_to_be_checked()
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("ukraine")
    expect(page.locator("#search-status")).to_have_text("2 articles")


def test_a_result_says_when_where_and_in_which_language(ask: Ask, page: Page) -> None:
    ask("treaty")
    result = page.locator("#search-results li")
    expect(result.locator("h2")).to_have_attribute("lang", "en")
    expect(result.locator("time")).to_have_text("20 juin 2024")
    expect(result.locator(".search-source")).to_have_text("The Archive")
    expect(result.locator("mark")).to_have_text("treaty")
    expect(page.locator("#search-status")).to_have_attribute("aria-live", "polite")


# --- where it cannot work --------------------------------------------------------------------------


def test_from_a_folder_it_says_what_it_cannot(page: Page, site: Path) -> None:
    page.goto((site / "search.html").as_uri())
    expect(page.locator("#search-status")).to_contain_text("opened from a folder")
    expect(page.get_by_role("searchbox")).to_be_visible()  # names are found all the same
    expect(page.get_by_role("combobox")).to_be_hidden()


def test_without_script_it_says_that_it_needs_it(new_page: NewPage, base: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(base + "search.html?q=kim")
    assert "needs JavaScript" in page.locator("noscript").inner_html()


@pytest.mark.parametrize(
    "lost", ["pagefind-worker.js", "wasm.fr.pagefind", "pagefind-entry.json", "*/pages.json"]
)
def test_where_a_file_of_the_index_is_missing_it_says_so(
    page: Page, serve: Serve, site: Path, tmp_path: Path, watch: Watch, lost: str
) -> None:
    watch.allow("404|Pagefind|Failed to|Error")
    harmed = Path(shutil.copytree(site, tmp_path / "site"))
    for path in (harmed / "pagefind").glob(lost):
        path.unlink()
    page.goto(serve(harmed) + "search.html?q=kim")
    expect(page.locator("#search-status")).to_contain_text("missing")


def test_facets_are_loaded_of_bundles_that_have_what_is_found(
    page: Page, base: str, site: Path
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(base + "search.html?q=obus")
    assert settled(page) == ["obus"]
    page.goto(base + "search.html?q=ukraine")
    expect(page.locator("#search-facets")).to_be_visible()
    several = len(json.loads((site / "pagefind" / "bundles.json").read_bytes())["bundles"]) > 1
    assert asked.count("facets.json") == (3 if several else 2)
    assert "pagefind.js" not in asked


def test_a_beginning_finds_all_words_however_many_files_they_are_in(
    page: Page, serve: Serve, site: Path, tmp_path: Path
) -> None:
    words = [f"zeb{number}" for number in range(1000, 9000)]
    pages = [
        article(f"zebre-{n:02}", f"Titre {n}", "2020-01-02", " ".join(words[n * 200 :][:200]))
        for n in range(40)
    ]
    for one in pages:
        path = tmp_path / "documents" / one.address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document(one))
    shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("pagefind"))
    index(tmp_path / "documents", entries(*pages), tmp_path / "site" / "pagefind")
    assert len([*(tmp_path / "site").glob("pagefind/*/index/*")]) > 4
    base = serve(tmp_path / "site")
    for query, found in (
        ("zeb", "40 articles"), ("zeb4", "5 articles"), ("zeb12", "1 article"),
        *((words[at], "1 article") for at in range(0, 8000, 571)),
    ):  # fmt: skip
        page.goto(f"{base}search.html?q={query}")
        expect(page.locator("#search-status")).to_have_text(found)


def test_bundles_order_by_relevance_as_one_index_does(
    page: Page, serve: Serve, site: Path, tmp_path: Path
) -> None:
    """Whatever longer words there are, and in however many files: in a heading they count as the
    word that is asked for.
    """
    letters = str.maketrans("0123456789", "bcdfghjklm")  # of numbers, a word's parts are found too
    words = [f"zeb{number}".translate(letters) for number in range(1000, 9000)]
    pages = [
        article(
            f"zebre-{n:02}",
            words[n * 37 * 200 % 8000] if n % 3 else f"Titre {n}",
            f"2020-01-{n % 28 + 1:02}",
            " ".join([*words[n * 200 :][:200], *["zeb"] * (n % 5 == 1), *["ze"] * (n % 7 == 1)]),
        )
        for n in range(40)
    ]
    for one in pages:
        path = tmp_path / "documents" / one.address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document(one))
    found = {}
    for most in (10**9, 20_000):
        at = tmp_path / str(most)
        shutil.copytree(site, at, ignore=shutil.ignore_patterns("pagefind"))
        index(tmp_path / "documents", entries(*pages), at / "pagefind", most=most)
        base = serve(at)
        page.goto(f"{base}search.html")
        found[most] = page.evaluate(
            RANKED, [f"{base}pagefind/", ["zeb", "ze", f"zeb {words[234]}"]]
        )
    bundles = json.loads((tmp_path / "20000" / "pagefind" / "bundles.json").read_bytes())["bundles"]
    assert len(bundles) > 2 and max(bundle["chunks"] for bundle in bundles) > 1
    one, several = found.values()
    assert several == one
    headed = {f"zebre-{n:02}" for n in range(1, 40, 5) if n % 3}
    assert set(one[0][: len(headed)]) == headed


def test_what_is_kept_of_former_results_is_let_go_of_together(page: Page, base: str) -> None:
    """A call for each result would, after a hundred frequent words, hold a search up for seconds."""
    page.goto(f"{base}search.html")
    page.evaluate(
        """async (address) => {
          window.calls = [];
          const post = Worker.prototype.postMessage;
          Worker.prototype.postMessage = function (asked) {
            calls.push([asked.method, asked.args[0]]);
            return post.apply(this, arguments);
          };
          window.index = await dossierIndex(address);
          await index.open(true);
          window.find = (word) => index.find({ words: [word], name: "", phrases: [], tokens: [],
            chosen: {}, order: "" });
          window.kept = (await find("foule")).hits;
          for (let n = 0; n < 40; n += 1) await find(n ? "kim" + n : "depeche");
        }""",
        f"{base}pagefind/",
    )
    page.context.new_cdp_session(page).send("HeapProfiler.collectGarbage")
    together = "([method, results]) => method === 'release' && results.length === 25"
    page.wait_for_function(f"() => calls.some({together})")
    assert "releaseData" not in page.evaluate("() => calls.map(([method]) => method)")
    titles = "Promise.all(kept.map(index.data)).then((all) => all.map((one) => one.meta.title))"
    assert set(page.evaluate(titles)) == {f"Dépêche {n}" for n in range(25)}
    assert page.evaluate("() => find('foule').then((found) => found.hits.length)") == 25


def test_without_an_index_it_says_so(
    page: Page, serve: Serve, site: Path, tmp_path: Path, watch: Watch
) -> None:
    watch.allow("404|Failed to fetch|dynamically imported")
    bare = Path(shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("pagefind")))
    page.goto(serve(bare) + "search.html?q=kim")
    expect(page.locator("#search-status")).to_contain_text("missing")
