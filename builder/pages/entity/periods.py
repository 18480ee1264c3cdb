"""The slices of an entity's articles as links."""

from __future__ import annotations

from builder.addresses import entity_address, slice_address
from builder.archive.door import Door
from builder.pages.shared.settings import here
from builder.pages.shared.slice_links import Slice, period_label


def slice_of(door: Door, entity: str, period: str, lang: str) -> Slice:
    """A slice of an entity's articles as a link; "" is its main page."""
    address = slice_address(entity, period) if period else entity_address(entity)
    return Slice(here(door, address, lang), period, period_label(period, lang) if period else "")
