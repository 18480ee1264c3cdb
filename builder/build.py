"""The build: the only place that orders the stages.

A full build is this build with an empty store; there is no other path.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from builder import publish, search
from builder.archive import ledger
from builder.archive.complaints import all_problems, dated_later, unseen
from builder.archive.door import Door
from builder.archive.intake import Intake, Sources
from builder.archive.planning import Removed, plan_pages, roots_of
from builder.archive.store import drop_store, get_state, open_store, set_state
from builder.folders import Folders, template_fingerprints
from builder.pages import KINDS
from builder.problems import ContentError, MachineError, Problem
from builder.program import program_fingerprint
from builder.render import Renderer, render_batch
from builder.search import MOST
from builder.templating import template_problems
from builder.workers import Workers

BATCH: Final = 200
"""How many pages a worker renders at a time."""

KEPT_AT: Final = 2_000
"""After how many pages what they read is committed."""


class Report(Protocol):
    """Where a build says how far it is."""

    def stage(self, name: str) -> None:
        """A stage begins: read, render, write, search."""

    def progress(self, done: int, total: int) -> None:
        """So much of the stage is done."""


class Quiet:
    """A report that says nothing."""

    def stage(self, name: str) -> None:
        """Say nothing."""

    def progress(self, done: int, total: int) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is asked to do.

    `trusted`: the caller knows that nobody else touches the site (the preview server), so
    its files are not looked at one by one.
    """

    folders: Folders
    base_url: str | None = None
    clean: bool = False
    search: bool = True
    jobs: int = 0
    trusted: bool = False
    publish: bool = True
    index: bool = True
    """False: search documents are written, and `index_site` makes the index of them later."""
    bundle: int = MOST
    """Bytes of search documents that are indexed together."""


@dataclass(slots=True)
class Outcome:
    """What a build did."""

    articles: int = 0
    pages: int = 0
    rendered: int = 0
    written: int = 0
    deleted: int = 0
    indexed: bool = False
    warnings: tuple[Problem, ...] = ()
    new_warnings: tuple[Problem, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    order: Order,
    report: Report | None = None,
    now: Callable[[], int] = time.time_ns,  # only ever compared with files' times
) -> Outcome:
    """Bring the site in line with the content.

    Raises ContentError, having written nothing, where the content has errors, and
    MachineError where the machine fails; the next build then completes the work.
    """
    report = report or Quiet()
    outcome = Outcome()
    folders = order.folders
    if order.clean:
        drop_store(folders.cache)
    connection = open_store(folders.cache, program_fingerprint(folders.cache))
    try:
        with _timed(outcome, "read", report):
            gone = _take_in(connection, order, outcome, report, now)
        if order.publish:
            with _timed(outcome, "render", report):
                _render(connection, order, outcome, report)
            with _timed(outcome, "prune", report):
                _prune(connection, order, gone, outcome)
            if order.search and order.index:
                with _timed(outcome, "search", report):
                    outcome.indexed = _index(connection, order)
        outcome.articles = connection.execute("SELECT count(*) FROM article").fetchone()[0]
        outcome.pages = connection.execute(
            "SELECT count(*) FROM page WHERE kind != 'document'"
        ).fetchone()[0]
    except sqlite3.OperationalError as error:
        raise MachineError(f"the store in {folders.cache} cannot be used: {error}") from error
    except OSError as error:
        raise MachineError(f"{error.filename or folders.cache}: {error.strerror}") from error
    finally:
        connection.close()
    return outcome


def index_site(order: Order, cancelled: Callable[[], bool]) -> bool:
    """Bring the search index in line with the search documents; whether there was need to.

    Raises Cancelled, and keeps the old index, as soon as `cancelled()`; MachineError where
    Pagefind is missing, fails or hangs.
    """
    connection = open_store(order.folders.cache, program_fingerprint(order.folders.cache))
    try:
        return _index(connection, order, cancelled)
    finally:
        connection.close()


@contextmanager
def _timed(outcome: Outcome, name: str, report: Report) -> Iterator[None]:
    report.stage(name)
    start = time.perf_counter()
    yield
    outcome.seconds[name] = time.perf_counter() - start


def _take_in(
    connection: sqlite3.Connection,
    order: Order,
    outcome: Outcome,
    report: Report,
    now: Callable[[], int],
) -> Removed:
    """Sources → rows → pages to be made, in one transaction: all of it or nothing."""
    folders = order.folders
    sources = Sources(
        folders.content,
        [folder / "static" for folder in folders.template_folders],
        template_fingerprints(folders.template_folders),
        order.base_url,
    )
    # Where nobody has read anything yet, only what pages grow from is of interest.
    heeded = roots_of(KINDS) if ledger.is_unread(connection) else None
    connection.execute("BEGIN IMMEDIATE")
    try:
        _check_templates(connection, folders.template_folders, sources.templates)
        intake = Intake(connection, sources, folders.cache / "handed", heeded)
        with Workers(order.jobs) as workers:
            time_of_scan = now()
            intake.run(time_of_scan, workers, report.progress)
        door = Door(connection)
        removed = plan_pages(connection, door, intake.changes, KINDS, intake.renamed)
        more = list(removed.problems)
        if not order.publish:
            # What is right or wrong only today is said by `check`, and by no build.
            more += dated_later(connection, folders.content, time_of_scan)
        problems = all_problems(connection, more)
        outcome.warnings = tuple(p for p in problems if not p.is_error)
        if order.publish:
            outcome.new_warnings = unseen(connection, outcome.warnings)
        if any(p.is_error for p in problems):
            raise ContentError(problems)
        _distrust(connection, order)
        if removed.paths or connection.execute("SELECT 1 FROM dirty LIMIT 1").fetchone():
            set_state(connection, "settled", "")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return removed


