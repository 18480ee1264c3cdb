"""What an edit makes the next build do: as much as it must, and what a clean build would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.archive import reads
from builder.archive.door import Door
from builder.archive.readers import open_reader
from builder.build import Order, Outcome, build
from builder.folders import Folders

from ..conftest import MINIMAL, snapshot, write_files

ARTICLE = "---\ntitle: {title}\ndate: {date}\nlang: {lang}\n{keys}---\n\n{body}\n"


def article(
    body: str,
    *,
    title: str = "Un titre",
    date: str = "2023-09-11",
    lang: str = "fr",
    keys: str = "",
) -> str:
    return ARTICLE.format(title=title, date=date, lang=lang, keys=keys, body=body)


class Site:
    """An archive that is built again and again, and compared with what a clean build makes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"

    def write(self, files: dict[str, str]) -> None:
        write_files(self.content, files)

    def build(self, output: str = "site", cache: str = "cache", search: bool = False) -> Outcome:
        folders = Folders(
            self.content, self.root / "templates", self.root / output, self.root / cache
        )
        return build(Order(folders, search=search, jobs=1))

    def rebuild(self) -> Outcome:
        """Build; the site is what a clean build makes, and no changed answer was missed."""
        outcome = self.build()
        connection = open_reader(self.root / "cache")
        assert reads.verify(connection, Door(connection)) == []
        connection.close()
        self.build("clean", "clean-cache")
        here, clean = snapshot(self.root / "site"), snapshot(self.root / "clean")
        assert here.keys() == clean.keys()
        assert [path for path in clean if here[path] != clean[path]] == []
        return outcome


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.write({
        "archive.toml": MINIMAL + 'languages = ["fr"]\n',
        "articles/a.md": article("La France et l’Italie. La France. Jeanne Martin est là."),
        "articles/b.md": article("Jeanne Martin.", date="2023-10-01"),
        "articles/c.md": article("Rien.", date="2024-01-01"),
        "people/jeanne-martin.md": "---\nname: Jeanne Martin\n---\n",
        "people/ana-souza.md": "---\nname: Ana Souza\n---\n",
    })  # fmt: skip
    made.build()
    return made


def test_nothing_changed_does_nothing(site: Site) -> None:
    outcome = site.rebuild()
    assert (outcome.rendered, outcome.written, outcome.deleted) == (0, 0, 0)


Edit = Callable[[Site], None]


def typo(site: Site) -> None:
    site.write({"articles/c.md": article("Rien du tout.", date="2024-01-01")})


def less_present(site: Site) -> None:
    """Italy is not what the article is about any more: a pair less for France."""
    site.write({"articles/a.md": article("La France, la France, et l’Italie. L’Italie, l’Italie.")})


def new_language(site: Site) -> None:
    """The archive speaks German from now on, and knows how countries are called in it."""
    site.write({"articles/d.md": article("Frankreich und Italien.", lang="de")})


def tie_to_come(site: Site) -> None:
    """What a person's role names is described only later."""
    site.write({
        "people/ana-souza.md": "---\nname: Ana Souza\nroles:\n"
        "  - { title: directrice, organisation: Maison Bleue }\n---\n"
    })  # fmt: skip
    site.rebuild()
    site.write({"organisations/maison-bleue.md": "---\nname: Maison Bleue\n---\n"})


def alias(site: Site) -> None:
    site.write({"people/ana-souza.md": "---\nname: Ana Souza\naliases: [Rien]\n---\n"})


def article_gone(site: Site) -> None:
    (site.content / "articles/b.md").unlink()


def article_new(site: Site) -> None:
    site.write({"articles/e.md": article("Ana Souza.", date="2023-09-20")})


def draft(site: Site) -> None:
    site.write(
        {"articles/b.md": article("Jeanne Martin.", date="2023-10-01", keys="draft: true\n")}
    )


def moved(site: Site) -> None:
    (site.content / "articles/sub").mkdir()
    (site.content / "articles/b.md").rename(site.content / "articles/sub/b.md")


def renamed_person(site: Site) -> None:
    (site.content / "people/jeanne-martin.md").rename(site.content / "people/jmartin.md")


def title(site: Site) -> None:
    site.write({"archive.toml": MINIMAL.replace("Essai", "Autre") + 'languages = ["fr"]\n'})


