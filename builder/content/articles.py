"""An article's file → `Article`."""

from __future__ import annotations

from builder.config import Config
from builder.content.frontmatter import read_front, split
from builder.content.keys import Keys
from builder.content.links import folders_of
from builder.content.markup import read_body, read_line
from builder.dates import parse_date
from builder.model import (
    Article,
    Basis,
    Correction,
    Declared,
    Part,
    Position,
    Reading,
    Text,
)
from builder.problems import Problem

_PLAIN = (
    "source", "source_url", "archived_url", "retrieved", "rights", "issue", "edition", "page",
    "identifier", "facsimile", "version_of", "reprint_of", "updated", "image",
)  # fmt: skip


def read_article(
    path: str, data: bytes, config: Config
) -> tuple[Article | None, tuple[Problem, ...]]:
    """Read an article; `path` is relative to the content folder."""
    source, problems = split(data, path)
    if source is None:
        return None, problems
    nodes, problems = read_front(source)
    keys = Keys(source, nodes)
    keys.problems += problems
    title = keys.text("title")
    if not title:
        keys.wrong("E108", Position(1, 1), key="title")
    when = keys.parsed("date", lambda text: parse_date(text, config.zone), "an ISO date")
    if not keys.text("date"):
        keys.wrong("E108", Position(1, 1), key="date")
    declared: list[Declared] = []
    for kind in config.kinds:
        for word in (kind.word, *kind.aliases):
            declared += keys.names(word, kind.word)
    markup = keys.one_of("markup", ("markdown", "text"), "markdown")
    body = read_body(source.body, source.body_line, path, markup, folders_of(config))
    keys.problems += body.problems
    texts: dict[Part, Text] = {"title": Text(title)}
    order: tuple[Part, ...] = ("standfirst", "summary")
    for part in order:
        words = keys.text(part)
        if words:
            texts[part] = read_line(words, keys.place(part))
    texts["body"] = body.text
    plain = {key: keys.text(key) for key in _PLAIN}
    about = keys.names("about") if keys.has("about") else None
    reading = tuple(
        Reading(form, node.value.strip(), node.position)
        for form, node in keys.mapping("read").items()
        if isinstance(node.value, str)
    )
    based_on = tuple(_basis(record) for record in keys.records("based_on"))
    corrections = tuple(
        Correction(record.text("date"), record.text("by"), record.text("text"))
        for record in keys.records("corrections")
    )
    text = keys.one_of("text", ("original", "account", "translation"), "original")
    access = keys.one_of("access", ("full", "excerpt", "reference"), config.access)
    if access == "full" and plain["source"] and not plain["rights"] and text != "account":
        keys.wrong("W101", keys.place("source"))
    author, topics = keys.texts("author"), keys.texts("topics")
    lang = keys.text("lang") or config.languages[0]
    slug, draft = keys.text("slug"), keys.flag("draft")
    redirects = tuple(address.lstrip("/") for address in keys.texts("redirects"))
    extra = keys.plain("extra")
    keys.finish()
    if when is None or not title:
        return None, tuple(keys.problems)
    article = Article(
        id=path.removeprefix("articles/").removesuffix(".md"),
        path=path,
        title=title,
        when=when,
        lang=lang,
        slug=slug,
        texts=texts,
        notes=body.notes,
        author=author,
        topics=topics,
        declared=tuple(declared),
        about=about,
        read=reading,
        text=text,
        access=access,
        based_on=based_on,
        corrections=corrections,
        redirects=redirects,
        draft=draft,
        extra=extra if isinstance(extra, dict) else {},
        links=body.links,
        body_line=source.body_line,
        **plain,  # type: ignore[arg-type]  # the keys of `_PLAIN`, all of them texts
    )
    return article, tuple(keys.problems)


def _basis(record: Keys) -> Basis:
    return Basis(
        record.text("source"), record.text("author"), record.text("date"), record.text("url"),
        record.text("title"),
    )  # fmt: skip
