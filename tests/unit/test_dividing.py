"""Search documents are divided into bundles by their content alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from builder.search.bundle import length_class, name_of
from builder.search.dividing import Entry, divide

MOST = 100


def entry(moment: str, id: str = "a", size: int = 40) -> Entry:
    return Entry(moment, id, "fr", f"articles/{id}.html", "0" * 32, size)


moments = st.one_of(
    st.datetimes(datetime(1800, 1, 1), datetime(2100, 1, 1)),
    # Busy days, and what is dated to the year only.
    st.integers(0, 90_000).map(lambda n: datetime(2023, 9, 11) + timedelta(seconds=n)),
    st.just(datetime(1987, 1, 1)),
).map(lambda moment: moment.replace(microsecond=0, tzinfo=UTC).isoformat().replace("+00:00", "Z"))
entries = st.builds(entry, moments, st.text("abc", min_size=1, max_size=4), st.integers(1, 60))
archives = st.lists(entries, max_size=40, unique_by=lambda e: (e.moment, e.id))


def sets(bundles: Sequence[Sequence[Entry]]) -> set[tuple[Entry, ...]]:
    return {tuple(bundle) for bundle in bundles}


@given(archives, st.randoms())
def test_bundles_are_the_archive_in_order_whatever_came_first(archive, random):
    bundles = divide(archive, MOST)
    assert [e for bundle in bundles for e in bundle] == sorted(archive)
    assert all(bundles)
    for bundle in bundles:
        moments = {e.moment for e in bundle}
        assert sum(e.size for e in bundle) <= MOST or len(moments) == 1
    for one, two in pairwise(bundles):
        assert one[-1].moment < two[0].moment
    random.shuffle(archive)
    assert divide(archive, MOST) == bundles


@given(archives, entries)
def test_an_article_more_changes_one_bundle_or_cuts_it(archive, new):
    before = sets(divide(archive, MOST))
    after = sets(divide([e for e in archive if e != new] + [new], MOST))
    gone, come = before - after, after - before
    if new not in archive:
        # Where all is one bundle yet, or a wider span is opened, bundles are cut, not mixed.
        assert {e for b in come for e in b} - {new} == {e for b in gone for e in b}
    assert len(gone) <= 1


@given(archives.filter(len), st.data())
def test_an_edit_changes_one_bundle(archive, data):
    old = data.draw(st.sampled_from(archive))
    new = old._replace(hash="1" * 32)
    before = sets(divide(archive, MOST))
    after = sets(divide([new if e is old else e for e in archive], MOST))
    assert len(before - after) == len(after - before) == 1


def test_closed_years_stay_as_they_are_while_wires_arrive():
    day = datetime(2000, 1, 1, tzinfo=UTC)
    wires = [
        entry((day + timedelta(days=7 * n)).strftime("%Y-%m-%dT%H:%M:%SZ"), f"{n:04}", 10)
        for n in range(1_000)
    ]
    made: set[tuple[Entry, ...]] = set()
    indexed = 0
    for n in range(1, len(wires) + 1):
        now = sets(divide(wires[:n], MOST))
        indexed += sum(len(bundle) for bundle in now - made)
        made = now
    # Every wire is indexed with those of its bundle so far, and again where a bundle is cut.
    assert indexed / len(wires) < 15


def test_no_article_no_bundle():
    assert divide([], MOST) == []


@pytest.mark.parametrize(
    ("place", "pages", "name"),
    [(0, 1, "0"), (0, 36, "0"), (35, 36, "z"), (0, 37, "00"), (36, 37, "10"), (1295, 1296, "zz")],
)
def test_names_are_as_wide_as_the_last(place, pages, name):
    assert name_of(place, pages) == name


def test_lengths_are_in_steps():
    assert [length_class(n) for n in (0, 1, 2, 100, 110, 400)] == [1, 1, 2, 108, 108, 414]
    assert len({length_class(n) for n in range(50, 500)}) < 15
