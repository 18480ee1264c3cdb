"""The browser itself, on a page that is not the product's.

Where these fail, the browser or the machine is broken, and the other browser tests say nothing.
"""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPage, Serve, Shoot, Watch, stays_home

PAGE = """<!doctype html>
<html lang="fr"><meta charset="utf-8"><title>Essai</title><link rel="icon" href="data:,">
<style>body { background: white } @media (prefers-color-scheme: dark) { body { background: black } }</style>
<p id="said">sans script</p>
<script src="essai.js" defer></script>
"""
SCRIPT = "document.getElementById('said').textContent = `김정은 ${[1, 2, 3].map((n) => n * n)}`;"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    (site / "essai.js").write_text(SCRIPT, encoding="utf-8")
    return site


def test_runs_a_script_from_loopback(page: Page, serve: Serve, folder: Path) -> None:
    page.goto(serve(folder))
    assert page.inner_text("#said") == "김정은 1,4,9"


def test_runs_a_script_below_a_prefix(page: Page, serve: Serve, folder: Path) -> None:
    page.goto(serve(folder, under="/some/where/") + "index.html")
    assert page.inner_text("#said") == "김정은 1,4,9"


def test_runs_a_script_from_a_folder(page: Page, folder: Path) -> None:
    page.goto((folder / "index.html").as_uri())
    assert page.inner_text("#said") == "김정은 1,4,9"


def test_can_do_without_scripts(new_page: NewPage, serve: Serve, folder: Path) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(serve(folder))
    assert page.inner_text("#said") == "sans script"


def test_complaints_are_heard(page: Page, serve: Serve, folder: Path, watch: Watch) -> None:
    watch.allow("")  # of all that follows
    (folder / "essai.js").write_text(
        "console.error('said so');"
        "new Image().src = 'https://elsewhere.example/a.png';"
        "new Image().src = 'missing.png';"
        "throw new Error('thrown');",
        encoding="utf-8",
    )
    page.goto(serve(folder), wait_until="networkidle")
    complaints = "\n".join(watch.complaints)
    assert "console: said so" in complaints
    assert "request to another host: https://elsewhere.example/a.png" in complaints
    assert "404" in complaints
    assert "thrown" in complaints
    assert watch.unexpected() == []


def test_pictures_are_light_and_dark(page: Page, serve: Serve, folder: Path, shoot: Shoot) -> None:
    page.goto(serve(folder))
    pictures = shoot(page, "essai")
    assert [picture.stem for picture in pictures] == [
        "essai-light-1280",
        "essai-dark-1280",
        "essai-light-360",
        "essai-dark-360",
    ]
    widths = [struct.unpack(">I", picture.read_bytes()[16:20])[0] for picture in pictures]
    assert widths == [1280, 1280, 360, 360]
    assert len({picture.read_bytes() for picture in pictures}) == 4


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("http://127.0.0.1:8000/a", True),
        ("http://localhost/a", True),
        ("file:///tmp/a.html", True),
        ("data:text/plain,a", True),
        ("https://127.0.0.1.example/", False),
        ("https://elsewhere.example/", False),
        ("//elsewhere.example/", False),
    ],
)
def test_what_is_another_host(url: str, home: bool) -> None:
    assert stays_home(url) is home
