"""What open pages and the terminal are told: the state of the preview, as it changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from builder.preview.state import State
from builder.preview.telling import as_shown, tell_errors, tell_failure
from builder.problems import ContentError, MachineError
from builder.reporting import shown
from builder.terminal import gettext as _


class News:
    """The state, and who is `told` whenever it changes."""

    def __init__(self, told: Callable[[], None]) -> None:
        self._told = told
        self._start = f"{time.time_ns():x}"
        self._pages = 0
        self.state = State(f"{self._start}-0")

    def turn_page(self) -> None:
        """Pages are others now: those that are open are out of date."""
        self._pages += 1

    def clear(self) -> None:
        """Nothing is wrong, and the site is what the last build made."""
        self.change(epoch=f"{self._start}-{self._pages}", title="", problems=())

    def refuse(self, error: ContentError) -> None:
        """The content has errors."""
        errors = tuple(shown(found) for found in error.problems if found.is_error)
        if errors != self.state.problems:
            tell_errors(error)
        self.change(title=_("The content has errors; this is the last good page"),
                     problems=errors)  # fmt: skip

    def fail(self, error: Exception) -> None:
        """The machine failed, or the program."""
        ours = not isinstance(error, MachineError)
        problems = (as_shown(error, ours),)
        if problems != self.state.problems:
            tell_failure(error, ours)
        if ours:
            title = _("The program failed; this is the last good page")
        else:
            title = _("The machine failed; this is the last good page")
        self.change(title=title, problems=problems)

    def change(self, **values: Any) -> None:
        """Parts of the state are others."""
        new = replace(self.state, **values)
        if new != self.state:
            self.state = new
        self._told()
