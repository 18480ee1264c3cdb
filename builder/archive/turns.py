"""The turns in which pages are made."""

from typing import Final

AT_ONCE: Final = 0
"""The pages that people look at."""

LATE: Final = 1
"""Those that show much of the archive and are read by few."""

DOCUMENT: Final = 2
"""Search documents, which nobody looks at."""


def turns_from(first: int, search: bool) -> list[int]:
    """The turns from one on; without that of search documents where there is no search."""
    return list(range(first, DOCUMENT + 1 if search else DOCUMENT))