def _check_templates(
    connection: sqlite3.Connection, folders: Sequence[Path], templates: Mapping[str, str]
) -> None:
    """Refuse templates that are no Jinja, before anything is written: those that changed."""
    known = dict(connection.execute("SELECT template, fingerprint FROM template"))
    changed = [name for name, state in templates.items() if known.get(name) != state]
    if problems := template_problems(folders, changed):
        raise ContentError(problems)


def _distrust(connection: sqlite3.Connection, order: Order) -> None:
    """Have pages rendered whose files were lost or altered since they were written, and
    delete what a killed build left half written.
    """
    if order.trusted or not order.publish:
        return
    stats = {
        "site": publish.stats_below(order.folders.site),
        "documents": publish.stats_below(order.folders.documents),
    }
    for place, files in stats.items():
        publish.delete(order.folders.place(place), filter(publish.is_aside, files))
    lost = [
        page.id
        for page in ledger.all_pages(connection)
        if stats[KINDS[page.kind].place].get(page.path) != (page.size, page.mtime)
    ]
    ledger.mark_dirty(connection, lost, ())


def _render(connection: sqlite3.Connection, order: Order, outcome: Outcome, report: Report) -> None:
    kinds = [name for name, kind in KINDS.items() if order.search or kind.place == "site"]
    pages = ledger.dirty_pages(connection, kinds)
    if not pages:
        return
    pages.sort(key=lambda page: KINDS[page.kind].late)  # stable: by path within
    batches = [pages[start : start + BATCH] for start in range(0, len(pages), BATCH)]
    token = f"{os.getpid()}-{time.monotonic_ns()}"
    with Workers(order.jobs) as workers:
        if workers.worth_it(len(pages)):
            done = workers.map(render_batch, [(order.folders, token, batch) for batch in batches])
        else:
            renderer = Renderer(order.folders, Door(connection))
            done = (renderer.render_all(batch) for batch in batches)
        connection.execute("BEGIN")
        kept = 0
        try:
            for batch in done:
                ledger.settle_pages(connection, *batch)
                outcome.rendered += len(batch.pages)
                outcome.written += sum(page.written for page in batch.pages)
                if any(page.kind == "document" for page in batch.pages):
                    set_state(connection, "indexed", "")
                report.progress(outcome.rendered, len(pages))
                kept += len(batch.pages)
                if kept >= KEPT_AT:
                    connection.execute("COMMIT")
                    connection.execute("BEGIN")
                    kept = 0
        finally:
            connection.execute("COMMIT")


def _prune(connection: sqlite3.Connection, order: Order, gone: Removed, outcome: Outcome) -> None:
    """Delete what no page claims any more, and list what is the program's own."""
    folders = order.folders
    site = folders.site.resolve().as_posix()
    if get_state(connection, "settled") == site and (folders.site / publish.MANIFEST).is_dir():
        return
    claimed = {"site": set[str](), "documents": set[str]()}
    for page in ledger.all_pages(connection):
        claimed[KINDS[page.kind].place].add(page.path)
    old = publish.read_manifest(folders.site) | {
        path for kind, path in gone.paths if KINDS[kind].place == "site"
    }
    outcome.deleted = publish.delete(folders.site, sorted(old - claimed["site"]))
    publish.write_manifest(folders.site, claimed["site"])
    documents = publish.stats_below(folders.documents).keys()
    if publish.delete(folders.documents, sorted(documents - claimed["documents"])):
        set_state(connection, "indexed", "")
    set_state(connection, "settled", site)


def _index(
    connection: sqlite3.Connection,
    order: Order,
    cancelled: Callable[[], bool] | None = None,
) -> bool:
    """Bring the search index in line with the search documents; whether it is another now."""
    output = order.folders.site / "pagefind"
    mark = output.resolve().as_posix()
    if get_state(connection, "indexed") == mark and search.is_complete(output):
        return False
    entries = _documents(connection)
    done = search.index(
        order.folders.documents, entries, output, most=order.bundle, cancelled=cancelled
    )
    set_state(connection, "indexed", mark)
    return done.changed


def _documents(connection: sqlite3.Connection) -> list[search.Entry]:
    """The search documents as the index takes them: with moment, language, hash and size."""
    rows = connection.execute(
        "SELECT moment, article, article.lang, path, hash, size FROM page"
        " JOIN article ON article.address = page.path WHERE kind = 'document'"
    )
    return [search.Entry._make(row) for row in rows]