def second_language(site: Site) -> None:
    site.write({"archive.toml": MINIMAL + 'languages = ["fr", "en"]\n'})


def own_kind(site: Site) -> None:
    site.write({
        "archive.toml": MINIMAL + 'languages = ["fr"]\n[kinds.ships]\nlabel = {fr = ["navire", "navires"]}\n',
        "ships/rien.md": "---\nname: Rien\n---\n",
    })  # fmt: skip


@pytest.mark.parametrize(
    "edit",
    [
        typo, less_present, new_language, tie_to_come, alias, article_gone, article_new, draft, moved,
        renamed_person, title, second_language, own_kind,
    ],
    ids=lambda edit: edit.__name__,
)  # fmt: skip
def test_an_edit_makes_what_a_clean_build_makes(site: Site, edit: Edit) -> None:
    edit(site)
    site.rebuild()


def test_kind_taken_away_leaves_nothing(site: Site) -> None:
    own_kind(site)
    site.rebuild()
    site.write({"archive.toml": MINIMAL + 'languages = ["fr"]\n'})
    site.rebuild()
    assert not (site.root / "site" / "ships").exists()


def test_a_typo_renders_its_article_alone(site: Site) -> None:
    typo(site)
    outcome = site.rebuild()
    assert (outcome.rendered, outcome.written) == (1, 1)


def test_an_alias_renders_what_it_touches(site: Site) -> None:
    """The one article that has the word, pages that show the person or who is present, the
    files of data of its kind and year, and those of names by the letters of its words.
    """
    alias(site)
    outcome = site.rebuild()
    pages = {path for path in snapshot(site.root / "site") if path.endswith(".html")}
    assert "people/ana-souza.html" in pages
    assert 0 < outcome.written <= 16


def test_search_knows_every_spelling(site: Site) -> None:
    """Names of the program's table and misspellings too, though no page shows them."""
    keys = "misspellings: [Jane Martain]\nnames: { ko: 마르탱 }\n"
    site.write({"people/jeanne-martin.md": f"---\nname: Jeanne Martin\n{keys}---\n"})
    site.build(search=True)
    document = (site.root / "cache/documents/articles/2023/09/a.html").read_text(encoding="utf-8")
    for spelling in ("Jeanne Martin", "Jane Martain", "마르탱", "Italie", "Italy"):
        assert spelling in document
    page = (site.root / "site/people/jeanne-martin.html").read_text(encoding="utf-8")
    assert "Jane Martain" not in page


def test_what_a_killed_build_left_half_written_goes(site: Site) -> None:
    left = site.root / "site" / "articles" / "2023" / "09" / ".dossier-new-123-a.html"
    left.write_bytes(b"<p>half")
    assert site.rebuild().rendered == 0
    assert not left.exists()


def test_an_article_renders_no_page_of_another_month(tmp_path: Path) -> None:
    """Neither of the chronology nor of its source and topic: pages beside its own lead to each
    other without counts.
    """
    site = Site(tmp_path)
    keys = "source: AFP\ntopics: [sport]\n"
    files = {"archive.toml": MINIMAL + 'languages = ["fr"]\n'}
    for number in range(12 * 10):
        date = f"{2022 + number % 2}-{1 + number % 12:02}-{1 + number // 12:02}"
        files[f"articles/a{number}.md"] = article("Rien.", date=date, keys=keys)
    site.write(files)
    site.build()
    pages = {path for path in snapshot(site.root / "site") if path.endswith(".html")}
    assert {"sources/afp/2022.html", "topics/sport/2023.html"} <= pages
    site.write({"articles/new.md": article("Rien.", date="2023-04-20", keys=keys)})
    added = site.rebuild()
    slices = {"chronology/2023/04.html", "chronology/2023.html", "chronology/index.html"} | {
        f"{facet}{end}" for facet in ("sources/afp", "topics/sport") for end in (".html", "/2023.html")
    }  # fmt: skip
    beside = {"articles/2023/04/new.html", "index.html", "sources/index.html", "topics/index.html"}
    assert slices | beside <= pages | {"articles/2023/04/new.html"}
    # And its neighbours in time, and files for machines: previews, three kinds of data, its document.
    assert added.rendered <= len(slices | beside) + 2 + 6
