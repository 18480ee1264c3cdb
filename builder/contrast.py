"""How well a colour can be read on another, by WCAG 2.2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

LEAST: Final = 4.5
"""The least contrast of words to what is behind them (WCAG 2.2, success criterion 1.4.3)."""

_HEX: Final = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

Colour = tuple[int, int, int]


def read_colour(text: str) -> Colour | None:
    """A colour in hexadecimal digits (`#7a2e2e`, `#fff`); None for any other way to say one."""
    value = text.strip()
    if not _HEX.fullmatch(value):
        return None
    digits = value[1:] if len(value) == 7 else "".join(digit * 2 for digit in value[1:])
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def contrast(one: Colour, two: Colour) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


_OURS: Final = {
    "": {"paper": "#fcfbf8", "accent": "#7a2e2e", "ink": "#1d1b18"},
    "-dark": {"paper": "#171614", "ink": "#e4e0d8"},
}
"""The colours of `site.css`, light and dark, where the archive has none of its own; the dark
accent is made from the light one there.
"""


def faint(theme: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """The colours of `[theme]` that can hardly be read on the paper: the key that says so, the
    colour, its ground, and their contrast; as far as colours are given in hexadecimal digits.
    """
    given = {key.replace("_", "-"): key for key in theme}

    def colour_of(name: str, default: str) -> Colour | None:
        return read_colour(theme[given[name]] if name in given else default)

    for suffix, ours in _OURS.items():
        ground = f"paper{suffix}"
        paper = colour_of(ground, ours["paper"])
        for name in ("accent", "ink"):
            words = colour_of(f"{name}{suffix}", ours.get(name, ""))
            key = given.get(f"{name}{suffix}") or given.get(ground)
            if key and words and paper and (ratio := contrast(words, paper)) < LEAST:
                yield key, f"{name}{suffix}", ground, f"{int(ratio * 10) / 10}"


def _luminance(colour: Colour) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
