"""From what changed to which pages there are and which are to be rendered."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from builder.addresses import fold_address
from builder.archive import collisions, ledger, reads
from builder.archive.cells import question_cell
from builder.archive.changes import Changes
from builder.archive.door import QUESTIONS, Door, Handed
from builder.problems import Problem

AT_A_TIME: Final = 1_000
"""How many roots of a new store are planned before their pages are put into the ledger."""

Arguments = tuple[Any, ...]
"""A plan's kind of page, and the key of its root."""

Plan = tuple[tuple[str, str, tuple[str, ...]], ...]
"""What grows from a root: the path, language and key of each page."""

Asked = tuple[list[Plan], Handed]
"""The plans of some roots, and what they read."""

Asker = Callable[[Iterable[Sequence[Arguments]]], Iterable[Asked]]
"""Has the roots of a new store planned, so many at a time, in their order."""


class PlannedPage(Protocol):
    """What a plan says of a page."""

    @property
    def key(self) -> tuple[str, ...]: ...
    @property
    def lang(self) -> str: ...
    @property
    def path(self) -> str: ...


class Root(Protocol):
    """A family whose keys are a kind's roots."""

    @property
    def name(self) -> str: ...


class Planner(Protocol):
    """A kind of page, as far as planning goes."""

    @property
    def roots(self) -> tuple[Any, ...]: ...
    @property
    def plan(self) -> Any: ...
    @property
    def turn(self) -> int: ...


@dataclass(slots=True)
class Planned:
    """What planning came to: pages that are no more (`paths`) and that are new (`added`), as
    (kind, path), and the problems that it met.
    """

    paths: list[tuple[str, str]] = field(default_factory=list)
    added: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def moves(self) -> list[tuple[str, str]]:
        """The pages that came or went."""
        return [*self.paths, *self.added]


def roots_of(kinds: Mapping[str, Planner]) -> frozenset[str]:
    """The families from which pages grow."""
    return frozenset(root.name for kind in kinds.values() for root in kind.roots)


def plan_pages(
    connection: sqlite3.Connection,
    door: Door,
    changes: Changes,
    kinds: Mapping[str, Planner],
    renamed: Mapping[str, str],
    ask: Asker | None = None,
) -> Planned:
    """Add and remove pages, and mark dirty those whose reads answer differently.

    `renamed` are sources that have another name now, by their earlier one. `ask` has the roots of
    a new store planned in other processes (`ask_plans`).
    """
    name_plans(kinds)
    planned = Planned()
    found = reads.follow(connection, door, changes.cells)
    is_first = reads.is_unread(connection)
    changed: dict[int, Arguments] = dict(found.plans)
    for cell, arguments in _plans_of(changes, kinds):
        # Of a root that is known, what its plan read has told whether it is another now.
        if is_first or not reads.is_kept(connection, cell):
            changed[cell] = arguments
    door.hand_again(changed)
    # By their keys: what several kinds of page ask of one entity or article is still at hand.
    ordered = sorted(changed.items(), key=lambda item: (item[1][1:], item[1][0]))
    if is_first:
        dropped, grown = _grow(connection, door, ordered, kinds, planned, ask)
    else:
        dropped, grown = _change(connection, door, ordered, kinds, planned)
    ledger.mark_dirty(connection, found.pages, found.kinds)
    for one, two in ledger.collisions(connection, [path for _, path in planned.added]):
        planned.problems.append(collisions.folded_alike(connection, one, two))
    doubles = {"redirect_one": "redirect", "asset_one": "asset"}
    planned.problems += collisions.doubled(
        connection, ((doubles[name], key[0]) for name, key in changes.cells if name in doubles)
    )
    planned.problems += collisions.moved(connection, dropped, grown, renamed)
    return planned


def name_plans(kinds: Mapping[str, Planner]) -> None:
    """Have plans be questions like others, with these kinds of page."""

    def plan(door: Door, kind: str, *key: str) -> Plan:
        pages = kinds[kind].plan(door, key)
        return tuple(sorted((page.path, page.lang, page.key) for page in pages))

    QUESTIONS[reads.PLAN] = plan


