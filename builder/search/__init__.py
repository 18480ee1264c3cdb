"""Search: an article's search document, and the index that Pagefind makes of them all.

In the site, `pagefind/` holds Pagefind's own worker and program, an index of nothing to start
them with, a folder for each bundle of articles, and `bundles.json`, which lists the bundles from
the oldest to the newest. A bundle's folder is named by a hash of its documents: what is there
needs no making, what changed has another name, and who is searching meanwhile finds the old.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final, NamedTuple

from builder.addresses import digest
from builder.problems import MachineError
from builder.search.bundle import Facts, empty_meta, read_facts, reshape
from builder.search.dividing import MOST, Entry, divide
from builder.search.documents import document, token
from builder.search.placing import path_of
from builder.search.program import Pagefind

__all__ = ["MOST", "Entry", "Indexed", "divide", "document", "index", "token"]

LIST: Final = "bundles.json"
_NOTHING: Final = "<html><body data-pagefind-body><p>qnothingq</p></body></html>"
_META: Final = "pagefind.all.pf_meta"
"""What Pagefind loads of an index before all else: here, of the index of nothing."""

_FORM: Final = "3"
"""The form of a bundle, and all that it is made of but the documents: another one, other names."""


class Indexed(NamedTuple):
    """What an indexing did: documents there are, bundles there are, bundles made, seconds;
    whether another index is searched now.
    """

    files: int
    bundles: int
    made: int
    seconds: float
    changed: bool


def index(
    documents: Path,
    entries: Iterable[Entry],
    output: Path,
    *,
    most: int = MOST,
    intact: Collection[str] | None = None,
    made: Callable[[str], None] | None = None,
    timeout: float = 600,
    program: Path | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Indexed:
    """Bring the search index in line with the search documents: make the bundles that are not
    there, of at most `most` bytes of documents each, and have them searched.

    `intact` are the bundles whose files are as they were made, and "" where the files beside
    them are; None: all that are complete. `made` is told of each bundle that was made.

    One language, that of most documents, stems them all; without documents there is no index.
    Raises MachineError, and keeps the old index, where Pagefind is missing, fails or hangs;
    Cancelled, likewise, as soon as `cancelled()`.
    """
    start = time.perf_counter()
    output = output.absolute()
    pagefind = Pagefind(program, timeout, cancelled)
    try:
        _clean(output)
        groups = divide(entries, most)
        if not groups:
            changed = output.exists()
            shutil.rmtree(output, ignore_errors=True)
            return Indexed(0, 0, 0, time.perf_counter() - start, changed)
        output.parent.mkdir(parents=True, exist_ok=True)
        language = _language(groups)
        count = 0
        found: list[Facts] = []
        for group in groups:
            name = _name(group, language)
            is_intact = intact is None or name in intact
            facts = read_facts(output / name) if is_intact else None
            if facts is None:
                facts = _make(documents.absolute(), group, language, output, name, pagefind)
                count += 1
                if made is not None:
                    made(name)
            found.append(facts)
        is_intact = intact is None or "" in intact
        if not (is_intact and _has_this_program(output, language)):
            _put_program(output, language, pagefind)
        changed = _put_list(output, language, found, anew=not is_intact) or count > 0
        _prune(output, [facts.name for facts in found])
    except OSError as error:
        raise MachineError(f"the search index cannot be written: {error}") from error
    pages = sum(facts.pages for facts in found)
    return Indexed(pages, len(found), count, time.perf_counter() - start, changed)


def _language(groups: Sequence[Sequence[Entry]]) -> str:
    found = Counter(
        entry.lang.partition("-")[0].lower() or "unknown" for group in groups for entry in group
    )
    return min(found, key=lambda lang: (-found[lang], lang))


def _name(group: Sequence[Entry], language: str) -> str:
    """A bundle's name: another one where anything that it is made of is another."""
    state = json.dumps([_FORM, _version(), language, *(entry[:1] + entry[3:] for entry in group)])
    return digest(state.encode(), 12)


def _version() -> str:
    try:
        return version("pagefind-bin")
    except PackageNotFoundError:
        return "unknown"


