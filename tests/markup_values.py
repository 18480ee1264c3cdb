"""What attributes may say and what elements must hold: the part of `markup` that looks at values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from typing import Final
from xml.etree.ElementTree import Element

from builder.dates import parse_date
from builder.wording import words_of

_ARIA: Final = {
    "label", "labelledby", "describedby", "controls", "current", "expanded", "hidden", "live",
    "pressed", "atomic", "busy",
}  # fmt: skip
_SAID: Final = {
    "aria-current": {"page", "true", "false", "date", "step", "time", "location"},
    "aria-hidden": {"true", "false"}, "aria-expanded": {"true", "false"},
    "aria-pressed": {"true", "false", "mixed"}, "aria-live": {"polite", "assertive", "off"},
}  # fmt: skip
_ROLES: Final = {
    "search", "status", "region", "group", "img", "navigation", "presentation", "none", "list",
    "listitem", "note", "alert", "doc-backlink", "doc-noteref",
}  # fmt: skip
_NUMBERS: Final = {"tabindex": r"-?\d+", "width": r"\d+", "height": r"\d+", "colspan": r"[1-9]\d*",
                   "rowspan": r"[1-9]\d*", "start": r"-?\d+", "value": None}  # fmt: skip
_NAMELESS: Final = {"div", "span", "p", "b", "i", "em", "strong", "mark", "small", "code", "time"}
"""Elements that may have no name of their own without a role."""

_MUST_HOLD: Final = {"dl": {"dt", "dd", "div"}, "details": {"summary"}}
ADDRESS: Final = re.compile(r"(?:[^\s\"<>\\^`{|}%]|%[0-9A-Fa-f]{2})*")


def value_faults(element: Element, name: str, parent: str) -> Iterator[str]:
    """What is wrong with the values of an HTML element's attributes and with what it holds."""
    for attribute, value in element.items():
        if attribute.startswith("aria-") and attribute.removeprefix("aria-") not in _ARIA:
            yield f"<{name} {attribute}>"
        if value not in _SAID.get(attribute, {value}):
            yield f"<{name} {attribute}={value!r}>"
        pattern = _NUMBERS.get(attribute)
        if pattern and not re.fullmatch(pattern, value):
            yield f"<{name} {attribute}={value!r}> is no number"
        if attribute in ("href", "src", "action") and not ADDRESS.fullmatch(value):
            yield f"<{name} {attribute}={value!r}> is no address"
        if attribute == "role" and value not in _ROLES:
            yield f"<{name} role={value!r}>"
        if attribute in ("lang", "hreflang") and words_of(value).locale.language != value[:2]:
            yield f"<{name} {attribute}={value!r}> is no language"
    if name in _NAMELESS and element.get("aria-label") is not None and not element.get("role"):
        yield f"<{name}> has a name and no role"
    if name == "time" and not _is_moment(element.get("datetime", "")):
        yield f"<time datetime={element.get('datetime')!r}>"
    if name == "li" and parent not in ("ul", "ol", "menu"):
        yield f"<li> in <{parent}>"
    children = [str(child.tag).rpartition("}")[2] for child in element]
    if name in _MUST_HOLD and not _MUST_HOLD[name] & set(children):
        yield f"<{name}> without {' or '.join(sorted(_MUST_HOLD[name]))}"
    in_pairs = name == "dl" or (parent == "dl" and name == "div")
    if in_pairs and "div" not in children and (children[:1] != ["dt"] or children[-1:] != ["dd"]):
        yield f"<{name}> does not go from <dt> to <dd>"


def _is_moment(text: str) -> bool:
    try:
        parse_date(text, UTC)
    except ValueError:
        return False
    return True
