"""The files for other programs: what is in them, and what must not be."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import networkx
import pytest

from builder.build import Order, Outcome, build
from builder.folders import Folders

from ..conftest import write_files

ARTICLE = "---\ntitle: {title}\ndate: {date}\nlang: fr\n{keys}---\n\n{body}\n"

# The rules of a tabular data package (specs.frictionlessdata.io), as far as they are of form.
PACKAGE: dict[str, Any] = {
    "type": "object",
    "required": ["profile", "name", "resources"],
    "properties": {
        "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
        "licenses": {"type": "array", "minItems": 1, "items": {"required": ["name"]}},
        "contributors": {"type": "array", "minItems": 1, "items": {"required": ["title"]}},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "profile", "schema"],
                "properties": {
                    "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
                    "path": {"type": "string", "pattern": r"^(?!/)(?!.*\.\.)"},
                    "profile": {"const": "tabular-data-resource"},
                    "encoding": {"const": "utf-8"},
                    "schema": {
                        "type": "object",
                        "required": ["fields"],
                        "properties": {
                            "fields": {
                                "type": "array",
                                "minItems": 1,
                                "items": {
                                    "required": ["name", "type"],
                                    "properties": {
                                        "type": {"enum": ["string", "integer", "number"]}
                                    },
                                },
                            }
                        },
                    },
                },
            },
        },
    },
}


def made(root: Path) -> Outcome:
    folders = Folders(root / "content", root / "templates", root / "site", root / "cache")
    return build(Order(folders, search=False, jobs=1))


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    files = {
        "archive.toml": 'format = 1\nid = "essai"\ntitle = "Essai"\nlicence = "CC-BY-4.0"\n',
        "people/kim.md": "---\nname: Kim Jong Un\naliases: ['=Kim']\nwikidata: Q56226\n---\n",
        "people/cache.md": "---\nname: Paul Secret\nvisibility: unlisted\n---\n",
        "articles/open.md": ARTICLE.format(
            title="=SOMME(1)", date="2023-09-11T15:29+02:00",
            keys="source: AFP\nauthor: [A. B., C. D.]\ntopics: [paix]\n",
            body="Kim Jong Un est là. Paul Secret aussi. Pyongyang décide.",
        ),
        "articles/closed.md": ARTICLE.format(
            title="Réservé", date="1999-05", keys="access: reference\nsource: AFP\n",
            body="Kim Jong Un dit un mot introuvable.",
        ),
    }  # fmt: skip
    for number in range(2):
        files[f"articles/pair{number}.md"] = ARTICLE.format(
            title="T", date="2023", keys="about: [Kim Jong Un, RU]\n", body="Kim Jong Un, Russie."
        )
    write_files(root / "content", files)
    made(root)
    return root


def table(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_articles(once: Path) -> None:
    data = once / "site" / "data"
    rows = {row["article"]: row for row in table(data / "articles" / "2023.csv")}
    row = rows["articles/open.md"]
    assert row["title"] == "'=SOMME(1)"
    assert row["date"] == "2023-09-11T15:29+02:00"
    assert row["author"] == "A. B. | C. D."
    assert row["address"] == "articles/2023/09/open.html"
    assert "people/kim" in row["entities"].split(" | ")
    (same,) = [
        r for r in lines(data / "articles" / "2023.jsonl") if r["article"] == "articles/open.md"
    ]
    assert same["title"] == "=SOMME(1)" and same["author"] == ["A. B.", "C. D."]
    assert [r["article"] for r in table(data / "articles" / "1999.csv")] == ["articles/closed.md"]


def test_citations_are_what_the_pages_cite(once: Path) -> None:
    items = json.loads((once / "site" / "data" / "citations" / "2023.json").read_bytes())
    assert {item["id"] for item in items} == {"open", "pair0", "pair1"}
    (item,) = [item for item in items if item["id"] == "open"]
    assert item["type"] == "article-newspaper" and item["title"] == "=SOMME(1)"
    assert item["author"] == [{"literal": "A. B."}, {"literal": "C. D."}]
    assert item["container-title"] == "AFP" and item["note"] == "Archived in Essai"
    assert item["issued"] == {"date-parts": [[2023, 9, 11]]}
    page = (once / "site" / "data" / "index.html").read_text("utf-8")
    assert 'href="citations/2023.json"' in page


def test_mentions_are_the_exact_words_where_they_say(once: Path) -> None:
    data = once / "site" / "data"
    rows = [
        r for r in lines(data / "mentions" / "2023.jsonl") if r["article"] == "articles/open.md"
    ]
    body = "Kim Jong Un est là. Paul Secret aussi. Pyongyang décide."
    in_body = [row for row in rows if row["part"] == "body"]
    assert in_body
    for row in in_body:
        assert body[row["start"] : row["end"]] == row["exact"]
        page = (once / "site" / "articles" / "2023" / "09" / "open.html").read_text("utf-8")
        assert f'id="{row["sentence"]}"' in page
    (metonym,) = [row for row in in_body if row["as"] == "metonym"]
    assert (metonym["exact"], metonym["for"]) == ("Pyongyang", "countries/kp")


def test_what_is_not_to_be_published_is_in_no_file(once: Path) -> None:
    data = once / "site" / "data"
    everything = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert b"introuvable" not in everything
    assert b"Secret" not in everything and b"people/cache" not in everything
    assert [r for r in lines(data / "mentions" / "1999.jsonl") if r["part"] == "body"] == []
    row = lines(data / "articles" / "1999.jsonl")[0]
    assert row["entities"] == ["people/kim"]


def test_entities(once: Path) -> None:
    (row,) = table(once / "site" / "data" / "entities" / "people.csv")
    assert row["entity"] == "people/kim" and row["wikidata"] == "Q56226"
    assert row["aliases"] == "'=Kim"
    places = table(once / "site" / "data" / "entities" / "places.csv")
    assert [p["entity"] for p in places] == ["places/pyongyang"]
    assert 38 < float(places[0]["latitude"]) < 40


def test_the_network(once: Path) -> None:
    graph = networkx.read_gexf(once / "site" / "data" / "network.gexf", version="1.3")
    assert graph.edges["people/kim", "countries/ru"]["weight"] == 2


def test_the_description_describes_the_files(once: Path) -> None:
    data = once / "site" / "data"
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    jsonschema.validate(package, PACKAGE)
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names))
    for resource in package["resources"]:
        header = (data / resource["path"]).read_text(encoding="utf-8-sig").splitlines()[0]
        assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]]
    described = {resource["path"] for resource in package["resources"]}
    assert described == {path.relative_to(data).as_posix() for path in data.rglob("*.csv")}


def test_one_edit_touches_its_years_files_only(once: Path, tmp_path: Path) -> None:
    root = tmp_path / "own"
    shutil.copytree(once, root)
    data = root / "site" / "data"
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    file = root / "content" / "articles" / "closed.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Réservé", "Autre"), encoding="utf-8")
    made(root)
    changed = {
        path.relative_to(data).as_posix()
        for path in data.rglob("*")
        if path.is_file() and before.get(path) != path.read_bytes()
    }
    assert changed == {"articles/1999.csv", "articles/1999.jsonl", "citations/1999.json"}
