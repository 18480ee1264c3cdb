"""`dossier init`: a new archive that builds."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from builder.commands import _options


@click.command()
@click.argument("folder", type=_options.FOLDER)
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--title", help="The archive's title.")
@click.option("--language", type=click.Choice(["en", "fr"]), help="Its language.")
@click.option("--access", type=click.Choice(["full", "excerpt", "reference"]), help="What of a "
              "source's text is published.")  # fmt: skip
def command(
    folder: Path, yes: bool, title: str | None, language: str | None, access: str | None
) -> None:
    """Make a new archive that builds."""
    from builder.starting import init_archive

    if not yes:
        title = title or click.prompt("Title", default=folder.resolve().name, err=True)
        language = language or click.prompt(
            "Language", default="en", type=click.Choice(["en", "fr"]), err=True
        )
        access = access or click.prompt(
            "Publish the texts' full words, an excerpt, or only a reference",
            default="full", type=click.Choice(["full", "excerpt", "reference"]), err=True,
        )  # fmt: skip
    now = datetime.now().astimezone()
    made = init_archive(
        folder, title or folder.resolve().name, language or "en", access or "full", now
    )
    click.echo(f"{made} is an archive. Build it: cd {folder} && dossier build", err=True)
