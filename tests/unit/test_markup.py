"""Bodies: Markdown and plain text to plain text, shape, marks, notes and links."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.content.markup import assemble, read_body, read_line, read_prose
from builder.model import Mark, Position

RICH = Path(__file__).parent / "texts" / "rich.md"


def body(source, markup="markdown", line=1, path="articles/2023/a.md"):
    return read_body(source, line, path, markup)


def plain(source, markup="markdown"):
    return body(source, markup).text.plain


def shown(source, markup="markdown"):
    return assemble(body(source, markup).text)


def codes(source, markup="markdown"):
    return [(p.code, p.line, p.column, p.excerpt) for p in body(source, markup).problems]


def test_the_plain_text_of_a_rich_body_stays(expected):
    read = body(RICH.read_text(encoding="utf-8"), line=12)
    expected(RICH.with_suffix(".txt"), read.text.plain + "\n")
    notes = "".join(f"[{note.number}] {note.html}\n" for note in read.notes)
    marks = "".join(
        f"{read.text.plain[m.start : m.end]!r} is {m.target} ({m.position.line}:{m.position.column})\n"
        for m in read.text.marks
    )
    links = "".join(
        f"{link.target} ({link.position.line}:{link.position.column})\n" for link in read.links
    )
    problems = "".join(f"{p.line}:{p.column} {p.code} {p.message}\n" for p in read.problems)
    expected(
        RICH.with_suffix(".html"),
        "\n\n".join((assemble(read.text), notes, marks, links, problems)),
    )


@pytest.mark.parametrize(
    "words",
    [
        "1945. La guerre finit.",
        "Il l'a dit [...](sic) hier.",
        "# Pas un titre",
        "* * *",
        "- tiret\n",
        "<b>gras</b> & co",
        "_souligné_ et *étoilé*",
        "    en retrait",
        "a | b\n--|--",
        "\\*",
        "`code`",
        "[^1]: rien",
        "http://exemple.org",
        "&eacute;",
    ],
)
def test_as_text_the_words_stay_as_they_are(words):
    text = body(words, "text").text
    assert text.plain == words.strip().replace("\n", " ")
    assert text.shape == ((0, "<p>"), (len(text.plain), "</p>"))


def test_as_text_there_are_paragraphs_headings_and_marks():
    text = body("Un [[Kim|homme]].\n\n## Titre\nSuite\net fin.\n\n\n\nAutre.", "text").text
    assert text.plain == "Un homme.\n\nTitre\n\nSuite et fin.\n\nAutre."
    assert text.marks == (Mark(3, 8, "Kim", Position(1, 4)),)
    assert assemble(text).startswith("<p>Un homme.</p>\n\n<h2>Titre</h2>\n\n<p>Suite et fin.</p>")


def test_a_soft_break_is_a_space_and_a_hard_one_a_line():
    assert plain("un\ndeux") == plain("un \ndeux*x*".replace("*x*", "")) == "un deux"
    assert plain("un  \ndeux") == "un\ndeux"
    assert plain("un  \n*deux*") == "un\ndeux"


def test_nothing_is_normalised():
    words = "l’Ukraine\u00a0: «\u202fcafe\u0301\u202f» — « x »…"
    assert plain(words) == plain(words + " *a*")[:-2] == words


def test_blocks_are_joined_by_a_blank_line_and_cells_by_a_tab():
    table = "| a | b | c |\n|---|---|---|\n| 1 |  | 3 |\n|  | 5 |  |\n"
    assert plain(f"Avant\n\n{table}\nAprès") == "Avant\n\na\tb\tc\n\n1\t\t3\n\n\t5\n\nAprès"


def test_headings_keep_their_order_below_the_title():
    assert shown("# A\n\n## B\n\n#### C") == "<h2>A</h2>\n\n<h3>B</h3>\n\n<h5>C</h5>"
    assert shown("### A\n\n#### B") == "<h2>A</h2>\n\n<h3>B</h3>"
    assert shown("# A\n\n###### *B*").endswith("<h6><em>B</em></h6>")


def test_footnotes_stand_apart():
    read = body("Un fait[^a], encore[^b][^a].\n\n[^b]: Deux *fois*.\n[^a]: Une.")
    assert read.text.plain == "Un fait, encore."
    assert [(note.number, note.html) for note in read.notes] == [
        (1, "<p>Une.</p>"),
        (2, "<p>Deux <em>fois</em>.</p>"),
    ]
    html = assemble(read.text)
    assert 'id="note-ref-1" href="#note-1"' in html
    assert 'id="note-ref-1-2" href="#note-1"' in html


def test_a_footnote_that_is_not_there_is_said_so():
    assert codes("Un fait[^a], *b*.") == [("W106", 1, 8, "Un fait[^a], *b*.")]
    assert plain("Un fait[^a], *b*.") == "Un fait[^a], b."


@pytest.mark.parametrize(
    "link",
    ["[x](<https://e.example/a b|c>)", '<a href="https://e.example/a b|c">x</a>',
     '<a href="//e.example/a b|c">x</a>'],
)  # fmt: skip
def test_a_link_elsewhere_is_an_address_as_it_was_pasted(link):
    assert 'href="https://e.example/a%20b%7Cc"' in shown(f"Voir {link}.")


@pytest.mark.parametrize(
    "dirty",
    [
        '<script>alert("x")</script>',
        '<img src="x.jpg" onerror="alert(1)">',
        '<a href="javascript:alert(1)">lien</a>',
        '<a href="JaVaScRiPt:alert(1)">lien</a>',
        '<a href="data:text/html,x">lien</a>',
        "[lien](javascript:alert(1))",
        "[lien](vbscript:x)",
        '<iframe src="https://exemple.org"></iframe>',
        '<img src="https://exemple.org/x.png">',
        '<img src="//exemple.org/x.png">',
        "![x](https://exemple.org/x.png)",
        "![x](//exemple.org/x.png)",
        '<img srcset="https://exemple.org/x.png 2x" src="a.jpg">',
        '<p style="background:url(https://exemple.org/x)">x</p>',
        "<style>@import 'https://exemple.org'</style>",
        '<svg><image href="https://exemple.org/x"/></svg>',
        '<object data="https://exemple.org"></object>',
        '<form action="https://exemple.org"><input></form>',
        '<p id="s-1234567" name="x">x</p>',
        '<a href="dossier:../../x">x</a>',
        "<b onmouseover=alert(1)>x</b>",
        "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>",
    ],
)
def test_raw_html_is_cleaned(dirty):
    html = shown(f"Avant {dirty} après.")
    for bad in (
        "script",
        "alert",
        "onerror",
        "exemple.org",
        "style",
        " id=",
        " name=",
        "<iframe",
        "<form",
        "data:text",
        "dossier:..",
    ):
        assert bad not in html
    assert "Avant" in html and "après." in html


def test_an_image_of_another_host_is_left_out_with_a_warning():
    assert codes("![x](https://exemple.org/x.png)") == [
        ("W104", 1, 6, "![x](https://exemple.org/x.png)")
    ]


def test_marks_name_and_show():
    read = body(
        "Le [[Kim|*chef*]] et [[places/washington|Washington]], [[Moon Jae-in]] & [[-|Paris]] *x*."
    )
    text = read.text
    assert text.plain == "Le *chef* et Washington, Moon Jae-in & Paris x."
    assert [(text.plain[m.start : m.end], m.target) for m in text.marks] == [
        ("*chef*", "Kim"),
        ("Washington", "places/washington"),
        ("Moon Jae-in", "Moon Jae-in"),
        ("Paris", "-"),
    ]


def test_marks_have_their_places_in_the_file():
    source = "Un.\n\nLe **[[a]]** et\n[[b|[sic] x]], `[[c]]` \\[[d]] [[e\nf|g\nh]]"
    text = body(source, line=10).text
    assert [(m.target, tuple(m.position)) for m in text.marks] == [
        ("a", (12, 6)),
        ("b", (13, 1)),
        ("e f", (13, 31)),
    ]
    assert "[[c]]" in text.plain and "[[d]]" in text.plain and "g h" in text.plain


def test_a_mark_without_an_end_is_said_so():
    assert codes("Le [[Kim|chef et *les* autres") == [
        ("W105", 1, 4, "Le [[Kim|chef et *les* autres")
    ]
    assert codes("Le [[Kim|chef et les autres", "text")[0][:3] == ("W105", 1, 4)


def test_links_lead_to_sources_and_addresses():
    read = body(
        "[a](../../people/kim.md) [b](people/kim.html) [c](/about.html) [d](autre.md#s-1234567)"
        " [e](https://exemple.org) [f](#s-1) [g](mailto:a@exemple.org) ![h](train.jpg) ![i](../../media/x%20y.jpg)"
        " [j](static/a.pdf) [k](search.html?q=Kim) [l](../../../../etc/passwd)"
    )
    assert [link.target for link in read.links] == [
        "people/kim.md",
        "people/kim.html",
        "about.html",
        "articles/2023/autre.md#s-1234567",
        "articles/2023/a.md#s-1",
        "media/train.jpg",
        "media/x y.jpg",
        "a.pdf",
        "search.html?q=Kim",
        "etc/passwd",
    ]
    assert read.links[0].position == Position(1, 5)
    assert read.links[0].excerpt.startswith("[a](../../people/kim.md)")
    assert 'href="dossier:people/kim.md"' in assemble(read.text)


def test_a_line_has_marks_and_nothing_else():
    text = read_line("Le [[Kim|*chef*]] <b> & _x_", Position(7, 13))
    assert text.plain == "Le *chef* <b> & _x_"
    assert text.marks == (Mark(3, 9, "Kim", Position(7, 16)),)
    assert assemble(text) == "Le *chef* &lt;b&gt; &amp; _x_"


def test_what_is_nested_beyond_reason_is_an_error_at_its_place():
    assert codes("- " * 3000 + "x")[0][:3] == ("E114", 1, 1)


def test_prose_is_html_with_its_notes():
    html, links, problems = read_prose(
        "Né en *1984*[^1], [ami](../people/b.md).\n\n[^1]: Ou 1983.", 3, "people/a.md"
    )
    assert html.startswith("<p>Né en <em>1984</em><sup")
    assert '<li id="note-1"><p>Ou 1983.</p>' in html
    assert [link.target for link in links] == ["people/b.md"] and problems == ()
    assert read_prose(" \n", 1, "people/a.md") == ("", (), ())


@pytest.mark.parametrize("source", ["", "\n\n", "   ", "---", "[[", "<!-- rien -->", "[^1]: x"])
def test_what_has_no_words_is_empty(source):
    assert not plain(source).strip("-[")
