"""Builds that go no further than to some page, until a test lets them: what is to happen in the
middle of a build happens there, however busy the machine is.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..conftest import REPOSITORY, write_files
from .previewing import wait_for

_HOLDING = """
import fcntl, os
import builder.publish

left = int(os.environ["HELD_AFTER"])


class Holding:
    '''The system, as whoever puts a page in its place sees it: after some page it waits.'''

    def __getattr__(self, name):
        return getattr(os, name)

    def replace(self, aside, name):
        global left
        os.replace(aside, name)
        if name.endswith(".html"):
            left -= 1
            if left == 0:
                with open(os.environ["HELD_BY"]) as file:
                    fcntl.flock(file, fcntl.LOCK_SH)


builder.publish.os = Holding()
"""


@contextmanager
def held(folder: Path, after: int) -> Iterator[dict[str, str]]:
    """The environment in which each process that renders waits once it has written so many pages,
    until the block ends.
    """
    write_files(folder / "held", {"sitecustomize.py": _HOLDING})
    by = folder / "held" / "lock"
    with by.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield {
            "PYTHONPATH": f"{by.parent}{os.pathsep}{REPOSITORY}",
            "HELD_BY": str(by),
            "HELD_AFTER": str(after),
        }


def wait_for_pages(site: Path, count: int) -> None:
    """Wait until a site has so many pages in their places."""
    wait_for(lambda: sum(path.name[0] != "." for path in site.rglob("*.html")) == count, "pages")
