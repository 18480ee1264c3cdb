"""The commands. Messages go to standard error; what comes out can be piped.

Exit 0: done; 1: the content has errors; 2: the command line is wrong; 3: the machine failed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from builder.problems import ContentError, MachineError, Problem

F = TypeVar("F", bound=Callable[..., Any])


def _folders(function: F) -> F:
    """The folders that every command with use for them takes."""
    folder = click.Path(file_okay=False, path_type=Path)
    for option in (
        click.option("--cache", type=folder, default=Path(".dossier"), help="The cache folder."),
        click.option("--output", type=folder, default=Path("site"), help="The site's folder."),
        click.option(
            "--templates", type=folder, default=Path("templates"), help="The site's own templates."
        ),
        click.option(
            "--content", type=folder, default=Path("content"), help="The archive's folder."
        ),
    ):
        function = option(function)
    return function


_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text",
    help="How problems are printed.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dossier-archive", prog_name="dossier")
def cli() -> None:
    """Turn a folder of annotated news articles into a website for decades."""


@cli.command()
@_folders
@click.option("--base-url", help="The site's address; overrides archive.toml.")
@click.option("--clean", is_flag=True, help="Forget the cache first.")
@click.option("--no-search", is_flag=True, help="Leave the search index as it is.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="How many processes.")
@click.option("--quiet", is_flag=True, help="Say only what went wrong.")
@_FORMAT
def build(
    content: Path, templates: Path, output: Path, cache: Path, base_url: str | None,
    clean: bool, no_search: bool, jobs: int | None, quiet: bool, form: str,
) -> None:  # fmt: skip
    """Build the site."""
    from builder.build import Order
    from builder.build import build as run
    from builder.console import Progress, summary
    from builder.render import Folders

    order = Order(
        Folders(content, templates, output, cache), base_url, clean, not no_search, jobs or 0
    )
    with Progress(quiet) as report:
        outcome = run(order, report)
    show_warnings(outcome.warnings, outcome.new_warnings, form, quiet)
    if not quiet:
        click.echo(summary(outcome), err=True)
        click.echo(f"Open {output / 'index.html'}, or run: dossier serve", err=True)


@cli.command()
@_folders
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@_FORMAT
def check(
    content: Path, templates: Path, output: Path, cache: Path, strict: bool, form: str
) -> None:
    """List every problem of the content, without building."""
    from builder.build import Order
    from builder.build import build as run
    from builder.console import Progress
    from builder.render import Folders

    order = Order(Folders(content, templates, output, cache), publish=False)
    with Progress(True) as report:
        outcome = run(order, report)
    show_problems(outcome.warnings, form)
    if form == "text":
        click.echo(f"{outcome.articles} articles, {len(outcome.warnings)} warnings", err=True)
    if strict and outcome.warnings:
        raise SystemExit(1)


@cli.command()
@_folders
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="The port on loopback.")
@click.option("--base-url", help="The site's address; overrides archive.toml.")
@click.option("--no-search", is_flag=True, help="Leave the search index as it is.")
def serve(
    content: Path, templates: Path, output: Path, cache: Path, port: int,
    base_url: str | None, no_search: bool,
) -> None:  # fmt: skip
    """Build, serve on loopback, rebuild and reload on every save."""
    from builder.build import Order
    from builder.render import Folders
    from builder.serve import serve as run

    folders = Folders(content, templates, output, cache)
    run(Order(folders, base_url, search=not no_search), port)


@cli.command()
@click.argument("kind")
@click.argument("name")
@click.option(
    "--content", type=click.Path(file_okay=False, path_type=Path), default=Path("content"),
    help="The archive's folder.",
)  # fmt: skip
def new(kind: str, name: str, content: Path) -> None:
    """Write a file with the front matter to fill in: `dossier new article TITLE`."""
    from builder.starting import new_file

    click.echo(str(new_file(content, kind, name, datetime.now().astimezone())))


@cli.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--title", help="The archive's title.")
@click.option("--language", help="Its language: fr or en.")
@click.option("--access", type=click.Choice(["full", "excerpt", "reference"]), help="What of a "
              "source's text is published.")  # fmt: skip
def init(
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


def show_problems(problems: Iterable[Problem], form: str) -> None:
    """Print problems in full: to standard output as JSON lines, else to standard error."""
    for found in problems:
        if form == "json":
            click.echo(
                json.dumps(
                    {
                        "path": found.path,
                        "line": found.line,
                        "column": found.column,
                        "severity": "error" if found.is_error else "warning",
                        "code": found.code,
                        "message": found.message,
                        "hint": found.hint,
                    },
                    ensure_ascii=False,
                )
            )
            continue
        place = f"{found.path}:{found.line}:{found.column}" if found.line else found.path
        click.echo(f"{place}: {found.code} {found.message}", err=True)
        if found.excerpt:
            click.echo(f"    {found.excerpt}", err=True)
            if found.column:
                click.echo(f"    {' ' * (found.column - 1)}^", err=True)
        if found.hint:
            click.echo(f"    hint: {found.hint}", err=True)


def show_warnings(
    warnings: tuple[Problem, ...], fresh: tuple[Problem, ...], form: str, quiet: bool
) -> None:
    """Print warnings as a count a code, and those that are new in full, up to ten."""
    if quiet or not warnings:
        return
    show_problems(fresh[:10], form)
    counts: dict[str, int] = {}
    for found in warnings:
        counts[found.code] = counts.get(found.code, 0) + 1
    listed = ", ".join(f"{code} {count}×" for code, count in sorted(counts.items()))
    click.echo(f"warnings: {listed} (dossier check shows all)", err=True)


def main() -> None:
    """Run the command line; end with the exit code that the outcome has."""
    try:
        cli.main(standalone_mode=False)
    except ContentError as error:
        form = "json" if "json" in sys.argv else "text"
        show_problems(error.problems, form)
        errors = sum(found.is_error for found in error.problems)
        click.echo(f"{errors} errors: nothing was written", err=True)
        raise SystemExit(1) from None
    except MachineError as error:
        click.echo(f"dossier: {error}", err=True)
        raise SystemExit(3) from None
    except click.ClickException as error:
        error.show()
        raise SystemExit(2) from None
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        raise SystemExit(130) from None
