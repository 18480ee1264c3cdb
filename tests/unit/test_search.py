"""Search documents, and the index that the real Pagefind makes of them."""

from __future__ import annotations

import dataclasses
import gzip
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pagefind_bin
import pytest

from builder.pages.document import Choice, SearchDocument
from builder.problems import MachineError
from builder.search import Indexed, _has_program, document, index as index_entries, token
from builder.search.bundle import Facts, is_whole, length_class
from tests.searching import entries

REPOSITORY = Path(__file__).resolve().parents[2]


def is_complete(output: Path) -> bool:
    """Whether an index is there with all its files: counted, not read."""
    try:
        read = json.loads((output / "bundles.json").read_bytes())["bundles"]
        listed = [Facts(**facts) for facts in read]
    except (OSError, ValueError, TypeError, KeyError):
        return False
    return _has_program(output) and all(is_whole(output / facts.name, facts) for facts in listed)


def article(number: int = 1, **fields: object) -> SearchDocument:
    given: dict[str, object] = {
        "address": f"articles/2023/09/article-{number}.html",
        "title": "Kim attendu en Russie",
        "lang": "fr",
        "date": "2023-09-11T15:29+02:00",
        "moment": "2023-09-11T13:29:00Z",
        "year": "2023",
        "text": "Le dirigeant nord-coréen parle.",
    }
    return SearchDocument(**{**given, **fields})  # type: ignore[arg-type]


WRITTEN: dict[Path, tuple[SearchDocument, ...]] = {}
"""The documents of each folder, by folder."""


def index(documents: Path, output: Path, **options: Any) -> Indexed:
    """Index the documents that are in a folder."""
    there = [page for page in WRITTEN.get(documents, ()) if (documents / page.address).is_file()]
    return index_entries(documents, entries(*there), output, **options)


def write(folder: Path, *pages: SearchDocument) -> Path:
    WRITTEN[folder] = pages
    for page in pages:
        path = folder / page.address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document(page))
    return folder


def fragments(output: Path) -> list[dict[str, object]]:
    """What Pagefind kept of each document, as the search page gets it."""
    found = [gzip.decompress(f.read_bytes()) for f in output.glob("*/fragment/*.pf_fragment")]
    return [json.loads(data.removeprefix(b"pagefind_dcd")) for data in found]


