"""The collector of garbage, while pages are previewed."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from builder.preview.collector import SELDOM, WHOLE, Collector


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


class Knot:
    """What only the collector can free, as soon as nobody knows it."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_kept_is_left_out_and_garbage_goes() -> None:
    collector = Collector()
    assert gc.get_threshold() == SELDOM
    kept, lost = Knot(), weakref.ref(Knot())
    collector.collect()
    assert lost() is None
    assert gc.get_freeze_count() > 0
    assert not any(one is kept for one in gc.get_objects())


def test_what_was_left_out_and_became_garbage_goes_in_the_end() -> None:
    collector = Collector()
    knot = Knot()
    collector.collect()
    seen = weakref.ref(knot)
    del knot
    times = 1
    while seen() is not None:
        collector.collect()
        times += 1
    assert times == WHOLE