def _make(
    documents: Path,
    group: Sequence[Entry],
    language: str,
    output: Path,
    name: str,
    pagefind: Pagefind,
) -> Facts:
    with tempfile.TemporaryDirectory(prefix=f".{output.name}-new-", dir=output.parent) as folder:
        work = Path(folder)
        chosen = work / "documents"
        for place, entry in enumerate(group):
            _place(documents / entry.path, chosen / path_of(place))
        made = pagefind.run(chosen, language, work)
        facts = reshape(made, name, group)
        for own in [*made.glob("pagefind*.js"), *made.glob("*.css"), *made.glob("wasm.*")]:
            own.unlink()
        shutil.rmtree(made / "filter", ignore_errors=True)
        output.mkdir(exist_ok=True)
        shutil.rmtree(output / name, ignore_errors=True)
        made.rename(output / name)
    return facts


def _place(file: Path, at: Path) -> None:
    """Have a document stand in another folder too, as a link where there can be one."""
    try:
        os.link(file, at)
    except FileNotFoundError:
        at.parent.mkdir(parents=True, exist_ok=True)
        _place(file, at)
    except OSError:
        shutil.copyfile(file, at)


def _has_this_program(output: Path, language: str) -> bool:
    known = _read_list(output)
    same = (known.get("program"), known.get("language")) == (_version(), language)
    return same and _has_program(output)


def _put_program(output: Path, language: str, pagefind: Pagefind) -> None:
    """Put Pagefind's own files in place, those of an index of one page without the page."""
    with tempfile.TemporaryDirectory(prefix=f".{output.name}-new-", dir=output.parent) as folder:
        work = Path(folder)
        (work / "documents").mkdir()
        (work / "documents" / "none.html").write_text(_NOTHING, encoding="utf-8")
        made = pagefind.run(work / "documents", language, work)
        entry = json.loads((made / "pagefind-entry.json").read_bytes())
        for form in entry["languages"].values():
            form |= {"hash": "all", "page_count": 0}
        (made / "pagefind-entry.json").write_text(json.dumps(entry), encoding="utf-8")
        (made / _META).write_bytes(empty_meta(entry["version"]))
        for name in _program_files(entry):
            (made / name).replace(output / name)


def _program_files(entry: Any) -> list[str]:
    wasms = [f"wasm.{form['wasm']}.pagefind" for form in entry["languages"].values()]
    return ["pagefind-worker.js", "pagefind-entry.json", _META, *wasms]


def _has_program(output: Path) -> bool:
    try:
        entry = json.loads((output / "pagefind-entry.json").read_bytes())
        return all((output / name).is_file() for name in _program_files(entry))
    except (OSError, ValueError, TypeError, KeyError):
        return False


def _put_list(output: Path, language: str, found: Sequence[Facts], *, anew: bool) -> bool:
    """Have these bundles searched; whether others were, or the list is to be written anew."""
    labels: dict[str, dict[str, str]] = {}
    for facts in found:
        for facet, known in facts.labels.items():
            labels.setdefault(facet, {}).update(known)
    bundles = [facts._replace(labels={})._asdict() for facts in found]
    listed = {
        "program": _version(), "language": language, "bundles": bundles, "labels": labels,
    }  # fmt: skip
    if not anew and listed == _read_list(output):
        return False
    data = json.dumps(listed, indent=0).encode()
    aside = output / f"{LIST}-new"
    aside.write_bytes(data)
    aside.replace(output / LIST)
    return True


def _read_list(output: Path) -> dict[str, Any]:
    try:
        listed = json.loads((output / LIST).read_bytes())
    except (OSError, ValueError):
        return {}
    return listed if isinstance(listed, dict) else {}


def _prune(output: Path, found: Iterable[str]) -> None:
    """Delete what is no part of the index any more; only now that nothing tells of it."""
    entry = json.loads((output / "pagefind-entry.json").read_bytes())
    kept = {LIST, *found, *_program_files(entry)}
    for path in output.iterdir():
        if path.name in kept:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _clean(output: Path) -> None:
    """Delete what indexings left behind that were killed."""
    for left in output.parent.glob(f".{output.name}-new-*"):
        shutil.rmtree(left, ignore_errors=True)
