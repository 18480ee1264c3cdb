"""Long lists cut by time: every article has one place, and addresses stay as articles arrive."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest
from hypothesis import given, strategies as st

from builder.archive.families.entities import (
    BUSY_MONTH,
    BUSY_TOGETHER,
    MANY_TOGETHER,
    RANKED,
)
from builder.pages.shared import slices
from builder.pages.shared.letters import LONG
from builder.pages.shared.slice_links import Slice, counted, period_label
from builder.pages.shared.slices import (
    FULL,
    above,
    below,
    count_below,
    covers,
    cut,
    day_of,
    days_of,
    month_of,
    trail,
)


def place_of(periods, date, article):
    """The smallest of the slices in which an article stands; "" where the list is not cut."""
    return max((p for p in periods if covers(p, date, article)), key=len, default="")


class Month(NamedTuple):
    year: str
    month: str
    articles: int


def periods_of(articles: list[tuple[str, str]]) -> tuple[str, ...]:
    months = Counter((date[:4], month_of(date) if len(date) >= 7 else "") for date, _ in articles)

    def days_in(year: str, month: str) -> list[str]:
        wanted = month or f"{year}-00"
        return days_of((date, article) for date, article in articles if month_of(date) == wanted)

    return cut([Month(*key, count) for key, count in sorted(months.items())], days_in)


# Few dates, with many articles each: every depth of slice is reached.
DATES = ["2023", "2023-09", "2023-09-13", "2023-09-13T15:29+02:00", "2023-10-01", "2024-01"]
heaps = st.lists(
    st.tuples(st.sampled_from(DATES), st.sampled_from([1, 60, 101, 250])), min_size=1, max_size=5
)


def heap(counts: list[tuple[str, int]]) -> list[tuple[str, str]]:
    return [
        (date, f"{number}-{date}-{one}")
        for number, (date, count) in enumerate(counts)
        for one in range(count)
    ]


@given(heaps)
def test_every_article_has_one_place_and_no_page_has_more_than_it_holds(counts):
    articles = heap(counts)
    periods = periods_of(articles)
    listed = Counter(place_of(periods, date, article) for date, article in articles)
    assert max(listed.values()) <= FULL
    for period in listed:
        assert not below(periods, period), f"{period!r} is a menu and lists articles"
    for period in periods:
        assert above(period) == "" or above(period) in periods
        assert below(periods, period) or listed[period], f"{period} is empty"
    for date, article in articles:
        place = place_of(periods, date, article)
        found = [period for period in ("", *periods) if covers(period, date, article)]
        assert found == ["", *([*trail(place), place] if place else [])]


@given(heaps)
def test_a_slice_stands_among_those_of_its_year_as_among_all(counts):
    periods = periods_of(heap(counts))
    for period in periods:
        within, before, after = stand = slices.place_of(periods, period)
        assert within == tuple(one for one in periods if above(one) == period)
        beside = ["", *(one for one in periods if above(one) == above(period)), ""]
        assert (before, period, after) == tuple(beside[beside.index(period) - 1 :][:3])
        if len(period) > len("2023"):
            assert slices.place_of(slices.of_year(periods, period[:4]), period) == stand


def test_look_ups_tell_whether_there_is_more_than_a_list_has():
    assert RANKED.limit == LONG + 1
    assert MANY_TOGETHER.least == ("articles", FULL + 1)
    assert BUSY_MONTH.least == ("listed", FULL + 1)
    assert BUSY_TOGETHER.least == ("articles", FULL + 1)


@given(heaps)
def test_a_menu_counts_what_its_slices_list(articles_by_date):
    articles = heap(articles_by_date)
    periods = periods_of(articles)
    under = Counter(
        step
        for date, article in articles
        if (place := place_of(periods, date, article))
        for step in (*trail(place), place)
    )
    for period in periods:
        menu = below(periods, period)
        if menu and len(period) > len("2023"):
            month = [(date, article) for date, article in articles if month_of(date) == period[:7]]
            assert dict(count_below(period, month)) == {part: under[part] for part in menu}


def test_bars_are_of_the_most():
    three = [Slice("a", "2022", "2022"), Slice("b", "2023", "2023"), Slice("c", "2024", "2024")]
    found = counted(three, [("2022", 50), ("2023", 200), ("2024", 0)], "fr")
    assert [(one.articles, one.share) for one in found] == [(50, 250), (200, 1000), (0, 0)]


def test_parts_are_called_by_their_number_on_the_page_of_their_day():
    days = [Slice("a", "2023-09-13", "13 septembre 2023")]
    parts = [Slice("b", "2023-09-13-4", "13 septembre 2023, partie 5")]
    (day,), (part,) = counted(days, [], "fr"), counted(parts, [("2023-09-13-4", 7)], "fr")
    assert (day.label, part.label, part.articles) == ("13 septembre 2023", "partie 5", 7)


@given(heaps, heaps)
def test_no_address_disappears_as_articles_arrive(before, after):
    assert set(periods_of(heap(before))) <= set(periods_of(heap([*before, *after])))


def test_a_day_without_end_is_cut_again():
    articles = [("2023-09-13", f"a{number}") for number in range(3000)]
    periods = periods_of(articles)
    listed = Counter(place_of(periods, date, article) for date, article in articles)
    assert max(listed.values()) <= FULL
    assert any(len(period) == len("2023-09-13-4a") for period in periods)


@pytest.mark.parametrize(
    ("date", "month", "day"),
    [
        ("2023", "2023-00", "2023-00-00"),
        ("2023-09", "2023-09", "2023-09-00"),
        ("2023-09-13", "2023-09", "2023-09-13"),
        ("2023-09-13T00:10+09:00", "2023-09", "2023-09-13"),
    ],
)
def test_a_date_has_a_month_and_a_day_as_exact_as_it_is(date, month, day):
    assert (month_of(date), day_of(date)) == (month, day)


@pytest.mark.parametrize(
    ("period", "way", "french", "english"),
    [
        ("2023", (), "2023", "2023"),
        ("2023-09", ("2023",), "septembre 2023", "September 2023"),
        ("2023-09-13", ("2023", "2023-09"), "13 septembre 2023", "September 13, 2023"),
        (
            "2023-09-13-4a", ("2023", "2023-09", "2023-09-13", "2023-09-13-4"),
            "13 septembre 2023, partie 5.11", "September 13, 2023, part 5.11",
        ),
        ("2023-00", ("2023",), "2023, sans mois", "2023, month not given"),
        ("2023-00-00", ("2023", "2023-00"), "2023, sans mois", "2023, month not given"),
        ("2023-09-00", ("2023", "2023-09"), "septembre 2023, sans jour", "September 2023, day not given"),
    ],
)  # fmt: skip
def test_a_slice_has_a_way_and_a_name(period, way, french, english):
    assert trail(period) == way
    assert period_label(period, "fr") == french
    assert period_label(period, "en") == english
