"""A free page's file → `FreePage`."""

from __future__ import annotations

from builder.addresses import slug_or_hash, slugify
from builder.config import Config
from builder.content.entities import language_of
from builder.content.frontmatter import read_front
from builder.content.source import split
from builder.content.keys import Keys
from builder.content.links import folders_of
from builder.content.markup import read_prose
from builder.model import FreePage
from builder.problems import Problem, problem


def read_page(path: str, data: bytes, config: Config) -> tuple[FreePage | None, tuple[Problem, ...]]:
    """Read a free page; `about.en.md` is `about` in English."""
    name = path.removeprefix("pages/").removesuffix(".md")
    translated = language_of(name)
    stem = translated[0] if translated else name
    if slugify(stem) != stem:
        return None, (problem("E115", path, slug=slug_or_hash(stem)),)
    source, problems = split(data, path)
    if source is None:
        return None, problems
    keys = Keys(source, read_front(source))
    title = keys.required("title")
    html, links, problems = read_prose(
        source.body, source.body_line, path, folders_of(config)
    )
    keys.problems += problems
    lang = keys.lang()
    page = FreePage(
        id=stem,
        path=path,
        lang=translated[1] if translated else lang or config.languages[0],
        title=title,
        html=html,
        redirects=keys.redirects(),
        links=links,
    )
    keys.plain("extra")
    keys.finish()
    return (page if title else None), tuple(keys.problems)
