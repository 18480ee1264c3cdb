"""A source's rows: what all kinds of source have in common, and those of a free page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from builder.addresses import split_address
from builder.archive import tables as t
from builder.model import FreePage, Link
from builder.problems import Problem

Facts = dict[str, list[tuple[Any, ...]]]
"""A source's rows, by the name of their table."""


def as_json(value: Any) -> str:
    """JSON as the store keeps it: compact, keys in order."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def problem_facts(owner: str, problems: Iterable[Problem]) -> Facts:
    """The rows that keep a source's problems."""
    rows: list[tuple[Any, ...]] = [
        t.ProblemRow(owner, p.path, p.line, p.column, p.code, as_json(p.arguments), p.excerpt)
        for p in sorted(problems)
    ]
    return {"problem": rows} if rows else {}


def redirects_of(owner: str, redirects: Iterable[Link], address: str) -> list[tuple[Any, ...]]:
    """The rows of a source's earlier addresses, which lead to the one it has now."""
    return [
        t.RedirectRow(owner, old.target, address, *old.position, old.excerpt) for old in redirects
    ]


def links(owner: str, written: Iterable[Link]) -> list[tuple[Any, ...]]:
    """The rows of a source's links."""
    found: list[tuple[Any, ...]] = []
    for link in written:
        target, tail = split_address(link.target)
        fragment = tail.partition("#")[2]
        found.append(
            t.LinkRow(owner, target, _address(target), fragment, *link.position, link.excerpt)
        )
    return found


def _address(target: str) -> str:
    """The address of a source file's page; an article's is not known from its name."""
    if not target.endswith(".md"):
        return target
    if target.startswith("articles/"):
        return ""
    stem = target.removesuffix(".md")
    return f"{stem.removeprefix('pages/').partition('.')[0]}.html"


def facts_of_page(page: FreePage, problems: Iterable[Problem]) -> Facts:
    """All rows of a free page."""
    facts: Facts = {
        "page_text": [t.PageTextRow(page.path, page.id, page.lang, page.title, page.html)],
        "redirect": redirects_of(page.path, page.redirects, f"{page.id}.html"),
        "link": links(page.path, page.links),
    }
    return facts | problem_facts(page.path, problems)
