"""Names as they are typed: a script for each letter with which a word of a name begins.

A script and no JSON, so that names are found where the site is opened from a folder; it calls one
function of `search-names.js` with the entities whose names have a word with that letter.
"""

from __future__ import annotations

import orjson

from builder.archive.door import Door
from builder.archive.families.site import SETTING
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.finding import found_under, initials
from builder.pages.shared.settings import capitalised, kind_labels, languages


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("languages",):
        return ()
    return tuple(
        PageId("names", (initial,), lang, f"assets/names/{lang}-{initial}.js")
        for lang in languages(door)
        for initial in initials(door, lang)
    )


def _view(door: Door, page: PageId) -> bytes:
    (initial,) = page.key
    entries = [
        [capitalised(one), name, address, lead, *others]
        for word, (one, _many) in kind_labels(door, page.lang).items()
        for name, address, lead, others, _ in found_under(door, word, page.lang, initial)
    ]
    key = f"{page.lang}-{initial}"
    return b"dossier.names(%b,%b);\n" % (orjson.dumps(key), orjson.dumps(entries))


NAMES = PageKind("names", "", (SETTING,), _plan, _view, late=True)
