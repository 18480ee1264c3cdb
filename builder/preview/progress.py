"""How far a build of the preview is: what it does, and which pages are still to be made."""

from __future__ import annotations

from collections.abc import Callable, Collection

from builder.console import STAGES
from builder.terminal import gettext as _


class Progress:
    """A build's report. `busy` is told what is being done, and may end the build by what it
    raises; `told` is called where a page is made.

    `building` says that a build runs or is about to, `writing` that it replaces the site's files
    right now.
    """

    def __init__(self, busy: Callable[[str], None], told: Callable[[], None]) -> None:
        self.building = self.writing = False
        self._busy = busy
        self._told = told
        self._stage = "read"
        self._unmade: frozenset[str] = frozenset()

    def is_made(self, path: str) -> bool:
        """Whether a page is as the last save wants it, of all that the build knows: it is known
        which are to be made again, and this is none of them, or is made already.
        """
        if path.endswith("/") or not path:
            path += "index.html"
        return not self.building or (self.writing and path not in self._unmade)

    def begin(self) -> None:
        """A build is about to run."""
        self.building = True

    def end(self) -> None:
        """It is over, well or not."""
        self.building = self.writing = False
        self._unmade = frozenset()

    # Report

    def stage(self, name: str) -> None:
        """A stage begins."""
        self._stage = name
        if name == "read":
            self.writing = False
        self._busy(_(STAGES[name]))

    def progress(self, done: int, total: int) -> None:
        """So much of the stage is done."""
        self._busy(f"{_(STAGES[self._stage])}: {done} / {total}")

    def pages(self, waiting: Collection[str], made: Collection[str]) -> None:
        """Pages are to be made, and are made."""
        self._unmade = (self._unmade | frozenset(waiting)) - frozenset(made)
        self.building = self.writing = True
        self._told()
