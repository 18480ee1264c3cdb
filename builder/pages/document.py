"""An article's search document: what search knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from builder import wording
from builder.archive.door import Door, question
from builder.archive.families.articles import ARTICLE, ARTICLE_PLACE
from builder.archive.families.entities import ENTITY, NAMES_OF
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.refs import name_of
from builder.pages.shared.settings import languages


class Choice(NamedTuple):
    """A value of a facet: id, label, and its labels in other languages, as (lang, label)."""

    id: str
    label: str
    labels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What search knows of an article. `text` and `standfirst` are what its `access` shows.

    `date` is as given, `moment` (UTC) is what is sorted by; `names` are all names of all its
    entities, in every spelling; `kinds` say what sort of text it is.
    """

    address: str
    title: str
    lang: str
    date: str
    moment: str
    year: str
    source: str = ""
    countries: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    names: tuple[str, ...] = ()
    entity_ids: tuple[str, ...] = ()
    standfirst: str = ""
    text: str = ""
    access: str = "full"


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    place = door.one(ARTICLE_PLACE, *key)
    if place is None:
        return ()
    return (PageId("document", key, languages(door)[0], place.address),)


def _view(door: Door, page: PageId) -> SearchDocument:
    row = door.one(ARTICLE, *page.key)
    assert row is not None
    parts: dict[str, Any] = orjson.loads(row.parts)
    meta: dict[str, Any] = orjson.loads(row.meta)
    names: dict[str, None] = {}
    ids: list[str] = []
    countries: list[Choice] = []
    others = languages(door)[1:]
    for id, *_rest in meta.get("entities", ()):
        spellings = spellings_of(door, id)
        if not spellings:
            continue
        ids.append(id)
        names |= dict.fromkeys(spellings)
        if id.startswith("countries/"):
            labels = tuple((lang, name_of(door, id, lang)) for lang in others)
            countries.append(Choice(id.partition("/")[2], name_of(door, id, page.lang), labels))
    return SearchDocument(
        address=row.address,
        title=row.title,
        lang=row.lang,
        date=row.date,
        moment=row.moment,
        year=row.year,
        source=row.source,
        countries=tuple(countries),
        kinds=(
            Choice(
                row.text,
                _kind_of_text(row.text, page.lang),
                tuple((lang, _kind_of_text(row.text, lang)) for lang in others),
            ),
        ),
        names=tuple(names),
        entity_ids=tuple(ids),
        standfirst=parts.get("standfirst", {}).get("plain", ""),
        text=parts.get("body", {}).get("plain", ""),
        access=row.access,
    )


def _kind_of_text(text: str, lang: str) -> str:
    """What a kind of text is called in a language of the interface."""
    words = wording.words_of(lang)
    return {
        "original": words.gettext("Original text"),
        "account": words.gettext("Account"),
        "translation": words.gettext("Translation"),
    }[text]


FOUND_BY = frozenset({"name", "alias", "misspelling"})
"""The sorts of name by which search finds an entity's articles."""


@question
def spellings_of(door: Door, entity: str) -> tuple[str, ...]:
    """Every spelling of an entity, also those that are never shown as a name, each once; none of
    one that is to be shown nowhere.
    """
    row = door.one(ENTITY, entity)
    if row is None or row.visibility == "unlisted":
        return ()
    names = [row.name, *orjson.loads(row.names).values()]
    if row.visibility != "pseudonym":
        names += [name.form for name in door.ask(NAMES_OF, entity) if name.sort in FOUND_BY]
    return tuple(dict.fromkeys(filter(None, names)))


DOCUMENT = PageKind("document", "", (ARTICLE_PLACE,), _plan, _view, "documents")
