"""`dossier serve`: a preview that follows what is saved."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands import _options


@click.command()
@_options.folders
@click.option("--port", type=click.IntRange(0, 65535), default=None,
              help="The port on loopback; 8000, or the next that is free.")  # fmt: skip
@_options.base_url
@_options.no_search
@_options.jobs
def command(
    content: Path, templates: Path, output: Path, cache: Path, port: int | None,
    base_url: str | None, no_search: bool, jobs: int | None,
) -> None:  # fmt: skip
    """Build, serve on loopback, rebuild and reload on every save."""
    from builder.build import Order
    from builder.folders import Folders
    from builder.serve import serve

    folders = Folders(content, templates, output, cache)
    serve(Order(folders, base_url, search=not no_search, jobs=jobs or 0), port)
