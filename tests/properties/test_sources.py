"""Whatever stands in a file, it is read or its problems are said, each at its place."""

from __future__ import annotations

import re

from hypothesis import given, strategies as st

from builder.config import Config
from builder.content.annotations import read_annotations
from builder.content.articles import read_article
from builder.content.entities import read_entity
from builder.content.freepages import read_page
from builder.content.hiding import Hider
from builder.content.markup import assemble, read_body
from builder.content.replacing import HiddenName

CONFIG = Config(id="x", title={"": "X"}, languages=("fr",))
KEYS = [
    "title",
    "date",
    "author",
    "people",
    "countries",
    "about",
    "read",
    "standfirst",
    "summary",
    "source",
    "corrections",
    "based_on",
    "redirects",
    "roles",
    "names",
    "extra",
    "slug",
    "lang",
]
VALUES = (
    "T", "2023-09-11", "[a, b]", "[a: b]", "{ a: b }", "{ a: [b, { c: d }] }", '"x', "'y'", "|", "  - a", "- a", "&a b", "*a", "#", ": :", "[[", "]", "}",
    "Guerre : le point", "[Vidéo] x", "null", "~", "!!int 3", "%", "@", "`", "<<: *a", "? x", "\t", "é\u00a0", "김", "\u2028", "---", "...", "",
)  # fmt: skip
lines = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES)),
    st.sampled_from(VALUES),
    st.text(max_size=12),
)
sources = st.one_of(
    st.binary(max_size=60),
    st.builds(
        lambda front, body, end: end.join(["---", *front, "---", body]).encode(
            "utf-8", "surrogatepass"
        ),
        st.lists(lines, max_size=7),
        st.text(max_size=40),
        st.sampled_from(["\n", "\r\n", "\r"]),
    ),
)


def check(problems, data):
    text = data.decode("utf-8-sig", "replace")
    rows = re.split("\r\n|\r|\n", text)
    for found in problems:
        assert found.message is not None and found.hint is not None
        if found.line:
            assert 1 <= found.line <= len(rows) and found.column >= 1
            assert found.excerpt == rows[found.line - 1].rstrip()
            assert found.column <= len(rows[found.line - 1]) + 1


@given(sources)
def test_no_source_breaks_the_reading(data):
    article, problems = read_article("articles/a.md", data, CONFIG)
    check(problems, data)
    assert article is not None or any(p.is_error for p in problems)
    entity, problems = read_entity("people/a.md", data, CONFIG)
    check(problems, data)
    assert entity is not None or any(p.is_error for p in problems)
    page, problems = read_page("pages/a.md", data, CONFIG)
    check(problems, data)
    assert page is not None or any(p.is_error for p in problems)


@given(
    st.text(
        st.characters(
            exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\u2028\u2029\ufdd0"
        ),
        max_size=30,
    )
)
def test_a_title_is_what_stands_there(title):
    shown = title.strip(" \t")
    if not shown.strip() or re.fullmatch(r"""[|>].*|"[^"]*"(\s+#.*)?|'.*""", shown):
        return
    article, problems = read_article(
        "articles/a.md", f"---\ntitle: {title}\ndate: 2023\n---\n".encode(), CONFIG
    )
    assert article is not None and problems == ()
    assert article.title == shown.strip() == article.texts["title"].plain


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_as_text_no_word_is_lost(body):
    """`markup: text` drops the brackets of marks, and what stands before a heading; no letter."""
    if re.search("[\\[\\]\x00-\x08\x0b-\x1f\x7f]", body):
        return
    text = read_body(body, 1, "articles/a.md", "text").text
    assert (
        "".join(text.plain.split()) == re.sub(r"\s", "", re.sub(r"(?m)^## ", "", body))
        or "#" in body
    )
    assert re.sub(
        r"<[^>]*>|\s", "", assemble(text).replace("&lt;", "").replace("&gt;", "")
    ) == re.sub(r"\s", "", text.plain.replace("<", "").replace(">", "").replace("&", "&amp;"))


@given(
    st.one_of(
        st.binary(max_size=40),
        st.text(st.sampled_from('[]{}",: abody target\n'), max_size=40).map(str.encode),
    )
)
def test_no_annotations_break_the_reading(data):
    article, _ = read_article("articles/a.md", b"---\ntitle: T\ndate: 2023\n---\nUn.\n", CONFIG)
    assert article is not None
    check(read_annotations("articles/a.annotations.jsonld", data, article).problems, data)


HIDDEN = Hider(
    HiddenName(form, "people/mme-x", "[Mme X.]", last)
    for form, last in (
        ("Jeanne Dupont", False),
        ("Dupont", True),
        ("김정은", False),
        ("J. D.", False),
    )
)
PIECES = ("Jeanne", "Dupont", "jeanne", "DUPONT", " ", "\u00a0", "-", "’", "\n", "\n\n", "*", "**", "_", "<b>", "</b>", "김정은", "이", "J.", "D.", "x", "[", "](a)", "&nbsp;", "é", "e\u0301")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_what_is_hidden_is_hidden_and_the_rest_stays(source):
    text = read_body(source, 1, "articles/a.md", "markdown").text
    shown, moved = HIDDEN.text(text)
    assert HIDDEN.find(shown.plain) == []
    assert [piece for _, piece in shown.shape] == [piece for _, piece in text.shape]
    assert [at for at, _ in shown.shape] == sorted(at for at, _ in shown.shape)
    outside = text.plain
    for found in reversed(moved.found):
        outside = outside[: found.start] + outside[found.end :]
    assert shown.plain.replace("[Mme X.]", "") == outside
    html = HIDDEN.html(assemble(text))
    assert HIDDEN.find(re.sub("<[^>]*>", "", html)) == []
