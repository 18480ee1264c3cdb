"""What the program says while it works: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

from builder.problems import Problem

if TYPE_CHECKING:
    from builder.build import Outcome

STAGES = {
    "read": "Reading and annotating",
    "render": "Rendering pages",
    "prune": "Tidying up",
    "search": "Indexing for search",
}


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
            self._task = self._bar.add_task(STAGES[name], total=None)

    def progress(self, done: int, total: int) -> None:
        """So much of the stage is done; elsewhere than on a terminal, a line each 5,000."""
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total)
        elif not self._quiet and done % 5000 == 0:
            click.echo(f"  {done} of {total}", err=True)


def summary(outcome: Outcome) -> str:
    """One line of figures."""
    seconds = ", ".join(f"{name} {value:.2f} s" for name, value in outcome.seconds.items())
    return (
        f"{outcome.articles} articles, {outcome.pages} files; {outcome.rendered} rendered,"
        f" {outcome.written} written, {outcome.deleted} deleted"
        f"{', search indexed' if outcome.indexed else ''} ({seconds})"
    )


def show_problems(problems: Iterable[Problem], form: str) -> None:
    """Print problems in full: to standard output as JSON lines, else to standard error."""
    for found in problems:
        if form == "json":
            click.echo(
                json.dumps(
                    {
                        "path": found.path,
                        "line": found.line,
                        "column": found.column,
                        "severity": "error" if found.is_error else "warning",
                        "code": found.code,
                        "message": found.message,
                        "hint": found.hint,
                    },
                    ensure_ascii=False,
                )
            )
            continue
        place = f"{found.path}:{found.line}:{found.column}" if found.line else found.path
        click.echo(f"{place}: {found.code} {found.message}", err=True)
        if found.excerpt:
            excerpt, column = window(found.excerpt, found.column)
            click.echo(f"    {excerpt}", err=True)
            if column:
                click.echo(f"    {' ' * (column - 1)}^", err=True)
        if found.hint:
            click.echo(f"    hint: {found.hint}", err=True)


_WIDE = 120


def window(line: str, column: int) -> tuple[str, int]:
    """A line as it is printed, and the column in it: of a paragraph, what stands around."""
    if len(line) <= _WIDE:
        return line, column
    start = max(0, min(column - _WIDE // 2, len(line) - _WIDE)) if column else 0
    before, after = "…" if start else "", "…" if start + _WIDE < len(line) else ""
    shown = f"{before}{line[start : start + _WIDE]}{after}"
    return shown, column - start + len(before) if column else 0


def show_warnings(
    warnings: tuple[Problem, ...], fresh: tuple[Problem, ...], form: str, quiet: bool
) -> None:
    """Print warnings as a count a code, and those that are new in full, up to ten."""
    if quiet or not warnings:
        return
    show_problems(fresh[:10], form)
    counts: dict[str, int] = {}
    for found in warnings:
        counts[found.code] = counts.get(found.code, 0) + 1
    listed = ", ".join(f"{code} {count}×" for code, count in sorted(counts.items()))
    click.echo(f"warnings: {listed} (dossier check shows all)", err=True)
