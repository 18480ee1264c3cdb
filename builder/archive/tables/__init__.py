"""The rows of the store, one NamedTuple a table: their fields are the columns.

Facts are owned by a source (`owner`: a path relative to the content folder, or a word in
angle brackets for what the program itself brings) and are a pure function of its bytes, of
the settings and of the names that the registry answers. Columns that hold JSON say so.
"""

from __future__ import annotations

from typing import Final

from builder.archive.tables.articles import (
    APPEARANCE as APPEARANCE,
    ARTICLE as ARTICLE,
    ASKED as ASKED,
    FACET as FACET,
    VERSION as VERSION,
    WORDS as WORDS,
    AppearanceRow as AppearanceRow,
    ArticleRow as ArticleRow,
    AskedRow as AskedRow,
    FacetRow as FacetRow,
    VersionRow as VersionRow,
    WordsRow as WordsRow,
)
from builder.archive.tables.entities import (
    CALLED as CALLED,
    ENTITY as ENTITY,
    ENTITY_TEXT as ENTITY_TEXT,
    HIDDEN as HIDDEN,
    NAME as NAME,
    STUB as STUB,
    TIE as TIE,
    CalledRow as CalledRow,
    EntityRow as EntityRow,
    EntityTextRow as EntityTextRow,
    HiddenRow as HiddenRow,
    NameRow as NameRow,
    StubRow as StubRow,
    TieRow as TieRow,
)
from builder.archive.tables.site import (
    ASSET as ASSET,
    LINK as LINK,
    PAGE_TEXT as PAGE_TEXT,
    PROBLEM as PROBLEM,
    REDIRECT as REDIRECT,
    SETTING as SETTING,
    TEMPLATE as TEMPLATE,
    AssetRow as AssetRow,
    LinkRow as LinkRow,
    PageTextRow as PageTextRow,
    ProblemRow as ProblemRow,
    RedirectRow as RedirectRow,
    SettingRow as SettingRow,
    TemplateRow as TemplateRow,
)
from builder.archive.tables.sums import (
    COUNTRY_YEAR as COUNTRY_YEAR,
    ENTITY_MONTH as ENTITY_MONTH,
    ENTITY_SOURCE as ENTITY_SOURCE,
    FACET_MONTH as FACET_MONTH,
    FORM as FORM,
    MONTH as MONTH,
    NEIGHBOUR as NEIGHBOUR,
    PAIR as PAIR,
    PAIR_MONTH as PAIR_MONTH,
    STANDING as STANDING,
    CountryYearRow as CountryYearRow,
    EntityMonthRow as EntityMonthRow,
    EntitySourceRow as EntitySourceRow,
    FacetMonthRow as FacetMonthRow,
    FormRow as FormRow,
    MonthRow as MonthRow,
    NeighbourRow as NeighbourRow,
    PairMonthRow as PairMonthRow,
    PairRow as PairRow,
    StandingRow as StandingRow,
)
from builder.archive.tables.table import Table as Table

FACTS: Final = (
    ARTICLE, WORDS, ASKED, APPEARANCE, FACET, VERSION, ENTITY, ENTITY_TEXT, STUB, TIE, NAME,
    PAGE_TEXT, ASSET, REDIRECT, HIDDEN, CALLED, LINK, PROBLEM, SETTING, TEMPLATE,
)  # fmt: skip
SUMS: Final = (
    MONTH, ENTITY_MONTH, COUNTRY_YEAR, STANDING, FORM, ENTITY_SOURCE, PAIR, PAIR_MONTH, FACET_MONTH,
)  # fmt: skip
TABLES: Final = (*FACTS, *SUMS, NEIGHBOUR)
