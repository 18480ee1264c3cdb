"""The kinds of page: which pages there are, and each one's view. One row a kind."""

from __future__ import annotations

from builder.pages.article import ARTICLE
from builder.pages.asset import ASSET, REDIRECT
from builder.pages.chronology import CHRONOLOGY
from builder.pages.data import DATA, DATA_PAGE
from builder.pages.document import DOCUMENT
from builder.pages.entity import ENTITY, ENTITY_SLICE
from builder.pages.facet import FACET
from builder.pages.facets import FACETS
from builder.pages.feed import ALL_FEED, ENTITY_FEED
from builder.pages.free import FREE
from builder.pages.home import HOME
from builder.pages.index import INDEX
from builder.pages.kind import PageId, PageKind
from builder.pages.map import MAP
from builder.pages.missing import MISSING
from builder.pages.names import NAMES
from builder.pages.network import NETWORK
from builder.pages.pair import PAIR_PAGE, PAIR_SLICE
from builder.pages.previews import PREVIEWS
from builder.pages.ranking import RANKING
from builder.pages.search import SEARCH
from builder.pages.sitemap import SITEMAP
from builder.pages.theme import THEME

KINDS: dict[str, PageKind] = {
    kind.name: kind
    for kind in (
        HOME, ARTICLE, ENTITY, ENTITY_SLICE, PAIR_PAGE, PAIR_SLICE, INDEX, RANKING, CHRONOLOGY, MAP,
        NETWORK, FACETS, FACET, FREE, SEARCH, NAMES, MISSING, PREVIEWS, ALL_FEED, ENTITY_FEED,
        SITEMAP, DATA_PAGE, DATA, THEME, ASSET, REDIRECT, DOCUMENT,
    )
}  # fmt: skip

__all__ = ["KINDS", "PageId", "PageKind"]
