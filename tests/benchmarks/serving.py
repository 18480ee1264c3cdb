"""One article edited under `dossier serve`: from the save to the new page's first byte.

    python -m tests.benchmarks.serving [--articles 1000] [--words 120] [--edits 20] [--pause 1]
        [--search] [FOLDER]

writes an archive to FOLDER (or takes the one that is there), starts the preview as a person
would, saves one article again and again (its body, then its title), asks for its page, and
prints the median and the 95th percentile in milliseconds. With each edit it also asks for the
pages of a person whom the article names, at the moment that the article's page has come, and
fails where one of them does not show the edit.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from .corpus import Corpus

PATIENCE: Final = 30.0
"""Seconds after which a page that does not come is a failure."""


class Server:
    """`dossier serve` on an archive, and one connection to it."""

    def __init__(self, folder: Path, search: bool) -> None:
        command = [
            sys.executable, "-m", "builder", "serve", "--port", "0",
            "--content", str(folder / "content"), "--output", str(folder / "site"),
            "--cache", str(folder / "cache"), "--templates", str(folder / "templates"),
        ]  # fmt: skip
        self.process = subprocess.Popen(
            [*command, *([] if search else ["--no-search"])],
            cwd=Path(__file__).parents[2],
            # As for whoever installs the program: Python keeps what it compiled.
            env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stderr is not None
        self.said = ""
        while not (found := re.search(r"http://\S+", self.said)):
            line = self.process.stderr.readline()
            if not line:
                raise SystemExit(self.said)
            self.said += line
        self.place = urlsplit(found[0]).netloc
        self.connection = http.client.HTTPConnection(self.place, timeout=600)

    def get(self, path: str) -> tuple[float, bytes]:
        """When the first byte of an answer came, and all of its bytes."""
        self.connection.request("GET", path)
        response = self.connection.getresponse()
        came = time.perf_counter()
        return came, response.read()

    def wait(self) -> None:
        """Wait until the first build has ended, and all that follows it."""
        connection = http.client.HTTPConnection(self.place, timeout=3600)
        connection.request("GET", "/.dossier/events")
        response = connection.getresponse()
        for line in response:
            if line.startswith(b"data: "):
                state = json.loads(line[6:])
                if state["title"]:
                    raise SystemExit(f"{state['title']}: {state['problems']}")
                if not state["busy"] and not state["epoch"].endswith("-0"):
                    break
        connection.close()

    def end(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE)


def shown(server: Server, path: str, mark: str) -> float:
    """When the first byte came of a page that shows a mark."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        came, page = server.get(path)
        if mark.encode() in page:
            return came
    raise SystemExit(f"{mark} did not come to {path}\n{server.said}")


def save(file: Path, text: str) -> float:
    """Save as most editors do, aside and then in the file's place; when it was there."""
    aside = file.with_name(f".{file.name}.new")
    aside.write_text(text, encoding="utf-8")
    start = time.perf_counter()
    aside.replace(file)
    return start


def measure(folder: Path, server: Server, edits: int, pause: float) -> dict[str, list[float]]:
    """Milliseconds of each edit, of the body and of the title."""
    articles = sorted((folder / "content" / "articles").rglob("*.md"))
    file = articles[len(articles) // 2]
    source = file.read_text(encoding="utf-8")
    people = re.search(r"^people: \[([^,\]]+)", source, re.M)
    date = re.search(r"^date: (\d{4})-(\d\d)", source, re.M)
    assert people and date, f"{file} names nobody"
    person = people[1]
    stem = re.sub(r"^\d{4}-\d\d-\d\d-", "", file.stem)  # the address has the date before it
    page = f"/articles/{date[1]}/{date[2]}/{stem}.html"
    head, _, body = source.partition("\n---\n")
    times: dict[str, list[float]] = {"body": [], "title": []}
    site = folder / "site"
    slug = next(p.stem for p in (folder / "content" / "people").glob("*.md")
                if f"name: {person}\n" in p.read_text(encoding="utf-8"))  # fmt: skip
    try:
        for what in times:
            others: list[str] = []
            for number in range(edits + 1):
                mark = f"marque{what}{number}z{os.getpid()}"
                if what == "body":
                    text = f"{head}\n---\n\n{person} a parlé de {mark}.\n{body}"
                else:
                    text = re.sub(r"(?m)^title: .*$", f"title: {mark}", head) + f"\n---\n{body}"
                start = save(file, text)
                came = shown(server, page, mark)
                if number:  # the first one is to find the person's pages that show it
                    times[what].append((came - start) * 1000)
                    for other in others:
                        if mark.encode() not in server.get(other)[1]:
                            raise SystemExit(f"{other} does not show {mark} yet")
                else:
                    time.sleep(pause)  # what nobody asks for is written a little later
                    pages = [
                        site / f"people/{slug}.html",
                        *(site / f"people/{slug}").rglob("*.html"),
                    ]
                    others = [
                        f"/{p.relative_to(site).as_posix()}" for p in pages
                        if p.is_file() and mark in p.read_text(encoding="utf-8")
                    ]  # fmt: skip
                    if not others:
                        raise SystemExit(f"no page of {person} shows {mark}")
                time.sleep(pause)
    finally:
        save(file, source)
    return times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--words", type=int, default=120)
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--search", action="store_true", help="with the search index, behind")
    arguments = parser.parse_args()
    root = arguments.folder or Path(tempfile.mkdtemp(prefix="dossier-serving-"))
    if not (root / "content").exists():
        Corpus(arguments.articles, arguments.words).write(root)
    server = Server(root, arguments.search)
    try:
        server.wait()
        times = measure(root, server, arguments.edits, arguments.pause)
    finally:
        server.end()
    count = sum(1 for _ in (root / "content" / "articles").rglob("*.md"))
    print(f"\n{count} articles, {arguments.edits} edits each\n")
    print("| edit | median, ms | 95 %, ms | least, ms |\n| --- | --- | --- | --- |")
    for what, found in times.items():
        late = sorted(found)[max(0, round(len(found) * 0.95) - 1)]
        print(f"| {what} | {statistics.median(found):.0f} | {late:.0f} | {min(found):.0f} |")
    if not arguments.folder:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
