"""An article's search document: what Pagefind reads of it.

Pagefind reads not the site's pages but small documents of our own: their words are folded (a
typographic apostrophe hides the word after it) and they hold the names of all that is mentioned.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from html import escape
from typing import Final, NamedTuple

from builder.pages.document import Choice, SearchDocument
from builder.text import search_fold

_LIGATURES: Final = "œŒæÆ"
_JOINED: Final = re.compile(rf"\b\w*[{_LIGATURES}]\w*")
_HYPHENS: Final = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2013", " "))


@functools.lru_cache(maxsize=16_384)
def token(entity: str) -> str:
    """The word that every article with an entity (`people/kim-jong-un`) holds.

    Its end is marked, because Pagefind also finds the words that begin with what is asked.
    """
    return f"q{''.join(filter(str.isalnum, entity.casefold()))}zq"


class _Forms(NamedTuple):
    """A name as search knows it: folded, without hyphens, in one word."""

    folded: str
    spaced: str
    joined: str


@functools.lru_cache(maxsize=16_384)
def _forms_of(name: str) -> _Forms:
    folded = search_fold(name)
    spaced = folded.translate(_HYPHENS)
    return _Forms(folded, spaced, "".join(spaced.split()))


def document(page: SearchDocument) -> bytes:
    """The search document of an article: HTML for Pagefind alone, no page of the site."""
    forms = [_forms_of(name) for name in page.names]
    names = dict.fromkeys([form.folded for form in forms] + [form.spaced for form in forms])
    # Pagefind finds words, wherever they stand: a name in one word tells it from its parts.
    joined = dict.fromkeys(form.joined for form in forms if form.joined not in names)
    tokens = " ".join([*map(token, page.entity_ids), *joined])
    parts = [page.standfirst] if page.access == "full" else []
    parts += page.text.split("\n\n") if page.access != "reference" else []
    # Pagefind leaves out what has no words in its body, whatever is known of it besides.
    shown = [part for part in parts if part.strip()] or [page.title]
    head = [
        _meta("meta", "title", page.title),
        _meta("meta", "heading", search_fold(page.title)),
        _meta("meta", "date", page.date),
        _meta("meta", "source", page.source),
        # An excerpt is of the folded text: with these words it is shown as it was written.
        _meta("meta", "joined", " ".join(_joined("\n".join(shown)))),
        _meta("meta", "names", ", ".join(filter(None, [tokens, *names]))),
        *(_meta("filter", "country", _value(country)) for country in page.countries),
        *(_meta("filter", "kind", _value(kind)) for kind in page.kinds),
        _meta("filter", "source", page.source),
        _meta("filter", "year", page.year),
        _meta("filter", "language", page.lang),
    ]
    body = "".join(f"<p>{escape(search_fold(part))}</p>\n" for part in shown)
    return (
        f'<!doctype html>\n<html lang="{escape(page.lang)}">\n<head><meta charset="utf-8">\n'
        f"{''.join(head)}</head>\n<body data-pagefind-body>\n{body}</body></html>\n"
    ).encode()


def _joined(text: str) -> Iterable[str]:
    """The words with a ligature."""
    if not any(letter in text for letter in _LIGATURES):
        return ()
    return dict.fromkeys(_JOINED.findall(text))


def _meta(what: str, key: str, value: str) -> str:
    text = escape(" ".join(value.split()))
    return f'<meta data-pagefind-{what}="{key}[content]" content="{text}">\n' if text else ""


def _value(choice: Choice) -> str:
    labels = [choice.label, *(f"{lang}={label}" for lang, label in choice.labels)]
    return "|".join([choice.id, *(label.replace("|", "/") for label in labels)])
