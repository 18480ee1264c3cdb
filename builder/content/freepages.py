"""A free page's file → `FreePage`."""

from __future__ import annotations

from builder.config import Config
from builder.content.entities import _LANGUAGE
from builder.content.frontmatter import read_front, split
from builder.content.keys import Keys
from builder.content.links import folders_of
from builder.content.markup import read_prose
from builder.model import FreePage, Position
from builder.problems import Problem


def read_page(path: str, data: bytes, config: Config) -> tuple[FreePage | None, tuple[Problem, ...]]:
    """Read a free page; `about.en.md` is `about` in English."""
    source, problems = split(data, path)
    if source is None:
        return None, problems
    nodes, problems = read_front(source)
    keys = Keys(source, nodes)
    keys.problems += problems
    name = path.removeprefix("pages/").removesuffix(".md")
    translated = _LANGUAGE.fullmatch(name)
    title = keys.text("title")
    if not title:
        keys.wrong("E108", Position(1, 1), key="title")
    html, links, problems = read_prose(source.body, source.body_line, path, folders_of(config))
    keys.problems += problems
    redirects = tuple(address.lstrip("/") for address in keys.texts("redirects"))
    lang = keys.text("lang")
    keys.plain("extra")
    keys.finish()
    if not title:
        return None, tuple(keys.problems)
    page = FreePage(
        id=translated["stem"] if translated else name,
        path=path,
        lang=translated["lang"] if translated else lang or config.languages[0],
        title=title,
        html=html,
        redirects=redirects,
        links=links,
    )
    return page, tuple(keys.problems)
