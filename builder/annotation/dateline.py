"""The dateline: the city that a wire is written from, before its first sentence."""

from __future__ import annotations

import re

_LINE = re.compile(
    r"\s*(?P<city>[^\W\d_][\w .’'-]{1,30}?)"
    r"(?:,\s*(?:[^\W\d_][\w .’'-]{1,25}?"
    r"|\d{1,2}(?:er)? \w+(?: \d{4})?|\w+\.? \d{1,2}(?:, \d{4})?)){0,2}"
    r"\s*(?:\((?P<agency>[\w /.’'-]{2,30})\)\s*)?(?P<dash>[-–—]{1,2})\s"
)


def dateline_city(body: str) -> tuple[int, int] | None:
    """Where the dateline's city stands in a body: `SEOUL, Sept 11 (Reuters) - `, `Moscou
    (AFP) – `; None where there is no dateline.

    A city in capitals needs no agency; any other does, or a date.
    """
    found = _LINE.match(body)
    if found is None:
        return None
    city = found["city"]
    if not city[0].isupper():
        return None
    if not city.isupper() and not found["agency"] and "," not in found[0]:
        return None
    return found.span("city")
