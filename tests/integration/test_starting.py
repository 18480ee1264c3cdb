"""`dossier init` and `dossier new`: what they write builds, and what is there stays."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from hypothesis import given, strategies as st

from builder.config import Config
from builder.content.articles import read_article
from builder.content.entities import read_entity
from builder.content.settings import read_config
from builder.model import Entity
from builder.starting import LANGUAGES, STARTERS, init_archive, new_file
from tests.conftest import MINIMAL, Dossier, snapshot, write_files

NOW = datetime(2024, 12, 31, 23, 30, tzinfo=UTC)


# --- init ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_new_archive_builds_without_a_word(dossier: Dossier, tmp_path: Path, lang: str) -> None:
    done = dossier("init", "mine", "--yes", "--language", lang, "--title", 'L\'"été" {x} $y')
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "mine"
    assert done.stdout.split() == [
        f"mine/{path}" for path in sorted(snapshot(folder), key=_as_written)
    ]
    config, problems = read_config("archive.toml", (folder / "content/archive.toml").read_bytes())
    assert config is not None and problems == ()
    lines = (folder / "content/archive.toml").read_text(encoding="utf-8").split("\n")
    assert (
        len({line.index(" #") for line in lines if re.match("languages|timezone|base", line)}) == 1
    )
    assert dict(config.title) == {"": 'L\'"été" {x} $y'}
    assert config.languages == (lang,)
    assert config.access == "full"
    built = dossier("build", "--no-search", cwd=folder)
    assert built.returncode == 0
    assert not re.search(r"[EW]\d{3}", built.stderr), built.stderr
    strict = dossier("check", "--strict", cwd=folder)
    assert strict.returncode == 0, strict.stderr
    pages = {path.name for path in (folder / "site" / "people").iterdir()}
    assert {"jane-doe.html", "jeanne-martin.html"} & pages
    assert (folder / "site" / "countries" / "de.html").exists()
    assert (folder / "site" / "about.html").exists()


def _as_written(path: str) -> int:
    order = ("archive.toml", "articles", "people", "pages", ".gitignore")
    return next(place for place, part in enumerate(order) if part in path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_kind_that_stands_in_comments_is_one_when_it_is_taken_out_of_them(
    tmp_path: Path, lang: str
) -> None:
    init_archive(tmp_path, "T", lang, "full", "UTC", NOW)
    path = tmp_path / "content" / "archive.toml"
    text = re.sub(r"^# (?=\[|label|schema|accent)", "", path.read_text("utf-8"), flags=re.MULTILINE)
    config, problems = read_config("archive.toml", text.encode())
    assert problems == ()
    assert config is not None and config.kind("events") is not None
    assert config.theme["accent"] == "#7a1f2b"


def test_languages_have_the_same_starters() -> None:
    names = {lang: sorted(p.name for p in (STARTERS / lang).iterdir()) for lang in LANGUAGES}
    assert {"en", "fr"} <= set(names)
    assert all(found == names["en"] for found in names.values())


def test_it_asks_what_it_was_not_told(dossier: Dossier, tmp_path: Path) -> None:
    done = dossier("init", "mine", "--language", "fr", stdin="Mon dossier\nexcerpt\n")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "mine/content/archive.toml").read_text("utf-8")
    assert 'title = "Mon dossier"' in text
    assert 'access = "excerpt"' in text
    assert "Language" not in done.stderr


def test_with_nobody_to_ask_it_says_what_to_write(dossier: Dossier, tmp_path: Path) -> None:
    done = dossier("init", "mine")
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("held", ["notes.txt", "content/archive.toml", "site/index.html"])
def test_a_folder_that_holds_something_is_refused(
    dossier: Dossier, tmp_path: Path, held: str
) -> None:
    write_files(tmp_path / "mine", {held: "mine", "other.txt": "mine"})
    before = snapshot(tmp_path)
    done = dossier("init", "mine", "--yes")
    assert done.returncode == 2
    assert "mine is not empty" in done.stderr and "other.txt" in done.stderr
    assert snapshot(tmp_path) == before


def test_an_empty_repository_is_no_obstacle(tmp_path: Path) -> None:
    write_files(tmp_path, {".git/config": "", "README.md": "", "LICENSE": "", ".gitignore": "x\n"})
    init_archive(tmp_path, "T", "en", "full", "UTC", NOW)
    assert (tmp_path / "content" / "archive.toml").exists()
    assert (tmp_path / ".gitignore").read_text("utf-8") == "x\n"


def test_a_file_is_no_folder(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("", encoding="utf-8")
    done = dossier("init", "mine", "--yes")
    assert done.returncode == 2
    assert "mine is a file" in done.stderr


# --- new -----------------------------------------------------------------------------------------


def test_a_folder_is_no_archive_toml(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "content/archive.toml").mkdir(parents=True)
    done = dossier("new", "article", "A title")
    assert done.returncode == 3
    assert done.stderr == "dossier: content/archive.toml: Is a directory\n"


def test_new_files_say_where_they_are_and_build_as_they_are(
    dossier: Dossier, tmp_path: Path
) -> None:
    write_files(tmp_path / "content", {"archive.toml": MINIMAL + "[kinds.ships]\n"})
    made = [
        dossier("new", "article", "Guerre : le point #1"),
        dossier("new", "people", 'Jane "J." Doe'),
        dossier("new", "ships", "Amiral"),
    ]
    assert [done.returncode for done in made] == [0, 0, 0]
    paths = [Path(done.stdout.removesuffix("\n")) for done in made]
    assert re.fullmatch(
        r"content/articles/(\d{4})/\1-\d\d-\d\d-guerre-le-point-1\.md", str(paths[0])
    )
    assert [str(path) for path in paths[1:]] == [
        "content/people/jane-j-doe.md",
        "content/ships/amiral.md",
    ]
    assert "ships: []" in (tmp_path / paths[0]).read_text("utf-8")
    built = dossier("build", "--no-search", "--format", "json")
    assert built.returncode == 0, built.stdout
    assert built.stdout == ""


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("word", ["people", "countries", "organisations", "places", "ships"])
def test_what_stands_in_comments_of_a_new_file_may_be_taken_out_of_them(
    tmp_path: Path, word: str, lang: str
) -> None:
    settings = f'format = 1\ntitle = "T"\nlanguages = ["{lang}"]\n[kinds.ships]\n'
    write_files(tmp_path, {"archive.toml": settings})
    path = new_file(tmp_path, word, "Jane Doe", NOW)
    text = path.read_text("utf-8").replace("Q…", "Q42")
    text = re.sub(r"^# ", "", text, flags=re.MULTILINE)
    config, _ = read_config("archive.toml", settings.encode())
    assert config is not None
    entity, problems = read_entity(path.relative_to(tmp_path).as_posix(), text.encode(), config)
    assert problems == ()
    assert isinstance(entity, Entity) and entity.wikidata == "Q42"
    assert [role.country for role in entity.roles] == (["FR"] if word == "people" else [])
    assert bool(entity.coordinates) == (word == "places")


def test_what_is_there_is_refused_and_stays(dossier: Dossier, tmp_path: Path) -> None:
    write_files(tmp_path / "content", {"people/anne.md": "mine"})
    done = dossier("new", "people", "Anne")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "content/people/anne.md is there already" in done.stderr
    assert (tmp_path / "content/people/anne.md").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("word", "name", "path"),
    [
        ("person", "김정은", "people/김정은.md"),
        ("persons", "Anne-Lise d’Été", "people/anne-lise-d-ete.md"),
        ("lieux", "Kyiv", "places/kyiv.md"),
        ("countries", "France", "countries/fr.md"),
        ("countries", "République fédérale de Nulle-Part", None),
        ("organisations", "ONU", "organisations/un.md"),
        ("people", "???", "people/x-159e1b84.md"),
        ("people", "../../evil", "people/evil.md"),
        ("article", "CON", "articles/2025/2025-01-01-con.md"),
    ],
)
def test_files_are_named_by_ids(tmp_path: Path, word: str, name: str, path: str | None) -> None:
    write_files(tmp_path, {"archive.toml": MINIMAL + 'timezone = "Europe/Paris"\n'})
    found = new_file(tmp_path, word, name, NOW).relative_to(tmp_path).as_posix()
    assert found == (path or "countries/republique-federale-de-nulle-part.md")


def test_a_date_is_of_the_archives_zone(tmp_path: Path) -> None:
    write_files(tmp_path, {"archive.toml": MINIMAL + 'timezone = "Asia/Seoul"\n'})
    text = new_file(tmp_path, "article", "A", NOW).read_text("utf-8")
    assert "\ndate: 2025-01-01T08:30+09:00\n" in text


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "a\x1b[31m"])
def test_what_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(click.UsageError):
        new_file(tmp_path, "people", name, NOW)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_kind_names_those_there_are(dossier: Dossier, tmp_path: Path) -> None:
    write_files(tmp_path / "content", {"archive.toml": MINIMAL + "[kinds.ships]\n"})
    done = dossier("new", "shops", "x")
    assert done.returncode == 2
    assert "article, countries, organisations, people, places, ships" in done.stderr


def test_a_broken_archive_toml_is_a_problem_with_its_place(
    dossier: Dossier, tmp_path: Path
) -> None:
    write_files(tmp_path / "content", {"archive.toml": "format = \n"})
    done = dossier("new", "article", "x")
    assert done.returncode == 1
    assert "archive.toml:1:" in done.stderr and "E002" in done.stderr


NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cn", "Co")) | st.just(" "),
    min_size=1,
    max_size=60,
).filter(lambda text: bool(text.split()))


@given(NAMES | st.sampled_from(['"a"', "'a'", "|", ">-", "| # x", '"a" # b', "- a", "a: b", "&x"]))
def test_a_title_or_name_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    folder = tmp_path_factory.mktemp("new")
    config = Config(id="x", title={"": "x"})
    for word in ("article", "people"):
        path = new_file(folder, word, name, NOW)
        id = path.relative_to(folder).as_posix()
        read = read_article if word == "article" else read_entity
        found, problems = read(id, path.read_bytes(), config)
        assert [p for p in problems if p.is_error] == []
        assert found is not None
        assert getattr(found, "title" if word == "article" else "name") == " ".join(name.split())
