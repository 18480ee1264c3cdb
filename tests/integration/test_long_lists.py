"""Lists that are long: cut by time and by letter, every page small, every article in its place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from builder.build import Order, build
from builder.folders import Folders

from ..conftest import MINIMAL, snapshot, write_files

BODY = "Jeanne Martin est à Paris. " * 3
DATES = [
    *(("2021", 1),) * 3,
    *(("2022", number) for number in range(3)),
    *((f"2023-09-{day:02}", number) for day in (11, 12) for number in range(40)),
    *(("2023-09", number) for number in range(25)),
    *((f"2023-10-{day:02}", 1) for day in range(1, 10)),
]


def archive(dates: list[tuple[str, int]], people: int = 0) -> dict[str, str]:
    files = {
        "archive.toml": MINIMAL + 'languages = ["fr"]\n',
        "people/jeanne-martin.md": "---\nname: Jeanne Martin\n---\n",
    }
    for place, (date, _) in enumerate(dates):
        head = f"---\ntitle: Titre {place}\ndate: {date}\nsource: AFP\nlang: fr\n---\n"
        files[f"articles/a{place:04}.md"] = f"{head}\n{BODY}\n"
    for number in range(people):
        name = f"Kim {chr(65 + number % 26)}{chr(97 + number // 26 % 26)}"
        files[f"people/p{number}.md"] = f"---\nname: {name}\n---\n"
    return files


def made(root: Path, files: dict[str, str]) -> Path:
    write_files(root / "content", files)
    folders = Folders(root / "content", root / "templates", root / "site", root / "cache")
    build(Order(folders, search=False, jobs=1))
    return root / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("long"), archive(DATES, people=330))


def links(page: Path) -> list[str]:
    found = re.findall(r'href="([^"#]+)', page.read_text(encoding="utf-8"))
    return [(page.parent / link).resolve().as_posix() for link in found]


def titles(page: Path) -> set[str]:
    return set(re.findall(r"Titre \d+", page.read_text(encoding="utf-8")))


def bars(page: Path) -> dict[str, str]:
    """The articles of each slice that a menu shows."""
    found = re.findall(
        r'<a href="(?:[^"]*/)?([^"/]+)\.html">[^<]+</a> <svg class="span".*?<span class="count">(\d+)<',
        page.read_text(encoding="utf-8"),
    )
    return dict(found)


def test_every_article_is_on_one_slice_of_its_entity(site: Path) -> None:
    folder = site / "people/jeanne-martin"
    assert sorted(page.stem for page in folder.glob("*.html")) == [
        "2021", "2022", "2023", "2023-09", "2023-09-00", "2023-09-11", "2023-09-12", "2023-10",
    ]  # fmt: skip
    main = site / "people/jeanne-martin.html"
    linked = links(main)
    for year in ("2021", "2022", "2023"):
        assert (folder / f"{year}.html").as_posix() in linked
    listed = {
        page.stem: titles(page)
        for page in folder.glob("*.html")
        if 'class="passages"' in page.read_text(encoding="utf-8")
    }
    assert sum(map(len, listed.values())) == len(DATES)
    assert len(listed["2023-09-00"]) == 25
    assert len(listed["2023-09-11"]) == 40


@pytest.mark.parametrize("folder", ["people/jeanne-martin", "sources/afp"])
def test_each_slice_leads_to_the_one_before_and_after(site: Path, folder: str) -> None:
    rows = {
        page.stem: re.findall(
            r'<a rel="(prev|next)" href="([^"]+)\.html"', page.read_text(encoding="utf-8")
        )
        for page in (site / folder).glob("*.html")
    }
    assert rows == {
        "2021": [("next", "2022")],
        "2022": [("prev", "2021"), ("next", "2023")],
        "2023": [("prev", "2022")],
        "2023-09": [("next", "2023-10")],
        "2023-09-00": [("next", "2023-09-11")],
        "2023-09-11": [("prev", "2023-09-00"), ("next", "2023-09-12")],
        "2023-09-12": [("prev", "2023-09-11")],
        "2023-10": [("prev", "2023-09")],
    }
    assert "chrono-nav" not in (site / f"{folder}.html").read_text(encoding="utf-8")


def test_an_article_of_a_new_year_renders_only_pages_that_it_changes(tmp_path: Path) -> None:
    dates = [
        (f"{year}-{month:02}-{day:02}", 1)
        for year in (2019, 2020, 2021)
        for month in range(1, 13)
        for day in range(1, 12)
    ]
    files = archive(dates)
    files["people/luc-durand.md"] = "---\nname: Luc Durand\n---\n"
    both = {
        name: text.replace("Jeanne Martin est", "Luc Durand et Jeanne Martin sont")
        for name, text in files.items()
    }
    made(tmp_path, both)
    assert len(list((tmp_path / "site/people/jeanne-martin").glob("*.html"))) == 3 + 36
    assert (tmp_path / "site/pairs/people/jeanne-martin/people/luc-durand/2019-05.html").is_file()
    for date in ("2022-01-03", "2022-01-04", "2022-02-01"):
        head = f"---\ntitle: Nouveau {date}\ndate: {date}\nsource: AFP\nlang: fr\n---\n"
        write_files(tmp_path / "content", {f"articles/n{date}.md": f"{head}\n{BODY}\n"})
        folders = Folders(*(tmp_path / name for name in ("content", "templates", "site", "cache")))
        outcome = build(Order(folders, search=False, jobs=1))
        assert outcome.rendered == outcome.written > 0, date


def test_slices_of_what_two_share_come_and_go_as_in_a_clean_build(tmp_path: Path) -> None:
    dates = [(f"{2020 + number % 2}-{number % 12 + 1:02}-05", 1) for number in range(100)]
    files = {
        name: text.replace("Jeanne Martin est", "Luc Durand et Jeanne Martin sont")
        for name, text in archive(dates).items()
    }
    luc = "---\nname: Luc Durand\n---\n"
    files["people/luc-durand.md"] = luc
    one_more = {"articles/zz.md": files["articles/a0003.md"].replace("Titre 3", "Titre 100")}
    many = {"archive.toml": files["archive.toml"] + "[publication]\npairs_from = 300\n"}
    alone = {"people/luc-durand.md": luc.replace("name:", "visibility: unlisted\nname:")}
    folder = "site/pairs/people/jeanne-martin/people/luc-durand"
    for step, (more, slices) in enumerate(
        [({}, 0), (one_more, 2), (many, 0), ({}, 0), (one_more, 2), (one_more | alone, 0),
         (one_more, 2), ({}, 0)]
    ):  # fmt: skip
        for name in one_more.keys() - more.keys():
            (tmp_path / "content" / name).unlink(missing_ok=True)
        site = made(tmp_path, files | more)
        assert len(list((tmp_path / folder).glob("*.html"))) == slices, step
        clean = tmp_path / f"clean{step}"
        assert snapshot(site) == snapshot(made(clean, files | more)), step


def test_an_entity_that_no_article_names_says_so(site: Path) -> None:
    said = "Aucun article n’en parle encore."
    assert said in (site / "people/p0.html").read_text(encoding="utf-8")
    assert said not in (site / "people/jeanne-martin.html").read_text(encoding="utf-8")


def test_the_page_of_a_long_list_has_the_newest_articles(site: Path) -> None:
    text = (site / "people/jeanne-martin.html").read_text(encoding="utf-8")
    shown = re.findall(r'<a class="item-title"[^>]*>(Titre \d+)</a>', text)
    newest = len(DATES) - 1
    assert shown == [f"Titre {number}" for number in range(newest, newest - 5, -1)]
    menu = re.search(r'<ul class="slices".*?</ul>', text)
    assert menu and menu.end() < text.index('<a class="item-title"')
    counts = re.findall(r'>(\d+) <span class="count">(\d+)</span></a>', menu[0])
    assert counts == [("2021", "3"), ("2022", "3"), ("2023", "114")]
    assert text.count('<blockquote class="passage-text"') == 5 * 3
    assert titles(site / "people/jeanne-martin/2023.html") == set()  # a menu, and no more


def test_the_newest_are_from_as_many_slices_as_it_takes(tmp_path: Path) -> None:
    dates = [(f"2022-{month:02}-03", 1) for month in range(1, 13)] * 9 + [("2023-01-05", 1)] * 2
    files = archive(dates)

    def days() -> list[str]:
        page = made(tmp_path, files) / "people/jeanne-martin.html"
        return re.findall(
            r'<time class="item-date" datetime="([^"]*)"', page.read_text(encoding="utf-8")
        )

    assert days() == ["2023-01-05"] * 2 + ["2022-12-03"] * 3
    last = f"articles/a{len(dates) - 1:04}.md"
    (tmp_path / "content" / last).unlink()
    del files[last]
    assert days() == ["2023-01-05"] + ["2022-12-03"] * 4


def test_a_slice_leads_up_and_on(site: Path) -> None:
    text = (site / "people/jeanne-martin/2023-09-11.html").read_text(encoding="utf-8")
    trail = re.search(r'<nav class="trail".*?</nav>', text, re.DOTALL)
    assert trail
    assert re.findall(r">([^<>]+)</a>", trail[0]) == ["Jeanne Martin", "2023", "septembre 2023"]
    assert 'rel="next" href="2023-09-12.html"' in text


def test_sources_and_the_chronology_are_cut_alike(site: Path) -> None:
    assert len(titles(site / "sources/afp/2023-09-00.html")) == 25
    assert len(titles(site / "chronology/2023/09/00.html")) == 25
    assert len(titles(site / "chronology/2023/09/11.html")) == 40
    assert len(titles(site / "chronology/2022.html")) == 3
    for folder in (site / "sources/afp", site / "people/jeanne-martin"):
        assert bars(folder / "2023-09.html") == {
            page.stem: str(len(titles(page))) for page in sorted(folder.glob("2023-09-*.html"))
        }
        assert bars(folder / "2023.html") == {"2023-09": "105", "2023-10": "9"}
    assert bars(site / "sources/afp.html")["2022"] == "3"
    newest = len(DATES) - 1
    shown = re.findall(
        r'<a class="item-title"[^>]*>(Titre \d+)</a>',
        (site / "sources/afp.html").read_text(encoding="utf-8"),
    )
    assert shown == [f"Titre {number}" for number in range(newest, newest - 5, -1)]
    assert titles(site / "sources/afp/2023.html") == set()  # a menu, and no more


def test_a_busy_month_has_its_days_in_its_calendar(site: Path) -> None:
    month = site / "chronology/2023/09.html"
    text = month.read_text(encoding="utf-8")
    assert '<p class="count">105 articles</p>' in text
    days = re.findall(r'href="09/(\d\d)\.html" data-articles="(\d+)"', text)
    assert days == [("11", "40"), ("12", "40")]
    assert bars(month) == {"00": "25"}  # which no calendar has
    for page in (site / "people/jeanne-martin/2023-09.html", site / "sources/afp/2023-09.html"):
        assert '<p class="count">105 articles</p>' in page.read_text(encoding="utf-8")


def test_the_articles_of_a_year_without_a_month_are_counted(tmp_path: Path) -> None:
    site = made(tmp_path, archive([("2023", 1)] * 105 + [("2023-09-11", 1)]))
    assert bars(site / "chronology/2023.html") == {"00": "105"}
    assert bars(site / "chronology/2023/00.html") == {"00": "105"}


def test_a_long_index_is_cut_by_letter_then_by_prefix(site: Path) -> None:
    index = site / "people/index.html"
    assert (site / "people/index/k.html").as_posix() in links(index)
    letters = (site / "people/index/k.html").read_text(encoding="utf-8")
    assert 'href="kim.html"' not in letters  # all 330 share "Ki" and "Kim": one way down
    assert 'href="ki.html"' in letters
    assert (site / "people/index/kim.html").as_posix() in links(site / "people/index/ki.html")
    assert "Kim Ba" in (site / "people/index/kimb.html").read_text(encoding="utf-8")
    assert "Jeanne Martin" in (site / "people/index/j.html").read_text(encoding="utf-8")


def named(page: Path) -> list[tuple[str, str]]:
    """The names that an index lists, with their articles."""
    return re.findall(
        r'<a class="entity-name[^>]*>([^<]*)</a> <span class="count">(\d+)', page.read_text("utf-8")
    )


def test_an_index_by_number_of_articles_is_whole_or_says_from_how_many(
    site: Path, tmp_path: Path
) -> None:
    ranking = site / "people/index/by-articles.html"
    assert ranking.as_posix() in links(site / "people/index.html")
    # 330 others are in no article: level with the first that has no room, so all are left out.
    assert named(ranking) == [("Jeanne Martin", str(len(DATES)))]
    assert "Ce qui paraît dans 1 article ou plus." in ranking.read_text(encoding="utf-8")
    files = archive([("2023", 1), ("2022", 1)], people=30)
    files["articles/a0000.md"] += "\nKim Ba et Kim Ca.\n"
    files["articles/a0001.md"] += "\nKim Ca.\n"
    short = named(made(tmp_path, files) / "people/index/by-articles.html")
    assert short[:4] == [
        ("Jeanne Martin", "2"), ("Kim Ca", "2"), ("Kim Ba", "1"), ("Kim Aa", "0"),
    ]  # fmt: skip
    assert len(short) == 31


def test_no_page_is_over_300_kilobytes(site: Path) -> None:
    sizes = {path: path.stat().st_size for path in site.rglob("*.html")}
    assert max(sizes.values()) < 300_000


def test_no_address_goes_as_articles_come(tmp_path: Path) -> None:
    site = made(tmp_path, archive(DATES[:90]))
    before = {path.relative_to(site) for path in site.rglob("*.html")}
    made(tmp_path, archive([*DATES[:90], *DATES]))
    assert before <= {path.relative_to(site) for path in site.rglob("*.html")}


def pair_archive(dates: list[str]) -> dict[str, str]:
    files = archive([(date, 0) for date in dates])
    for number in range(len(dates)):
        head, _, body = files[f"articles/a{number:04}.md"].partition("lang: fr\n")
        files[f"articles/a{number:04}.md"] = (
            f"{head}lang: fr\nabout: [Jeanne Martin, FR]\n---\n"
            f"\nJeanne Martin quitte la France. {body.partition('---')[2].strip()}\n"
        )
    return files


def test_a_pair_of_very_many_articles_is_cut_by_time(tmp_path: Path) -> None:
    dates = ["2021"] * 2 + ["2022-01"] + ["2023-09-11"] * 101 + ["2023-09-12", "2023-09", "2023"]
    files = pair_archive(dates)
    files["articles/a0000.md"] = files["articles/a0000.md"].replace(
        "about: [Jeanne Martin, FR]", ""
    )
    files["articles/a0000.md"] = files["articles/a0000.md"].replace("la France", "Lyon")
    site = made(tmp_path, files)
    pair = site / "pairs/countries/fr/people/jeanne-martin.html"
    text = pair.read_text(encoding="utf-8")
    assert not titles(pair)
    assert f"{len(dates) - 1} articles concernent" in text
    search = "with=countries/fr&amp;with=people/jeanne-martin&amp;sort=newest"
    assert f'href="../../../../search.html?{search}"' in text
    folder = pair.with_suffix("")
    slices = {page.stem: titles(page) for page in folder.glob("*.html")}
    assert {page: len(listed) for page, listed in slices.items() if len(page) < 12} == {
        "2021": 1, "2022": 1, "2023": 0, "2023-00": 1, "2023-09": 0, "2023-09-00": 1,
        "2023-09-11": 0, "2023-09-12": 1,
    }  # fmt: skip
    parts = {page: listed for page, listed in slices.items() if len(page) > 11}
    assert sum(map(len, parts.values())) == 101
    assert set.union(*slices.values()) == {f"Titre {place}" for place in range(1, len(dates))}
    assert bars(pair) == {"2021": "1", "2022": "1", "2023": "104"}
    assert bars(folder / "2023.html") == {"2023-00": "1", "2023-09": "103"}
    assert bars(folder / "2023-09.html") == {
        "2023-09-00": "1", "2023-09-11": "101", "2023-09-12": "1",
    }  # fmt: skip
    assert bars(folder / "2023-09-11.html") == {
        page: str(len(listed)) for page, listed in sorted(parts.items())
    }
    assert (folder / "2023.html").as_posix() in links(pair)
    day = (folder / "2023-09-12.html").read_text(encoding="utf-8")
    trail = re.search(r'<nav class="trail".*?</nav>', day, re.DOTALL)
    assert trail and re.findall(r">([^<>]+)</a>", trail[0]) == [
        "France – Jeanne Martin", "2023", "septembre 2023",
    ]  # fmt: skip
    assert "la <mark" in day  # sentences that name both are there


def test_a_list_of_names_makes_no_pair_of_each_two_in_it(tmp_path: Path) -> None:
    names = [f"Personne N{number:02}" for number in range(32)]
    files = {"archive.toml": MINIMAL}
    files |= {f"people/p{n:02}.md": f"---\nname: {name}\n---\n" for n, name in enumerate(names)}

    def article(number: int, named: list[str]) -> str:
        day = f"2023-09-{number + 1:02}"
        return (
            f"---\ntitle: Titre {number}\ndate: {day}\npeople: [{', '.join(named)}]\n---\nTexte.\n"
        )

    files |= {f"articles/a{n}.md": article(n, names) for n in range(6)}
    files |= {f"articles/b{n}.md": article(n, names[30:]) for n in range(6, 11)}
    folder = made(tmp_path, files) / "pairs/people"
    assert titles(folder / "p00/people/p01.html") == {f"Titre {n}" for n in range(6)}
    assert not (folder / "p00/people/p30.html").exists()
    assert titles(folder / "p30/people/p31.html") == {f"Titre {n}" for n in range(6, 11)}
    # Where one is named beside fewer others, its article is one of the pair, in the same month.
    files["articles/a5.md"] = article(5, names[2:])
    made(tmp_path, files)
    assert titles(folder / "p00/people/p01.html") == {f"Titre {n}" for n in range(5)}
    assert titles(folder / "p30/people/p31.html") == {f"Titre {n}" for n in range(5, 11)}
    made(tmp_path / "clean", files)
    assert snapshot(tmp_path / "site") == snapshot(tmp_path / "clean" / "site")


def test_an_article_of_a_long_pair_changes_its_slices_alone(tmp_path: Path) -> None:
    dates = [f"{year}-0{month}-01" for year in (2021, 2022, 2023) for month in range(1, 9)] * 5
    files = pair_archive(dates)
    site = made(tmp_path, files)
    folder = site / "pairs/countries/fr/people/jeanne-martin"

    def contents() -> dict[str, bytes]:
        pages = [folder.with_suffix(".html"), *folder.glob("*.html")]
        return {page.stem: page.read_bytes() for page in pages}

    before = contents()
    assert set(before) == {"jeanne-martin", "2021", "2022", "2023"}
    files["articles/a0000.md"] = files["articles/a0000.md"].replace("quitte", "aime")  # 2021-01
    made(tmp_path, files)
    after = contents()
    assert {page for page in before if before[page] != after[page]} == {"2021"}
    (tmp_path / "content/articles/a0000.md").unlink()
    del files["articles/a0000.md"]
    made(tmp_path, files)
    assert bars(folder.with_suffix(".html")) == {"2021": "39", "2022": "40", "2023": "40"}
    # Twenty fewer, and the pair is whole again.
    for number in range(1, 20):
        (tmp_path / f"content/articles/a{number:04}.md").unlink()
        del files[f"articles/a{number:04}.md"]
    made(tmp_path, files)
    assert set(contents()) == {"jeanne-martin"}
    assert len(titles(folder.with_suffix(".html"))) == 100
    assert made(tmp_path / "anew", files)
    clean = tmp_path / "anew/site/pairs/countries/fr/people/jeanne-martin.html"
    assert clean.read_bytes() == contents()["jeanne-martin"]


def test_an_edit_makes_of_a_busy_day_one_part_again(tmp_path: Path) -> None:
    dates = ["2023-09-11"] * 130 + ["2023-09-12", "2023-09-13"] * 20 + ["2023-09"] * 110
    files = pair_archive(dates)
    site = made(tmp_path, files)
    parts = {"pairs/countries/fr/people/jeanne-martin": 0, "chronology/2023/09": 0}
    for folder in parts:
        assert len(list((site / folder).rglob("*.html"))) > 20
    day = site / "chronology/2023/09/11"
    assert bars(day.with_suffix(".html")) == {
        page.stem: str(len(titles(page))) for page in sorted(day.glob("*.html"))
    }
    said = day.with_suffix(".html").read_text(encoding="utf-8")
    assert ">partie 1</a>" in said and "sont répartis en parties" in said
    path = "articles/a0003.md"
    files[path] = files[path].replace("title: Titre 3", "title: Un autre titre")
    write_files(tmp_path / "content", files)
    order = Order(
        Folders(tmp_path / "content", tmp_path / "templates", site, tmp_path / "cache"),
        search=False,
        jobs=1,
    )
    before = snapshot(site)
    outcome = build(order)
    changed = {name for name, data in snapshot(site).items() if before[name] != data}
    for folder in parts:
        (_one,) = (name for name in changed if name.startswith(f"{folder}/"))
    assert outcome.rendered == outcome.written


def test_an_index_by_number_of_which_all_are_level_tells_the_numbers(tmp_path: Path) -> None:
    files = archive([], people=310)
    files["articles/a.md"] = "---\ntitle: Titre\ndate: 2023\nlang: fr\n---\n\nJeanne Martin.\n"
    for number in range(310):
        del files[f"people/p{number}.md"]
    names = [
        f"{chr(65 + number % 26)}o{'abcdefghijkl'[number // 26]}a Durand" for number in range(310)
    ]
    head = "---\ntitle: Titre 2\ndate: 2023\nlang: fr\npeople:\n"
    files["articles/b.md"] = head + "".join(f"- {name}\n" for name in names) + "---\n\nTexte.\n"
    index = made(tmp_path, files) / "people/index"
    text = (index / "by-articles.html").read_text(encoding="utf-8")
    assert not named(index / "by-articles.html")
    assert '<td class="number">1</td><td class="number">311</td>' in text
    assert (index / "d.html").as_posix() in links(index / "by-articles.html")


def test_a_source_an_author_or_a_topic_may_be_called_index(tmp_path: Path) -> None:
    files = archive([])
    files["articles/a.md"] = (
        "---\ntitle: Titre\ndate: 2023\nlang: fr\nsource: Index\nauthor: Index\ntopics: [index]\n"
        "people: [Index]\nrights: x\n---\n\nJeanne Martin.\n"
    )
    site = made(tmp_path, files)
    article = links(site / "articles/2023/a.html")
    for folder in ("sources", "authors", "topics", "people"):
        (page,) = site.glob(f"{folder}/x-*.html")
        assert page.as_posix() in article
        assert page.as_posix() in links(site / folder / "index.html")


def test_a_long_list_of_authors_has_files_of_names_of_its_own(tmp_path: Path) -> None:
    files = archive([])
    names = [f"{chr(65 + number % 26)}{'aeiouy'[number // 52]} Plume" for number in range(312)]
    names = [f"{name} {number}" for number, name in enumerate(names)]
    files["articles/a.md"] = (
        "---\ntitle: Titre\ndate: 2023\nlang: fr\nsource: AFP\nrights: x\nauthor:\n"
        + "".join(f"- {name}\n" for name in [*names, "Élise Plume"])
        + "---\n\nJeanne Martin.\n"
    )
    files["articles/b.md"] = files["articles/a.md"].replace("Titre", "Titre 2")
    for name in names:
        files["articles/b.md"] = files["articles/b.md"].replace(f"- {name}\n", "")
    site = made(tmp_path, files)

    def file(initial: str) -> list[list[str]]:
        text = (site / f"assets/names/fr-authors-{initial}.js").read_text(encoding="utf-8")
        key, entries = json.loads(
            f"[{text.removeprefix('dossier.names(').removesuffix(');' + chr(10))}]"
        )
        assert key == f"fr-authors-{initial}"
        return list(entries)

    elise = ["", "Élise Plume", "authors/elise-plume.html", "2 articles"]
    assert elise in file("65") and elise in file("70")
    assert len(file("70")) == 313 and len(file("65")) == 13
    index = (site / "authors/index.html").read_text(encoding="utf-8")
    initials = re.search(r'data-files="fr-authors-" data-names="([^"]*)"', index)
    there = {path.stem.rpartition("-")[2] for path in site.glob("assets/names/fr-authors-*.js")}
    assert initials and set(initials[1].split()) == there
    # One page lists all sources; what is typed on the search page is no author.
    assert not list(site.glob("assets/names/fr-sources-*.js"))
    assert "data-names" not in (site / "sources/index.html").read_text(encoding="utf-8")
    assert {path.name for path in site.glob("assets/names/fr-??.js")} == {"fr-6a.js", "fr-6d.js"}
    # An article that goes takes its authors along.
    (tmp_path / "content/articles/a.md").unlink()
    del files["articles/a.md"]
    made(tmp_path, files)
    assert not list(site.glob("assets/names/fr-authors-*.js"))


def test_a_chronology_of_very_many_years_shows_decades(tmp_path: Path) -> None:
    site = made(tmp_path, archive([(f"{year}-03", 1) for year in range(1901, 2023, 2)] * 2))
    chronology = site / "chronology/index.html"
    text = chronology.read_text(encoding="utf-8")
    assert re.findall(r"<h2>([^<]+) <span", text)[:2] == ["2020–2029", "2010–2019"]
    assert (site / "chronology/1901.html").as_posix() in links(chronology)
    assert (site / "chronology/1901/03.html").as_posix() not in links(chronology)
    assert len(titles(site / "chronology/1901.html")) == 2
    assert len(text.encode()) < 60_000
