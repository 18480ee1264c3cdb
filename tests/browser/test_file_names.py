"""Files whose names hold what means something else in a link: shown, and led to, wherever a page
names them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest

from builder.build import Order, build
from builder.folders import Folders
from tests.browser.conftest import NewPage, Serve, Watch
from tests.conftest import write_files

SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8z"/></svg>'
)

IMAGES: Final = (
    "Plan #1.svg", "quoi ?.svg", "50%.svg", "a%20b.svg", "c%23d.svg", "été, l'a (b) & c.svg",
)  # fmt: skip
"""Names as people give them, and as browsers leave them when they save a file."""

FILES: Final = ("Rapport #2, 50 %.txt", "Qui ? Quand.txt")

SETTINGS: Final = """format = 1
title = "Essai"
base_url = "https://exemple.org/a"
[theme]
logo = "Logo #1.svg"
[[nav]]
to = "static/Rapport %232, 50 %25.txt"
[[nav]]
to = "index.html"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    encoded = [f"![]({quote(name)})" for name in IMAGES]
    written = ["![](<Plan #1.svg>)", "![](<quoi ?.svg>)", '<img src="50%.svg" alt="">']
    links = [f"[{n}](/static/{quote(name)})" for n, name in enumerate(FILES)]
    write_files(
        tmp_path / "content",
        {
            "archive.toml": SETTINGS,
            "articles/a.md": "---\ntitle: Un\ndate: 2023-09-11\npeople: [Kim Jong Un]\n"
            f'image: "Plan #1.svg"\nfacsimile: "static/{FILES[0]}"\n---\nKim Jong Un.\n\n'
            + "\n\n".join([*encoded, *written, *links])
            + "\n",
            "people/kim.md": '---\nname: Kim Jong Un\nimage: "c%23d.svg"\n---\n![](50%.svg)\n',
            "static/Logo #1.svg": SVG,
            **{f"media/{name}": SVG for name in IMAGES},
            **{f"static/{name}": "Rapport" for name in FILES},
        },
    )
    folders = Folders(*(tmp_path / name for name in ("content", "templates", "site", "cache")))
    built = build(Order(folders, search=False, jobs=1))
    assert not {"W501", "W502"} & built.warned.keys()
    return tmp_path / "site"


@pytest.mark.parametrize("served", [True, False])
def test_files_of_any_name_are_found(
    new_page: NewPage, serve: Serve, watch: Watch, site: Path, served: bool
) -> None:
    watch.allow("favicon.ico")  # of a text there is none
    base = serve(site, under="/un/autre/") if served else f"{site.as_uri()}/"
    page = new_page()
    for path, images in (("articles/2023/09/a.html", 10), ("people/kim.html", 2)):
        page.goto(base + path)
        shown = page.locator("main img").evaluate_all(
            "images => images.map(image => image.complete && image.naturalWidth)"
        )
        assert shown == [8] * images
        logo = page.evaluate(
            "getComputedStyle(document.documentElement).getPropertyValue('--logo').slice(5, -2)"
        )
        assert page.evaluate(
            "address => new Promise(done => { const image = new Image();"
            " image.onload = () => done(true); image.onerror = () => done(false);"
            " image.src = new URL(address, document.querySelector('[href$=\"theme.css\"]').href); })",
            logo,
        )
    page.goto(base + "articles/2023/09/a.html")
    links = page.locator(f"a[href$='{quote('.txt')}']")
    found = links.evaluate_all("links => links.map(link => link.href)")
    assert len(found) == len(FILES) + 2  # those of the text, the facsimile, the menu
    for address in found:
        page.goto(address)
        assert page.inner_text("body") == "Rapport"


def test_machines_are_told_the_same_address(site: Path) -> None:
    text = (site / "articles/2023/09/a.html").read_text(encoding="utf-8")
    told = re.findall(r'og:image" content="([^"]*)"', text)
    assert told == ["https://exemple.org/a/media/Plan%20%231.svg"]
    assert f'"image":"{told[0]}"' in text
    missing = (site / "404.html").read_text(encoding="utf-8")
    assert 'href="/a/Rapport%20%232,%2050%20%25.txt"' in missing
