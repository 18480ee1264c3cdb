"""An article → its rows.

Pure functions of what was read and annotated. What an article's access does not allow to
be published is in none of the rows that a page can read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from builder.addresses import article_address, article_slug, member_slug
from builder.archive import tables as t
from builder.archive.appearances import Head, Named, appearances_of, head_of, named_in
from builder.archive.facts import Facts, as_json, links, problem_facts, redirects_of
from builder.archive.published import Shown, is_shown, published
from builder.model import PARTS, Annotated, Article, Mention, Part
from builder.problems import Problem
from builder.text import flat, fold_text


def facts_of_article(
    article: Article, annotated: Annotated, problems: Iterable[Problem], original: Article
) -> Facts:
    """All rows of an article as it may be shown; by `original` names are found in it."""
    address = article_address(article.when, article_slug(article.slug, article.id))
    head = head_of(article, address)
    shown = published(article)
    mentions = annotated.mentions
    if article.access != "full":
        mentions = tuple(m for m in mentions if is_shown(m, shown))
    beyond = len(annotated.mentions) - len(mentions)
    named = named_in(annotated.mentions)
    visible = named_in(mentions) if beyond else named
    appearances = appearances_of(article, annotated, named, visible, shown, head)
    authors = _authors(article)
    row = t.ArticleRow(
        owner=article.path,
        article=article.id,
        address=address,
        title=article.title,
        lang=article.lang,
        date=article.when.text,
        moment=article.when.moment,
        year=article.when.year,
        month=article.when.month,
        day=article.when.day,
        text=article.text,
        access=article.access,
        source=article.source,
        lead=_lead(shown),
        image=article.image,
        meta=as_json(_meta(article, authors, named, beyond, appearances)),
        parts=as_json({part: _part(part, there, mentions) for part, there in shown.items()}),
    )
    words = " \n ".join(
        [flat(fold_text(text.plain)) for part, text in original.texts.items() if part in PARTS]
    )
    facts: Facts = {
        "article": [row],
        "words": [t.WordsRow(article.path, article.id, article.lang, words)],
        "asked": [t.AskedRow(article.path, folded) for folded in sorted(set(annotated.asked))],
        "appearance": list(appearances),
        "facet": _facets(article, authors, head),
        "stub": [t.StubRow(article.path, s.id, s.kind, s.name) for s in annotated.stubs],
        "called": [t.CalledRow(article.path, f"{name}.html", id) for name, id in annotated.called],
        "redirect": redirects_of(article.path, article.redirects, address),
        "version": [
            t.VersionRow(article.path, article.id, of, relation)
            for of, relation in (
                (article.version_of, "version"),
                (article.reprint_of, "reprint"),
            )
            if of
        ],
        "link": links(article.path, article.links),
    }
    return facts | problem_facts(article.path, problems)


def _part(part: Part, shown: Shown, mentions: Sequence[Mention]) -> dict[str, Any]:
    """A part as its page needs it: `ArticleRow.parts`."""
    text, spans, anchors = shown
    return {
        "plain": text.plain,
        "shape": text.shape,
        "sentences": [
            (start, end, anchor) for (start, end), anchor in zip(spans, anchors, strict=True)
        ],
        "mentions": [
            (m.start, m.end, m.entity, m.manner, m.stands_for, m.by)
            for m in mentions
            if m.part == part
        ],
    }


def _lead(shown: dict[Part, Shown]) -> str:
    order: tuple[Part, ...] = ("summary", "standfirst")
    return next((shown[part].text.plain for part in order if part in shown), "")


def _facets(
    article: Article, authors: Sequence[tuple[str, str]], head: Head
) -> list[tuple[Any, ...]]:
    source = article.source
    values = [("sources", member_slug(source), source)] if source else []
    values += [("authors", slug, label) for slug, label in authors]
    values += [("topics", member_slug(topic), topic) for topic in article.topics]
    distinct = {(facet, slug): label for facet, slug, label in reversed(values)}
    return [
        t.FacetRow(article.path, facet, slug, label, *head)
        for (facet, slug), label in sorted(distinct.items())
    ]


def _authors(article: Article) -> list[tuple[str, str]]:
    """An author's slug and label; bare initials are somebody's only with their source."""
    found = []
    for name in article.author:
        initials = name.replace(".", "").replace("-", "").replace(" ", "")
        if len(initials) <= 3 and initials.isupper() and article.source:
            found.append((member_slug(f"{name} {article.source}"), f"{name} ({article.source})"))
        else:
            found.append((member_slug(name), name))
    return found


def _ways(mentions: Sequence[Mention]) -> list[str]:
    """How an article's entity is known: by its mentions, else by what is declared."""
    return sorted({mention.by for mention in mentions}) or ["declared"]


def _counted(manners: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for manner in manners:
        counts[manner] = counts.get(manner, 0) + 1
    return counts


def _meta(
    article: Article, authors: Sequence[tuple[str, str]], named: Named, beyond: int,
    appearances: Sequence[t.AppearanceRow],
) -> dict[str, Any]:  # fmt: skip
    """What only the article's page shows: `ArticleRow.meta`."""
    entities = []
    for a in sorted(appearances, key=lambda a: (-a.concerns, -a.salience, a.entity)):
        mentions = named.own.get(a.entity, ())
        entities.append(
            (
                a.entity,
                a.mentions,
                _counted(m.manner for m in mentions),
                _ways(mentions or (() if a.declared else named.apart.get(a.entity, ()))),
                a.concerns,
                a.declared,
                a.apart,
            )
        )
    meta: dict[str, Any] = {
        "author": article.author,
        "authors": authors,
        "source_slug": member_slug(article.source) if article.source else "",
        "topics": [(member_slug(topic), topic) for topic in article.topics],
        "based_on": [asdict(basis) for basis in article.based_on],
        "corrections": [asdict(correction) for correction in article.corrections],
        "notes": [(note.number, note.html) for note in article.notes],
        "entities": entities,
        "beyond": beyond,
        "extra": article.extra,
        "comments": article.comments,
    }
    for key in (
        "source_url", "archived_url", "retrieved", "rights", "issue", "edition", "page",
        "identifier", "facsimile", "updated", "version_of", "reprint_of",
    ):  # fmt: skip
        meta[key] = getattr(article, key)
    if article.access != "full":
        meta["notes"] = []
    return {key: value for key, value in meta.items() if value or key == "entities"}
