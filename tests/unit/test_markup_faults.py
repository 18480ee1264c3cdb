"""The tests' own checker of pages: each fault that it is to find, and none in what is right."""

from __future__ import annotations

import pytest

from tests.markup import faults

PAGE = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>T</title></head><body>{}</body></html>'


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<p class="a">Un <b lang="en">b</b>.</p><ul><li value="2">x</li></ul>', None),
        ('<svg viewBox="0 0 1 1" aria-hidden="true"><a href="#x"><rect width="1"/></a></svg><p id="x">', None),
        ('<label>L <input type="search" name="q" autocomplete="off"></label>', None),
        ('<p id="a"><p id="a">', "id twice: a"),
        ('<p id="a b">', "no id: 'a b'"),
        ("<p>a</div>", "syntax: "),
        ('<p align="left">', "<p align>"),
        ('<input type="checkbox" autocomplete="off">', "<input autocomplete>"),
        ('<input type="txt">', "input of type txt"),
        ("<font>a</font>", "<font>"),
        ("<ul><a href='#'>a</a></ul>", "<a> in <ul>"),
        ("<ul>a<li>b</li></ul>", "words in <ul>"),
        ("<span><div>a</div></span>", "<div> in <span>"),
        ('<a href="b"><button type="button">a</button></a>', "<button> in <a>"),
        ('<a href="">a</a>', "<a href> is empty"),
        ('<section aria-labelledby="h">a</section>', "<section aria-labelledby='h'> leads nowhere"),
        ("<h2> </h2>", "<h2> says nothing"),
        ('<img src="a.png">', "<img> without alt"),
        ('<svg><rect widht="1"/></svg>', "<rect widht>"),
        ("<dl><dt>a</dt><dd>b</dd></dl><details><summary>a</summary></details>", None),
        ('<a href="a%20b.html#%C3%A9" hreflang="pt-BR" aria-current="page">a</a><time datetime="2023-09">a</time>', None),
        ('<a href="a b.html">a</a>', "<a href='a b.html'> is no address"),
        ('<a href="a%zz.html">a</a>', "<a href='a%zz.html'> is no address"),
        ('<a href="#" aria-current="yes">a</a>', "<a aria-current='yes'>"),
        ('<p aria-labeled="a">a</p>', "<p aria-labeled>"),
        ('<div aria-label="a">a</div>', "<div> has a name and no role"),
        ('<p role="buton">a</p>', "<p role='buton'>"),
        ('<p tabindex="x">a</p>', "<p tabindex='x'> is no number"),
        ('<img src="a.png" alt="" width="10px">', "<img width='10px'> is no number"),
        ('<p lang="xx-yy">a</p>', "<p lang='xx-yy'> is no language"),
        ('<time datetime="2023-13-45">a</time>', "<time datetime='2023-13-45'>"),
        ("<p>a</p><li>a</li>", "<li> in <body>"),
        ("<details><p>a</p></details>", "<details> without summary"),
        ("<dl><dd>a</dd></dl>", "<dl> does not go"),
        ("<dl><dt>a</dt></dl>", "<dl> does not go"),
        ("<main>a</main><main>b</main>", "2 times <main>"),
    ],
)  # fmt: skip
def test_a_fault_is_found(body: str, fault: str | None) -> None:
    found = faults(PAGE.format(body))
    if fault is None:
        assert found == []
    else:
        assert any(one.startswith(fault) for one in found), found
