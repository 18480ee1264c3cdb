"""Search: an article's search document, and the index that Pagefind makes of them all.

Pagefind reads not the site's pages but small documents of our own: their words are folded (a
typographic apostrophe hides the word after it) and they hold the names of all that is mentioned.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

from builder.pages.document import Choice, SearchDocument
from builder.problems import Cancelled, MachineError
from builder.text import search_fold

ALL: Final = "qallq"
"""The word that every document holds: a search for it finds all, at the price of one word."""

_HYPHENS: Final = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2013", " "))
_UNUSED: Final = ("pagefind-*ui.css", "pagefind-*ui.js", "pagefind-highlight.js")
_SAMPLE: Final = 400
_PATIENCE: Final = 0.02
"""After how many seconds at most an indexing that nobody wants any more is ended."""


class Indexed(NamedTuple):
    """What an indexing did: how many documents it read, and how long it took."""

    files: int
    seconds: float


def token(entity: str) -> str:
    """The word that every article with an entity (`people/kim-jong-un`) holds.

    Its end is marked, because Pagefind also finds the words that begin with what is asked.
    """
    return f"q{''.join(filter(str.isalnum, entity.casefold()))}zq"


def document(page: SearchDocument) -> bytes:
    """The search document of an article: HTML for Pagefind alone, no page of the site."""
    names = dict.fromkeys(search_fold(name) for name in page.names)
    names |= dict.fromkeys(name.translate(_HYPHENS) for name in names)
    # Pagefind finds words, wherever they stand: a name in one word tells it from its parts.
    joined = dict.fromkeys("".join(name.translate(_HYPHENS).split()) for name in names)
    tokens = " ".join([ALL, *map(token, page.entity_ids), *(j for j in joined if j not in names)])
    head = [
        _meta("meta", "title", page.title),
        _meta("meta", "heading", search_fold(page.title)),
        _meta("meta", "date", page.date),
        _meta("meta", "source", page.source),
        _meta("meta", "names", ", ".join([tokens, *names])),
        *(_meta("filter", "country", _value(country)) for country in page.countries),
        *(_meta("filter", "kind", _value(kind)) for kind in page.kinds),
        _meta("filter", "source", page.source),
        _meta("filter", "year", page.year),
        _meta("filter", "language", page.lang),
        _meta("sort", "date", page.moment),
    ]
    parts = [page.standfirst] if page.access == "full" else []
    parts += page.text.split("\n\n") if page.access != "reference" else []
    # Pagefind leaves out what has no words in its body, whatever is known of it besides.
    shown = [part for part in parts if part.strip()] or [page.title]
    body = "".join(f"<p>{escape(search_fold(part))}</p>\n" for part in shown)
    return (
        f'<!doctype html>\n<html lang="{escape(page.lang)}">\n<head><meta charset="utf-8">\n'
        f"{''.join(head)}</head>\n<body data-pagefind-body>\n{body}</body></html>\n"
    ).encode()


def _meta(what: str, key: str, value: str) -> str:
    text = escape(" ".join(value.split()))
    return f'<meta data-pagefind-{what}="{key}[content]" content="{text}">\n' if text else ""


def _value(choice: Choice) -> str:
    labels = [choice.label, *(f"{lang}={label}" for lang, label in choice.labels)]
    return "|".join([choice.id, *(label.replace("|", "/") for label in labels)])


def index(
    documents: Path,
    output: Path,
    *,
    timeout: float = 600,
    program: Path | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Indexed:
    """Make the index of a folder of search documents, and put it in the place of the old one.

    One index for all languages, stemmed by that of most documents; without documents, none.
    Raises MachineError, and keeps the old index, where Pagefind is missing, fails or hangs;
    Cancelled, likewise, as soon as `cancelled()`.
    """
    start = time.perf_counter()
    output = output.absolute()
    try:
        mend(output)
        files = sorted(documents.absolute().rglob("*.html"))
        if not files:
            _put(None, output)
            return Indexed(0, time.perf_counter() - start)
        output.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{output.name}-new-", dir=output.parent))
        try:
            made = work / "pagefind"
            places = ["--site", str(documents.absolute()), "--output-path", str(made)]
            language = ["--force-language", _language(files), "--keep-index-url"]
            _run([str(program or _program()), *places, *language], work, timeout, cancelled)
            if not (made / "pagefind.js").is_file():
                raise MachineError("Pagefind made no index; the old one is kept")
            for unused in (file for pattern in _UNUSED for file in made.glob(pattern)):
                unused.unlink()
            _put(made, output)
        finally:
            mend(output)
    except OSError as error:
        raise MachineError(f"the search index cannot be written: {error}") from error
    return Indexed(len(files), time.perf_counter() - start)


def mend(output: Path) -> None:
    """Clean up after indexings that were killed; an index that they left aside is put back."""
    for left in output.parent.glob(f".{output.name}-new-*"):
        shutil.rmtree(left, ignore_errors=True)
    old = output.with_name(f".{output.name}-old")
    if old.exists() and not output.exists():
        old.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def _put(made: Path | None, output: Path) -> None:
    old = output.with_name(f".{output.name}-old")
    if output.exists():
        output.rename(old)
    if made is not None:
        made.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def _wait(
    process: subprocess.Popen[bytes], timeout: float, cancelled: Callable[[], bool] | None
) -> int:
    if cancelled is None:
        return process.wait(timeout)
    end = time.monotonic() + timeout
    while not cancelled():
        try:
            return process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            if time.monotonic() > end:
                raise
    raise Cancelled


def _language(files: list[Path]) -> str:
    found = Counter[str]()
    for file in files[:: len(files) // _SAMPLE + 1]:
        with file.open("rb") as opened:
            tag = opened.read(200).partition(b' lang="')[2].partition(b'"')[0]
        found[tag.decode(errors="replace").partition("-")[0].lower()] += 1
    return min(found, key=lambda lang: (-found[lang], lang)) or "unknown"


def _program() -> Path:
    try:
        import pagefind_bin

        return Path(pagefind_bin.get_executable())
    except (ImportError, FileNotFoundError) as error:
        advice = "`pip install pagefind-bin`, or build with --no-search"
        raise MachineError(f"Pagefind is not installed: {advice}") from error


def _run(
    command: list[str], folder: Path, timeout: float, cancelled: Callable[[], bool] | None
) -> None:
    # Pagefind takes settings from its working folder and from PAGEFIND_… variables.
    kept = {key: os.environ[key] for key in ("SYSTEMROOT", "TMPDIR") if key in os.environ}
    log = folder / "log"
    with log.open("wb") as said:
        try:
            process = subprocess.Popen(
                command, cwd=folder, env=kept, stdin=subprocess.DEVNULL, stdout=said,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise MachineError(f"Pagefind does not start ({command[0]}): {error}") from error
        try:
            code = _wait(process, timeout, cancelled)
            trouble = f"failed (exit {code})" if code else ""
        except subprocess.TimeoutExpired:
            trouble = f"had not ended after {timeout:g} seconds (a full disk?)"
        finally:
            if process.poll() is None:
                if hasattr(os, "killpg"):
                    os.killpg(process.pid, signal.SIGKILL)
                process.kill()
                process.wait()
    if trouble:
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
        last = "".join(f"\n    {line.rstrip()}" for line in lines[-12:] if line.strip())
        raise MachineError(f"Pagefind {trouble}; the old search index is kept{last}")
