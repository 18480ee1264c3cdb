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
    from builder.build import Order, build
    from builder.console import Progress
    from builder.render import Folders
    from builder.reporting import show_problems

    order = Order(Folders(content, templates, output, cache), publish=False)
    with Progress(True) as report:
        outcome = build(order, report)
    show_problems(outcome.warnings, form)
    if form == "text":
        click.echo(f"{outcome.articles} articles, {len(outcome.warnings)} warnings", err=True)
    if strict and outcome.warnings:
        raise SystemExit(1)
