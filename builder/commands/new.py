"""`dossier new`: a file with the front matter to fill in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from builder.commands import _options


@click.command()
@click.argument("kind")
@click.argument("name")
@_options.content_folder
def command(kind: str, name: str, content: Path) -> None:
    """Write a file with the front matter to fill in; print its path.

    KIND is `article`, `people`, `countries`, `organisations`, `places`, or a kind of the
    archive's own; NAME is the article's title or the entity's name.
    """
    from builder.starting import new_file

    click.echo(str(new_file(content, kind, name, datetime.now(UTC))))
