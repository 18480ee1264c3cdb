"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from builder.terminal import spoken

F = TypeVar("F", bound=Callable[..., Any])

FOLDER: Final = click.Path(file_okay=False, path_type=Path)
"""A folder, which need not exist."""

_FORM: Final = "dossier.format"

content_folder = click.option(
    "--content", type=FOLDER, default=Path("content"), help="The archive's folder."
)


def _site_address(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from builder.addresses import site_address

    if (base := site_address(value)) is None:
        raise click.BadParameter(
            spoken(f"“{value}” is no address of a site; write https://example.org/archive")
        )
    return base


base_url = click.option(
    "--base-url", callback=_site_address, help="The site's address; overrides archive.toml."
)
jobs = click.option("--jobs", type=click.IntRange(1), default=None, help="How many processes.")
no_search = click.option("--no-search", is_flag=True, help="Leave the search index as it is.")


def folders(function: F) -> F:
    """The folders that every command with use for them takes: content, templates, output, cache."""
    for option in (
        click.option("--cache", type=FOLDER, default=Path(".dossier"), help="The cache folder."),
        click.option("--output", type=FOLDER, default=Path("site"), help="The site's folder."),
        click.option(
            "--templates", type=FOLDER, default=Path("templates"), help="The site's own templates."
        ),
        content_folder,
    ):
        function = option(function)
    return function


def _remember(ctx: click.Context, param: click.Parameter, value: str) -> str:
    ctx.meta[_FORM] = value
    return value


problem_format = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", callback=_remember,
    help="How problems are printed: for people, or as JSON, one a line.",
)  # fmt: skip


def form_of(ctx: click.Context) -> str:
    """How the command that runs was asked to print problems: "text" or "json"."""
    form: str = ctx.meta.get(_FORM, "text")
    return form
