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
    ],
)  # fmt: skip
def test_a_fault_is_found(body: str, fault: str | None) -> None:
    found = faults(PAGE.format(body))
    if fault is None:
        assert found == []
    else:
        assert any(one.startswith(fault) for one in found), found
