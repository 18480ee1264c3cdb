"""The pages of a person, country, organisation, place, or a thing of one's own kind: the
main page, and its slices by time.
"""

from builder.pages.entity.main import ENTITY
from builder.pages.entity.slice import ENTITY_SLICE

__all__ = ["ENTITY", "ENTITY_SLICE"]
