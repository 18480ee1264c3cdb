"""How many pages of each kind a typical edit renders: the cost follows the change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import render
from builder.archive import ledger, reads
from builder.archive.door import QUESTIONS, Door, Handed
from builder.archive.ledger import Known
from builder.archive.readers import open_reader
from builder.build import Builder, Order, build
from builder.folders import Folders, program_templates

from ..conftest import write_files

SETTINGS = 'format = 1\nid = "essai"\ntitle = "Essai"\nlanguages = ["fr"]\n'
PLAIN = "Rien ne se passe ici, écrit-on."
NAMED = "Ana Souza a parlé. Rien d’autre."


def article(number: int, body: str, title: str = "") -> str:
    day = f"2023-{number // 28 + 1:02d}-{number % 28 + 1:02d}"
    return (
        f"---\ntitle: {title or f'Titre {number}'}\ndate: {day}\nlang: fr\nrights: essai\n---\n\n"
        f"{body}\n"
    )


class Archive:
    """Forty articles, of which so many name Ana Souza, and one of these Jean Martin."""

    def __init__(self, root: Path, of_ana: int = 2) -> None:
        self.root = root
        self.content = root / "content"
        files = {f"articles/n{n}.md": article(n, PLAIN) for n in range(40)}
        files |= {f"articles/n{n}.md": article(n, NAMED) for n in range(20, 19 + of_ana)}
        files |= {
            "archive.toml": SETTINGS,
            "articles/n19.md": article(19, f"{NAMED} Jean Martin est là."),
            "people/ana-souza.md": "---\nname: Ana Souza\n---\n",
            "people/jean-martin.md": "---\nname: Jean Martin\n---\n",
        }
        write_files(self.content, files)

    def write(self, name: str, text: str) -> None:
        write_files(self.content, {name: text})

    @property
    def order(self) -> Order:
        folders = Folders(
            self.content, self.root / "templates", self.root / "site", self.root / "cache"
        )
        return Order(folders, search=False, jobs=1)

    def build(self, verified: bool = True) -> None:
        build(self.order)
        if not verified:
            return  # to verify is to ask everything again
        connection = open_reader(self.root / "cache")
        assert reads.verify(connection, Door(connection)) == []
        connection.close()


def typo(archive: Archive) -> None:
    archive.write("articles/n10.md", article(10, PLAIN.replace("écrit-on", "dit-on")))


def title(archive: Archive) -> None:
    archive.write("articles/n10.md", article(10, PLAIN, "Un autre titre"))


def new_article(archive: Archive) -> None:
    archive.write("articles/n50.md", article(50, PLAIN))


def removed_article(archive: Archive) -> None:
    (archive.content / "articles/n10.md").unlink()


def renamed_person(archive: Archive) -> None:
    archive.write(
        "people/jean-martin.md", "---\nname: Jean Martinet\naliases: [Jean Martin]\n---\n"
    )


def alias(archive: Archive) -> None:
    archive.write("people/ana-souza.md", "---\nname: Ana Souza\naliases: [La romancière]\n---\n")


def partial(archive: Archive) -> None:
    source = (program_templates() / "passages.html").read_text(encoding="utf-8")
    write_files(archive.root / "templates", {"passages.html": f"{source}<!-- mine -->"})


def setting(archive: Archive) -> None:
    archive.write("archive.toml", f"{SETTINGS}[publication]\npairs_from = 2\n")


def touched(archive: Archive) -> None:
    (archive.content / "articles/n10.md").touch()


EXPECTED: dict[Callable[[Archive], None], dict[str, int]] = {
    touched: {},
    typo: {"article": 1},
    # Those beside it show it as the one before or after.
    title: {"article": 3, "chronology": 2, "data": 3, "previews": 1},
    new_article: {"article": 2, "chronology": 3, "data": 5, "home": 1, "previews": 1},
    removed_article: {"article": 2, "chronology": 3, "data": 5, "home": 1, "previews": 1},
    renamed_person: {
        "article": 1,
        "data": 2,
        "entity": 1,
        "home": 1,
        "index": 1,
        "names": 2,
        "ranking": 1,
    },
    # Its names are in a file for each letter with which a word of them begins; one is new.
    alias: {"data": 2, "entity": 1, "names": 4, "search": 1},
    partial: {"entity": 2},
    setting: {},
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path)
    made.build()
    return made


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """The kinds of the pages that are rendered from now on."""
    found: Counter[str] = Counter()
    whole = render.Renderer._render

    def counted(self: render.Renderer, known: Known, batch: render.Batch) -> ledger.Rendered:
        found[known.kind] += 1
        return whole(self, known, batch)

    monkeypatch.setattr(render.Renderer, "_render", counted)
    return found


def asked_from_now_on(monkeypatch: pytest.MonkeyPatch, name: str) -> list[tuple[str, ...]]:
    """What a question is asked of from now on: it is worked out each time that it is in here."""
    asked: list[tuple[str, ...]] = []
    whole = QUESTIONS[name]

    def noted(door: Door, *of: str) -> object:
        asked.append(of)
        return whole(door, *of)

    monkeypatch.setitem(QUESTIONS, name, noted)
    return asked


@pytest.mark.parametrize("edit", EXPECTED, ids=lambda edit: edit.__name__)
def test_an_edit_renders(
    archive: Archive, rendered: Counter[str], edit: Callable[[Archive], None]
) -> None:
    edit(archive)
    rendered.clear()
    archive.build()
    assert dict(rendered) == EXPECTED[edit]


def test_the_33rd_article_of_an_entity_relates_none_of_them_any_more(
    tmp_path: Path, rendered: Counter[str]
) -> None:
    archive = Archive(tmp_path, of_ana=32)
    archive.build()
    archive.write("articles/n51.md", article(51, NAMED))
    rendered.clear()
    archive.build()
    assert dict(rendered) == {
        "article": 33, "chronology": 3, "data": 5, "entity": 1, "home": 1, "index": 1,
        "previews": 1, "ranking": 1,
    }  # fmt: skip


def test_an_earlier_article_of_an_entity_in_many_asks_none_of_them_to_what_it_is_related(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path, of_ana=40)
    archive.build()
    asked = asked_from_now_on(monkeypatch, "?related")
    archive.write("articles/a.md", article(0, NAMED))
    archive.build(verified=False)
    assert {of[0] for of in asked} == {
        "a",
        "n0",
    }  # which it now follows, and whose page is made again


def test_one_more_article_of_an_entity_plans_none_of_its_pages_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path, of_ana=40)
    archive.build()
    planned: list[str] = []
    whole = reads.ask_plan

    def counted(door: Door, arguments: tuple[str, ...], handed: Handed) -> object:
        planned.append(" ".join(arguments))
        return whole(door, arguments, handed)

    monkeypatch.setattr(reads, "ask_plan", counted)
    archive.write("articles/n60.md", article(39, NAMED))  # of a month that has others
    archive.build(verified=False)
    assert sorted(planned) == ["article n60", "document n60"]


def test_one_more_article_of_one_of_many_people_leaves_their_list_as_it_is(
    tmp_path: Path, rendered: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path)
    for number in range(310):
        name = f"{chr(65 + number % 26)}{chr(97 + number // 26)}k Kim"
        archive.write(f"people/p{number}.md", f"---\nname: {name}\n---\n")
    with Builder(archive.order, in_parts=True) as builder:
        builder.update()
        asked = asked_from_now_on(monkeypatch, "?indexed")
        for number in (60, 61):
            rendered.clear()
            archive.write(f"articles/n{number}.md", article(39, NAMED))
            builder.update({archive.content / f"articles/n{number}.md"})
            # Those of her letter, and the first page, with those who are most present.
            assert (rendered["index"], rendered["ranking"]) == (2, 1)
    assert asked == []
    assert re.search(
        r'href="[^"]*ana-souza\.html">Ana Souza</a> <span class="count">4<',
        (tmp_path / "site/people/index/a.html").read_text(encoding="utf-8"),
    )
