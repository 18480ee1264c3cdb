"""Pages → files: what is to be rendered, handed out in batches, and kept as it comes back."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import ExitStack
from itertools import chain, groupby
from typing import Final, NamedTuple, TypeVar

from builder import publish
from builder.archive import journal, ledger, reads
from builder.archive.readers import copy_store
from builder.archive.store import count_articles, set_state
from builder.archive.survey import folder_of
from builder.archive.turns import DOCUMENT, LATE
from builder.order import Order, Outcome, Report
from builder.pages import KINDS
from builder.render import Renderer, render_batch
from builder.workers import Workers, is_given_up

T = TypeVar("T")

BATCH: Final = 100
"""How many pages a worker renders at a time."""

FEW_LATE: Final = 8
"""The same, of pages that show much of the archive."""

SOON: Final = 40
"""The same, where somebody may cancel the work."""

FEW: Final = 250
"""Up to so many pages one process is quicker: until others have started, and have opened the store
and the templates, it has rendered some two hundred.
"""

SHOWN: Final = 2_000
"""For each so many articles, a page that shows much of the archive counts as one page more. Of
100,000 it takes as long as two hundred others, but every process has to find out what it shows.
"""

KEPT_AT: Final = 2_000
"""After how many pages what they read is committed."""


class Urgency(NamedTuple):
    """Who waits for pages: `page_by_page`, somebody looks at each as soon as it is made, those of
    the sources `first` before the others; pages that are `gone` are still to be deleted; and
    `cancelled` tells that nobody waits any more.
    """

    page_by_page: bool = False
    first: Collection[str] = ()
    gone: Collection[str] = ()
    cancelled: Callable[[], bool] | None = None


def render(
    connection: sqlite3.Connection,
    order: Order,
    turns: Iterable[int],
    renderer: Renderer,
    outcome: Outcome,
    report: Report,
    urgency: Urgency,
) -> set[tuple[str, str]]:
    """Render what is dirty in these turns; the folders written to, as (place, path).

    Ends early where it is cancelled: what is not rendered and kept stays dirty, and the renderer's
    door, that may have handed on what nobody kept, is to forget before it is used again.
    """
    dirty = {turn: ledger.dirty_pages(connection, turn) for turn in turns}
    total = sum(map(len, dirty.values()))
    touched: set[tuple[str, str]] = set()
    if not total:
        report.pages(urgency.gone, ())
        return touched
    token = f"{os.getpid()}-{time.monotonic_ns()}"
    with ExitStack() as stack:
        sign = None
        if order.scheduler:
            sign = stack.enter_context(publish.under_way(order.folders.site, token))
        shared = [sign] if sign else []
        workers = stack.enter_context(Workers(order.jobs, order.scheduler, shared))
        work = total
        if not urgency.page_by_page:  # else they are made when nobody waits
            work += len(dirty.get(LATE, ())) * (count_articles(connection) // SHOWN)
        many = workers.worth_it(work, FEW)
        batches: Iterable[Sequence[ledger.Known]]
        if urgency.page_by_page:
            pages = [page for ids in dirty.values() for page in ledger.pages_by_id(connection, ids)]
            pages.sort(key=lambda page: not _is_of(page, urgency.first))
            report.pages([*urgency.gone, *(page.path for page in pages)], ())
            # Who saves would wait for several that show much of the archive.
            late = [page for page in pages if page.turn == LATE]
            others = [page for page in pages if page.turn != LATE]
            batches = [*_cut(late, 1), *_cut(others, SOON if many else 1)]
        else:
            # What takes long goes out first and in small parts, so that all end together.
            first = _of_one_part(ledger.pages_by_id(connection, dirty.pop(LATE, ())))
            rest = _cut([id for ids in dirty.values() for id in ids], BATCH)
            batches = chain(first, (ledger.pages_by_id(connection, ids) for ids in rest))
        if many:
            renderer.door.forget()  # others ask
            # Other machines cannot read a store that is being written to: they have a copy.
            store = None
            if order.scheduler:
                store = copy_store(connection, order.folders.cache)
                stack.callback(store.unlink, missing_ok=True)
            ends = is_given_up if urgency.cancelled else None
            calls = ((order.folders, token, batch, store, sign, ends) for batch in batches)
            done = workers.map(render_batch, calls, urgency.cancelled)
        else:
            done = (renderer.render_all(batch, urgency.cancelled) for batch in batches)
        # What few pages read is quicker put in its place at once.
        into = reads.JOURNAL if total > KEPT_AT else reads.TABLES
        connection.execute("BEGIN")
        kept = 0
        whole = False
        try:
            for batch in done:
                if urgency.cancelled and urgency.cancelled():
                    break  # to keep what a file of a whole year read takes as long as to render it
                report.pages((), [page.path for page in batch.pages])
                ledger.settle_pages(connection, *batch, into)
                outcome.rendered += len(batch.pages)
                written = [page for page in batch.pages if page.written]
                outcome.written += len(written)
                touched |= {(KINDS[page.kind].place, folder_of(page.path)) for page in written}
                if any(page.turn == DOCUMENT for page in batch.pages):
                    set_state(connection, "indexed", "")
                report.progress(outcome.rendered, total)
                kept += len(batch.pages)
                if kept >= KEPT_AT:
                    connection.execute("COMMIT")
                    connection.execute("BEGIN")
                    kept = 0
            whole = True
        finally:
            connection.execute("COMMIT")
            if not whole:
                renderer.door.forget()  # it may have handed answers on that nobody kept
    if journal.is_waiting(connection):
        connection.execute("BEGIN")
        journal.sort_in(connection)
        connection.execute("COMMIT")
    return touched


def _cut(items: Sequence[T], width: int) -> list[Sequence[T]]:
    return [items[start : start + width] for start in range(0, len(items), width)]


def _of_one_part(pages: Iterable[ledger.Known]) -> list[Sequence[ledger.Known]]:
    """Late pages, a few at a time: together those of one kind that show the same year, or the same
    part of the archive, since they ask for the same answers.
    """

    def part(page: ledger.Known) -> tuple[str, tuple[str, ...]]:
        return page.kind, page.key[1:2]

    together = groupby(sorted(pages, key=lambda page: (part(page), page.path)), part)
    return [few for _, same in together for few in _cut(list(same), FEW_LATE)]


def _is_of(page: ledger.Known, sources: Collection[str]) -> bool:
    """Whether a page is that of one of these sources, which are people's edits."""
    if len(sources) > SOON or not page.key:
        return False
    folder = {"article": "articles/", "free": "pages/", "entity": ""}.get(page.kind)
    return folder is not None and f"{folder}{page.key[0]}.md" in sources
