"""The collector of garbage, while pages are previewed.

What is kept at hand of a large archive is a million objects, and none of them is garbage: to go
through them all takes a quarter of a second, in which no save is seen to. So they are left out,
and what has come since is gone through when nothing else is to be done.
"""

from __future__ import annotations

import gc
from typing import Final

SELDOM: Final = (500_000, 10, 10)
"""By how many objects there must be more before the newest are gone through all the same (of 50,000
it takes 40 ms); how often that is, before the older ones are; and how often these, before all are.
"""

WHOLE: Final = 100
"""Once in so many times what was left out is gone through, too: some of it may be garbage now."""


class Collector:
    """Collects garbage seldom by itself, and whenever it is told that nobody waits."""

    def __init__(self) -> None:
        gc.set_threshold(*SELDOM)
        self._times = 0

    def collect(self) -> None:
        """Collect what is garbage of all that has come, and leave out the rest from now on."""
        self._times += 1
        if self._times % WHOLE == 0:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
