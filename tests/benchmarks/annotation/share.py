"""The share of a cold build that annotation takes, with many names known, in one process.

    python -m tests.benchmarks.annotation.share [ARTICLES] [--names 50000] [--profile]

Makes an archive of so many wires of 120 words (`tests.benchmarks.corpus`; 1,000 unless told) whose
people have so many aliases that the registry knows 50,000 names, and builds it from nothing, search
apart, in this process. What annotation takes is every call of `annotate`, and making the names
ready for it; the whole is the build. Both in the processor's time, which other work on the machine
does not change, and in wall time.
"""

from __future__ import annotations

import argparse
import cProfile
import functools
import pstats
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from builder.annotation.annotate import annotate
from builder.annotation.registry import ListNames
from builder.build import Order, build
from builder.folders import Folders
from tests.benchmarks.corpus import Corpus

_LETTERS = "aeioubcdfglmnprstv"


def main() -> None:
    """Measure, and print the share."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("articles", nargs="?", type=int, default=1_000)
    parser.add_argument("--names", type=int, default=50_000)
    parser.add_argument("--profile", action="store_true", help="where annotation spends it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        Corpus(options.articles, words=120).write(root)
        add_names(root / "content", options.names)
        measure(root, options.profile)


def add_names(content: Path, count: int) -> None:
    """Give the people aliases until they have so many names together."""
    dice = random.Random(1)
    people = sorted((content / "people").glob("*.md"))

    def word() -> str:
        return "".join(dice.choice(_LETTERS) for _ in range(dice.randint(4, 9))).capitalize()

    for place, path in enumerate(people):
        many = count // len(people) + (place < count % len(people)) - 1
        own = ", ".join(f"{word()} {word()} {word()}" for _ in range(max(0, many)))
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("---\n", f"---\naliases: [{own}]\n", 1), encoding="utf-8")


class Clock:
    """Adds up what calls take: processor's and wall time, in seconds."""

    def __init__(self) -> None:
        self.processor = self.wall = 0.0

    def run(self, call: Callable[..., Any], *given: Any) -> Any:
        """Call, and add what it took."""
        processor, wall = time.process_time(), time.perf_counter()
        try:
            return call(*given)
        finally:
            self.processor += time.process_time() - processor
            self.wall += time.perf_counter() - wall


def measure(root: Path, profiled: bool) -> None:
    """Build from nothing, and print what annotation takes of it."""
    templates = Path(__file__).parents[3] / "templates"
    folders = Folders(root / "content", templates, root / "site", root / "cache")
    whole, annotating, readying = Clock(), Clock(), Clock()
    profile = cProfile.Profile()

    def call(*given: Any) -> Any:
        return profile.runcall(annotate, *given) if profiled else annotate(*given)

    ready = ListNames.tries
    with (
        mock.patch("builder.archive.reading.annotate", functools.partial(annotating.run, call)),
        mock.patch.object(ListNames, "tries", lambda *given: readying.run(ready, *given)),
    ):
        outcome = whole.run(build, Order(folders, search=False, jobs=1))
    count = outcome.articles
    print(
        f"{count} articles, {outcome.pages} pages in {whole.processor:.1f} s of the processor"
        f" ({whole.wall:.1f} s by the clock). Annotation: {annotating.processor:.2f} s,"
        f" {annotating.processor / count * 1e3:.2f} ms an article, of which"
        f" {readying.processor:.2f} s to make the names ready.\n"
        f"Its share: {annotating.processor / whole.processor:.1%}"
        f" ({annotating.wall / whole.wall:.1%} by the clock)"
    )
    if profiled:
        pstats.Stats(profile).sort_stats("tottime").print_stats(18)


if __name__ == "__main__":
    main()
