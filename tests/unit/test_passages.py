"""Sentences that name an entity, or two, as pages quote them."""

from __future__ import annotations

import orjson

from builder.archive.families.appearances import Appearance, Together
from builder.model import UNDECIDED
from builder.pages.shared.passages import BUDGET, in_common, in_context, selectable


def quote(text: str, *mentions: tuple[str, str], anchor: str = "s-1", stands_for: str = ""):
    """A sentence in the store, in which these words are mentions, each with its manner."""
    marks = [
        [text.index(words), text.index(words) + len(words), how, stands_for, "rule"]
        for words, how in mentions
    ]
    return ["body", anchor, text, marks]


def appearance(*quotes, lang="en", sentences=0, mentions=0, source="Yonhap"):
    return Appearance(
        "a", "articles/2023/a.html", "A", "2023", "2023", lang, source, mentions, 0, 0, 1,
        orjson.dumps(quotes).decode(), sentences or len(quotes),
    )  # fmt: skip


def together(one, two, lang="en"):
    return Together(
        "a", "articles/2023/a.html", "A", "2023", "2023", lang, "Yonhap",
        orjson.dumps(two).decode(), orjson.dumps(one).decode(),
    )  # fmt: skip


def test_a_sentence_is_text_but_for_its_marks():
    (item,) = in_context([appearance(quote("<b>\"Kim\" & 'Co'</b>", ("Kim", "surname")))], "en")
    (passage,) = item.passages
    assert passage.text_html == (
        '&lt;b&gt;&#34;<mark class="as-surname" title="surname; found by rule">Kim</mark>'
        "&#34; &amp; &#39;Co&#39;&lt;/b&gt;"
    )
    assert passage.manners == "surname"


def test_a_mention_within_another_has_no_mark_of_its_own():
    text = "North Korea and Korea"
    marks = quote(text, ("North Korea", "name"), ("Korea", "adjective"))
    marks[3].append([16, 21, "name", UNDECIDED, "inline"])
    (item,) = in_context([appearance(marks)], "en")
    assert item.passages[0].text_html == (
        '<mark class="as-name" title="name; found by rule">North Korea</mark> and <mark'
        ' class="as-name" title="name, place or government: undecided; marked by the'
        ' archivist">Korea</mark>'
    )
    assert item.passages[0].manners == "name"


def test_french_signs_stay_with_their_words_around_marks():
    (item,) = in_context([appearance(quote("« Kim » : non", ("Kim", "name")), lang="fr")], "fr")
    assert item.passages[0].text_html == (
        '«<span class="nb"> </span><mark class="as-name" title="nom\u202f; trouvé par règle">Kim</mark>'
        '<span class="nb"> </span>»<span class="nb"> </span>: non'
    )


def test_what_is_not_quoted_is_counted():
    rows = [appearance(quote("Kim.", ("Kim", "name")), sentences=7), appearance(mentions=2)]
    beyond, unquoted = in_context(rows, "en")
    assert (beyond.more, beyond.unquoted) == (6, 0)
    assert (unquoted.more, unquoted.unquoted) == (0, 2)


def test_a_page_quotes_as_many_sentences_of_each_article_as_it_has_room_for():
    text = "Kim " + "가" * 590
    rows = [appearance(*[quote(text, ("Kim", "name"))] * 5) for _ in range(40)]
    found = in_context(rows, "en")
    size = sum(len(passage.text_html.encode()) for item in found for passage in item.passages)
    assert {(len(item.passages), item.more) for item in found} == {(2, 3)}
    assert size <= BUDGET


def test_two_have_the_sentences_in_common_that_name_both():
    both = "Seoul hears Kim."
    row = together(
        [quote("Kim.", ("Kim", "name")), quote(both, ("Kim", "name"), anchor="s-2")],
        [
            quote(both, ("Seoul", "name"), anchor="s-2"),
            quote("Seoul.", ("Seoul", "name"), anchor="s-3"),
        ],
    )
    item, other = in_common([row, together([], [])], ("people", "places"))
    assert not other.passages
    (passage,) = item.passages
    assert passage.anchor == "s-2"
    assert passage.text_html == (
        '<mark class="k k-places">Seoul</mark> hears <mark class="k k-people">Kim</mark>.'
    )


def test_of_a_sentence_without_end_each_of_two_has_its_own_words():
    one = quote("Kim arrives, and then", ("Kim", "name"))
    two = quote("at last he leaves for Seoul", ("Seoul", "name"))
    (item,) = in_common([together([one], [two])], ("people", "places"))
    assert [(passage.anchor, passage.text_html) for passage in item.passages] == [
        ("s-1", '<mark class="k k-people">Kim</mark> arrives, and then'),
        ("s-1", 'at last he leaves for <mark class="k k-places">Seoul</mark>'),
    ]


def test_there_is_something_to_choose_where_sources_or_manners_differ():
    named = appearance(quote("Kim", ("Kim", "name")))
    called = appearance(quote("Kim", ("Kim", "surname")))
    other = appearance(quote("Kim", ("Kim", "name")), source="KCNA")
    assert not selectable(in_context([named, called], "en"))
    assert not selectable(in_context([named] * 3, "en"))
    assert selectable(in_context([named, named, called], "en"))
    assert not selectable(in_context([named, named, called], "en"), by_manner=False)
    assert selectable(in_context([named, named, other], "en"), by_manner=False)
