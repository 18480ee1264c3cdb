"""What search costs, and whether bundles answer as one index does.

    python -m tests.benchmarks.search FOLDER [--articles 20000] [--words 120] [--most BYTES]

writes an archive into FOLDER (or takes the one that is there), brings its articles into the
store, makes their search documents with the program's own functions, and prints: seconds to
index all, and after one edit in the oldest, a middle and the newest article; bytes that a
server sends until the first search is shown. Then a real Chromium asks 200 queries, each by
relevance and by date, with and without facets, of the bundles and of one index of the same
documents, and says in how many hits, counts and orders are the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, expect, sync_playwright

from builder import batches, build as building, search, stages
from builder.archive.door import Door
from builder.archive.store import make_safe, open_store
from builder.archive.survey import survey
from builder.folders import Folders
from builder.program import program_fingerprint
from builder.render import Renderer
from builder.search.dividing import MOST
from builder.search.program import Pagefind

from .corpus import SEED, Corpus

ALL: Final = 10**15
"""Bytes that no archive's documents come to: one bundle."""

TYPES: Final = {".html": "text/html", ".js": "text/javascript", ".json": "application/json",
                ".css": "text/css", ".svg": "image/svg+xml"}  # fmt: skip
ASKED: Final = 200
WIDTHS: Final = (1280, 360)
"""Of a screen, and of a telephone, where filters are counted when they are asked for."""


def make_documents(folders: Folders) -> None:
    """Sources → store → search documents and the search page, by the program's own functions."""
    order, outcome, quiet = building.Order(folders), building.Outcome(), building.Quiet()
    connection = open_store(folders.cache, program_fingerprint(folders.cache))
    connection.execute("BEGIN")
    found = survey(connection, folders, time.time_ns())
    stages.take_in(connection, order, found, Door(connection), outcome, quiet)
    connection.execute("COMMIT")
    make_safe(connection)
    # All other pages stay unmade: this is no site.
    kinds = "('document', 'search', 'asset', 'theme')"
    connection.execute(
        f"DELETE FROM dirty WHERE page IN (SELECT id FROM page WHERE kind NOT IN {kinds})"
    )
    renderer = Renderer(folders, Door(connection))
    batches.render(connection, order, range(3), renderer, outcome, quiet, batches.Urgency())
    connection.close()


def entries_of(folders: Folders) -> list[search.Entry]:
    """The search documents as the build hands them to the index."""
    connection = open_store(folders.cache, program_fingerprint(folders.cache))
    found = stages.entries(connection)
    connection.close()
    return found


