"""What an open page is to know of the preview."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from builder.reporting import Shown


@dataclass(frozen=True, slots=True)
class State:
    """How far the site is, and what is wrong.

    `epoch` is of the site's pages, `index` of its search index, `late` of the pages that are made
    after the others: another one, and what is open is out of date. `title` and `problems` say what
    is wrong, `busy` what is being done.
    """

    epoch: str
    index: int = 0
    late: int = 0
    title: str = ""
    problems: tuple[Shown, ...] = ()
    busy: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The state as the page's script takes it."""
        return asdict(self) | {"problems": [problem._asdict() for problem in self.problems]}
