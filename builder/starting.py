"""New files with the front matter to fill in, and new archives that build."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from builder.addresses import slug_or_hash
from builder.content.settings import read_config
from builder.kinds import BUILT_IN
from builder.problems import MachineError

_ARTICLE: Final = """\
---
title: {title}
date: {date}
author:
source:
source_url:
lang: {lang}
standfirst:
about: []
people: []
countries: []
organisations: []
places: []
topics: []
---

"""

_ENTITY: Final = """\
---
name: {name}
# surname:            # tells the program which word stands for the whole name
# names: {{ en: … }}    # in other languages and scripts
aliases: []
misspellings: []      # found and linked, never shown as a name
# wikidata: Q…
# description: one line
---

"""

_ARCHIVE: Final = """\
# What the archive is. Every setting but `format` and `title` may be left out.
format = 1
id = {id}                  # for feeds; stays when the address changes
title = {title}
description = ""
languages = [{lang}]               # of the interface; the first stands at the root
timezone = "Europe/Paris"        # for times without an offset
base_url = ""                    # "https://…": needed for canonical links and feeds
publisher = ""
licence = ""                     # of your own notes and accounts, never of a source's text

[annotation]
mode = "registry"                # registry: find every known entity; declared: only declared ones
metonyms = "separate"            # "Paris decides": separate | merge | ignore
# exceptions = ["Stade de France"]   # expressions in which a name is nobody's

[publication]
access = {access}                  # full | excerpt | reference; an article's own `access` wins
pairs_from = 5                   # a page for two entities that so many articles concern
robots = "index"
map = true                       # false: no map of the world (see its note on borders)

# [theme]                        # colours and type
# accent = "#7a1f2b"

# A kind of one's own is a table: its word is the folder, the front-matter key and the address.
# [kinds.events]
# label = {{ fr = ["événement", "événements"], en = ["event", "events"] }}
# schema = "Event"
"""

_WORDS: Final = {
    "en": {
        "title": "A first article",
        "body": "This article shows what the program does by itself: it finds France and Germany,\n"
        "because it knows all countries, and [[Jane Doe]], because a file describes her.\n"
        "Replace it with your own.[^1]\n\n"
        "[^1]: Footnotes are your own notes: shown apart, never searched for names.\n",
        "person": "Jane Doe",
        "about": "About this archive",
        "text": "What this archive holds, where it comes from, and who keeps it.\n",
    },
    "fr": {
        "title": "Un premier article",
        "body": "Cet article montre ce que le programme fait de lui-même : il trouve la France et\n"
        "l’Allemagne, car il connaît tous les pays, et [[Jeanne Martin]], qu’un fichier décrit.\n"
        "Remplacez-le par les vôtres.[^1]\n\n"
        "[^1]: Les notes sont les vôtres : montrées à part, jamais lues pour des noms.\n",
        "person": "Jeanne Martin",
        "about": "À propos de cette archive",
        "text": "Ce que contient cette archive, d’où cela vient, et qui la tient.\n",
    },
}


def new_file(content: Path, kind: str, name: str, now: datetime) -> Path:
    """Write a new article's or entity's file; an existing one is left alone.

    Raises click.UsageError for a kind that the archive does not have, and MachineError
    where there is such a file already.
    """
    lang, words = "en", {known.word for known in BUILT_IN}
    path = content / "archive.toml"
    if path.exists():
        config, _ = read_config("archive.toml", path.read_bytes())
        if config is not None:
            lang = config.languages[0]
            words = {known.word for known in config.kinds}
    slug = slug_or_hash(name)
    if kind in ("article", "articles"):
        file = content / "articles" / f"{now:%Y}" / f"{now:%Y-%m-%d}-{slug}.md"
        date = now.isoformat(timespec="minutes")
        text = _ARTICLE.format(title=_line(name), date=date, lang=lang)
    elif kind in words:
        file = content / kind / f"{slug}.md"
        text = _ENTITY.format(name=_line(name))
    else:
        raise click.UsageError(
            f"no kind {kind!r}: article, {', '.join(sorted(words))}", click.get_current_context()
        )
    _write_new(file, text)
    return file


def _line(text: str) -> str:
    """A text as a value that is taken word for word to the end of the line."""
    return " ".join(text.split())


def init_archive(folder: Path, title: str, lang: str, access: str, now: datetime) -> Path:
    """Make a new archive that builds in `folder`, which has no content yet."""
    content = folder / "content"
    words = _WORDS.get(lang, _WORDS["en"])
    quoted = {
        "id": json.dumps(slug_or_hash(title)),
        "title": json.dumps(title, ensure_ascii=False),
        "lang": json.dumps(lang),
        "access": json.dumps(access),
    }
    _write_new(content / "archive.toml", _ARCHIVE.format(**quoted))
    today = now.date().isoformat()
    article = (
        f"---\ntitle: {words['title']}\ndate: {today}\nlang: {lang}\ntext: account\n---\n\n"
        f"{words['body']}"
    )
    slug = slug_or_hash(words["title"])
    _write_new(content / "articles" / today[:4] / f"{today}-{slug}.md", article)
    person = slug_or_hash(words["person"])
    _write_new(content / "people" / f"{person}.md", _ENTITY.format(name=words["person"]))
    _write_new(
        content / "pages" / "about.md", f"---\ntitle: {words['about']}\n---\n\n{words['text']}"
    )
    return folder


def _write_new(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise MachineError(f"{path} is there already; nothing was changed") from None
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {error.strerror}") from error
