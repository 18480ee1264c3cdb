"""Articles with their annotation, whole, as no page needs them: for export and `annotate`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from builder.annotation.registry import ListNames
from builder.archive.hidden import read_hidden
from builder.archive.hidden_article import hide_article
from builder.archive.names import StoredNames
from builder.archive.reading import read_and_annotate
from builder.config import Config
from builder.model import Annotated, Article, Names

FEW = 20
"""Up to so many articles, names are looked up one by one in the store."""


class Read(NamedTuple):
    """An article as its file states it, and what annotation found in it."""

    article: Article
    annotated: Annotated


def article_paths(connection: sqlite3.Connection) -> list[str]:
    """The files of all articles but drafts, relative to the content folder, in order."""
    rows = connection.execute("SELECT DISTINCT owner FROM article ORDER BY moment, article")
    return [row[0] for row in rows]


def annotated_articles(
    connection: sqlite3.Connection, content: Path, config: Config, paths: Iterable[str], *,
    hide: bool,
) -> Iterator[Read]:  # fmt: skip
    """Read and annotate articles anew, with the names that an up-to-date store holds.

    With `hide`, a person with a pseudonym is named nowhere, as on the site.
    """
    paths = list(paths)
    hider = read_hidden(connection, content, (), (), config) if hide else None
    stored = StoredNames(connection)
    names: Names = stored
    if len(paths) > FEW:
        names = ListNames(stored.all(), stored.entities())
    for path in paths:
        article, annotated, _ = read_and_annotate(content, path, config, names)
        if article is None or annotated is None:
            continue
        if hider is not None:
            article, annotated = hide_article(article, annotated, hider)
        yield Read(article, annotated)
