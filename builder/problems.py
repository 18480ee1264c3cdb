"""Problems of the content: what can be wrong, where, and what to write instead.

A problem has a code (`E…` an error, `W…` a warning); its message and hint stand once, in
`CODES`, so that they can be documented and translated. Messages are formatted with the
problem's arguments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Code(NamedTuple):
    """A kind of problem: its message and hint, both format strings over its arguments."""

    message: str
    hint: str = ""


CODES: dict[str, Code] = {
    # archive.toml
    "E001": Code("there is no archive.toml in {folder}", "`dossier init DIR` makes an archive"),
    "E002": Code("archive.toml is not TOML: {reason}"),
    "E003": Code("archive.toml lacks `{key}`", "write: {example}"),
    "E004": Code("`{key}` is to be {wanted}, not {found}", "{example}"),
    "E005": Code("no such setting: `{key}`", "{nearest}"),
    "E006": Code(
        "format {found} is newer than this program reads (1)",
        "update the program: pip install --upgrade dossier-archive",
    ),
    "E007": Code("the archive has no article", "`dossier new article TITLE` writes the first"),
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem at one place. `line` and `column` count from 1; 0 is the whole file."""

    path: str
    line: int
    column: int
    code: str
    arguments: tuple[tuple[str, str], ...] = ()
    excerpt: str = ""
    """The line of the source that it is about, as it stands there."""

    @property
    def is_error(self) -> bool:
        """Whether the program has no right answer, so that nothing is built."""
        return self.code.startswith("E")

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return CODES[self.code].message.format(**dict(self.arguments))

    @property
    def hint(self) -> str:
        """What to write instead, in English; may be empty."""
        return CODES[self.code].hint.format(**dict(self.arguments))


def problem(
    code: str, path: str, line: int = 0, column: int = 0, excerpt: str = "", **arguments: object
) -> Problem:
    """A problem with its arguments as text, in a fixed order."""
    named = tuple(sorted((key, str(value)) for key, value in arguments.items()))
    return Problem(path, line, column, code, named, excerpt)


class ContentError(Exception):
    """The content has errors, so nothing was written. Carries all problems, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(f"{sum(p.is_error for p in self.problems)} errors in the content")


class MachineError(Exception):
    """The machine failed, not the content: a full disk, no Pagefind, a locked folder."""
