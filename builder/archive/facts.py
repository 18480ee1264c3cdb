"""A source's rows: what the store keeps of an article, an entity, a free page.

Pure functions of what was read and annotated. What an article's access does not allow to
be published is in none of the rows that a page can read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from builder.addresses import article_address, article_slug, slug_or_hash
from builder.archive import tables as t
from builder.model import (
    PARTS,
    UNDECIDED,
    Annotated,
    Article,
    Entity,
    FreePage,
    Link,
    Mention,
    Name,
    Part,
    Text,
)
from builder.problems import Problem
from builder.text import anchors, flat, fold, sentences

PASSAGES = 5
"""How many sentences of an article a list of passages quotes (DESIGN, law 4)."""

PASSAGE_LENGTH = 600
"""The longest sentence that a list of passages quotes whole, in characters."""

_Place = tuple[str, str, str, str]
_Head = tuple[str, str, str, str, str]

Facts = dict[str, list[tuple[Any, ...]]]


def as_json(value: Any) -> str:
    """JSON as the store keeps it: compact, keys in order."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def published(article: Article) -> dict[Part, Text]:
    """The parts of an article that its access allows to show."""
    texts = {part: article.texts[part] for part in PARTS if part in article.texts}  # type: ignore[index]
    if article.access == "full":
        return texts  # type: ignore[return-value]
    kept: dict[Part, Text] = {"title": article.texts["title"]}
    if "summary" in article.texts:
        kept["summary"] = article.texts["summary"]
    if article.access == "excerpt" and "body" in article.texts:
        body = article.texts["body"]
        spans = sentences(body.plain, article.lang)
        count = max(1, min(3, len(spans) // 10))
        kept["body"] = cut(body, spans[count - 1][1] if spans else 0)
    return kept


def cut(text: Text, end: int) -> Text:
    """The text up to a position, with the HTML that is open there closed."""
    shape = [(position, html) for position, html in text.shape if position < end]
    open_tags: list[str] = []
    for _, html in shape:
        for tag in html.replace("<", "\n<").splitlines():
            if tag.startswith("</"):
                if open_tags:
                    open_tags.pop()
            elif tag.startswith("<") and not tag.rstrip().endswith("/>"):
                name = tag[1:].split(">")[0].split()[0]
                if name not in ("br", "hr", "img"):
                    open_tags.append(name)
    shape += [(end, f"</{name}>") for name in reversed(open_tags)]
    return Text(text.plain[:end], tuple(shape), ())


def facts_of_article(
    article: Article, annotated: Annotated, problems: Iterable[Problem], original: Article
) -> Facts:
    """All rows of an article as it may be shown; by `original` names are found in it."""
    address = article_address(article.when, article_slug(article.slug, article.id))
    texts = published(article)
    spans = {part: sentences(text.plain, article.lang) for part, text in texts.items()}
    named = _anchors(texts, spans)
    shown = [m for m in annotated.mentions if _is_shown(m, texts)]
    parts = {
        part: {
            "plain": text.plain,
            "shape": text.shape,
            "sentences": [
                (*span, anchor) for span, anchor in zip(spans[part], named[part], strict=True)
            ],
            "mentions": [
                (m.start, m.end, m.entity, m.manner, m.stands_for, m.by)
                for m in shown
                if m.part == part
            ],
        }
        for part, text in texts.items()
    }
    place = (
        article.when.moment,
        article.when.year,
        article.when.month,
        article.when.day,
    )
    head = (address, article.title, article.when.text, article.lang, article.source)
    appearances = _appearances(article, annotated, texts, spans, named, place, head)
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
        lead=_lead(article, texts),
        image=article.image,
        meta=as_json(_meta(article, annotated, len(annotated.mentions) - len(shown), appearances)),
        parts=as_json(parts),
    )
    words = " \n ".join(
        flat(fold(text.plain)) for part, text in original.texts.items() if part in PARTS
    )
    facts: Facts = {
        "article": [row],
        "words": [t.WordsRow(article.path, article.id, article.lang, words)],
        "asked": [t.AskedRow(article.path, folded) for folded in sorted(set(annotated.asked))],
        "appearance": list(appearances),
        "facet": _facets(article, place, head),
        "stub": [t.StubRow(article.path, s.id, s.kind, s.name) for s in annotated.stubs],
        "called": [t.CalledRow(article.path, f"{name}.html", id) for name, id in annotated.called],
        "redirect": _redirects(article.path, article.redirects, address),
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


def _redirects(owner: str, redirects: Iterable[Link], address: str) -> list[tuple[Any, ...]]:
    return [
        t.RedirectRow(owner, old.target, address, *old.position, old.excerpt) for old in redirects
    ]


def links(owner: str, written: Iterable[Link]) -> list[tuple[Any, ...]]:
    """The rows of a source's links."""
    found: list[tuple[Any, ...]] = []
    for link in written:
        address, _, fragment = link.target.partition("#")
        target = address.partition("?")[0]
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


def problem_facts(owner: str, problems: Iterable[Problem]) -> Facts:
    """The rows that keep a source's problems."""
    rows: list[tuple[Any, ...]] = [
        t.ProblemRow(owner, p.path, p.line, p.column, p.code, as_json(p.arguments), p.excerpt)
        for p in sorted(problems)
    ]
    return {"problem": rows} if rows else {}


def _lead(article: Article, texts: Mapping[Part, Text]) -> str:
    order: tuple[Part, ...] = ("summary", "standfirst")
    for part in order:
        if part in texts:
            return texts[part].plain
    return ""


def _is_shown(mention: Mention, texts: Mapping[Part, Text]) -> bool:
    part = mention.part
    return part in texts and mention.end <= len(texts[part].plain)  # type: ignore[index]


def _anchors(
    texts: Mapping[Part, Text], spans: Mapping[Part, Sequence[tuple[int, int]]]
) -> dict[Part, list[str]]:
    """The anchors of all parts, so that no two sentences of a page share one."""
    named: dict[Part, list[str]] = {}
    seen: Counter[str] = Counter()
    for part, text in texts.items():
        named[part] = []
        for anchor in anchors(text.plain, list(spans[part])):
            base = "-".join(anchor.split("-")[:2])
            seen[base] += 1
            named[part].append(base if seen[base] == 1 else f"{base}-{seen[base]}")
    return named


def _facets(article: Article, place: _Place, head: _Head) -> list[tuple[Any, ...]]:
    address, title, date, lang, source = head
    values = [("sources", slug_or_hash(source), source)] if source else []
    values += [("authors", slug, label) for slug, label in _authors(article)]
    values += [("topics", slug_or_hash(topic), topic) for topic in article.topics]
    distinct = {(facet, slug): label for facet, slug, label in reversed(values)}
    return [
        t.FacetRow(
            article.path, facet, slug, label, article.id, *place, address, title, date, lang, source
        )
        for (facet, slug), label in sorted(distinct.items())
    ]


def _authors(article: Article) -> list[tuple[str, str]]:
    """An author's slug and label; bare initials are somebody's only with their source."""
    found = []
    for name in article.author:
        initials = name.replace(".", "").replace("-", "").replace(" ", "")
        if len(initials) <= 3 and initials.isupper() and article.source:
            found.append((slug_or_hash(f"{name} {article.source}"), f"{name} ({article.source})"))
        else:
            found.append((slug_or_hash(name), name))
    return found


def _meta(
    article: Article, annotated: Annotated, beyond: int, appearances: Sequence[t.AppearanceRow]
) -> dict[str, Any]:
    mentions: dict[str, list[Mention]] = {}
    for mention in annotated.mentions:
        mentions.setdefault(mention.entity, []).append(mention)
    entities = [
        (
            a.entity,
            a.mentions,
            dict(Counter(m.manner for m in mentions.get(a.entity, ()))),
            sorted({m.by for m in mentions.get(a.entity, ())}) or ["declared"],
            a.concerns,
            a.declared,
            a.apart,
        )
        for a in sorted(appearances, key=lambda a: (-a.concerns, -a.salience, a.entity))
    ]
    meta: dict[str, Any] = {
        "author": article.author,
        "authors": _authors(article),
        "source_slug": slug_or_hash(article.source) if article.source else "",
        "topics": [(slug_or_hash(topic), topic) for topic in article.topics],
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


def _appearances(
    article: Article,
    annotated: Annotated,
    texts: Mapping[Part, Text],
    spans: Mapping[Part, Sequence[tuple[int, int]]],
    named: Mapping[Part, Sequence[str]],
    place: _Place,
    head: _Head,
) -> list[t.AppearanceRow]:
    own: dict[str, list[Mention]] = {}
    apart: dict[str, list[Mention]] = {}
    for mention in annotated.mentions:
        own.setdefault(mention.entity, []).append(mention)
        if mention.stands_for not in ("", UNDECIDED):
            apart.setdefault(mention.stands_for, []).append(mention)
    address, title, date, lang, source = head
    concerned = set(annotated.concerns)
    declared = set(annotated.declared)
    rows = []
    for entity in sorted(own.keys() | apart.keys() | declared | concerned):
        mentions = own.get(entity, [])
        everything = sorted(
            {*mentions, *apart.get(entity, ())}, key=lambda m: (PARTS.index(m.part), m.start)
        )
        passages, total = _passages(
            [m for m in everything if _is_shown(m, texts)], texts, spans, named
        )
        rows.append(
            t.AppearanceRow(
                article.path, entity, article.id, *place, address, title, date, lang, source,
                mentions=len(mentions),
                apart=len(apart.get(entity, ())),
                adjectives=sum(m.manner == "adjective" for m in mentions),
                declared=int(entity in declared),
                concerns=int(entity in concerned),
                salience=annotated.salience.get(entity, 0),
                forms=as_json(Counter(m.exact for m in mentions if _is_shown(m, texts))),
                passages=as_json(passages),
                sentences=total,
            )
        )  # fmt: skip
    return rows


def _passages(
    mentions: Sequence[Mention],
    texts: Mapping[Part, Text],
    spans: Mapping[Part, Sequence[tuple[int, int]]],
    named: Mapping[Part, Sequence[str]],
) -> tuple[list[Any], int]:
    found: dict[tuple[Part, int], list[Mention]] = {}
    for mention in mentions:
        part: Part = mention.part  # type: ignore[assignment]
        for number, (start, end) in enumerate(spans[part]):
            if start <= mention.start < end:
                found.setdefault((part, number), []).append(mention)
                break
    passages = []
    for (part, number), inside in list(found.items())[:PASSAGES]:
        start, end = spans[part][number]
        # A sentence without an end (a table, a list of names) is shown around its first mention.
        if end - start > PASSAGE_LENGTH:
            start = max(start, inside[0].start - PASSAGE_LENGTH // 2)
            end = min(end, start + PASSAGE_LENGTH)
        marks = [
            (m.start - start, m.end - start, m.manner, m.stands_for, m.by)
            for m in inside
            if m.end <= end
        ]
        passages.append((part, named[part][number], texts[part].plain[start:end], marks))
    return passages, len(found)


def facts_of_entity(
    entity: Entity, names: Iterable[Name], owner: str, problems: Iterable[Problem]
) -> Facts:
    """All rows of an entity of a file or of the program's table."""
    roles = [
        (dict(r.title), r.country, r.organisation, r.since, r.until, r.source) for r in entity.roles
    ]
    main = entity.name
    redirects = entity.redirects if entity.visibility != "unlisted" else ()
    more = {
        "wikidata": entity.wikidata,
        "born": entity.born,
        "died": entity.died,
        "aliases": [alias for alias in entity.aliases if entity.visibility != "pseudonym"],
        "image": entity.image,
        "coordinates": entity.coordinates,
        "stands_for": entity.stands_for,
        "successors": entity.successors,
        "part_of": entity.part_of,
        "extra": entity.extra,
        "honorific": entity.honorific,
    }
    row = t.EntityRow(
        owner=owner,
        entity=entity.id,
        kind=entity.kind,
        name=main,
        names=as_json({**entity.names, "": main}),
        description=as_json(dict(entity.description)),
        visibility=entity.visibility,
        origin=entity.origin,
        roles=as_json(roles),
        facts=as_json({key: value for key, value in more.items() if value}),
    )
    facts: Facts = {
        "entity": [row],
        "entity_text": [
            t.EntityTextRow(owner, entity.id, lang, html)
            for lang, html in sorted(entity.texts.items())
            if html
        ],
        "name": [t.NameRow(owner, *name) for name in sorted(set(names))],
        "redirect": _redirects(owner, redirects, f"{entity.id}.html"),
        "link": links(owner, entity.links),
    }
    ties: set[tuple[str, str]] = set()
    for relation, others in (
        ("country", entity.countries),
        ("parent", entity.parents),
        ("claimed_by", entity.claimed_by),
    ):
        ties |= {(other.name, relation) for other in others}
    ties |= {(other, "successor") for other in entity.successors}
    ties |= {(other, "stands_for") for other in entity.stands_for}
    ties |= {(role.country, "role") for role in entity.roles if role.country}
    ties |= {(role.organisation, "role") for role in entity.roles if role.organisation}
    if entity.part_of:
        ties.add((entity.part_of, "part_of"))
    facts["tie"] = [
        t.TieRow(owner, entity.id, other, relation, entity.kind)
        for other, relation in sorted(ties)
        if "/" in other
    ]
    return facts | problem_facts(owner, problems)


def facts_of_page(page: FreePage, problems: Iterable[Problem]) -> Facts:
    """All rows of a free page."""
    facts: Facts = {
        "page_text": [t.PageTextRow(page.path, page.id, page.lang, page.title, page.html)],
        "redirect": _redirects(page.path, page.redirects, f"{page.id}.html"),
        "link": links(page.path, page.links),
    }
    return facts | problem_facts(page.path, problems)
