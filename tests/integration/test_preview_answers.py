"""What the preview's server answers: to whom, with what, and what it keeps to itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.conftest import MINIMAL, write_files
from tests.integration.previewing import Served, preview

PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d49484452")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    write_files(
        folder / "content",
        {
            "archive.toml": MINIMAL,
            "articles/a.md": "---\ntitle: Un titre\ndate: 2024-02-03\nlang: fr\ntext: account\n"
            "people: [김정은]\n---\n\nUn texte sur 김정은.\n",
            "static/data.pf_meta": b"\x1f\x8b",
            "static/logo.png": PIXEL,
            "static/a b.txt": "deux mots\n",
            "static/.hidden/secret.txt": "secret",
        },
    )
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    with preview(folder, "--port", "0", "--no-search") as running:
        (folder / "site" / "leak.txt").symlink_to(folder / "secret.txt")
        (folder / "site" / "leaks").symlink_to(folder)
        yield running


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost", "localhost:8000"])
def test_it_answers_those_who_call_it_by_loopbacks_names(served: Served, host: str) -> None:
    assert served.get("/", host=host).status == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "0.0.0.0:8000", ""])
@pytest.mark.parametrize("path", ["/", "/.dossier/events", "/assets/site.css"])
def test_another_name_reads_nothing(served: Served, host: str, path: str) -> None:
    answer = served.get(path, host=host)
    assert answer.status == 400
    assert b"html" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/people/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/leak.txt",
        "/leaks/secret.txt",
        "/.dossier-files/0.txt",
        "/.hidden/secret.txt",
        "/a%00b",
        "/%ff%fe",
        "/" + "a" * 5000,
        "/people/",
        "/no/such/page.html",
    ],
)
def test_what_is_not_the_sites_is_not_there(served: Served, path: str) -> None:
    answer = served.get(path)
    if path == "/people/":
        assert answer.status == 200
        return
    assert answer.status == 404
    assert b"secret\n" not in answer.body and b"root:" not in answer.body
    assert b"There is no such page" in answer.body
    assert b"/.dossier/live.js" in answer.body


def test_a_missing_page_says_its_address_as_text(served: Served) -> None:
    assert "&lt;script&gt;" in served.get("/%3Cscript%3E").text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/site.js", "text/javascript; charset=utf-8"),
        ("/logo.png", "image/png"),
        ("/data.pf_meta", "application/octet-stream"),
        ("/a%20b.txt", "text/plain; charset=utf-8"),
        ("/people/" + quote("김정은") + ".html", "text/html; charset=utf-8"),
        ("/.dossier/live.js", "text/javascript; charset=utf-8"),
    ],
)
def test_files_have_their_type_and_are_never_kept(served: Served, path: str, kind: str) -> None:
    answer = served.get(path)
    assert answer.status == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_bytes_are_those_of_the_file(served: Served) -> None:
    assert served.get("/logo.png").body == PIXEL
    assert served.get("/a%20b.txt").body == b"deux mots\n"


def test_a_folder_is_answered_below_its_own_address(served: Served) -> None:
    answer = served.get("/people")
    assert answer.status == 307
    assert answer.headers["location"] == "/people/"


def test_a_page_is_the_sites_but_for_the_script(served: Served, tmp_path: Path) -> None:
    text = served.get("/articles/2024/02/a.html").text
    tags = re.findall(r'<script src="/\.dossier/live\.js"[^>]*></script>', text)
    assert len(tags) == 1
    assert text.replace(tags[0], "").startswith("<!doctype html>\n<html")


@pytest.mark.parametrize("path", ["/articles/2024/02/a.html", "/none.html"])
def test_a_page_says_which_state_of_the_site_it_shows(served: Served, path: str) -> None:
    # With the files that are made last it changes for the last time.
    served.until(lambda: served.state["late"], "the files that are made last")
    state = served.state
    shown = (
        f'data-epoch="{state["epoch"]}" data-index="{state["index"]}" data-late="{state["late"]}"'
    )
    assert shown in served.get(path).text


def test_nothing_can_be_sent_to_it(served: Served) -> None:
    assert served.get("/", method="POST").status == 405
    assert served.get("/", method="HEAD").status == 200
