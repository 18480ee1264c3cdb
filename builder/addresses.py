"""Addresses: slugs, the path of every page from the site's root, links between pages.

Addresses are POSIX paths without a leading slash (`people/kim-jong-un.html`). Those of
pages under a second language of the interface have that language in front (`en/…`). The name
of a file that is copied may hold anything: `as_address` makes an address of its path.
"""

from __future__ import annotations

import functools
import hashlib
import posixpath
import re
import unicodedata
from urllib.parse import quote, unquote

from builder.dates import When
from builder.text import without_marks

SLUG_LENGTH = 80
"""The longest slug, in characters; a longer one is cut at a word."""

_DATED = re.compile(r"\d{4}(-\d\d(-\d\d)?)?[-_ ]+")


@functools.lru_cache(maxsize=65_536)
def slugify(text: str) -> str:
    """The slug of a name or title: `Sergueï Choïgou` → `serguei-choigou`.

    Latin letters lose their marks, all letters their case; any other script stays, in NFC.
    What is neither letter nor digit becomes a hyphen. May be empty (`"!"`).
    """
    folded = unicodedata.normalize("NFC", without_marks(text).translate(_LIGATURES))
    words = re.findall(r"(?:[^\W_]|[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e])+", folded)
    slug = "-".join(words)
    if len(slug) <= SLUG_LENGTH:
        return slug
    cut = slug[: SLUG_LENGTH + 1].rpartition("-")[0]
    return cut or slug[:SLUG_LENGTH]


_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def slug_or_hash(name: str) -> str:
    """The slug of a name; one that has none gets `x-` and a hash."""
    slug = slugify(name)
    return slug or "x-" + digest(name.encode(), 8)


def member_slug(name: str) -> str:
    """The slug of what has a page in the folder of a list: a source, an author, a topic, a name
    that nothing describes. One that is called as the list's own page is gets `x-` and a hash.
    """
    slug = slug_or_hash(name)
    return slug if slug != "index" else "x-" + digest(name.encode(), 8)


def digest(data: bytes, length: int) -> str:
    """The first `length` hexadecimal digits of a BLAKE2 hash: the same on every machine."""
    return hashlib.blake2b(data).hexdigest()[:length]


def article_slug(slug: str, id: str) -> str:
    """An article's slug: its `slug`, else its file's stem without a leading date."""
    if slug:
        return slug
    stem = posixpath.basename(id)
    return slug_or_hash(_DATED.sub("", stem, count=1) or stem)


def article_address(when: When, slug: str) -> str:
    """`articles/2023/09/slug.html`, with as much of the date as there is."""
    folder = "/".join((when.month or when.year).split("-"))
    return f"articles/{folder}/{slug}.html"


def entity_address(id: str) -> str:
    """`people/kim-jong-un.html` of `people/kim-jong-un`."""
    return f"{id}.html"


def slice_address(id: str, period: str) -> str:
    """`people/kim-jong-un/2023-09.html`: an entity's articles of a year, month, day or part."""
    return f"{id}/{period}.html"


def kind_address(word: str, letter: str = "") -> str:
    """`people/index.html`, or its part `people/index/k.html`, `people/index/by-articles.html`."""
    return f"{word}/index/{letter}.html" if letter else f"{word}/index.html"


def chronology_address(period: str = "") -> str:
    """`chronology/index.html`, `chronology/2023.html`, `chronology/2023/09.html`, …."""
    return f"chronology/{period.replace('-', '/')}.html" if period else "chronology/index.html"


def facet_address(facet: str, slug: str = "") -> str:
    """`sources/index.html`, or a source's own `sources/yonhap.html`."""
    return f"{facet}/{slug}.html" if slug else f"{facet}/index.html"


def pair_address(first: str, second: str, period: str = "") -> str:
    """`pairs/people/<id>/countries/<id>.html`: kinds, then ids, in order; a slice of it
    `pairs/people/<id>/countries/<id>/2023.html`.
    """
    one, two = sorted((first, second))
    return f"pairs/{one}/{two}/{period}.html" if period else f"pairs/{one}/{two}.html"


def in_language(address: str, lang: str, languages: tuple[str, ...]) -> str:
    """The address under a language of the interface; the first is at the root."""
    return address if lang == languages[0] else f"{lang}/{address}"


def as_address(path: str) -> str:
    """The path of a file as an address: what would end a path there is percent-encoded."""
    return path.translate(_NO_PATH)


_NO_PATH = str.maketrans({"%": "%25", "#": "%23", "?": "%3F"})


def split_address(address: str) -> tuple[str, str]:
    """The path of the file that an address names, and what follows it (`?…`, `#…`)."""
    end = _TAIL.search(address)
    assert end is not None
    return unquote(address[: end.start()]), end[0]


_TAIL = re.compile(r"(?:[?#].*)?\Z", re.DOTALL)


def relative(here: str, there: str) -> str:
    """The link from one page of the site to an address in it: relative, so it works anywhere.

    `there` may end in `?query` or `#fragment`. What no link holds is percent-encoded.
    """
    if "#" not in there and "?" not in there:
        return _between(here.rpartition("/")[0], there)
    path, _, fragment = there.partition("#")
    if "?" not in path and _PLAIN.fullmatch(fragment):
        return f"{'' if path == here else _between(here.rpartition('/')[0], path)}#{fragment}"
    end = _TAIL.search(there)
    assert end is not None
    path = there[: end.start()]
    link = "" if path == here and end[0][0] == "#" else _between(here.rpartition("/")[0], path)
    return link + quote(address_elsewhere(end[0]), safe=_KEPT)


@functools.lru_cache(maxsize=20_000)
def _between(folder: str, path: str) -> str:
    """The link from a page in a folder of the site to a file."""
    # What the two share is cut by hand: posixpath.relpath asks for the working directory.
    up = folder.split("/") if folder else []
    same = 0
    if up and path.startswith(f"{up[0]}/"):
        down = path.split("/")
        while same < len(up) and same < len(down) - 1 and up[same] == down[same]:
            same += 1
        path = "/".join(down[same:])
    link = "../" * (len(up) - same) + path
    return link if _PLAIN.fullmatch(link) else quote(link, safe=_IN_PATH)


_PLAIN = re.compile(r"[A-Za-z0-9/._-]+")
"""What nothing is to be encoded in, as in nearly all addresses and fragments."""


def site_address(text: str) -> str | None:
    """Where a site lives, as its whole addresses begin: without a slash at its end, "" for
    nowhere; None where the text is no address of a site.
    """
    base = text.strip().rstrip("/")
    return base if not base or re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", base) else None


def absolute(base: str, address: str) -> str:
    """The whole address of a page of a site that lives at `base` (without a slash at its end)."""
    return f"{base}/{quote(address, safe=_KEPT)}"


_IN_PATH = "/-._~!$&'()*+,=@%"
"""What stands in a link as it stands in an address: a colon could end a scheme, a semicolon begin
parameters."""

_KEPT = _IN_PATH + ":?#"


def address_elsewhere(written: str) -> str:
    """An address outside the site, or the end of one within, pasted as it may be: what no
    address holds (a space, `|`, `<`, a `%` that encodes nothing) is percent-encoded, as browsers
    do when they follow it.
    """
    return _IN_NO_ADDRESS.sub(lambda found: quote(found[0]), written)


_IN_NO_ADDRESS = re.compile(r"""[\s\x00-\x1f\x7f"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})""")


def fold_address(address: str) -> str:
    """The form in which two addresses are the same on a file system that folds them."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", address).casefold())