def time_indexing(folders: Folders, entries: list[search.Entry], most: int) -> None:
    """Index all, then after one edit in the oldest, a middle and the newest article."""

    def run(what: str) -> None:
        before = os.times()
        done = search.index(folders.documents, entries, output, most=most)
        used = sum(os.times()[:4]) - sum(before[:4])
        print(f"{what}: {done.made} of {done.bundles} bundles, {done.seconds:.2f} s, "
              f"{used:.2f} s of processors", flush=True)  # fmt: skip

    output = folders.site / "pagefind"
    shutil.rmtree(output, ignore_errors=True)
    run(f"cold, {len(entries)} documents")
    run("nothing changed")
    entries.sort()
    for name, number in (("oldest", 0), ("middle", len(entries) // 2), ("newest", -1)):
        old = entries[number]
        path = folders.documents / old.path
        before = path.read_bytes()
        path.unlink()
        path.write_bytes(before.replace(b"</body>", b"<p>Une phrase de plus.</p></body>"))
        entries[number] = old._replace(hash="edited", size=path.stat().st_size)
        run(f"one edit, {name} article")
        path.unlink()
        path.write_bytes(before)
        entries[number] = old
        search.index(folders.documents, entries, output, most=most)


# --- a server that counts ------------------------------------------------------------------------


@contextmanager
def serve(site: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """Serve a folder, text compressed as hosts do; the bytes sent, by path."""
    sent: dict[str, int] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.partition("?")[0].lstrip("/")
            file = site / name
            data = file.read_bytes() if file.is_file() else b""
            self.send_response(200 if file.is_file() else 404)
            self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
            if file.suffix in TYPES:
                data = gzip.compress(data, 6)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            sent[name] = sent.get(name, 0) + len(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", sent
    finally:
        server.shutdown()
        server.server_close()


def weigh(page: Page, address: str, sent: dict[str, int], query: str) -> None:
    """Print the bytes until a first search is shown, and until it is complete."""
    sent.clear()
    start = time.perf_counter()
    page.goto(f"{address}search.html?q={query}")
    page.wait_for_selector("#search-results li")
    first, at_first = time.perf_counter() - start, dict(sent)
    said = page.locator("#search-status")
    expect(said).to_have_text(re.compile(r"^[0-9][0-9\s]* articles?$"), timeout=120_000)
    whole = time.perf_counter() - start
    status = said.inner_text()
    width = page.evaluate("innerWidth")
    print(f"first search, {query!r}, {width} pixels wide: {sum(at_first.values()) / 1000:.0f} kB and {first:.2f} s to "
          f"the first results, {sum(sent.values()) / 1000:.0f} kB and {whole:.2f} s in all "
          f"({len(sent)} files; {status})")  # fmt: skip
    parts: dict[str, int] = {}
    for name, size in sent.items():
        last = name.rpartition("/")[2]
        kind = name.split("/")[2] if name.count("/") == 3 else last
        parts[kind] = parts.get(kind, 0) + size
    shown = sorted(parts.items(), key=lambda item: -item[1])
    print("    " + ", ".join(f"{kind} {size / 1000:.0f}" for kind, size in shown[:12]))


# --- queries ---------------------------------------------------------------------------------------


def queries(corpus: Corpus, entries: list[search.Entry], folders: Folders) -> list[dict[str, Any]]:
    """Requests to the index: words, names, misspelt names, phrases, rare and stop words, beginnings,
    with facets; the same each time.
    """
    rng = random.Random(SEED)

    def text() -> list[str]:
        html = (folders.documents / rng.choice(entries).path).read_text(encoding="utf-8")
        paragraphs = [part.partition("</p>")[0] for part in html.split("<p>")[1:]]
        return rng.choice(paragraphs).replace("&#x27;", "'").split()

    def words(given: str) -> dict[str, Any]:
        found = [word for word in given.replace("'", " ").replace("-", " ").split() if word]
        name = "".join(found) if 1 < len(found) < 7 else ""
        return {"words": found, "name": name, "phrases": []}

    def quoted(given: list[str]) -> dict[str, Any]:
        bare = [word.strip('«»“”".,:') for word in given]
        return {"words": [], "name": "", "phrases": [f'"{" ".join(filter(None, bare))}"']}

    frequent, rare = corpus.vocabulary[:60], corpus.vocabulary[2_000:]
    made: list[dict[str, Any]] = []
    while len(made) < ASKED:
        person = rng.choice(corpus.people[: len(corpus.people) // 4 + 1])
        seldom = rng.choice(corpus.people)
        land = rng.choice(corpus.lands[:60])
        start = rng.randrange(3)
        cut = rng.randrange(1, len(person.name) - 1)
        made += [
            words(rng.choice(frequent)), words(rng.choice(rare)), words(person.name),
            words(seldom.name), words(person.surname), words(land.name[0]), words(land.adjective[1]),
            words(person.name[:cut] + person.name[cut + 1 :]), words(seldom.surname[:4]),
            words(f"{rng.choice(frequent)} {rng.choice(rare)}"),
            words(f"{person.surname} {land.name[1]}"), words(f"{seldom.surname} accord {land.name[0]}"),
            words(" ".join(rng.sample(frequent, 3))), words(rng.choice(["le", "de", "the", "a", "et"])),
            words(f"{rng.choice(corpus.organisations).name}"), words("xq" + rng.choice(rare)),
            words(rng.choice(corpus.places).name), quoted(text()[start : start + 3]),
            quoted(text()[start : start + 2]), words(" ".join(text()[:2])),
        ]  # fmt: skip
    facets: list[dict[str, list[str]]] = [
        {}, {"country": ["fr"]}, {"source": ["Le Matin"]}, {"year": ["2011", "2019"]},
        {"country": ["us", "fr"], "language": ["en"]}, {"kind": ["original"], "year": ["2023"]},
    ]  # fmt: skip
    for number, request in enumerate(made):
        request |= {"tokens": [], "chosen": facets[number % len(facets)] if number % 2 else {}}
    return made[:ASKED]


ASK = """async ([address, requests, bundled]) => {
  const index = await dossierIndex(address);
  await index.open(true);
  const listed = await (await fetch(address + "bundles.json")).json();
  const before = new Map();
  let sum = 0;
  for (const bundle of listed.bundles) { before.set(bundle.name, sum); sum += bundle.pages; }
  const answers = [];
  let slowest = 0, spent = 0;
  for (const given of requests) {
    const chosen = {};
    for (const facet of Object.keys(given.chosen)) chosen[facet] = { ids: given.chosen[facet],
      any: facet !== "country" };
    const answer = {};
    for (const order of ["", "newest", "oldest"]) {
      const start = performance.now();
      const got = await index.find({ ...given, chosen, order });
      const took = performance.now() - start;
      slowest = Math.max(slowest, took);
      spent += took;
      answer[order || "relevance"] = got.hits.map((hit) => before.get(hit.bundle.name) + hit.place);
      const counts = await got.count();
      answer.counts = Object.keys(counts).sort().map((facet) => [facet,
        Object.entries(counts[facet]).sort((a, b) => a[0] < b[0] ? -1 : 1)]);
    }
    answers.push(answer);
  }
  return { answers, slowest, mean: spent / requests.length / 3 };
}"""

PLAIN = """async ([address, requests]) => {
  const pagefind = await import(address + "pagefind.js");
  const metaWeights = { heading: 5, title: 0.01, names: 0.4, source: 0.6, date: 0.1, joined: 0 };
  await pagefind.options({ baseUrl: "/", ranking: { termSaturation: 1.2, metaWeights } });
  await pagefind.init();
  const answers = [];
  for (const given of requests) {
    const got = await pagefind.search(given.phrases[0] || given.words.join(" "));
    answers.push(got.results.map((result) => result.id));
  }
  return answers;
}"""


def index_plainly(folders: Folders, entries: list[search.Entry], language: str) -> dict[str, int]:
    """Have Pagefind index all documents, as it does by itself; each page's place, by its name."""
    places = {f"/{entry.path}": place for place, entry in enumerate(sorted(entries))}
    plain = folders.site / "plain"
    shutil.rmtree(plain, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folders.site) as work:
        Pagefind().run(folders.documents, language, Path(work)).rename(plain)
    return {
        file.stem: places[
            json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))["url"]
        ]
        for file in (plain / "fragment").iterdir()
    }


def compare(page: Page, address: str, folders: Folders, requests: list[dict[str, Any]]) -> None:
    """Ask the bundles and one index the same, and print in how much they agree."""
    page.goto(f"{address}search.html")
    many, one = (
        page.evaluate(ASK, [f"{address}{place}/", requests, place == "pagefind"])
        for place in ("pagefind", "one")
    )
    print(f"a query takes {many['mean']:.0f} ms, at most {many['slowest']:.0f} ms; of one index "
          f"{one['mean']:.0f} ms, at most {one['slowest']:.0f} ms")  # fmt: skip
    pairs = list(zip(many["answers"], one["answers"], strict=True))
    print(f"{len(pairs)} queries, {sum(1 for a, _ in pairs if a['newest'])} with hits; the same as of "
          "one index:")  # fmt: skip
    for what in ("newest", "oldest", "relevance", "counts"):
        same = sum(a[what] == b[what] for a, b in pairs)
        first = sum(a[what][:10] == b[what][:10] for a, b in pairs)
        print(f"    {what}: {same}" + (f" (first ten: {first})" if what == "relevance" else ""))
    print(f"    hits: {sum(set(a['newest']) == set(b['newest']) for a, b in pairs)}")
    for request, (a, b) in zip(requests, pairs, strict=True):
        if a != b:
            print("    differs:", json.dumps(request, ensure_ascii=False),
                  len(a["newest"]), len(b["newest"]))  # fmt: skip
    listed = json.loads((folders.site / "one" / "bundles.json").read_bytes())
    places = index_plainly(folders, entries_of(folders), listed["language"])
    bare = [request for request in requests if not request["chosen"]]
    plain = [
        [places[name] for name in names]
        for names in page.evaluate(PLAIN, [f"{address}plain/", bare])
    ]
    ours = [b["relevance"] for r, (_, b) in zip(requests, pairs, strict=True) if not r["chosen"]]
    hits = sum(set(p) == set(o) for p, o in zip(plain, ours, strict=True))
    within = sum(set(o) <= set(p) for p, o in zip(plain, ours, strict=True))
    shared = [
        len(set(p[:10]) & set(o[:10])) / len(o[:10]) for p, o in zip(plain, ours, strict=True) if o
    ]
    print(f"beside Pagefind's own answer from one index, {len(bare)} queries without facets: the "
          f"same hits {hits}, ours among its {within}; of our first ten, its first ten have "
          f"{sum(shared) / len(shared):.0%}")  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=120)
    parser.add_argument("--most", type=int, default=MOST)
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    parser.add_argument("--no-browser", action="store_true")
    arguments = parser.parse_args()
    root = arguments.folder
    corpus = Corpus(arguments.articles, arguments.words)
    folders = Folders(root / "content", root / "templates", root / "site", root / "cache")
    if not folders.content.is_dir():
        corpus.write(root)
    make_documents(folders)
    entries = entries_of(folders)
    print(f"{len(entries)} search documents, {sum(e.size for e in entries) / 1e6:.0f} MB")
    time_indexing(folders, entries, arguments.most)
    if arguments.no_browser:
        return
    done = search.index(folders.documents, entries, folders.site / "one", most=ALL)
    print(f"as one index: {done.seconds:.1f} s")
    with serve(folders.site) as (address, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=arguments.chromium, chromium_sandbox=False
        )
        for query in (corpus.people[0].surname, corpus.people[-1].name, "accord"):
            for width in WIDTHS:
                page = browser.new_page(viewport={"width": width, "height": 800})
                weigh(page, address, sent, query)
                page.close()
        compare(browser.new_page(), address, folders, queries(corpus, entries, folders))
        browser.close()


if __name__ == "__main__":
    main()
