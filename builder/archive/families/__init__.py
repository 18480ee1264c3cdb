"""The look-ups that pages may ask of the store: a closed list, each declared once.

From one declaration come its SQL, its covering index and its *change key*: a row that
appears, goes or changes names the cell (family, key) under its old and its new key, if what
the family shows, compares or orders by is different. So to be able to read something is to
be told when it changes; nobody keeps a list.
"""

from __future__ import annotations

from typing import Any, Final

from builder.archive.families import appearances, articles, entities, facets, site
from builder.archive.families.family import Family

FAMILIES: Final[tuple[Family[Any], ...]] = tuple(
    value
    for part in (articles, entities, appearances, facets, site)
    for value in vars(part).values()
    if isinstance(value, Family)
)
BY_NAME: Final = {family.name: family for family in FAMILIES}
SQL: Final = {family.name: family.sql for family in FAMILIES}
