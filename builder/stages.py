"""The stages of a build, each by itself: sources → rows → pages; pages → files; what is left over.

`build` orders them. They are apart from it so that a build that finds nothing changed need not
import what they stand on.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from builder import plans, publish, search
from builder.archive import journal, ledger, reads
from builder.archive.complaints import all_problems, counts, dated_later, is_empty, say
from builder.archive.door import Door
from builder.archive.intake import Intake
from builder.archive.planning import Planned, plan_pages, roots_of
from builder.archive.store import get_state, is_new, set_state, share
from builder.archive.survey import (
    Survey,
    changed_folders,
    folder_of,
    remember_folders,
)
from builder.content.scan import is_article
from builder.folders import Folders
from builder.intact import Index
from builder.order import Order, Outcome, Report
from builder.pages import KINDS
from builder.problems import ContentError, Problem, problem
from builder.templating import template_problems
from builder.workers import Workers

MANY: Final = 4_000
"""From so many roots of a new archive, their pages are planned by several processes."""


def take_in(
    connection: sqlite3.Connection,
    order: Order,
    found: Survey,
    door: Door,
    outcome: Outcome,
    report: Report,
) -> Planned:
    """Sources → rows → pages to be made, within the caller's transaction; of a new store what is
    not planned yet may be committed before. The door keeps of its answers those that the changes
    leave as they are.
    """
    folders = order.folders
    if journal.is_waiting(connection):  # a build was killed, or the content only checked
        journal.sort_in(connection)
    _check_templates(connection, folders.template_folders, found.templates)
    # Where nobody has read anything yet, only what pages grow from is of interest.
    heeded = roots_of(KINDS) if reads.is_unread(connection) else None
    intake = Intake(connection, folders.content, order.base_url, folders.cache / "handed", heeded)
    shared = [folders.content / "archive.toml", folders.cache / "handed"]
    with Workers(order.jobs, order.scheduler, shared) as workers:
        workers.prepare(sum(map(is_article, found.content.changed)))
        intake.run(found, workers, report.progress)
        ask = None
        if heeded is not None:
            # Workers on other machines need a copy of the store, which is made once, for rendering.
            many = len(intake.changes.cells) > MANY and workers.is_started and not order.scheduler
            if many and is_new(connection):
                share(connection)
                ask = plans.ask_in(workers, folders.cache, str(found.now))
        planned = plan_pages(connection, door, intake.changes, KINDS, intake.renamed, ask)
    came, _gone = intake.complaints.settle([path for _, path in planned.moves])
    more = list(planned.problems)
    if not order.publish:
        # What is right or wrong only today is said by `check`, and by no build.
        more += dated_later(connection, folders.content, found.now)
    if is_empty(connection) and not all_problems(connection, more):
        more.append(problem("E007", "articles"))
    if any(p.is_error for p in (*came, *more)):
        raise ContentError(all_problems(connection, more))
    _warn(connection, order, outcome, more)
    _count_pages(connection, planned)
    return planned


def _count_pages(connection: sqlite3.Connection, planned: Planned) -> None:
    """Keep how many pages the site has."""
    count = int(get_state(connection, "pages") or 0)
    count += sum(kind != "document" for kind, _ in planned.added)
    count -= sum(kind != "document" for kind, _ in planned.paths)
    set_state(connection, "pages", str(count))


def _warn(
    connection: sqlite3.Connection, order: Order, outcome: Outcome, more: Sequence[Problem]
) -> None:
    if not order.publish:
        outcome.warnings = tuple(all_problems(connection, more))
        return
    outcome.new_warnings = tuple(sorted({*say(connection), *more}))
    outcome.warned = dict(Counter(counts(connection)) + Counter(p.code for p in more))


def _check_templates(
    connection: sqlite3.Connection, folders: Sequence[Path], templates: Mapping[str, str]
) -> None:
    """Refuse templates that are no Jinja, before anything is written: those that changed."""
    known = dict(connection.execute("SELECT template, fingerprint FROM template"))
    changed = [name for name, state in templates.items() if known.get(name) != state]
    if problems := template_problems(folders, changed):
        raise ContentError(problems)


def distrust(
    connection: sqlite3.Connection, folders: Folders, settled: bool, closely: bool
) -> set[tuple[str, str]]:
    """Have pages rendered whose files were lost or replaced since they were written, and delete
    what a killed build left half written. The folders that were looked at, as (place, path).

    `settled`: the last build came to its end here, so that only folders are looked at whose times
    changed or, `closely`, a file's in them; else all are, file by file.
    """
    looked: set[tuple[str, str]] = set()
    lost: list[int] = []
    if not settled:
        written = list(ledger.written_pages(connection))
        ours = set(map(folder_of, ledger.all_paths(connection)))
    for place in publish.PLACES:
        root = folders.place(place)
        if settled:
            for folder in changed_folders(connection, place, root, closely):
                looked.add((place, folder))
                stats = publish.stats_in(root, folder)
                publish.delete(root, filter(publish.is_aside, stats))
                lost += [
                    page.id
                    for page in ledger.pages_below(connection, folder, place)
                    if folder_of(page.path) == folder
                    and stats.get(page.path) != (page.size, page.mtime)
                ]
            continue
        stats = publish.stats_below(root)
        publish.delete(root, filter(publish.is_aside, stats))
        looked |= {(place, folder) for folder in ours & set(map(folder_of, stats))}
        lost += [
            page.id
            for page in written
            if KINDS[page.kind].place == place and stats.get(page.path) != (page.size, page.mtime)
        ]
    ledger.mark_dirty(connection, lost, ())
    return looked


def announce(
    connection: sqlite3.Connection, folders: Folders, planned: Planned, settled: bool
) -> None:
    """List in the site the files that may come: new pages; all, where it is not `settled`."""
    moves: Iterable[tuple[str, str]] = planned.added
    if not settled:
        moves = ((page.kind, page.path) for page in ledger.all_pages(connection))
    publish.announce(folders.site, (path for kind, path in moves if KINDS[kind].place == "site"))


def prune(connection: sqlite3.Connection, folders: Folders, planned: Planned) -> int:
    """Delete the files of pages that are no more, and list those that came; how many went."""
    removed: dict[str, set[str]] = {place: set() for place in publish.PLACES}
    added: dict[str, set[str]] = {place: set() for place in publish.PLACES}
    for moves, into in ((planned.paths, removed), (planned.added, added)):
        for kind, path in moves:
            into[KINDS[kind].place].add(path)
    gone = {place: removed[place] - added[place] for place in publish.PLACES}
    count = publish.delete(folders.site, sorted(gone["site"]))
    publish.change_manifest(folders.site, added["site"], gone["site"])
    if publish.delete(folders.documents, sorted(gone["documents"])):
        set_state(connection, "indexed", "")
    return count


def prune_all(connection: sqlite3.Connection, folders: Folders, planned: Planned) -> int:
    """Delete all that a former build wrote and no page claims, and list all that is there."""
    claimed = {place: set[str]() for place in publish.PLACES}
    for page in ledger.all_pages(connection):
        claimed[KINDS[page.kind].place].add(page.path)
    old = publish.read_manifest(folders.site) | {
        path for kind, path in planned.paths if KINDS[kind].place == "site"
    }
    count = publish.delete(folders.site, sorted(old - claimed["site"]))
    publish.write_manifest(folders.site, claimed["site"])
    documents = publish.stats_below(folders.documents).keys()
    if publish.delete(folders.documents, sorted(documents - claimed["documents"])):
        set_state(connection, "indexed", "")
    return count


def folders_moved(planned: Planned) -> set[tuple[str, str]]:
    """The folders in which pages came or went, as (place, path)."""
    return {(KINDS[kind].place, folder_of(path)) for kind, path in planned.moves}


def remember(
    connection: sqlite3.Connection, folders: Folders, touched: Iterable[tuple[str, str]], now: int
) -> None:
    """Keep the times of the folders in which anything may have changed."""
    connection.execute("BEGIN")
    for place in publish.PLACES:
        mine = {path for where, path in touched if where == place}
        remember_folders(connection, place, folders.place(place), mine, now)
    connection.execute("COMMIT")


def index(
    connection: sqlite3.Connection,
    order: Order,
    cancelled: Callable[[], bool] | None = None,
) -> bool:
    """Bring the search index in line with the search documents; whether it is another now."""
    left = Index(connection, order.folders.site)
    if left.is_current() and left.is_intact():
        return False
    done = search.index(
        order.folders.documents, entries(connection), left.folder, most=order.bundle or search.MOST,
        intact=left.intact(), made=left.keep_bundle, cancelled=cancelled,
    )  # fmt: skip
    left.keep()
    return done.changed


def entries(connection: sqlite3.Connection) -> list[search.Entry]:
    """The search documents as the index takes them: with moment, language, hash and size."""
    rows = connection.execute(
        # From the articles to the pages by their paths (`+`: not by their kind, which would look
        # at all documents for each article); addresses have no index.
        "SELECT moment, article, article.lang, path, hash, size FROM article"
        " CROSS JOIN page ON page.path = article.address WHERE +kind = 'document'"
    )
    return [search.Entry._make(row) for row in rows]


def index_folders(site: Path) -> list[str]:
    """The folders of the search index, by their paths in the site."""
    found = []
    for folder, _names, _files in os.walk(site / "pagefind"):
        found.append(Path(folder).relative_to(site).as_posix())
    return found
