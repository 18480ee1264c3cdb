"""What adding and removing one alias costs: which articles are annotated again, and how long.

    python -m tests.benchmarks.annotation.alias [ARTICLES] [--jobs N] [--folder FOLDER]

Makes an archive of so many wires (`tests.benchmarks.corpus`; 2,000 unless told), brings its store
up to date, then gives an organisation an alias and takes it away again (a person's brings a surname
with it): one that stands in a few articles, in many, in none. Each time it counts the articles that are
annotated again and fails unless they are those whose text has the alias: all of them, and no
other. Pages are not made: what a page costs is measured by `tests.benchmarks.compare`. While it runs,
the program is not to be changed: another version of it reads all articles anew.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from builder.annotation import annotate as module
from builder.build import Order, build
from builder.folders import Folders
from tests.benchmarks.corpus import Corpus

_FRONT = re.compile(r"\A---\n.*?^title: (?P<title>[^\n]*)\n.*?^---\n", re.S | re.M)


def main() -> None:
    """Measure, print a line each, and fail where the law does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("articles", nargs="?", type=int, default=2_000)
    parser.add_argument("--jobs", type=int, default=0, help="processes of the first build")
    parser.add_argument("--folder", type=Path, help="keep the archive here, and use it again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measure(options.folder or Path(temporary), options.articles, options.jobs)


def measure(root: Path, articles: int, jobs: int) -> None:
    """Run all rounds in a folder that has the archive, or gets it."""
    if not (root / "content").exists():
        Corpus(articles, words=120).write(root)
    templates = Path(__file__).parents[3] / "templates"
    folders = Folders(root / "content", templates, root / "site", root / "cache")
    seconds, read = timed(folders, jobs)
    print(f"{articles} articles: the store is up to date after {seconds:.1f} s")
    texts = dict(read_texts(folders.content))
    entity = next(iter(sorted((folders.content / "organisations").glob("*.md"))))
    before = entity.read_bytes()
    try:
        for what, alias in aliases(texts):
            # The store's form of a text may join words otherwise than we do: whole words are a
            # must, parts of words may be read again.
            least = {id for id, text in texts.items() if f" {alias} " in f" {text} "}
            most = {id for id, text in texts.items() if alias in text}
            for verb, data in (("adding", with_alias(before, alias)), ("removing", before)):
                entity.write_bytes(data)
                seconds, read = timed(folders, 1)
                if not least <= read <= most:
                    wrong = sorted((least - read) | (read - most))
                    sys.exit(f"{verb} an alias that {what}: {len(wrong)} wrong, as {wrong[:3]}")
                print(
                    f"{verb} an alias that {what}: {len(read)} of {articles} articles annotated"
                    f" again, {len(least)} have it; {seconds * 1000:.0f} ms"
                )
    finally:
        entity.write_bytes(before)
    print("right: only the articles whose text has the alias were annotated again")


def timed(folders: Folders, jobs: int) -> tuple[float, set[str]]:
    """Bring the store up to date; the seconds, and the articles annotated in this process."""
    read: set[str] = set()

    def counted(article: Any, *others: Any) -> Any:
        read.add(article.id)
        return module.annotate(article, *others)

    with mock.patch("builder.archive.reading.annotate", counted):
        start = time.perf_counter()
        build(Order(folders, search=False, publish=False, jobs=jobs))
        return time.perf_counter() - start, read


def read_texts(content: Path) -> Iterator[tuple[str, str]]:
    """The articles' ids and their words in small letters: title and body, a space between."""
    folder = content / "articles"
    for path in sorted(folder.rglob("*.md")):
        source = path.read_text(encoding="utf-8")
        front = _FRONT.match(source)
        assert front is not None, path
        text = f"{front['title']} {source[front.end() :]}".lower()
        id = path.relative_to(folder).with_suffix("").as_posix()
        yield id, " ".join(re.findall(r"[^\W_]+", text))


def aliases(texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """An alias of two words that stands in one article at least, one that stands in many, and
    one that stands nowhere.
    """
    dice = random.Random(1)
    words = texts[dice.choice(sorted(texts))].split()
    pairs = [" ".join(words[at : at + 2]) for at in dice.sample(range(len(words) - 1), 12)]
    yield "stands in few", min(pairs, key=lambda pair: sum(pair in text for text in texts.values()))
    counts = Counter(word for text in texts.values() for word in set(text.split()))
    often = [word for word, count in counts.items() if len(word) > 4 and word.isascii()]
    yield (
        "stands in many",
        min(often, key=lambda word: (abs(counts[word] - len(texts) // 20), word)),
    )
    yield "stands in none", "zzyzx quuxly"


def with_alias(data: bytes, alias: str) -> bytes:
    """An entity's file with one alias more."""
    name = " ".join(word.capitalize() for word in alias.split())
    return data.replace(b"---\n", f"---\naliases: [{name}]\n".encode(), 1)


if __name__ == "__main__":
    main()
