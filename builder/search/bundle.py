"""One bundle: what Pagefind made of some documents, brought into the form the search page asks.

Pagefind writes for each page, into what every search loads, a name of random letters, its place
in the order of dates, and its number in the list of every value of every filter: 24 bytes a page
when compressed, so that the first search in 20,000 articles loads half a megabyte. Here pages
are named by their place in the order of dates, and their facets are written as columns in that
order; 6 bytes a page, and the search page sorts, filters and counts itself. Words, stems,
relevance and excerpts stay Pagefind's.
"""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Any, Final, NamedTuple

import cbor2

from builder.problems import MachineError
from builder.search.dividing import Entry

FACETS: Final = ("country", "kind", "language", "source", "year")
"""What articles are filtered by, as the documents name it."""

SEVERAL: Final = frozenset({"country"})
"""Facets of which an article may have several values."""

CODED: Final = frozenset({"country", "kind"})
"""Facets whose values have an id and labels: `kp|Corée du Nord|en=North Korea`."""

_SIGNED: Final = b"pagefind_dcd"
META: Final = "pagefind.all.pf_meta"
"""What a search loads of an index before all else."""

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_CLASS: Final = 1.25


class Facts(NamedTuple):
    """What the list of bundles says of one: its folder, how many pages and files of the index it
    has, the sum of its pages' lengths in words, the first and the last moment; and of each facet
    whose values have labels, the values by id.
    """

    name: str
    pages: int
    chunks: int
    words: int
    first: str
    last: str
    labels: dict[str, dict[str, str]]


def name_of(place: int, pages: int) -> str:
    """A page's name in a bundle of so many: its place by date, as wide as the last one's."""
    width = 1
    while 36**width < pages:
        width += 1
    digits = ""
    for _ in range(width):
        place, digit = divmod(place, 36)
        digits = _DIGITS[digit] + digits
    return digits


def length_class(words: int) -> int:
    """About so many words: steps of a quarter, which compress, and weigh as well in relevance."""
    return round(_CLASS ** round(log(max(words, 1), _CLASS)))


def reshape(made: Path, name: str, entries: Sequence[Entry]) -> Facts:
    """Bring an index of these documents, fresh from Pagefind, into the form of a bundle.

    `name` is the bundle's; with it begins each page's name, which tells of a page found in
    which bundle it is. Raises MachineError where the index is not what Pagefind 1.5 writes.
    """
    try:
        facts = _reshape(made, name, entries)
    except (ValueError, KeyError, TypeError, IndexError, EOFError, FileNotFoundError) as error:
        advice = "`pip install 'pagefind-bin>=1.5.2,<1.6'`"
        raise MachineError(f"Pagefind made an index of an unknown form: {advice}") from error
    return facts


def _reshape(made: Path, name: str, entries: Sequence[Entry]) -> Facts:
    (old,) = made.glob("*.pf_meta")
    version, pages, chunks, _filters, _sorts, fields = cbor2.loads(_unpacked(old))
    places = {f"/{entry.path}": place for place, entry in enumerate(entries)}
    columns: dict[str, list[list[str]]] = {key: [[]] * len(entries) for key in FACETS}
    renamed: list[list[Any]] = []
    total = 0
    for hash, words in pages:
        fragment = made / "fragment" / f"{hash}.pf_fragment"
        known = json.loads(_unpacked(fragment))
        place = places.pop(known["url"])
        for key, values in known["filters"].items():
            columns[key][place] = values
        page = f"{name}-{name_of(place, len(entries))}"
        fragment.rename(fragment.with_name(f"{page}.pf_fragment"))
        length = length_class(words)
        renamed.append([page, length])
        total += length
    if places:
        raise ValueError("pages are missing")
    for number, chunk in enumerate(chunks):
        short = f"{number:x}"
        file = made / "index" / f"{chunk[2]}.pf_index"
        file.rename(file.with_name(f"{short}.pf_index"))
        chunk[2] = short
    old.unlink()
    write_meta(made, [version, renamed, chunks, [], [], fields])
    labels = _write_columns(made, columns)
    entry = json.loads((made / "pagefind-entry.json").read_bytes())
    (language,) = entry["languages"].values()
    language["hash"] = "all"
    (made / "pagefind-entry.json").write_text(json.dumps(entry), encoding="utf-8")
    first, last = entries[0].moment, entries[-1].moment
    facts = Facts(name, len(entries), len(chunks), total, first, last, labels)
    (made / "bundle.json").write_text(json.dumps(facts._asdict()), encoding="utf-8")
    return facts


def write_meta(folder: Path, meta: list[Any]) -> None:
    """Write what a search loads first: version, pages, files of words, filters, sorts, fields."""
    data = gzip.compress(_SIGNED + cbor2.dumps(meta), 9, mtime=0)
    (folder / META).write_bytes(data)


def _write_columns(made: Path, columns: dict[str, list[list[str]]]) -> dict[str, dict[str, str]]:
    """For each facet its ids, and page by page which of them it has, as text that compresses
    well: a character an id, and a space after each page of a facet that may have several, in the
    place of the character where it has none of the others. Hands back what has labels.
    """
    written: dict[str, dict[str, Any]] = {}
    labels: dict[str, dict[str, str]] = {}
    for key, column in columns.items():
        if key in CODED:
            labels[key] = {value.partition("|")[0]: value for cell in column for value in cell}
            column = [[value.partition("|")[0] for value in cell] for cell in column]
        found = Counter(value for cell in column for value in cell)
        ids = sorted(found, key=lambda id: (-found[id], id))
        signs = {id: _sign(number) for number, id in enumerate(ids)}
        cells = ["".join(sorted(signs[id] for id in cell)) for cell in column]
        several = key in SEVERAL
        of = "".join(f"{cell} " for cell in cells) if several else "".join(c or " " for c in cells)
        written[key] = {"ids": ids, "several": several, "of": of}
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    (made / "facets.json").write_text(text, encoding="utf-8")
    return {key: dict(sorted(known.items())) for key, known in labels.items()}


def _sign(number: int) -> str:
    """A character for an id: no space, no control, nothing that JSON escapes or UTF-16 halves."""
    code = number + 0x23
    code += code >= 0x5C
    code += 0x22 * (code >= 0x7F)
    return chr(code + 0x800 * (code >= 0xD800))


def _unpacked(file: Path) -> bytes:
    data = file.read_bytes()
    data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    if not data.startswith(_SIGNED):
        raise ValueError(f"{file.name} is not signed")
    return data[len(_SIGNED) :]


def read_facts(folder: Path) -> Facts | None:
    """What a bundle in the site says of itself; None where it, or a part of it, is not there."""
    try:
        facts = Facts(**json.loads((folder / "bundle.json").read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return facts if is_whole(folder, facts) else None


def is_whole(folder: Path, facts: Facts) -> bool:
    """Whether all files of a bundle are there: counted, not read."""
    try:
        counts = [sum(1 for _ in os.scandir(folder / part)) for part in ("fragment", "index")]
    except OSError:
        return False
    there = all(
        (folder / name).is_file()
        for name in (META, "facets.json", "bundle.json", "pagefind-entry.json")
    )
    return there and counts == [facts.pages, facts.chunks]
