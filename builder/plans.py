"""Which pages a new archive has, worked out by several processes: those who read it before they
render it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from pathlib import Path

from builder.archive.door import Door
from builder.archive.planning import Arguments, Asked, Asker, ask_plans, name_plans
from builder.archive.readers import open_reader
from builder.pages import KINDS
from builder.workers import Workers


def ask_in(workers: Workers, cache: Path, token: str) -> Asker:
    """How `plan_pages` asks these workers, of a store that others may read; `token` tells one
    build from another.
    """

    def ask(roots: Iterable[Sequence[Arguments]]) -> Iterable[Asked]:
        return workers.map(plan_batch, ((cache, token, some) for some in roots))

    return ask


def plan_batch(cache: Path, token: str, roots: Sequence[Arguments]) -> Asked:
    """Plan the pages of some roots in a worker."""
    return ask_plans(_door(cache, token), roots)


@functools.lru_cache(maxsize=1)
def _door(cache: Path, _token: str) -> Door:
    name_plans(KINDS)
    return Door(open_reader(cache))
