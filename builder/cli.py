"""The command line: finds the command, runs it, ends with the exit code of what came of it.

Exit 0: done; 1: the content has errors; 2: the command line is wrong; 3: the machine failed,
or the program did; 130 and 143: stopped by Ctrl+C or by the system. Messages go to standard
error, so that what comes out of standard output can be piped.
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import signal
import sys
from types import FrameType
from typing import Any

import click

from builder import commands
from builder.commands._options import form_of
from builder.problems import ContentError, MachineError
from builder.terminal import gettext as _, spoken


class Commands(click.Group):
    """The modules of `builder.commands`, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names, in order."""
        found = (module.name for module in pkgutil.iter_modules(commands.__path__))
        return sorted(name.rstrip("_") for name in found if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        for module in (cmd_name, f"{cmd_name}_"):
            if module.isidentifier() and not module.startswith("_"):
                full = f"{commands.__name__}.{module}"
                try:
                    found = importlib.import_module(full).command
                except ModuleNotFoundError as error:
                    if error.name != full:
                        raise
                    continue
                assert isinstance(found, click.Command)
                found.name = cmd_name
                return _translated(found)
        return None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; print what is wrong with the content in the form it was asked for."""
        try:
            return super().invoke(ctx)
        except ContentError as error:
            from builder.reporting import show_errors

            show_errors(error.problems, form_of(ctx))
            ctx.exit(1)


def _translated(command: click.Command) -> click.Command:
    """The command with its help in the terminal's language."""
    if command.help:
        command.help = _(inspect.cleandoc(command.help))
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            option.help = _(option.help)
    return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dossier-archive", prog_name="dossier")
def cli() -> None:
    """Turn a folder of annotated news articles into a website for decades."""


def _terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main() -> None:
    """Run the command line; end with the exit code that the outcome has."""
    # As an exception, so that what was started (workers, Pagefind) is ended too.
    signal.signal(signal.SIGTERM, _terminate)
    try:
        _translated(cli)
        code = cli.main(prog_name="dossier", standalone_mode=False)
        sys.stdout.flush()
    except MachineError as error:
        click.echo(f"dossier: {spoken(str(error))}", err=True)
        raise SystemExit(3) from None
    except click.ClickException as error:
        error.show()
        raise SystemExit(2) from None
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("stopped"), err=True)
        raise SystemExit(130) from None
    except BrokenPipeError:
        # Whoever read the output has seen enough (`dossier check --format json | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(128 + 13) from None
    except Exception:
        from traceback import format_exc

        click.echo(format_exc(), err=True, nl=False)
        fault = _("this is a fault of the program, not of the content")
        click.echo(f"dossier: {fault}", err=True)
        raise SystemExit(3) from None
    if isinstance(code, int):
        raise SystemExit(code)
