"""What the program says while it works: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

import click

from builder.alone import Turns
from builder.terminal import gettext as _, ngettext

if TYPE_CHECKING:
    from builder.build import Outcome

STAGES = {
    "read": "Reading and annotating",
    "render": "Rendering pages",
    "prune": "Tidying up",
    "search": "Indexing for search",
}

_MOMENT: Final = 1.0


class Progress:
    """Shows how far a build is. Under `quiet`, nothing."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Progress:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def stage(self, name: str) -> None:
        """A stage begins."""
        if self._bar is not None:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(_(STAGES[name]), total=None)

    def progress(self, done: int, total: int) -> None:
        """So much of the stage is done; elsewhere than on a terminal, a line each 5,000."""
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total)
        elif not self._quiet and done % 5000 == 0:
            click.echo(f"  {done} / {total}", err=True)

    def pages(self, waiting: Collection[str], made: Collection[str]) -> None:
        """Which pages are made is of no interest here."""


@contextmanager
def turn(cache: Path) -> Iterator[None]:
    """Within it no other program works in a cache folder; where one does for more than a moment,
    says for whom it waits.
    """
    start = time.monotonic()
    said = False

    def waiting(process: str) -> None:
        nonlocal said
        if not said and time.monotonic() - start > _MOMENT:
            said = True
            other = _("Another dossier is at work on this archive (process {process})")
            click.echo(other.format(process=process), err=True)

    with Turns(cache).taken(waiting):
        yield


def summary(outcome: Outcome) -> str:
    """One line of figures."""
    seconds = ", ".join(f"{_(name)} {value:.2f} s" for name, value in outcome.seconds.items())
    said = _(
        "{articles}, {pages}; {rendered} rendered, {written} written, {deleted} deleted"
    ).format(
        articles=ngettext("{count} article", "{count} articles", outcome.articles),
        pages=ngettext("{count} file", "{count} files", outcome.pages),
        rendered=outcome.rendered,
        written=outcome.written,
        deleted=outcome.deleted,
    )
    indexed = ", " + _("search indexed") if outcome.indexed else ""
    return f"{said}{indexed} ({seconds})"
