"""The corpus as other generators read it: a page an article, an index page an entity, home, a feed.

They are set up as their own documentation has it, and do less than we do: no mentions in
texts, no companions, no chronology, no search.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .corpus import Corpus, Wire

KINDS: Final = ("people", "countries", "organisations", "places")

HUGO_TOML: Final = """\
baseURL = "https://example.org/"
title = "Corpus"
languageCode = "fr"
disableKinds = ["section"]
[taxonomies]
people = "people"
countries = "countries"
organisations = "organisations"
places = "places"
"""

HUGO_RELATED: Final = """\
[related]
threshold = 10
[[related.indices]]
name = "people"
weight = 100
[[related.indices]]
name = "organisations"
weight = 60
[[related.indices]]
name = "countries"
weight = 20
"""

HUGO_BASE: Final = """\
<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><a href="/">Corpus</a></header><main>{{ block "main" . }}{{ end }}</main>
<footer>Corpus</footer></body></html>
"""

HUGO_SINGLE: Final = """\
{{ define "main" }}<article><p>{{ .Params.source }}, {{ .Date.Format "2006-01-02 15:04" }}</p>
<h1>{{ .Title }}</h1>{{ .Content }}</article>
<aside>{{ range $k := slice "people" "countries" "organisations" "places" }}<h2>{{ $k }}</h2><ul>
{{ range $.GetTerms $k }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>
{{ end }}RELATED</aside>
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>{{ end }}
"""

HUGO_LIST: Final = """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2006-01-02" }}</li>{{ end }}
</ul>{{ end }}
"""

HUGO_HOME: Final = """\
{{ define "main" }}<h1>Corpus</h1><ul>{{ range first 20 .Site.RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"""

PELICAN_CONF: Final = """\
AUTHOR = "Corpus"
SITENAME = "Corpus"
SITEURL = ""
PATH = "content"
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
DEFAULT_PAGINATION = False
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CHECK_MODIFIED_METHOD = "mtime"
ARTICLE_TRANSLATION_ID = None
"""


@dataclass(frozen=True)
class Peer:
    """A program on the corpus: its folder, its command, where its site comes to be, and the
    files that stand for an article, newest last.
    """

    name: str
    folder: Path
    command: list[str]
    output: Path
    articles: list[Path]


def write_hugo(corpus: Corpus, folder: Path, related: bool) -> Peer:
    """A Hugo site; with `related`, five related articles a page."""
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (folder / "hugo.toml").write_text(HUGO_TOML + (HUGO_RELATED if related else ""))
    more = (
        '{{ range first 5 (.Site.RegularPages.Related .) }}<p><a href="{{ .RelPermalink }}">'
        "{{ .Title }}</a></p>{{ end }}"
    )
    single = HUGO_SINGLE.replace("RELATED", more if related else "")
    for name, text in (("baseof", HUGO_BASE), ("single", single), ("list", HUGO_LIST)):
        (layouts / f"{name}.html").write_text(text)
    (folder / "layouts" / "index.html").write_text(HUGO_HOME)
    articles = []
    for wire in corpus.wires():
        path = folder / "content" / "articles" / f"{wire.stem}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        front = {
            "title": wire.title, "date": wire.date.isoformat(), "source": wire.source,
            **dict(_terms(wire)),
        }  # fmt: skip
        path.write_text(json.dumps(front, ensure_ascii=False) + "\n\n" + _body(wire))
        articles.append(path)
    output = folder / "public"
    command = [_beside("hugo"), "--source", str(folder), "--quiet"]
    return Peer("Hugo, related" if related else "Hugo", folder, command, output, articles)


def write_pelican(corpus: Corpus, folder: Path) -> Peer:
    """A Pelican site: entities are its tags, the only lists that it has several of."""
    content = folder / "content"
    content.mkdir(parents=True)
    cache = f"CACHE_PATH = {str(folder / 'cache')!r}\n"  # else it is kept where one stands
    (folder / "pelicanconf.py").write_text(PELICAN_CONF + cache)
    articles = []
    for wire in corpus.wires():
        path = content / f"{wire.stem}.md"
        tags = ", ".join(name for _, names in _terms(wire) for name in names)
        path.write_text(
            f"Title: {wire.title}\nDate: {wire.date:%Y-%m-%d %H:%M}\nSlug: {wire.stem}\n"
            f"Category: {wire.source}\nTags: {tags}\n\n{_body(wire)}"
        )
        articles.append(path)
    command = [_beside("pelican"), str(content), "-s", str(folder / "pelicanconf.py"), "-o",
               str(folder / "output"), "-q"]  # fmt: skip
    return Peer("Pelican", folder, command, folder / "output", articles)


def write_ours(corpus: Corpus, folder: Path) -> Peer:
    """An archive of ours, search apart."""
    corpus.write(folder)
    command = [
        sys.executable, "-m", "builder", "build", "--quiet", "--no-search",
        "--content", str(folder / "content"), "--output", str(folder / "site"),
        "--cache", str(folder / "cache"),
    ]  # fmt: skip
    articles = sorted((folder / "content" / "articles").rglob("*.md"), key=lambda path: path.name)
    return Peer("Dossier", folder, command, folder / "site", articles)


def _terms(wire: Wire) -> Iterator[tuple[str, list[str]]]:
    yield "people", [thing.name for thing in wire.people]
    yield "countries", [land.name[0] for land in wire.countries]
    yield "organisations", [thing.name for thing in wire.organisations]
    yield "places", [thing.name for thing in wire.places]


def _body(wire: Wire) -> str:
    return "\n\n".join(wire.paragraphs) + "\n"


def _beside(program: str) -> str:
    """A program that is installed beside the Python that runs this."""
    return str(Path(sys.executable).with_name(program))
