"""`dossier annotate`, `dossier export mentions` and what `check` says of names, as commands.

In this process: what is tested is what they say and write, not how the program starts.
"""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from builder.cli import main


class Ran(NamedTuple):
    """What a command came to."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Ran]:
    """Runs a command in the folder of the test."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr("sys.argv", ["dossier", *map(str, arguments)])
        code: object = 0
        try:
            main()
        except SystemExit as error:
            code = error.code
        out, err = capfdbinary.readouterr()
        return Ran(code if isinstance(code, int) else 0, out.decode(), err.decode())

    return run


ARTICLE = (
    "---\ntitle: Ana Souza en Russie\ndate: 2023-09-11\nlang: fr\nsource: AFP\nrights: x\n"
    "{more}---\nAna Souza a quitté Moscou. Souza, dit le Kremlin, reviendra. Un Suisse passe.\n"
)
FILES = {
    "articles/a.md": ARTICLE.format(more=""),
    "articles/b.md": ARTICLE.format(more="people: [Ana Souza] # known\n").replace("\n", "\r\n"),
    "people/ana-souza.md": "---\nname: Ana Souza\n---\n",
}


def test_annotate_shows_and_writes_only_when_told(dossier, make_archive, monkeypatch):
    content = make_archive(FILES)
    before = (content / "articles/a.md").read_bytes()
    shown = dossier("annotate")
    assert shown.returncode == 0, shown.stderr
    assert "articles/a.md\n  people: Ana Souza\n  countries: RU\n" in shown.stdout
    assert "CH" in shown.stdout.split("only named:")[1]
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    french = dossier("annotate")
    monkeypatch.delenv("LC_ALL")
    assert "CH" in french.stdout.split("seulement nommés :")[1]
    assert (content / "articles/a.md").read_bytes() == before

    written = dossier("annotate", "--write", "content/articles/a.md")
    assert written.returncode == 0
    after = (content / "articles/a.md").read_text("utf-8")
    assert after == ARTICLE.format(more="people: [Ana Souza]\ncountries: [RU]\n")

    assert dossier("annotate", "--write").returncode == 0
    crlf = (content / "articles/b.md").read_bytes().decode()
    assert "people: [Ana Souza] # known\r\ncountries: [RU]\r\n---\r\n" in crlf
    assert "  people" not in dossier("annotate").stdout


def test_annotate_calls_a_hidden_person_as_the_source_does(dossier, make_archive):
    hidden = "---\nname: Ana Souza\nvisibility: pseudonym\npseudonym: Mme X.\n---\n"
    content = make_archive(FILES | {"people/ana-souza.md": hidden})
    assert dossier("annotate", "--write", "articles/a.md").returncode == 0
    assert "\npeople: [Ana Souza]\n" in (content / "articles/a.md").read_text("utf-8")
    assert "0 errors, 0 warnings" in dossier("check").stderr


def test_annotate_leaves_alone_what_it_cannot_put_names_into(dossier, make_archive):
    odd = ARTICLE.format(more="people: &them [Ana Souza]\n")
    two_lines = ARTICLE.format(more="people: Ana\n  Souza\n")
    content = make_archive(
        FILES | {"articles/a.md": odd.replace("Souza", "Souza "), "articles/b.md": two_lines}
    )
    (content / "people/bo-li.md").write_text("---\nname: Bo Li\n---\n", "utf-8")
    for name in ("a", "b"):
        path = content / f"articles/{name}.md"
        path.write_text(path.read_text("utf-8").replace("Un Suisse", "Bo Li, Bo Li"), "utf-8")
        before = path.read_bytes()
        written = dossier("annotate", "--write", path)
        assert "put the names in by hand" in written.stderr and "0 files" in written.stderr
        assert path.read_bytes() == before


def test_annotate_writes_beside_marks_and_links(dossier, make_archive):
    body = "[[Ana Souza|Elle]] est à [[-|Moscou]]. [Un lien](b.md). Le Tchad, les Tchadiens.[^1]\n\n[^1]: Note.\n"
    content = make_archive({
        "articles/a.md": f"---\ntitle: T\ndate: 2023\nlang: fr\n---\n{body}",
        "articles/b.md": "---\ntitle: U\ndate: 2023\n---\nRien.\n",
        "people/ana-souza.md": "---\nname: Ana Souza\n---\n",
    })  # fmt: skip
    written = dossier("annotate", "--write")
    assert "1 file changed" in written.stderr
    assert (content / "articles/a.md").read_text("utf-8") == (
        f"---\ntitle: T\ndate: 2023\nlang: fr\ncountries: [TD]\n---\n{body}"
    )
    assert "countries" not in dossier("annotate").stdout


