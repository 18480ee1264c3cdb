"""`dossier annotate`: what the rules would declare in articles' front matter."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.commands import _options
from builder.terminal import gettext as _, ngettext, spoken

if TYPE_CHECKING:
    from builder.annotation.annotators import Annotator
    from builder.annotation.declaring import Proposed
    from builder.archive.annotating import Read
    from builder.config import Config
    from builder.model import Article, Names


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Write it: into the front matter, or with --with "
              "beside the article.")  # fmt: skip
@click.option("--with", "tool", metavar="TOOL", help="An installed annotator, whose proposals are "
              "to be reviewed.")  # fmt: skip
@_options.folders
def command(
    files: tuple[Path, ...], write: bool, tool: str | None,
    content: Path, templates: Path, output: Path, cache: Path,
) -> None:  # fmt: skip
    """Show what rules would declare: of these articles, or of all.

    What an article concerns by the rules, and does not declare yet, is proposed for its front
    matter; what it only names is listed beside. Nothing is written without --write, and then
    nothing but the new names.

    With --with, an annotator that a package offers reads the articles instead. What it proposes
    goes into files of annotations beside them, each to be reviewed: `"reviewed": true` accepts.
    """
    from builder.archive.annotating import annotated_articles, article_paths
    from builder.archive.names import StoredNames
    from builder.archive.readers import open_reader
    from builder.archive.settings import read_settings
    from builder.build import Order, build
    from builder.console import turn
    from builder.folders import Folders

    annotator = _load(tool) if tool else None
    with turn(cache):
        build(Order(Folders(content, templates, output, cache), publish=False))
    config, _problems = read_settings(content, None)
    connection = open_reader(cache)
    changed = 0
    try:
        known = article_paths(connection)
        paths = [_path(file, content, known) for file in files] or known
        names = StoredNames(connection)
        for read in annotated_articles(connection, content, config, paths, hide=False):
            if annotator is not None and tool:
                changed += _have_annotated(tool, annotator, read.article, names, content, write)
            else:
                changed += _declare(read, config, names, content, write)
    finally:
        connection.close()
    if write:
        said = ngettext("{count} file changed", "{count} files changed", changed)
        click.echo(said, err=True)


def _declare(read: Read, config: Config, names: Names, content: Path, write: bool) -> int:
    """Show what an article could declare, and write it if told; how many files that changed."""
    from builder.annotation.declaring import propose

    proposed = propose(*read, config.kinds, names)
    if proposed:
        _show(read.article.path, proposed)
    if not write or not any(one.salient for one in proposed):
        return 0
    return _write(read.article.path, content, config, proposed)


def _load(tool: str) -> Annotator:
    """The annotator of a name; a wrong command line where there is none, or it does not load."""
    from builder.annotation.annotators import GROUP, installed

    offered = installed()
    if tool not in offered:
        there = ", ".join(offered) or "none"
        raise click.BadParameter(
            spoken(f"no package offers the annotator {tool} ({GROUP}); installed: {there}"),
            param_hint="--with",
        )
    try:
        annotator: Annotator = offered[tool].load()
    except (ImportError, AttributeError) as error:
        raise click.BadParameter(
            spoken(f"{tool} does not load: {error}"), param_hint="--with"
        ) from error
    return annotator


def _have_annotated(
    tool: str, annotator: Annotator, article: Article, names: Names, content: Path, write: bool
) -> int:
    """Show what an annotator proposes for an article, and put it beside it if told."""
    from builder.annotation.annotators import add_annotations, annotations_of

    beside = content / (article.path.removesuffix(".md") + ".annotations.jsonld")
    said = beside.read_text(encoding="utf-8-sig") if beside.exists() else "[]"
    try:
        known = json.loads(said)
        found, unknown = annotations_of(tool, annotator, article, names, known)
        after = add_annotations(said, found)
    except ValueError as error:
        said = _("{path}: its annotations cannot be added to: {reason}")
        click.echo(said.format(path=article.path, reason=error), err=True)
        return 0
    if found or unknown:
        click.echo(article.path)
    for item in found:
        exact = item["target"]["selector"][0]["exact"]
        sure = f" ({item['confidence']})" if "confidence" in item else ""
        click.echo(f"  {exact}: {item['body']['source']}{sure}")
    if unknown:
        click.echo(f"  {_('no entity:')} {', '.join(unknown)}")
    if not write or not found:
        return 0
    _replace(beside, after.encode())
    return 1


def _replace(file: Path, data: bytes) -> None:
    aside = file.with_name(f".{file.name}.part")
    aside.write_bytes(data)
    aside.replace(file)


def _path(file: Path, content: Path, known: Sequence[str]) -> str:
    """An article's file as the store names it, given from here or from the content folder."""
    for given in (file, content / file):
        try:
            path = Path(os.path.abspath(given)).relative_to(os.path.abspath(content)).as_posix()
        except ValueError:
            continue
        if path in known:
            return path
    raise click.BadParameter(spoken(f"{file} is no article of this archive"), param_hint="FILE")


def _show(path: str, proposed: Sequence[Proposed]) -> None:
    click.echo(path)
    kinds = dict.fromkeys(one.kind for one in proposed)
    for kind in kinds:
        to_declare = [one.written for one in proposed if one.kind == kind and one.salient]
        if to_declare:
            click.echo(f"  {kind}: {', '.join(to_declare)}")
    passing = [one.written for one in proposed if not one.salient]
    if passing:
        click.echo(f"  {_('only named:')} {', '.join(passing)}")


def _write(path: str, content: Path, config: Config, proposed: Sequence[Proposed]) -> int:
    """Put the names in, if the file then says that and nothing else."""
    from builder.content.articles import read_article
    from builder.content.declaring import CannotDeclareError, declare

    names: dict[str, list[str]] = {}
    for one in proposed:
        if one.salient:
            names.setdefault(one.kind, []).append(one.written)
    file = content / path
    data = file.read_bytes()
    try:
        aliases = {kind.word: kind.aliases for kind in config.kinds}
        after = declare(data.decode("utf-8"), names, aliases).encode()
        old, _problems = read_article(path, data, config)
        new, problems = read_article(path, after, config)
        wanted = _declared(old) | {(kind, name) for kind, more in names.items() for name in more}
        same = old and new and _undeclared(old) == _undeclared(new)
        if any(p.is_error for p in problems) or _declared(new) != wanted or not same:
            raise CannotDeclareError("its front matter is written in an unusual way")
    except CannotDeclareError as error:
        said = _("{path}: {reason}; put the names in by hand")
        click.echo(said.format(path=path, reason=spoken(str(error))), err=True)
        return 0
    _replace(file, after)
    return 1


def _declared(article: Article | None) -> set[tuple[str, str]]:
    return {(entry.kind, entry.name) for entry in article.declared} if article else set()


def _undeclared(article: Article) -> Article:
    """An article without what it declares, and without places in its file."""
    from dataclasses import replace

    from builder.model import Position

    texts = {
        part: replace(text, marks=tuple(replace(m, position=Position(0, 0)) for m in text.marks))
        for part, text in article.texts.items()
    }
    return replace(article, texts=texts, declared=(), about=None, read=(), links=(), body_line=0)
