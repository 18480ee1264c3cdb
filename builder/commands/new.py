"""`dossier new`: a file with the front matter to fill in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from builder.commands import _options


@click.command()
@click.argument("kind")
@click.argument("name")
@_options.content_folder
def command(kind: str, name: str, content: Path) -> None:
    """Write a file with the front matter to fill in: `dossier new article TITLE`."""
    from builder.starting import new_file

    click.echo(str(new_file(content, kind, name, datetime.now().astimezone())))