def test_annotate_refuses_what_is_no_article(dossier, make_archive):
    make_archive(FILES)
    refused = dossier("annotate", "people/ana-souza.md")
    assert refused.returncode == 2
    assert "is no article of this archive" in refused.stderr


def test_export_mentions_as_csv_and_json_lines(dossier, make_archive, tmp_path):
    make_archive(FILES | {"articles/b.md": ARTICLE.format(more="").replace("a quitté", "=")})
    out = dossier("export", "mentions")
    assert out.returncode == 0, out.stderr
    rows = list(csv.DictReader(io.StringIO(out.stdout)))
    first = rows[0]
    assert list(first) == [
        "article", "entity", "part", "exact", "start", "end", "sentence", "as", "for", "by",
        "confidence",
    ]  # fmt: skip
    assert first["article"] == "articles/a.md" and first["entity"] == "people/ana-souza"
    kremlin = next(row for row in rows if row["exact"] == "Kremlin")
    assert (kremlin["as"], kremlin["for"], kremlin["by"]) == ("metonym", "countries/ru", "rule")
    assert kremlin["sentence"] == "Souza, dit le Kremlin, reviendra."

    to = tmp_path / "mentions.jsonl"
    assert dossier("export", "mentions", "--format", "jsonl", "--to", to).returncode == 0
    lines = [json.loads(line) for line in to.read_text("utf-8").splitlines()]
    assert len(lines) == len(rows)
    assert lines[0]["start"] == 0 and lines[0]["confidence"] is None


def test_export_refuses_formats_that_there_are_not(dossier, make_archive):
    make_archive(FILES)
    assert dossier("export", "mentions", "--format", "xml").returncode == 2
    assert dossier("export", "everything").returncode == 2
    failed = dossier("export", "mentions", "--to", "nowhere/m.csv")
    assert failed.returncode == 3
    assert "cannot be written" in failed.stderr


def test_export_writes_into_a_pipe_and_where_a_link_leads(dossier, make_archive, tmp_path):
    """Neither is replaced by a file: `--to /dev/null` must leave the system its own."""
    make_archive(FILES)
    pipe, file, link = tmp_path / "pipe", tmp_path / "m.csv", tmp_path / "link.csv"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # or who writes would wait for one
    assert dossier("export", "mentions", "--to", pipe).returncode == 0
    assert pipe.is_fifo()
    written = os.read(reader, 65_536)
    os.close(reader)

    file.touch()
    link.symlink_to(file)
    assert dossier("export", "mentions", "--to", link).returncode == 0
    assert link.is_symlink()
    assert file.read_bytes() == written
    assert written.startswith(b"article,entity,part")


TOY = """
import re
from builder.annotation.annotators import Proposed


def tuples(text, lang):
    return [(text.index("Souza"), text.index("Souza") + 5, None, "Ana Souza")]


def fails(text, lang):
    raise OSError("no model here")


def odd(text, lang):
    return [(0, "3")]


def annotate(text, lang):
    for found in re.finditer("Souza|Moscou|Personne", text):
        yield Proposed(found.start(), found.end(), 0.5, "Ana Souza" if found[0] == "Souza" else "")
"""


