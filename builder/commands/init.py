"""`dossier init`: a new archive that builds."""

from __future__ import annotations

import os
import shlex
import sys
from datetime import datetime
from pathlib import Path

import click

from builder.terminal import gettext as _, language_of


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--title", help="The archive's title.")
@click.option("--language", type=click.Choice(["en", "fr"]), help="Its language.")
@click.option("--access", type=click.Choice(["full", "excerpt", "reference"]),
              help="What of a source's text is published.")  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context, folder: Path, yes: bool, title: str | None, language: str | None,
    access: str | None,
) -> None:  # fmt: skip
    """Make a new archive that builds."""
    from babel.localtime import get_localzone

    from builder.starting import init_archive, refuse_full

    refuse_full(folder)
    name = folder.resolve().name or "Archive"
    spoken = language_of(os.environ)
    if not yes:
        try:
            title = title or click.prompt(_("Title"), default=name, err=True)
            language = language or click.prompt(
                _("Language"), default=spoken, type=click.Choice(["en", "fr"]), err=True
            )
            access = access or click.prompt(
                _("Of a source's text, publish all (full), its first sentences (excerpt), or"
                  " nothing (reference)"),
                default="full", type=click.Choice(["full", "excerpt", "reference"]), err=True,
            )  # fmt: skip
        except click.Abort:
            if sys.stdin.isatty():
                raise
            raise click.UsageError(
                _("there is nobody to ask: --yes takes what is usual"), ctx
            ) from None
    zone = getattr(get_localzone(), "key", "UTC")
    now = datetime.now().astimezone()
    written = init_archive(folder, title or name, language or spoken, access or "full", zone, now)
    for path in written:
        click.echo(str(path))
    click.echo(
        _("{folder} is an archive. See it: cd {folder} && dossier serve").format(
            folder=shlex.quote(str(folder))
        ),
        err=True,
    )
