"""An article's file → `Article`."""

from __future__ import annotations

from builder.config import Config
from builder.content.frontmatter import read_front
from builder.content.source import split
from builder.content.keys import DATE, DATE_EXAMPLE, Keys
from builder.content.links import folders_of, is_elsewhere
from builder.content.markup import read_body, read_line
from builder.dates import UNDATED, parse_date
from builder.model import (
    Article,
    Basis,
    Correction,
    Declared,
    Part,
    Reading,
    Text,
)
from builder.problems import Problem

_PLAIN = ("source", "rights", "issue", "edition", "page", "identifier")
_DATES = ("retrieved", "updated")
_ADDRESSES = ("source_url", "archived_url")
_OTHERS = ("version_of", "reprint_of")


def read_article(
    path: str, data: bytes, config: Config
) -> tuple[Article | None, tuple[Problem, ...]]:
    """Read an article; `path` is relative to the content folder."""
    source, problems = split(data, path)
    if source is None:
        return None, problems
    keys = Keys(source, read_front(source))
    folders = folders_of(config)
    title = keys.required("title")
    keys.required("date")
    when = keys.parsed("date", lambda text: parse_date(text, config.zone), DATE, DATE_EXAMPLE)
    declared: list[Declared] = []
    for kind in config.kinds:
        for word in (kind.word, *kind.aliases):
            declared += keys.names(word, kind.word)
    markup = keys.one_of("markup", ("markdown", "text"), "markdown")
    body = read_body(source.body, source.body_line, path, markup, folders)
    keys.problems += body.problems
    texts: dict[Part, Text] = {"title": Text(title)}
    order: tuple[Part, ...] = ("standfirst", "summary")
    for part in order:
        words = keys.text(part)
        if words:
            texts[part] = read_line(words, keys.place(part))
    texts["body"] = body.text
    plain = {key: keys.text(key) for key in _PLAIN}
    plain |= {key: keys.date(key) for key in _DATES}
    plain |= {key: keys.web(key) for key in _ADDRESSES}
    plain |= {key: _id(keys.text(key)) for key in _OTHERS}
    about = keys.names("about") if keys.has("about") else None
    reading = tuple(
        Reading(form, target, place) for form, (target, place) in keys.mapping("read").items()
    )
    based_on = tuple(_basis(record) for record in keys.records("based_on"))
    corrections = tuple(
        Correction(record.date("date"), record.text("by"), record.required("text"))
        for record in keys.records("corrections")
    )
    text = keys.one_of("text", ("original", "account", "translation"), "original")
    access = keys.one_of("access", ("full", "excerpt", "reference"), config.access)
    if access == "full" and plain["source"] and not plain["rights"] and text != "account":
        keys.wrong("W101", keys.place("source"))
    image = keys.image(folders)
    facsimile = keys.facsimile(folders)
    files = (image, facsimile)
    links = [*body.links, *(f for f in files if f and not is_elsewhere(f.target))]
    links += [
        keys.link(f"articles/{plain[key]}.md", keys.place(key)) for key in _OTHERS if plain[key]
    ]
    article = Article(
        id=path.removeprefix("articles/").removesuffix(".md"),
        path=path,
        title=title,
        when=when or UNDATED,
        lang=keys.lang() or config.languages[0],
        slug=keys.slug(),
        texts=texts,
        notes=body.notes,
        author=keys.texts("author"),
        topics=keys.texts("topics"),
        declared=tuple(declared),
        about=about,
        read=reading,
        text=text,
        access=access,
        based_on=based_on,
        corrections=corrections,
        redirects=keys.redirects(),
        draft=keys.flag("draft"),
        image=image.target if image else "",
        facsimile=facsimile.target if facsimile else "",
        extra=keys.plain("extra"),
        links=tuple(links),
        body_line=source.body_line,
        **plain,  # type: ignore[arg-type]  # the keys of `_PLAIN` and so on, all of them texts
    )
    keys.finish()
    return (article if when and title else None), tuple(keys.problems)


def _id(written: str) -> str:
    return written.removeprefix("articles/").removesuffix(".md")


def _basis(record: Keys) -> Basis:
    return Basis(
        record.text("source"), record.text("author"), record.date("date"), record.web("url"),
        record.text("title"),
    )  # fmt: skip
