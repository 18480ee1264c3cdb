"""One bundle: what Pagefind made of some documents, brought into the form the search page asks.

Pagefind writes for each page, into what every search loads, a name of random letters, its place
in the order of dates, and its number in the list of every value of every filter: 24 bytes a page
when compressed, so that the first search in 20,000 articles loads half a megabyte. Here pages
are named by their place in the order of dates, so that their names need not be written: the
browser makes what Pagefind wants to read (search-worker.js) from their lengths and a digit for the
order in which Pagefind took them, a byte and a half a page. Their facets are columns in the same
order, read where articles are filtered or counted: the search page sorts, filters and counts
itself. Words, stems, relevance and excerpts stay Pagefind's.
"""

from __future__ import annotations

import gzip
import os
from collections import Counter
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Any, Final, NamedTuple

import cbor2
import orjson

from builder.problems import MachineError
from builder.search.dividing import Entry
from builder.search.placing import DIGITS, order_of, path_of

FACETS: Final = ("country", "kind", "language", "source", "year")
"""What articles are filtered by, as the documents name it."""

SEVERAL: Final = frozenset({"country"})
"""Facets of which an article may have several values."""

CODED: Final = frozenset({"country", "kind"})
"""Facets whose values have an id and labels: `kp|Corée du Nord|en=North Korea`."""

_SIGNED: Final = b"pagefind_dcd"
PAGES: Final = "pages.json"
"""What a search loads of a bundle before all else."""

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
        digits = DIGITS[digit] + digits
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
    (meta,) = made.glob("*.pf_meta")
    version, pages, chunks, _filters, _sorts, fields = cbor2.loads(_unpacked(meta))
    columns: dict[str, list[list[str]]] = {key: [[]] * len(entries) for key in FACETS}
    lengths: list[list[str]] = [[]] * len(entries)
    places = {f"/{path_of(place)}": place for place in range(len(entries))}
    order: list[int] = []
    for hash, words in pages:
        fragment = made / "fragment" / f"{hash}.pf_fragment"
        known = orjson.loads(_unpacked(fragment))
        place = places[known["url"]]
        order.append(place)
        for key, values in known["filters"].items():
            columns[key][place] = values
        # Of these a result shows its language alone; the facets are columns.
        known["filters"] = {"language": columns["language"][place]}
        lengths[place] = [str(length_class(words))]
        known["url"] = f"/{entries[place].path}"
        page = f"{name}-{name_of(place, len(entries))}"
        data = _SIGNED + orjson.dumps(known)
        fragment.write_bytes(gzip.compress(data, 6, mtime=0))
        fragment.rename(fragment.with_name(f"{page}.pf_fragment"))
    for number, (_from, _to, hash) in enumerate(chunks):
        file = made / "index" / f"{hash}.pf_index"
        file.rename(file.with_name(f"{number:x}.pf_index"))
    meta.unlink()
    (made / "pagefind-entry.json").unlink()
    _write(made / PAGES, {
        "version": version, "fields": fields, "words": _bounds(chunks), "lengths": _column(lengths),
        **order_of(order)._asdict(),
    })  # fmt: skip
    labels = _write_columns(made, columns)
    first, last = entries[0].moment, entries[-1].moment
    total = sum(int(length) for (length,) in lengths)
    facts = Facts(name, len(entries), len(chunks), total, first, last, labels)
    _write(made / "bundle.json", facts._asdict())
    return facts


def _bounds(chunks: Sequence[Sequence[str]]) -> dict[str, str]:
    """Between which words the files of words are: where each starts, and where it ends.

    Pagefind mostly gives no more of an end and the next start than tells them apart: the end is
    the start but for its last sign, which is told alone. After "=" stands all of an end.
    """
    starts = [start for start, _end, _hash in chunks]
    ends: list[str] = []
    for (_start, end, _hash), following in zip(chunks, [*starts[1:], ""], strict=True):
        shared = following[:-1]
        is_near = shared and end.startswith(shared) and len(end) <= len(following)
        sign = end[len(shared) :]
        ends.append(sign if is_near and sign != "=" else f"={end}")
    return {"starts": " ".join(starts), "ends": " ".join(ends)}


def empty_meta(version: str) -> bytes:
    """What Pagefind reads of an index without pages, words, filters, orders and fields."""
    return _SIGNED + cbor2.dumps([version, [], [], [], [], []])


def _write_columns(made: Path, columns: dict[str, list[list[str]]]) -> dict[str, dict[str, str]]:
    """Write for each facet which values each page has, by id; hand back what has labels."""
    written: dict[str, dict[str, Any]] = {}
    labels: dict[str, dict[str, str]] = {}
    for key, column in columns.items():
        if key in CODED:
            labels[key] = {value.partition("|")[0]: value for cell in column for value in cell}
            column = [[value.partition("|")[0] for value in cell] for cell in column]
        written[key] = _column(column, several=key in SEVERAL)
    _write(made / "facets.json", written)
    return {key: dict(sorted(known.items())) for key, known in labels.items()}


def _column(column: Sequence[Sequence[str]], *, several: bool = False) -> dict[str, Any]:
    """Ids, and page by page which of them it has, as text that compresses well: a character an
    id, and a space after each page where one may have `several`, in the place of the character
    where it has none of the others.
    """
    found = Counter(value for cell in column for value in cell)
    ids = sorted(found, key=lambda id: (-found[id], id))
    signs = {id: _sign(number) for number, id in enumerate(ids)}
    cells = ["".join(sorted(signs[id] for id in cell)) for cell in column]
    of = "".join(f"{cell} " for cell in cells) if several else "".join(c or " " for c in cells)
    return {"ids": ids, "several": several, "of": of}


def _sign(number: int) -> str:
    """A character for an id: no space, no control, nothing that JSON escapes or UTF-16 halves."""
    code = number + 0x23
    code += code >= 0x5C
    code += 0x22 * (code >= 0x7F)
    return chr(code + 0x800 * (code >= 0xD800))


def _write(file: Path, value: Any) -> None:
    file.write_bytes(orjson.dumps(value))


def _unpacked(file: Path) -> bytes:
    data = file.read_bytes()
    data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    if not data.startswith(_SIGNED):
        raise ValueError(f"{file.name} is not signed")
    return data[len(_SIGNED) :]


def read_facts(folder: Path) -> Facts | None:
    """What a bundle in the site says of itself; None where it, or a part of it, is not there."""
    try:
        facts = Facts(**orjson.loads((folder / "bundle.json").read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return facts if is_whole(folder, facts) else None


def is_whole(folder: Path, facts: Facts) -> bool:
    """Whether all files of a bundle are there: counted, not read."""
    try:
        counts = [sum(1 for _ in os.scandir(folder / part)) for part in ("fragment", "index")]
    except OSError:
        return False
    there = all((folder / name).is_file() for name in (PAGES, "facets.json", "bundle.json"))
    return there and counts == [facts.pages, facts.chunks]
