"""What a kind of page is: which pages there are, and the view of each.

A kind names the families whose keys are its *roots*: an article, an entity, a month. When
a root's cell changes, `plan` says which pages exist for it now; `view` makes the frozen
value that the page's template shows. Both read the store through the door alone, and both
are pure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from builder.archive.door import Door
from builder.archive.families.family import Family
from builder.archive.turns import AT_ONCE, DOCUMENT, LATE


@dataclass(frozen=True, slots=True)
class PageId:
    """One page: its kind, what it is about, its language of the interface and its path.

    `key` is the kind's own: what `view` needs to find the page's data. `path` is from the
    site's root, language folder included.
    """

    kind: str
    key: tuple[str, ...]
    lang: str
    path: str


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: one row of the list in `builder.pages`.

    `template` is the name of its template, or "" where `view` returns the file's bytes.
    `place` says where its files go: the site, or the folder of search documents. `late` pages
    show much of the archive and are read by few: they are made after all others.
    """

    name: str
    template: str
    roots: tuple[Family[Any], ...]
    plan: Callable[[Door, tuple[str, ...]], tuple[PageId, ...]]
    view: Callable[[Door, PageId], Any]
    place: Literal["site", "documents"] = "site"
    late: bool = False

    @property
    def turn(self) -> int:
        """In which turn pages of this kind are made."""
        if self.place == "documents":
            return DOCUMENT
        return LATE if self.late else AT_ONCE
