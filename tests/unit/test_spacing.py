"""French signs stay on the line of their words, and no word of the text changes."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, strategies as st

from builder.pages.article.spacing import kept_together


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("Russie : oui", 'Russie<span class="nb"> :</span> oui'),
        ("Quoi ?! Oui ;", 'Quoi<span class="nb"> ?!</span> Oui<span class="nb"> ;</span>'),
        ("« Nous »", '<span class="nb">« N</span>ous<span class="nb"> »</span>'),
        (
            '<a title="nom : x">Kim</a> : là',
            '<a title="nom : x">Kim</a><span class="nb"> :</span> là',
        ),
        ("« <a>Kim</a>", "« <a>Kim</a>"),
        ("Russie\u00a0: oui; non: https://a", "Russie\u00a0: oui; non: https://a"),
    ],
)
def test_a_sign_stays_with_its_word(html: str, kept: str) -> None:
    assert kept_together(html, "fr") == kept_together(html, "fr-CA") == kept
    assert kept_together(html, "en") == html


@given(st.text("ab « »:;!?<&\u00a0"))
def test_no_word_changes(words: str) -> None:
    html = words.replace("&", "&amp;").replace("<", "&lt;")
    assert unescape(re.sub("<[^>]*>", "", kept_together(html, "fr"))) == unescape(html)
