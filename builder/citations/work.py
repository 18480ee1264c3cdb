"""An article as far as it is cited."""

from __future__ import annotations

from dataclasses import dataclass

from builder.bylines import in_one_piece, is_body
from builder.model import Basis


@dataclass(frozen=True, slots=True)
class Work:
    """An article as far as it is cited.

    `date` and `retrieved` are ISO 8601, as exact as they are known. `url` is the source's own
    address, `address` that of the page in the archive; either may be empty. `text` is
    `original`, `account` or `translation`. `bodies` are names of organisations that the
    article has: one that signs is no person.
    """

    id: str
    title: str
    date: str
    lang: str = ""
    text: str = "original"
    authors: tuple[str, ...] = ()
    source: str = ""
    issue: str = ""
    edition: str = ""
    page: str = ""
    url: str = ""
    retrieved: str = ""
    archive: str = ""
    publisher: str = ""
    address: str = ""
    based_on: tuple[Basis, ...] = ()
    bodies: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether the words are the archive's own: an account."""
        return self.text == "account"

    @property
    def byline(self) -> tuple[str, ...]:
        """Who wrote these words. What an account rests on was written by somebody else."""
        others = {basis.author for basis in self.based_on} if self.own else set()
        return tuple(name for name in self.authors if name not in others)

    def is_body(self, name: str) -> bool:
        """Whether a name of the byline is a body's, as far as it says so."""
        return is_body(name, {self.source, self.archive, self.publisher, *self.bodies} - {""})

    @property
    def creators(self) -> tuple[str, ...]:
        """The byline for formats whose readers cut names: bodies' are in one piece."""
        return tuple(in_one_piece(n) if self.is_body(n) else n for n in self.byline)

    @property
    def container(self) -> str:
        """Where these words were published: for an account, the archive."""
        return self.archive if self.own else self.source

    @property
    def printed(self) -> tuple[str, str, str]:
        """The issue, edition and page in which these words were printed: an account never was."""
        return ("", "", "") if self.own else (self.issue, self.edition, self.page)

    @property
    def link(self) -> str:
        """The address to give: the source's for its own words, else the archive's."""
        return self.address if self.own else self.url or self.address