def script(path: Path, text: str, interpreter: str = sys.executable) -> Path:
    path.write_text(f"#!{interpreter}\n{text}", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def leftovers(site: Path) -> list[str]:
    return [path.name for path in site.iterdir() if path.name.startswith(".")]


class Reader(HTMLParser):
    """Reads a search document as Pagefind does: metadata by key, filters, the body's text."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.filters: dict[str, list[str]] = {}
        self.sort = ""
        self.tags: list[str] = []
        self.body = ""
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = {key: value or "" for key, value in attrs}
        for key, value in given.items():
            name = value.removesuffix("[content]")
            if key == "data-pagefind-meta":
                self.meta[name] = given["content"]
            if key == "data-pagefind-filter":
                self.filters.setdefault(name, []).append(given["content"])
            if key == "data-pagefind-sort":
                self.sort = given["content"]

    def handle_data(self, data: str) -> None:
        self.body += data if "body" in self.tags else ""


# --- documents -----------------------------------------------------------------------------


def test_a_document_says_what_search_needs() -> None:
    page = article(
        title="L’Ukraine au cœur",
        source="Yonhap",
        countries=(Choice("kp", "Corée du Nord", (("en", "North Korea"),)), Choice("ru", "Russie")),
        kinds=(Choice("account", "compte rendu"),),
        names=("Kim Jong-un", "김정은"),
        entity_ids=("people/kim-jong-un",),
        standfirst="L’essentiel.",
        text="Au cœur de l’affaire.\n\nEt après.",
    )
    read = Reader(document(page))
    assert read.meta["title"] == "L’Ukraine au cœur"
    assert read.meta["heading"] == "L'Ukraine au coeur"
    assert read.meta["date"] == "2023-09-11T15:29+02:00"
    assert read.filters == {
        "country": ["kp|Corée du Nord|en=North Korea", "ru|Russie"],
        "kind": ["account|compte rendu"],
        "source": ["Yonhap"],
        "year": ["2023"],
        "language": ["fr"],
    }
    assert read.meta["names"] == "qpeoplekimjongunzq KimJongun, Kim Jong-un, 김정은, Kim Jong un"
    assert read.body.split("\n")[1:4] == ["L'essentiel.", "Au coeur de l'affaire.", "Et après."]


def test_what_is_untrusted_stays_data() -> None:
    bad = '"><script>alert(1)</script><p data-pagefind-ignore="all">&lt;'
    page = article(
        title=bad, lang='fr" x="', source=bad, names=(bad,), text=bad, standfirst=bad,
        countries=(Choice(bad, bad, ((bad, bad),)),), entity_ids=(bad,),
    )  # fmt: skip
    read = Reader(document(page))
    assert set(read.tags) == {"html", "head", "meta", "body", "p"}
    assert read.meta["title"] == bad
    assert bad in read.body


@pytest.mark.parametrize(
    ("access", "standfirst", "text"),
    [("full", True, True), ("excerpt", False, True), ("reference", False, False)],
)
def test_what_access_keeps_back_is_not_there(access: str, standfirst: bool, text: bool) -> None:
    data = document(article(access=access, standfirst="Chapeau", text="Corps")).decode()
    assert ("Chapeau" in data, "Corps" in data) == (standfirst, text)
    assert "Kim attendu en Russie" in data


def test_tokens_are_words_that_end() -> None:
    assert token("people/kim-jong-un") == "qpeoplekimjongunzq"
    assert token("people/김정은") == "qpeople김정은zq"
    assert not token("countries/kpx").startswith(token("countries/kp"))


# --- the index -----------------------------------------------------------------------------


def test_indexes_both_languages_as_one(tmp_path: Path) -> None:
    documents = write(
        tmp_path / "documents",
        article(1),
        article(2),
        article(3, lang="en-GB", title="Kim in Russia", text="The leader <mark> speaks & goes."),
    )
    output = tmp_path / "site" / "pagefind"
    done = index(documents, output)
    assert done.files == 3
    assert done.seconds > 0
    assert [*json.loads((output / "pagefind-entry.json").read_bytes())["languages"]] == ["fr"]
    found = {str(fragment["url"]): fragment for fragment in fragments(output)}
    assert set(found) == {f"/articles/2023/09/article-{n}.html" for n in (1, 2, 3)}
    assert (
        found["/articles/2023/09/article-3.html"]["content"] == "The leader <mark> speaks & goes."
    )
    assert leftovers(output.parent) == []
    assert not [*output.rglob("*ui*"), *output.glob("*/*.js"), *output.glob("*/*.pagefind")]
    assert stat.S_IMODE(output.stat().st_mode) == stat.S_IMODE(output.parent.stat().st_mode)


def test_a_new_index_takes_the_place_of_the_old(tmp_path: Path) -> None:
    documents, output = tmp_path / "documents", tmp_path / "site" / "pagefind"
    index(write(documents, article(1), article(2)), output)
    (output / "stale").touch()
    (output / "fragment").mkdir()
    (documents / article(2).address).unlink()
    assert index(documents, output).files == 1
    assert len(fragments(output)) == 1
    assert not (output / "stale").exists()
    assert not (output / "fragment").exists()
    assert len(bundles(output)) == 1


def bundles(output: Path) -> list[dict[str, Any]]:
    """The bundles that an index lists, which are those that are there."""
    listed: list[dict[str, Any]] = json.loads((output / "bundles.json").read_bytes())["bundles"]
    assert {bundle["name"] for bundle in listed} == {p.name for p in output.iterdir() if p.is_dir()}
    return listed


def by_year(*years: int, **fields: object) -> list[SearchDocument]:
    return [
        article(year, moment=f"{year}-05-01T00:00:00Z", year=str(year), **fields) for year in years
    ]


def test_only_the_bundle_of_an_edit_is_made_again(tmp_path: Path) -> None:
    documents, output = tmp_path / "documents", tmp_path / "site" / "pagefind"
    old = by_year(1990, 1995, 2000, 2005)
    done = index(write(documents, *old), output, most=1)
    assert (done.files, done.bundles, done.made, done.changed) == (4, 4, 4, True)
    stats = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    again = index(documents, output, most=1)
    assert (again.made, again.changed) == (0, False)
    assert {path: path.stat().st_mtime_ns for path in stats} == stats
    before = {bundle["name"] for bundle in bundles(output)}
    write(documents, *old[:2], *by_year(2000, text="Autre chose."), old[3])
    assert index(documents, output, most=1).made == 1
    assert len(before & {bundle["name"] for bundle in bundles(output)}) == 3
    write(documents, *old)
    assert index(documents, output, most=1).made == 1
    assert {bundle["name"] for bundle in bundles(output)} == before


def test_bundles_are_equal_however_they_came_about(tmp_path: Path) -> None:
    pages = by_year(1990, 1995, 2000, 2005, 2010)
    one, two = tmp_path / "one" / "pagefind", tmp_path / "two" / "pagefind"
    documents = tmp_path / "documents"
    for number in range(1, 6):
        index(write(documents, *pages[:number]), one, most=2_000)
    index(documents, two, most=2_000)
    assert bundles(one) == bundles(two)
    for bundle in bundles(one):
        facets = [json.loads((o / bundle["name"] / "facets.json").read_bytes()) for o in (one, two)]
        assert facets[0] == facets[1]


def test_facets_are_in_the_order_of_dates(tmp_path: Path) -> None:
    late, early = by_year(2005, 1990)
    kp = (Choice("ru", "Russie"), Choice("kp", "Corée du Nord"))
    early = dataclasses.replace(early, countries=kp, source="Yonhap")
    output = tmp_path / "site" / "pagefind"
    index(write(tmp_path / "documents", late, early), output)
    (bundle,) = bundles(output)
    assert (bundle["first"][:4], bundle["last"][:4]) == ("1990", "2005")
    assert (bundle["pages"], bundle["words"]) == (2, 2 * length_class(4))
    facets = json.loads((output / bundle["name"] / "facets.json").read_bytes())
    assert facets["year"] == {"ids": ["1990", "2005"], "several": False, "of": "#$"}
    assert facets["source"] == {"ids": ["Yonhap"], "several": False, "of": "# "}
    assert facets["country"] == {"ids": ["kp", "ru"], "several": True, "of": "#$  "}
    pages = json.loads((output / bundle["name"] / "pages.json").read_bytes())
    assert pages["lengths"] == {"ids": [str(length_class(4))], "several": False, "of": "##"}
    assert pages["folders"] == "0" and pages["digits"] in ("01", "10")
    assert [*pages["words"]] == ["starts", "ends"]
    labels = json.loads((output / "bundles.json").read_bytes())["labels"]
    assert labels["country"] == {"kp": "kp|Corée du Nord", "ru": "ru|Russie"}
    for place, url in enumerate((early.address, late.address)):
        file = output / bundle["name"] / "fragment" / f"{bundle['name']}-{place}.pf_fragment"
        data = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
        assert json.loads(data)["url"] == f"/{url}"


@pytest.mark.parametrize(
    ("lost", "made"),
    [
        ("{bundle}/fragment/{bundle}-0.pf_fragment", 1),
        ("{bundle}/index/0.pf_index", 1),
        ("{bundle}/facets.json", 1),
        ("{bundle}/bundle.json", 1),
        ("{bundle}/pages.json", 1),
        ("{bundle}", 1),
        ("pagefind-worker.js", 0),
        ("wasm.fr.pagefind", 0),
        ("pagefind-entry.json", 0),
        ("bundles.json", 0),
    ],
)
def test_what_is_lost_is_missed_and_made_again(tmp_path: Path, lost: str, made: int) -> None:
    documents, output = tmp_path / "documents", tmp_path / "site" / "pagefind"
    index(write(documents, *by_year(1990, 2005)), output, most=1)
    assert is_complete(output)
    path = output / lost.format(bundle=bundles(output)[0]["name"])
    before = {p.relative_to(output) for p in output.rglob("*")}
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert not is_complete(output)
    assert index(documents, output, most=1).made == made
    assert is_complete(output)
    assert {p.relative_to(output) for p in output.rglob("*")} == before


def test_an_index_of_another_form_is_told_of(tmp_path: Path) -> None:
    program = script(
        tmp_path / "other",
        "import os, sys\nat = sys.argv[sys.argv.index('--output-path') + 1]\nos.makedirs(at)\n"
        "open(at + '/pagefind.js', 'w').close()\n"
        "open(at + '/pagefind.fr_1.pf_meta', 'wb').write(b'pagefind_dcd\\x83\\x01\\x02\\x03')\n",
    )
    with pytest.raises(MachineError, match="unknown form"):
        index(write(tmp_path / "documents", article()), tmp_path / "site/pagefind", program=program)
    assert leftovers(tmp_path / "site") == []


@pytest.mark.parametrize("there", [True, False])
def test_without_documents_there_is_no_index(tmp_path: Path, there: bool) -> None:
    documents, output = tmp_path / "documents", tmp_path / "site" / "pagefind"
    index(write(tmp_path / "others", article()), output)
    if there:
        documents.mkdir()
    assert index(documents, output).files == 0
    assert not output.exists()
    assert index(documents, output).files == 0


def test_settings_of_the_place_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pagefind.yml").write_text("output_path: elsewhere\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_OUTPUT_SUBDIR", "elsewhere")
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    write(Path("documents"), article())
    index(Path("documents"), Path("site/pagefind"))
    assert fragments(tmp_path / "site/pagefind")[0]["content"] == "Le dirigeant nord-coréen parle."
    assert not list(tmp_path.rglob("elsewhere"))


# --- when it goes wrong ----------------------------------------------------------------------


@pytest.fixture
def indexed(tmp_path: Path) -> tuple[Path, Path]:
    documents, output = write(tmp_path / "documents", article()), tmp_path / "site" / "pagefind"
    index(documents, output)
    (output / "the-old-one").touch()
    return write(documents, article(text="Il se tait.")), output


def test_a_failing_program_is_told_of(tmp_path: Path, indexed: tuple[Path, Path]) -> None:
    documents, output = indexed
    failing = script(
        tmp_path / "fails", "print('one')\nprint('what is wrong')\nraise SystemExit(3)"
    )
    with pytest.raises(MachineError, match=r"failed \(exit 3\).*\n +one\n +what is wrong"):
        index(documents, output, program=failing)
    assert (output / "the-old-one").exists()
    assert leftovers(output.parent) == []


def test_a_program_that_makes_nothing_is_told_of(
    tmp_path: Path, indexed: tuple[Path, Path]
) -> None:
    documents, output = indexed
    with pytest.raises(MachineError, match="no index"):
        index(documents, output, program=script(tmp_path / "idle", ""))
    assert (output / "the-old-one").exists()


def test_a_hanging_program_is_killed_with_its_children(
    tmp_path: Path, indexed: tuple[Path, Path]
) -> None:
    documents, output = indexed
    child = tmp_path / "child"
    # A shell has started within a moment, also on a machine that is busy elsewhere.
    hanging = script(
        tmp_path / "hangs",
        f"sleep 60 &\necho $! > '{child}'\necho trying again\nsleep 60\n",
        interpreter="/bin/sh",
    )
    start = time.monotonic()
    with pytest.raises(MachineError, match=r"after 1\.5 seconds(.|\n)*trying again"):
        index(documents, output, program=hanging, timeout=1.5)
    assert time.monotonic() - start < 20
    assert (output / "the-old-one").exists()
    assert leftovers(output.parent) == []
    assert gone(int(child.read_text(encoding="utf-8")))


def gone(pid: int) -> bool:
    """Whether a process has ended, or will have in a moment; one that no one waits for has too."""
    for _ in range(600):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat")
        if (
            state.exists()
            and state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
        ):
            return True
        time.sleep(0.05)
    return False


def test_an_interrupted_program_is_killed(tmp_path: Path, indexed: tuple[Path, Path]) -> None:
    documents, output = indexed
    mine = tmp_path / "pid"
    (entry,) = entries(*WRITTEN[documents])
    hanging = script(
        tmp_path / "hangs",
        f"import os, time\nopen({str(mine)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)",
    )
    code = (
        "import pathlib, sys\nfrom builder.search import Entry, index\n"
        "documents, output, program = map(pathlib.Path, sys.argv[1:4])\n"
        f"index(documents, [Entry(*{tuple(entry)!r})], output, program=program)"
    )
    arguments = [sys.executable, "-c", code, str(documents), str(output), str(hanging)]
    with subprocess.Popen(arguments, cwd=REPOSITORY, stderr=subprocess.PIPE, text=True) as run:
        while not (mine.exists() and mine.read_text(encoding="utf-8")):
            assert run.poll() is None
            time.sleep(0.02)
        run.send_signal(signal.SIGINT)
        assert "KeyboardInterrupt" in run.communicate(timeout=20)[1]
    assert gone(int(mine.read_text(encoding="utf-8")))
    assert (output / "the-old-one").exists()
    assert leftovers(output.parent) == []


def test_the_next_run_completes_a_killed_one(tmp_path: Path) -> None:
    pages = by_year(*range(1900, 1910))
    documents, output = write(tmp_path / "documents", *pages), tmp_path / "site" / "pagefind"
    rows = tmp_path / "rows.json"
    rows.write_text(json.dumps(entries(*pages)), encoding="utf-8")
    # With its fourth bundle under way it is killed, and leaves a Pagefind that writes on: the end
    # of that is waited for.
    started = tmp_path / "started"
    program = script(
        tmp_path / "pagefind",
        f"echo $$ >> '{started}'\n"
        f"[ $(wc -l < '{started}') -lt 4 ] || kill -KILL $PPID\n"
        f"exec '{pagefind_bin.get_executable()}' \"$@\"\n",
        interpreter="/bin/sh",
    )
    code = (
        "import json, pathlib, sys\nfrom builder.search import Entry, index\n"
        "documents, output, rows, program = map(pathlib.Path, sys.argv[1:5])\n"
        "entries = map(Entry._make, json.loads(rows.read_bytes()))\n"
        "index(documents, entries, output, most=1, program=program)"
    )
    paths = (documents, output, rows, program)
    arguments = [sys.executable, "-c", code, *map(str, paths)]
    assert subprocess.run(arguments, cwd=REPOSITORY, check=False).returncode == -signal.SIGKILL
    *_, last = started.read_text(encoding="utf-8").split()
    assert gone(int(last))
    there = len([path for path in output.iterdir() if path.is_dir()])
    assert there == 3
    assert not is_complete(output)
    assert index(documents, output, most=1).made == len(pages) - there
    assert leftovers(output.parent) == []
    index(documents, tmp_path / "clean" / "pagefind", most=1)
    assert bundles(output) == bundles(tmp_path / "clean" / "pagefind")


def test_a_missing_program_is_told_of(
    tmp_path: Path, indexed: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, output = indexed
    with pytest.raises(MachineError, match=r"does not start .*nowhere"):
        index(documents, output, program=tmp_path / "nowhere")
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(MachineError, match="not installed"):
        index(documents, output)
    assert (output / "the-old-one").exists()
    assert leftovers(output.parent) == []


def test_a_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    documents = write(tmp_path / "documents", article())
    (tmp_path / "site").touch()
    with pytest.raises(MachineError, match="cannot be written"):
        index(documents, tmp_path / "site" / "pagefind")


def test_a_full_disk_leaves_the_old_one(
    indexed: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, output = indexed
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name == "pagefind" and self.parent != output.parent:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(MachineError, match="No space left"):
        index(documents, output)
    assert (output / "the-old-one").exists()
    assert leftovers(output.parent) == []


def test_what_a_killed_run_left_is_cleaned_up(tmp_path: Path, indexed: tuple[Path, Path]) -> None:
    documents, output = indexed
    (output.parent / ".pagefind-new-abc" / "pagefind").mkdir(parents=True)
    (output / "0123456789ab" / "fragment").mkdir(parents=True)
    with pytest.raises(MachineError):
        index(documents, output, program=tmp_path / "nowhere")
    assert (output / "the-old-one").exists()
    assert leftovers(output.parent) == []
    assert index(documents, output).made == 1
    assert len(bundles(output)) == 1
    assert not (output / "the-old-one").exists()
