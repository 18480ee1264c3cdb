"""What the preview says in its terminal."""

from __future__ import annotations

import contextlib
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from builder.build import Outcome
from builder.console import summary
from builder.problems import ContentError
from builder.reporting import Shown, show_errors, show_warnings
from builder.terminal import gettext as _, spoken


@contextlib.contextmanager
def unheard() -> Iterator[None]:
    """Within it, that nobody can be told anything any more is no error: a terminal may be closed,
    or the disk be full to which its lines go; pages are to follow all the same.
    """
    with contextlib.suppress(OSError):
        yield


def say(text: str) -> None:
    """Say something."""
    with unheard():
        click.echo(text, err=True)


def note(text: str) -> None:
    """Say something with the time of day."""
    say(f"{time.strftime('%H:%M:%S')} {text}")


def tell_built(outcome: Outcome, seconds: float) -> None:
    """What a build did, in one line, after the warnings that are new."""
    fresh = outcome.new_warnings
    with unheard():
        show_warnings(Counter(found.code for found in fresh), fresh)
    note(f"{summary(outcome)}, {seconds * 1000:.0f} ms")


def tell_errors(error: ContentError) -> None:
    """What is wrong with the content."""
    with unheard():
        show_errors(error.problems)


def as_shown(error: Exception, trace: bool) -> Shown:
    """A failure as open pages show it; with the place in the program where it came from."""
    last = traceback.extract_tb(error.__traceback__)[-1:] if trace else []
    place = "".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in last)
    message = f"{type(error).__name__}: {error}" if trace else spoken(str(error))
    return Shown(place, "", message, "", 0, _("it is tried again, and with the next save"))


def tell_failure(error: Exception, trace: bool) -> None:
    """A failure, in one line or with all that led to it."""
    whole = "".join(traceback.format_exception(error)).rstrip()
    say(whole if trace else f"dossier: {spoken(str(error))}")
