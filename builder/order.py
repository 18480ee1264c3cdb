"""What a build is asked to do, where it says how far it is, and what it did."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol

from builder.folders import Folders
from builder.problems import Problem


class Report(Protocol):
    """Where a build says how far it is."""

    def stage(self, name: str) -> None:
        """A stage begins: read, render, write, search."""

    def progress(self, done: int, total: int) -> None:
        """So much of the stage is done."""

    def pages(self, waiting: Collection[str], made: Collection[str]) -> None:
        """The site's pages that are to be made (said once), and those that now are."""


class Quiet:
    """A report that says nothing."""

    def stage(self, name: str) -> None:
        """Say nothing."""

    def progress(self, done: int, total: int) -> None:
        """Say nothing."""

    def pages(self, waiting: Collection[str], made: Collection[str]) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is asked to do."""

    folders: Folders
    base_url: str | None = None
    clean: bool = False
    search: bool = True
    jobs: int = 0
    publish: bool = True
    bundle: int = 0
    """Bytes of search documents that are indexed together; 0: the usual."""
    scheduler: str = ""
    """The address of a Dask cluster's scheduler, whose workers read and render; the folders are
    on a file system that they share.
    """


@dataclass(slots=True)
class Outcome:
    """What a build did."""

    articles: int = 0
    pages: int = 0
    rendered: int = 0
    written: int = 0
    deleted: int = 0
    indexed: bool = False
    warned: dict[str, int] = field(default_factory=dict)
    """How many warnings of each code there are, where pages are made."""
    warnings: tuple[Problem, ...] = ()
    """All warnings, where the content is only checked."""
    new_warnings: tuple[Problem, ...] = ()
    """The warnings that no build has said before, where pages are made."""
    seconds: dict[str, float] = field(default_factory=dict)