def ask_plans(door: Door, roots: Iterable[Arguments]) -> Asked:
    """The plans of some roots, and what they read that was not handed on before."""
    handed = Handed({}, {})
    return [reads.ask_plan(door, arguments, handed) for arguments in roots], handed


def _plans_of(changes: Changes, kinds: Mapping[str, Planner]) -> Iterator[tuple[int, Arguments]]:
    """The plans of the roots that the changed cells name: each one's cell and arguments."""
    roots: dict[str, list[str]] = {}
    for name, kind in kinds.items():
        for root in kind.roots:
            roots.setdefault(root.name, []).append(name)
    for family, key in changes.cells:
        for name in roots.get(family, ()):
            yield question_cell(reads.PLAN, (name, *key)), (name, *key)


Moves = tuple[list[collisions.Page], list[collisions.Page]]
"""The pages that are no more, and those that are new."""


def _grow(
    connection: sqlite3.Connection,
    door: Door,
    roots: Sequence[tuple[int, Arguments]],
    kinds: Mapping[str, Planner],
    planned: Planned,
    ask: Asker | None,
) -> Moves:
    """Add all pages there are to a ledger without any; none of them has come from elsewhere."""
    some = [roots[start : start + AT_A_TIME] for start in range(0, len(roots), AT_A_TIME)]
    wanted = ([arguments for _, arguments in these] for these in some)
    asked = ask(wanted) if ask else (ask_plans(door, these) for these in wanted)
    for these, (plans, handed) in zip(some, asked, strict=True):
        pages = [
            _new_page(cell, arguments[0], page, kinds)
            for (cell, arguments), plan in zip(these, plans, strict=True)
            for page in {page[0]: page for page in plan}.values()
        ]
        reads.keep_handed(connection, handed, reads.JOURNAL)
        _add(connection, pages, planned)
    return [], []


def _change(
    connection: sqlite3.Connection,
    door: Door,
    roots: Sequence[tuple[int, Arguments]],
    kinds: Mapping[str, Planner],
    planned: Planned,
) -> Moves:
    """Bring the pages of these roots in line with their plans."""
    handed = Handed({}, {})
    dropped: list[collisions.Page] = []
    added: list[ledger.NewPage] = []
    for cell, arguments in roots:
        old = ledger.pages_of_root(connection, cell)
        now_there = {page[0]: page for page in reads.ask_plan(door, arguments, handed)}
        for path, page in old.items():
            now = now_there.get(path)
            if now is None or (now[1], now[2]) != (page.lang, page.key):
                ledger.drop_page(connection, page)
                planned.paths.append((page.kind, path))
                dropped.append((page.kind, page.key, page.lang, path))
        for path, page_now in now_there.items():
            known = old.get(path)
            if known is None or (page_now[1], page_now[2]) != (known.lang, known.key):
                added.append(_new_page(cell, arguments[0], page_now, kinds))
    reads.keep_plans(connection, [cell for cell, _ in roots], handed)
    _add(connection, added, planned)
    return dropped, [(page.kind, page.key, page.lang, page.path) for page in added]


def _new_page(
    root: int, kind: str, page: tuple[str, str, tuple[str, ...]], kinds: Mapping[str, Planner]
) -> ledger.NewPage:
    path, lang, key = page
    # A search document has its article's address, in a folder of its own.
    folded = ("documents/" if kind == "document" else "") + fold_address(path)
    return ledger.NewPage(root, kind, key, lang, path, folded, kinds[kind].turn)


def _add(connection: sqlite3.Connection, pages: Sequence[ledger.NewPage], planned: Planned) -> None:
    refused = ledger.add_pages(connection, pages)
    planned.problems += [
        collisions.same_address(connection, page.kind, page.key, page.path)
        for page in refused
        if page.kind != "document"
    ]
    out = {(page.root, page.path) for page in refused}
    planned.added += [(page.kind, page.path) for page in pages if (page.root, page.path) not in out]
