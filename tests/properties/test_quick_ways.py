"""The quick ways of reading what most files hold give what the whole rules give."""

from __future__ import annotations

from hypothesis import event, given, strategies as st

from builder.content.frontmatter import simple_nodes, yaml_nodes
from builder.content.source import Source
from builder.pages.shared.marking import Span, mark_any, mark_nested
from builder.problems import Problem
from builder.text import _RUN, _WORD, folded_words

VALUES = (
    "Kim Jong Un", "L’Est", "T.G.", "2023-09-11T15:29+02:00", "https://exemple.org/a?b=c", "15:29", "01000", "NO",
    "null", "~", "yes", "", "a: b", "a :b", "a:", "a #b", "a#b", "- a", "-", "? a", "'a'", '"a"', "it's", "a, b", "a,b", "a  b", " a", "a ",
    "&a", "*a", "a & b", "!a", "%a", "@a", "`a", "|", ">", "{a: b}", "[", "]", "김정은", "é", "e\u0301", "\u00a0", "\u2028", "a\tb", "(a)", "50 %",
)  # fmt: skip
values = st.sampled_from(VALUES)
listed = st.lists(values, max_size=4).map(lambda items: f"[{', '.join(items)}]")
lines = st.one_of(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["people", "lang", "null", "x-y"]),
        st.sampled_from([": ", ": ", ": ", ":", ":  ", " : "]),
        st.one_of(values, listed, st.text(max_size=6).filter(lambda text: "\n" not in text)),
    ),
    st.sampled_from(["", " ", "  a", "- a", "# a", "---", "..."]),
)


@given(st.lists(lines, max_size=4))
def test_simple_front_matter_is_what_yaml_makes_of_it(front):
    quick = simple_nodes(front)
    event(f"simple: {quick is not None}")
    if quick is None:
        return
    problems: list[Problem] = []
    source = Source("a.md", tuple(front), "", len(front) + 3, ("---", *front, "---"))
    assert yaml_nodes(source, front, problems) == (quick, True)
    assert not problems


@given(st.text(st.sampled_from("aÉœ1_ .,’'-\n«\u00a0\u00ad\u0301\u200d한北カひ"), max_size=30))
def test_words_cut_quickly_are_the_words_of_the_whole_rule(text):
    words = [(text[word.start : word.end], word.start) for word in folded_words(text)]
    assert words == [(found[0], found.start()) for found in _WORD.finditer(text)]


@given(st.text(st.sampled_from("aÉœ1_ .,’'-\n«\u00a0한"), max_size=30))
def test_a_text_without_joiners_is_cut_at_runs_of_letters(text):
    assert _RUN.findall(text) == _WORD.findall(text)


FIRST, SECOND = "Kim « est » là & Un : 1 234.", "Il dit « non »"
TEXT = f"{FIRST}\n\n{SECOND}"
WHOLE = [(0, len(FIRST)), (len(FIRST) + 2, len(TEXT))]
BLOCKS = [(place, tag) for pair in WHOLE for place, tag in zip(pair, ("<p>", "</p>"), strict=True)]
WORDS = [(0, 3), (6, 9), (4, 11), (17, 19), (22, 27), (30, 32), (37, 44), (39, 42)]
places = st.integers(0, len(TEXT))
stretches = st.tuples(places, places).map(lambda pair: (min(pair), max(pair)))


@given(
    st.just(BLOCKS)
    | st.lists(st.tuples(places, st.sampled_from(["<p>", "</p>", "<em>", "<a>", "</a>"]))),
    st.just(WHOLE) | st.lists(stretches, max_size=3),
    st.lists(st.sampled_from(WORDS), max_size=3, unique=True).map(sorted)
    | st.lists(stretches, max_size=3),
    st.sampled_from(["", " href"]),
    st.sampled_from(["fr", "en"]),
)
def test_spans_that_cross_nothing_are_marked_as_those_that_do(shape, whole, parts, link, lang):
    sentences = [Span(start, end, f"s-{start}", "s") for start, end in whole]
    mentions = [Span(start, end, f"m-{start}", "m", link) for start, end in parts]
    quick = mark_nested(TEXT, shape, sentences, mentions, lang)
    event(f"nested: {quick is not None}")
    if quick is not None:
        assert quick == mark_any(TEXT, shape, [*sentences, *mentions], lang)
