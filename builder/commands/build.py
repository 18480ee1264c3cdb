"""`dossier build`: content in, site out."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands import _options
from builder.terminal import spoken


def _scheduler(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    if value is None:
        return ""
    from builder.cluster import is_address

    if not is_address(value):
        raise click.BadParameter(
            spoken(
                f"“{value}” is no address of a scheduler; "
                "write tcp://host:8786, as `dask scheduler` says"
            )
        )
    return value


@click.command()
@_options.folders
@_options.base_url
@click.option("--clean", is_flag=True, help="Forget the cache first.")
@_options.no_search
@_options.jobs
@click.option("--scheduler", metavar="ADDRESS", callback=_scheduler,
              help="Read and render on a Dask cluster, which shares the folders.")  # fmt: skip
@click.option("--quiet", is_flag=True, help="Say only what went wrong.")
@_options.problem_format
def command(
    content: Path, templates: Path, output: Path, cache: Path, base_url: str | None,
    no_search: bool, clean: bool, jobs: int | None, scheduler: str, quiet: bool, form: str,
) -> None:  # fmt: skip
    """Build the site."""
    from builder.build import Order, build
    from builder.console import Progress, summary, turn
    from builder.folders import Folders
    from builder.reporting import show_warnings
    from builder.terminal import gettext as _
    from builder.workers import collect_seldom

    collect_seldom()
    order = Order(
        Folders(content, templates, output, cache), base_url, clean, not no_search, jobs or 0,
        scheduler=scheduler,
    )  # fmt: skip
    with turn(cache), Progress(quiet) as report:
        outcome = build(order, report)
    if not quiet:
        show_warnings(outcome.warned, outcome.new_warnings, form)
        click.echo(summary(outcome), err=True)
        page = output / "index.html"
        click.echo(_("Open {page}, or run: dossier serve").format(page=page), err=True)
