"""`dossier export`: the archive's data for other tools."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from builder.commands import _options
from builder.terminal import spoken

FORMATS = {"mentions": ("csv", "jsonl")}
"""What can be exported, and in which formats; the first is the default."""


@click.command()
@click.argument("what", type=click.Choice(sorted(FORMATS)))
@click.option("--format", "form", help="csv or jsonl.")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="A file to write.")
@_options.folders
def command(
    what: str, form: str | None, to: Path | None,
    content: Path, templates: Path, output: Path, cache: Path,
) -> None:  # fmt: skip
    """Write the archive's data: to standard output, or to a file.

    `mentions`: every mention with its exact words, place, sentence, manner and how it is known.
    """
    from builder.archive.annotating import annotated_articles, article_paths
    from builder.archive.readers import open_reader
    from builder.archive.settings import read_settings
    from builder.build import Order, build
    from builder.console import Progress, turn
    from builder.exporting import mentions
    from builder.folders import Folders

    form = form or FORMATS[what][0]
    if form not in FORMATS[what]:
        known = ", ".join(FORMATS[what])
        raise click.BadParameter(spoken(f"{what} is exported as {known}"), param_hint="--format")
    with turn(cache), Progress(True) as report:
        build(Order(Folders(content, templates, output, cache), publish=False), report)
    config, _ = read_settings(content, None)
    connection = open_reader(cache)
    try:
        paths = article_paths(connection)
        articles = annotated_articles(connection, content, config, paths, hide=True)
        pieces = mentions.write(articles, form)
        _write(pieces, to)
    finally:
        connection.close()


def _write(pieces: Iterable[str], to: Path | None) -> None:
    """Write to standard output as UTF-8; aside, and then in the file's place, also where a link
    leads to it; straight into what is no file, as a pipe or `/dev/null`.
    """
    if to is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()
        return
    from builder.problems import MachineError

    place = to.resolve()
    is_device = place.exists() and not place.is_file()
    into = place if is_device else place.with_name(f".{place.name}.part")
    try:
        with into.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        if not is_device:
            into.replace(place)
    except OSError as error:
        if not is_device:
            into.unlink(missing_ok=True)
        raise MachineError(f"{to} cannot be written: {error.strerror}") from error