def test_an_annotator_of_another_package_proposes(dossier, make_archive, tmp_path, monkeypatch):
    content = make_archive(FILES)
    package = tmp_path / "package"
    info = package / "toy-1.0.dist-info"
    info.mkdir(parents=True)
    (package / "toy_annotator.py").write_text(TOY, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(
        "[dossier.annotators]\ntoy = toy_annotator:annotate\nbad = toy_annotator:none\n"
        + "".join(f"{name} = toy_annotator:{name}\n" for name in ("tuples", "fails", "odd")),
        "utf-8",
    )
    monkeypatch.syspath_prepend(package)

    missing = dossier("annotate", "--with", "other")
    assert missing.returncode == 2 and "installed: bad, fails, odd, toy, tuples" in missing.stderr
    assert dossier("annotate", "--with", "bad").returncode == 2
    for name, said in (("fails", "OSError: no model here"), ("odd", "(0, '3') is no")):
        failed = dossier("annotate", "--with", name, "articles/a.md")
        assert failed.returncode == 3
        assert f"annotator {name} fails on articles/a.md" in failed.stderr
        assert said in failed.stderr and "fault of the program" not in failed.stderr
    plain = dossier("annotate", "--with", "tuples", "articles/a.md")
    assert "Souza: people/ana-souza\n" in plain.stdout

    shown = dossier("annotate", "--with", "toy", "articles/a.md")
    assert shown.returncode == 0, shown.stderr
    assert "Souza: people/ana-souza (0.5)" in shown.stdout
    beside = content / "articles/a.annotations.jsonld"
    assert not beside.exists()

    assert dossier("annotate", "--with", "toy", "--write", "articles/a.md").returncode == 0
    items = json.loads(beside.read_text("utf-8"))
    assert {item["generator"] for item in items} == {"toy"}
    again = dossier("annotate", "--with", "toy", "--write", "articles/a.md")
    assert "0 files changed" in again.stderr

    # The rules found them already: what nobody reviewed wins over nothing.
    rows = list(csv.DictReader(io.StringIO(dossier("export", "mentions").stdout)))
    assert {row["by"] for row in rows} == {"rule"}
    for item in items:
        item["reviewed"] = True
    beside.write_text(json.dumps(items), encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(dossier("export", "mentions").stdout)))
    reviewed = [
        row for row in rows if row["article"] == "articles/a.md" and row["by"] == "reviewed"
    ]
    assert {(row["exact"], row["confidence"]) for row in reviewed} == {
        ("Souza", "0.5"), ("Moscou", "0.5"),
    }  # fmt: skip


def test_what_an_annotator_alone_finds_shows_as_imported(dossier, make_archive):
    content = make_archive(FILES)
    item = {
        "type": "Annotation", "generator": "toy", "confidence": 0.4,
        "body": {"source": "people/ana-souza"},
        "target": {"selector": {"type": "TextQuoteSelector", "exact": "passe"}},
    }  # fmt: skip
    (content / "articles/a.annotations.jsonld").write_text(json.dumps([item]), encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(dossier("export", "mentions").stdout)))
    (row,) = [row for row in rows if row["by"] == "import:toy"]
    assert (row["exact"], row["as"], row["confidence"]) == ("passe", "description", "0.4")


def test_check_shows_where_a_name_is_ambiguous(dossier, make_archive):
    text = (
        "Kim Jong Un et Kim Yo Jong. " + "Un mot de plus. " * 12 + "Kim sourit. " + "Encore. " * 20
    )
    make_archive({
        "articles/a.md": f"---\ntitle: T\ndate: 2023\nlang: fr\n---\nUn début.\n\n{text}\n",
        "people/kim-jong-un.md": "---\nname: Kim Jong Un\nsurname: Kim\n---\n",
        "people/kim-yo-jong.md": "---\nname: Kim Yo Jong\nsurname: Kim\n---\n",
    })  # fmt: skip
    checked = dossier("check")
    lines = checked.stderr.splitlines()
    at = next(n for n, line in enumerate(lines) if "W302" in line)
    column = text.index("Kim sourit") + 1
    assert lines[at].startswith(f"articles/a.md:8:{column}: W302 “Kim” may be each of: people/kim")
    assert lines[at + 1].startswith("    …") and lines[at + 1].endswith("…")
    assert lines[at + 1][lines[at + 2].index("^") :].startswith("Kim sourit.")


def test_check_lists_what_the_names_lack(dossier, make_archive):
    more = {
        f"articles/c{n}.md": f"---\ntitle: Un titre\ndate: 2023-09-1{n}\nlang: fr\n---\n"
        "Hier, Bo Maréchal a parlé. Kim Jong Un aussi. Un mot de Kim.\n"
        for n in range(3)
    }
    make_archive(FILES | more | {
        "people/ana-sousa.md": "---\nname: Ana Sousa\n---\n",
        "people/kim-jong-un.md": "---\nname: Kim Jong Un\n---\n",
    })  # fmt: skip
    checked = dossier("check", "--format", "json")
    assert checked.returncode == 0, checked.stderr
    found = [json.loads(line) for line in checked.stdout.splitlines()]
    said = {problem["code"] + " " + problem["message"] for problem in found}
    assert any(line.startswith("W303 “Ana Sousa” (people/ana-sousa) and “Ana S") for line in said)
    assert any(line.startswith("W304 “Bo Maréchal” stands 3 times in 3 art") for line in said)
    assert [p["hint"] for p in found if p["code"] == "W305"] == ["write: surname: Kim"]
