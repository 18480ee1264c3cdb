"""A hook for models: someone's annotator proposes mentions, to be reviewed by a person.

A package offers one under the entry point `dossier.annotators`:

    [project.entry-points."dossier.annotators"]
    my-model = "my_package:annotate"

The program depends on no model. What is proposed is written beside the article as W3C Web
Annotations (`<stem>.annotations.jsonld`), by the tool's name and with its confidence; it shows
as unreviewed, and wins over nothing, until a person sets `"reviewed": true`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import entry_points
from typing import Any, Final, NamedTuple, Protocol

from builder.model import Article, Names
from builder.problems import MachineError
from builder.text import fold

GROUP: Final = "dossier.annotators"
CONTEXT: Final = 24
"""How many characters before and after a quotation tell it from its like."""


class Proposed(NamedTuple):
    """A mention that an annotator proposes: code points of the text it was given.

    `entity` is a name or an id (`people/kim-jong-un`); empty, it is the words themselves.
    """

    start: int
    end: int
    confidence: float | None = None
    entity: str = ""


class Annotator(Protocol):
    """Finds mentions in the plain text of a part, in a language (`fr`)."""

    def __call__(self, text: str, lang: str) -> Iterable[Proposed]: ...


def installed() -> dict[str, Any]:
    """The annotators that installed packages offer: entry points by name, not loaded yet."""
    return {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)}


def annotations_of(
    tool: str, annotator: Annotator, article: Article, names: Names, known: object
) -> tuple[list[dict[str, Any]], list[str]]:
    """What an annotator proposes for an article, as Web Annotations to add to the `known`
    ones; and the words that it takes for a name and that no entity answers to.

    Raises ValueError where the known annotations are no list, MachineError where the annotator
    fails.
    """
    if not isinstance(known, list):
        raise ValueError("they are to be a list")
    have = {key for item in known if (key := _key(item)) is not None}
    found: list[dict[str, Any]] = []
    unknown: list[str] = []
    for part, text in article.texts.items():
        plain = text.plain
        for proposed in _ask(tool, annotator, plain, article):
            start, end = proposed.start, proposed.end
            if not 0 <= start < end <= len(plain):
                continue
            entity = resolve(proposed.entity or plain[start:end], names)
            if not entity:
                unknown.append(plain[start:end])
                continue
            item = _annotation(tool, part, plain, proposed, entity)
            key = _key(item)
            if key is not None and key not in have:
                have.add(key)
                found.append(item)
    return found, list(dict.fromkeys(unknown))


def _ask(tool: str, annotator: Annotator, plain: str, article: Article) -> list[Proposed]:
    """What an annotator proposes for a text, in order; a plain tuple does as well."""
    try:
        found = [_checked(item) for item in annotator(plain, article.lang)]
    except Exception as error:  # whatever another's program raises
        said = f"{type(error).__name__}: {error}"
        raise MachineError(f"the annotator {tool} fails on {article.path}: {said}") from error
    return sorted(found, key=lambda proposed: proposed[:2])


def _checked(item: Iterable[Any]) -> Proposed:
    proposed = Proposed(*item)
    sure = proposed.confidence
    whole = isinstance(proposed.start, int) and isinstance(proposed.end, int)
    if not whole or not isinstance(proposed.entity, str) or not (sure is None or 0 <= sure <= 1):
        raise TypeError(f"{item!r} is no (start, end, confidence from 0 to 1, entity)")
    return proposed


def add_annotations(text: str, items: Sequence[dict[str, Any]]) -> str:
    """A file of annotations with some more at its end; what is there stays as it is."""
    if not items:
        return text
    body = text.rstrip().removesuffix("]").rstrip()
    added = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"{body}{'' if body == '[' else ','}\n{added}\n]\n"


def resolve(name: str, names: Names) -> str:
    """The one entity that is called so, or has this id; empty where there is none or several."""
    if names.entity(name):
        return name
    folded = fold(name)
    sorts = ("name", "alias", "misspelling", "inflected")
    found = {row.entity for row in names.called(folded) if row.sort in sorts}
    return found.pop() if len(found) == 1 else ""


def _annotation(
    tool: str, part: str, plain: str, proposed: Proposed, entity: str
) -> dict[str, Any]:
    start, end = proposed.start, proposed.end
    target: dict[str, Any] = {
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": plain[start:end],
                "prefix": plain[max(0, start - CONTEXT) : start],
                "suffix": plain[end : end + CONTEXT],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ]
    }
    if part != "body":
        target["part"] = part
    item: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "motivation": "identifying",
        "generator": tool,
        "body": {"type": "SpecificResource", "purpose": "identifying", "source": entity},
        "target": target,
    }
    if proposed.confidence is not None:
        item["confidence"] = round(float(proposed.confidence), 4)
    return item


def _key(item: Any) -> tuple[str, int, str, str] | None:
    """Where an annotation stands and what it says: one that is there is not proposed again,
    reviewed or not.
    """
    try:
        target, body = item["target"], item["body"]
        selectors = target["selector"]
        selectors = selectors if isinstance(selectors, list) else [selectors]
        start = next(s["start"] for s in selectors if s["type"] == "TextPositionSelector")
        exact = next(s["exact"] for s in selectors if s["type"] == "TextQuoteSelector")
        entity = body.get("source") or body.get("id") or body.get("value")
        return (target.get("part", "body"), start, exact, entity)
    except (KeyError, TypeError, StopIteration, AttributeError):
        return None
