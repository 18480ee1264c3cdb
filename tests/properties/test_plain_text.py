"""The quick way of reading a body gives what Markdown gives, letter for letter."""

from __future__ import annotations

from hypothesis import event, given, strategies as st

from builder.content.markup import read_markdown
from builder.content.plain import read_plain

PIECES = (
    "Le dirigeant nord-coréen", "l’Ukraine", "M. Kim", "« Nous irons »", " ", "  ", "\u00a0", "\u202f",
    "\n", "\n\n", "\n\n\n", " \n", "  \n", "\t", "\u2028", "\x85",
    "1945. La guerre", "1.", "2)", "10) dix", "- ", "* ", "+ ", "— ", "+ 3 %", ": ", "=", "==", "---", "===", "-",
    "#", "# ", "## ", "###### ", "####### ", "## Titre\n\n", "## Titre\n", "#MeToo", "## #MeToo\n\n", "## Titre ##\n\n", "##\n",
    "[[Kim]]", "[[Kim|le dirigeant]]", "[[-|Washington]]", "[[a|b [sic] c]]", "[[ |x]]", "[[\t]]", "[[x| ]]", "[[^1]]", "[[a\nb|c\nd]]",
    "[[", "]]", "[", "]", "|", "[...]", "(sic)", "[...](sic)", "[Vidéo] ", "[]", "][", "] [", "]\n(", "[...]:", "[x\n\ny]", "[[1]](x)", "[[Kim]](x)", "[^1]", "![", "\n[^1]: note", "\n[a]: b", "*[HTML]: x",
    "*", "_", "__", "**", "`", "```", "~~~", "~", "^", "\\", "\\[", "<", ">", "> ", "<b>", "</b>", "<!--", "-->", "<br>", "&", "& ", "&\n", "Sterling & fils", "&amp;", "&eacute;", "&#65;",
    "http://exemple.org/", "<http://exemple.org>", "a@exemple.org", "\n: def", "a | b\n--|--\n", "\n    code", "\n   x", "!", "\"", "'", "…", "김정은", "العربية", "🙂", "e\u0301", "\u200b", "\ufeff",
    "{#id}", "{: .x}", "%", "$", "=\n", "x\n===\n", "x\n---\n",
)  # fmt: skip
"""What news is made of, and every character and sequence that means something to Markdown."""

plain_pieces = [piece for piece in PIECES if not set(piece) & set("\\`*_<|~\t")]


def texts(pieces):
    return st.lists(st.sampled_from(pieces), max_size=14).map("".join)


any_text = st.one_of(
    texts(plain_pieces),
    texts(PIECES),
    st.text(st.sampled_from(sorted(set("".join(PIECES)))), max_size=30),
)


@given(any_text)
def test_the_quick_reading_equals_markdown(source):
    quick = read_plain(source, 7)
    event("quick" if quick is not None else "markdown")
    if quick is None:
        return
    slow = read_markdown(source, 7, "articles/a.md")
    assert quick == slow.text
    assert slow.notes == () and slow.links == ()


@given(texts(plain_pieces[:16] + [p for p in plain_pieces if p.startswith(("#", "[["))]))
def test_the_quick_reading_equals_markdown_on_what_it_takes(source):
    quick = read_plain(source, 1)
    if quick is not None:
        assert quick == read_markdown(source, 1, "articles/a.md").text
