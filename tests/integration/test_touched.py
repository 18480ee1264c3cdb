"""A name that changes is looked for in the texts: only the articles that hold it are read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.annotation.annotate import annotate
from builder.build import Order, build
from builder.folders import Folders

ARTICLES = {
    "plain": "Rien de nouveau.",
    "alias": "On a vu le Grand Timonier hier.",
    "hyphen": "On a vu le Grand-Timonier hier.",
    "korean": "김정은이 말했다.",
    "surname": "Souza, dit-on, viendra avec Ana Souza.",
    "declared": "Rien.",
}


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    content = tmp_path / "content"
    (content / "articles").mkdir(parents=True)
    (content / "people").mkdir()
    (content / "archive.toml").write_text('format = 1\ntitle = "E"\nlanguages = ["fr"]\n', "utf-8")
    filler = {f"filler{n}": f"Le mot {n} ne dit rien à personne." for n in range(30)}
    for name, body in {**ARTICLES, **filler}.items():
        more = "people: [Vieux Nom]\n" if name == "declared" else ""
        (content / f"articles/{name}.md").write_text(
            f"---\ntitle: T {name}\ndate: 2023-01-01\nlang: fr\n{more}---\n{body}\n", "utf-8"
        )
    read: list[str] = []

    def counted(article, names, config):
        read.append(article.id)
        return annotate(article, names, config)

    monkeypatch.setattr("builder.archive.reading.annotate", counted)

    def rebuild(person: str | None = None) -> list[str]:
        path = content / "people/ana-souza.md"
        if person is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(f"---\nname: Ana Souza\n{person}---\n", "utf-8")
        read.clear()
        folders = Folders(content, tmp_path / "templates", tmp_path / "site", tmp_path / "cache")
        build(Order(folders, search=False, jobs=1, publish=False))
        return sorted(read)

    return rebuild


def test_only_articles_whose_text_holds_the_name_are_read_again(archive):
    assert len(archive()) == len(ARTICLES) + 30
    assert archive() == []
    assert archive("") == ["surname"]
    assert archive("aliases: [Grand Timonier]\n") == ["alias", "hyphen"]
    assert archive("aliases: [Grand Timonier]\nnames: { ko: 김정은 }\n") == ["korean"]
    assert archive("names: { ko: 김정은 }\n") == ["alias", "hyphen"]
    assert archive("names: { ko: 김정은 }\naliases: [Vieux Nom]\n") == ["declared"]
    assert archive("names: { ko: 김정은 }\naliases: [Vieux Nom]\nhonorific: Mme\n") == [
        "declared", "korean", "surname",
    ]  # fmt: skip
    assert archive() == ["declared", "korean", "surname"]
