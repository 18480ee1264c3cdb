"""French signs stay on the line of their words, and no word of the text changes."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, strategies as st

from builder.compiling import kept
from builder.spacing import kept_together

NB = '<span class="nb"> </span>'


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("Russie : oui", f"Russie{NB}: oui"),
        ("Quoi ?! Oui ;", f"Quoi{NB}?! Oui{NB};"),
        ("« Nous »", f"«{NB}Nous{NB}»"),
        ('<a title="nom : x">Kim</a> : là', f'<a title="nom : x">Kim</a>{NB}: là'),
        ("« <a>Kim</a> »", f"«{NB}<a>Kim</a>{NB}»"),
        ("l&amp; : oui", f"l&amp;{NB}: oui"),
        ("1 200 000 soldats", f"1{NB}200{NB}000 soldats"),
        ("En 2012 350 soldats, 3 1000", "En 2012 350 soldats, 3 1000"),
        ("Russie\u00a0: oui; non: https://a", "Russie\u00a0: oui; non: https://a"),
    ],
)
def test_a_sign_stays_with_its_word(html: str, kept: str) -> None:
    assert kept_together(html, "fr") == kept_together(html, "fr-CA") == kept
    assert kept_together(html, "en") == html


@given(st.text("ab « »:;!?<&\u00a012"))
def test_no_word_changes(words: str) -> None:
    html = words.replace("&", "&amp;").replace("<", "&lt;")
    assert unescape(re.sub("<[^>]*>", "", kept_together(html, "fr"))) == unescape(html)


def test_a_title_is_kept_together_and_escaped() -> None:
    assert kept("Kim & <Poutine> : là", "fr") == f"Kim &amp; &lt;Poutine&gt;{NB}: là"
    assert kept("Kim & Poutine", "fr") == kept("Kim & Poutine", "en") == "Kim & Poutine"
