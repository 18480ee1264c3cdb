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
    from builder.archive.readers import open_reader
    from builder.build import Order, build
    from builder.console import Progress, turn
    from builder.folders import Folders
    from builder.problems import ContentError
    from builder.reporting import show_problems
    from builder.terminal import ngettext
    from builder.workers import collect_seldom

    collect_seldom()
    folders = Folders(content, templates, output, cache)
    articles = None
    try:
        with turn(cache), Progress(form == "json") as report:
            outcome = build(Order(folders, publish=False), report)
        articles = outcome.articles
        connection = open_reader(cache)
        try:
            problems = sorted({*outcome.warnings, *advise(connection, content)})
        finally:
            connection.close()
    except ContentError as error:
        problems = list(error.problems)
    show_problems(problems, form)
    errors = sum(found.is_error for found in problems)
    proposals = sum(found.code in PROPOSALS for found in problems)
    warnings = len(problems) - errors - proposals
    if form == "text":
        counts = [
            *(
                []
                if articles is None
                else [ngettext("{count} article", "{count} articles", articles)]
            ),
            ngettext("{count} error", "{count} errors", errors),
            ngettext("{count} warning", "{count} warnings", warnings),
        ]
        if proposals:
            counts.append(ngettext("{count} proposal", "{count} proposals", proposals))
        click.echo(", ".join(counts), err=True)
    if errors or (strict and warnings):
        raise SystemExit(1)
