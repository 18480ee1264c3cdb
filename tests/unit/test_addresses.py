import re
import unicodedata
from datetime import UTC
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given, strategies as st

from builder.addresses import (
    SLUG_LENGTH,
    absolute,
    address_elsewhere,
    article_address,
    article_slug,
    as_address,
    fold_address,
    in_language,
    member_slug,
    pair_address,
    relative,
    slug_or_hash,
    slugify,
    split_address,
)
from builder.dates import parse_date
from tests.markup_values import ADDRESS


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Sergueï Choïgou", "serguei-choigou"),
        ("Œuvre d’art", "oeuvre-d-art"),
        ("김정은", "김정은"),
        ("Ким Чен Ын", "ким-чен-ын"),
        ("Йод", "йод"),
        ("ÅÄÖ ﬁ", "aao-fi"),
        ("  Kim   Jong-un ", "kim-jong-un"),
        ("!", ""),
        ("mot " * 30, "-".join(["mot"] * 20)),
    ],
)
def test_slug_of(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text())
def test_slug_is_stable_and_bounded(text: str) -> None:
    slug = slugify(text)
    assert len(slug) <= SLUG_LENGTH
    assert slugify(slug) == slug
    assert "/" not in slug and " " not in slug


def test_name_without_letters_gets_a_hash() -> None:
    assert slug_or_hash("!").startswith("x-")
    assert slug_or_hash("!") != slug_or_hash("?")


@pytest.mark.parametrize(
    ("id", "slug"),
    [
        ("2023/2023-09-11-kim-attendu", "kim-attendu"),
        ("2023-09-11 Kim attendu", "kim-attendu"),
        ("1984-orwell", "orwell"),
        ("1984", "1984"),
    ],
)
def test_article_slug_drops_a_leading_date(id: str, slug: str) -> None:
    assert article_slug("", id) == slug


def test_a_name_does_not_take_its_lists_address() -> None:
    assert member_slug("Sergueï Choïgou") == "serguei-choigou"
    for name in ("Index", "index", "INDEX!"):
        slug = member_slug(name)
        assert re.fullmatch("x-[0-9a-f]{8}", slug)
    assert article_slug("", "index") == "index"  # articles have no such list


def test_article_slug_as_given() -> None:
    assert article_slug("mine", "2023/2023-09-11-x") == "mine"


@pytest.mark.parametrize(
    ("date", "address"),
    [
        ("2023-09-11T15:29+02:00", "articles/2023/09/x.html"),
        ("2023-09-11", "articles/2023/09/x.html"),
        ("2023-09", "articles/2023/09/x.html"),
        ("2023", "articles/2023/x.html"),
    ],
)
def test_article_address_has_as_much_of_the_date_as_there_is(date: str, address: str) -> None:
    assert article_address(parse_date(date, UTC), "x") == address


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("people/a.html", "people/a.html#s-1", "#s-1"),
        ("people/index.html", "articles/2023/09/a.html#x", "../articles/2023/09/a.html#x"),
        ("index.html", "search.html", "search.html"),
        ("en/people/a.html", "assets/site.css", "../../assets/site.css"),
        ("people/a.html", "people/b.html", "b.html"),
        ("people/a.html", "people/a.html", "a.html"),
        ("a.html", "people/김정은.html", "people/%EA%B9%80%EC%A0%95%EC%9D%80.html"),
        ("a.html", "search.html?q=Kim Jong&x=50%#a", "search.html?q=Kim%20Jong&x=50%25#a"),
        ("a.html", "a.html?q=1", "a.html?q=1"),
        ("a/b.html", "media/50%25 %233.png", "../media/50%25%20%233.png"),
    ],
)
def test_relative_link(here: str, there: str, link: str) -> None:
    assert relative(here, there) == link


def test_pairs_have_one_address() -> None:
    one = pair_address("people/kim", "countries/kp")
    assert one == pair_address("countries/kp", "people/kim") == "pairs/countries/kp/people/kim.html"


def test_languages() -> None:
    assert in_language("index.html", "fr", ("fr", "en")) == "index.html"
    assert in_language("index.html", "en", ("fr", "en")) == "en/index.html"


def test_folded_addresses_meet() -> None:
    assert fold_address("people/Été.html") == fold_address("people/e\u0301te\u0301.html")


FORMS: Final = ("NFC", "NFD")


@given(st.text())
def test_a_folded_address_is_folded_whatever_its_form_and_a_slug_is_one(text: str) -> None:
    folded = fold_address(text)
    for same in (folded, text.casefold(), *(unicodedata.normalize(f, text) for f in FORMS)):
        assert fold_address(same) == folded
    slug = slugify(text)
    assert fold_address(slug) == slug
    assert all(slugify(unicodedata.normalize(form, text)) == slug for form in FORMS)


parts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/"), min_size=1)
addresses = st.lists(parts.filter(lambda p: p not in (".", "..")), min_size=1, max_size=4).map(
    "/".join
)


@given(addresses, addresses, st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_link_leads_from_any_page_to_any_file(here: str, there: str, fragment: str) -> None:
    address = as_address(there) + (f"#{as_address(fragment)}" if fragment else "")
    assert split_address(address)[0] == there
    for base in ("https://a.example/b", "file:///b"):
        link = relative(as_address(here), address)
        assert ADDRESS.fullmatch(link)
        for whole in (urljoin(absolute(base, as_address(here)), link), absolute(base, address)):
            found = urlsplit(whole)
            assert (unquote(found.path), unquote(found.fragment)) == (f"/b/{there}", fragment)
            assert not found.query


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_address_that_is_pasted_is_one_and_the_same(pasted: str) -> None:
    address = address_elsewhere(pasted)
    assert ADDRESS.fullmatch(address)
    assert address_elsewhere(address) == address
    assert unquote(address) == unquote(pasted)


@pytest.mark.parametrize(
    ("pasted", "address"),
    [
        ("https://e.example/a b|c?q=<d>", "https://e.example/a%20b%7Cc?q=%3Cd%3E"),
        ("https://e.example/100%/%C3%A9", "https://e.example/100%25/%C3%A9"),
        ("https://e.example/été?a[]=1&b=c#d", "https://e.example/été?a[]=1&b=c#d"),
    ],
)
def test_what_no_address_holds_is_encoded_and_nothing_else(pasted: str, address: str) -> None:
    assert address_elsewhere(pasted) == address
