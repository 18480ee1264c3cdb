"""Names as they are typed: a script for each letter with which a word of a name begins.

A script and no JSON, so that names are found where the site is opened from a folder; it calls one
function of `search-names.js` with the entities whose names have a word with that letter. Sources,
authors and topics have such files of their own, where there are so many that no page lists all.
"""

from __future__ import annotations

import orjson

from builder import wording
from builder.archive.door import Door
from builder.archive.families.site import SETTING
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.facets import WORDS
from builder.pages.shared.finding import found_under, initials, initials_of_facet, values_under
from builder.pages.shared.settings import capitalised, kind_labels, languages


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("languages",):
        return ()
    spoken = languages(door)
    of_entities = [(lang, initial) for lang in spoken for initial in initials(door, lang)]
    of_facets = [
        (lang, facet, initial)
        for lang in spoken
        for facet in WORDS
        for initial in initials_of_facet(door, facet, lang)
    ]
    return tuple(
        PageId("names", tuple(key), lang, f"assets/names/{'-'.join((lang, *key))}.js")
        for lang, *key in (*of_entities, *of_facets)
    )


def _view(door: Door, page: PageId) -> bytes:
    *facets, initial = page.key
    lang = page.lang
    if facets:
        words = wording.words_of(lang)

        def many(count: int) -> str:
            return words.ngettext("%(num)d article", "%(num)d articles", count) % {"num": count}

        entries = [
            ["", label, address, many(count)]
            for label, address, count in values_under(door, *facets, lang, initial)
        ]
    else:
        entries = [
            [capitalised(one), name, address, lead, *others]
            for word, (one, _many) in kind_labels(door, lang).items()
            for name, address, lead, others, _ in found_under(door, word, lang, initial)
        ]
    key = "-".join((lang, *page.key))
    return b"dossier.names(%b,%b);\n" % (orjson.dumps(key), orjson.dumps(entries))


NAMES = PageKind("names", "", (SETTING,), _plan, _view, late=True)
