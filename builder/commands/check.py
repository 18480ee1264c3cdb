"""`dossier check`: every problem of the content at once, nothing built."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands import _options


@click.command()
@_options.folders
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@_options.problem_format
def command(
    content: Path, templates: Path, output: Path, cache: Path, strict: bool, form: str
) -> None:
    """List every problem of the content, without building."""
    from builder.archive.advice import PROPOSALS, advise
    from builder.archive.store import open_reader
    from builder.build import Order, build
    from builder.console import Progress, show_problems
    from builder.render import Folders

    order = Order(Folders(content, templates, output, cache), publish=False)
    with Progress(True) as report:
        outcome = build(order, report)
    connection = open_reader(cache)
    try:
        found = sorted({*outcome.warnings, *advise(connection)})
    finally:
        connection.close()
    show_problems(found, form)
    warnings = [problem for problem in found if problem.code not in PROPOSALS]
    if form == "text":
        proposals = len(found) - len(warnings)
        counts = f"{len(warnings)} warnings, {proposals} proposals"
        click.echo(f"{outcome.articles} articles, {counts}", err=True)
    if strict and warnings:
        raise SystemExit(1)
