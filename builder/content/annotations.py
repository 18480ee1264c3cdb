"""`<stem>.annotations.jsonld`: W3C Web Annotations beside an article → proposals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from builder.content.source import decode, place_in
from builder.model import PARTS, Article, Part, Position, Proposal
from builder.problems import Problem, problem, quoted

_SPACE = re.compile(r"\s*")
_COMMENTS = frozenset({"commenting", "describing", "replying", "questioning"})


class Annotations(NamedTuple):
    """What a file of annotations says: mentions, comments for the public, what is wrong."""

    proposals: tuple[Proposal, ...] = ()
    comments: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_annotations(path: str, data: bytes, article: Article) -> Annotations:
    """Read the annotations of an article.

    A quotation that is not where it says, or that is there twice without a position, is
    reported and left out: never found again somewhere else.
    """
    text, wrong = decode(data, path)
    if text is None:
        return Annotations(problems=wrong)
    proposals: list[Proposal] = []
    comments: list[str] = []
    problems: list[Problem] = []
    try:
        for item, start, end in _items(text):
            reader = _Reader(path, text, start, end, article)
            reader.read(item)
            proposals += reader.proposals
            comments += reader.comments
            problems += reader.problems
    except json.JSONDecodeError as error:
        error = _last_comma(error)
        problems.append(problem("E110", path, error.lineno, error.colno, reason=error.msg))
    except RecursionError:
        problems.append(problem("E110", path, 1, 1, reason="it is nested too deeply"))
    return Annotations(tuple(proposals), tuple(comments), quoted(problems, path, data))


def _last_comma(error: json.JSONDecodeError) -> json.JSONDecodeError:
    """The error as Python 3.13 tells it: before that, a comma after the last value of a list or
    of an object is told of as the value that is missing after it.
    """
    closing = error.doc[error.pos : error.pos + 1]
    before = error.doc[: error.pos].rstrip()
    if closing not in ("]", "}") or not before.endswith(","):
        return error
    what = "array" if closing == "]" else "object"
    said = f"Illegal trailing comma before end of {what}"
    return json.JSONDecodeError(said, error.doc, len(before) - 1)


def _items(text: str) -> Iterator[tuple[Any, int, int]]:
    """The values of a JSON array, each with its place in the text."""
    decoder = json.JSONDecoder()
    at = _after_space(text, 0)
    if text[at : at + 1] != "[":
        decoder.raw_decode(text, at)
        raise json.JSONDecodeError("it is to be a list of annotations", text, at)
    at = _after_space(text, at + 1)
    if text[at : at + 1] != "]":
        while True:
            value, end = decoder.raw_decode(text, at)
            yield value, at, end
            at = _after_space(text, end)
            if text[at : at + 1] != ",":
                break
            at = _after_space(text, at + 1)
    if text[at : at + 1] != "]":
        raise json.JSONDecodeError("a comma or ] is missing", text, at)
    rest = _after_space(text, at + 1)
    if rest < len(text):
        raise json.JSONDecodeError("something follows the list", text, rest)


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


class _Reader:
    """Reads one annotation, which stands between `start` and `end` of the file's text."""

    def __init__(self, path: str, text: str, start: int, end: int, article: Article) -> None:
        self.path = path
        self.text = text
        self.start = start
        self.end = end
        self.article = article
        self.proposals: list[Proposal] = []
        self.comments: list[str] = []
        self.problems: list[Problem] = []

    def read(self, item: Any) -> None:
        """Read an annotation; it may have several bodies."""
        if not isinstance(item, dict) or "target" not in item:
            self._wrong("E110", "", reason="an annotation has a body and a target")
            return
        bodies = item.get("body", [])
        for body in bodies if isinstance(bodies, list) else [bodies]:
            if isinstance(body, str):
                body = {"id": body}
            if not isinstance(body, dict):
                self._wrong("E110", "body", reason="a body is an address or an object")
            elif _purpose(item, body) in _COMMENTS:
                public = item.get("public") is True or body.get("public") is True
                if public and isinstance(body.get("value"), str):
                    self.comments.append(body["value"])
            else:
                self._identify(item, body)

    def _identify(self, item: dict[str, Any], body: dict[str, Any]) -> None:
        entity = next(
            (body[key] for key in ("source", "id", "value") if isinstance(body.get(key), str)), ""
        )
        if not entity:
            self._wrong("E110", "body", reason="a body that names nobody")
            return
        quote = _selector(item["target"], "TextQuoteSelector")
        exact = quote.get("exact")
        if not isinstance(exact, str) or not exact:
            reason = "a target has a TextQuoteSelector with the exact words"
            self._wrong("E110", "target", reason=reason)
            return
        found = _find(item["target"], quote, exact, self.article)
        if found is None:
            self._wrong("W102", "exact", quotation=exact[:60])
            return
        part, start = found
        tool = item.get("generator")
        tool = tool.get("name") or tool.get("id") if isinstance(tool, dict) else tool
        creator = item.get("creator")
        creator = creator.get("name") if isinstance(creator, dict) else creator
        confidence = item.get("confidence")
        if isinstance(confidence, bool) or not isinstance(confidence, int | float):
            confidence = None
        self.proposals.append(
            Proposal(
                part=part,
                start=start,
                end=start + len(exact),
                target=re.sub(r"\.(?:md|html)$", "", entity),
                by=f"import:{tool}" if tool and item.get("reviewed") is not True else "reviewed",
                confidence=None if confidence is None else float(confidence),
                annotator=creator if isinstance(creator, str) else "",
                date=str(item.get("created", "")),
                path=self.path,
                position=self._place("body"),
            )
        )

    def _place(self, key: str) -> Position:
        """Where a key's value stands in the annotation; its beginning where there is none."""
        found = re.compile(rf'"{key}"\s*:\s*').search(self.text, self.start, self.end)
        return place_in(self.text, found.end() if key and found else self.start)

    def _wrong(self, code: str, key: str, **arguments: object) -> None:
        line, column = self._place(key)
        self.problems.append(problem(code, self.path, line, column, "", **arguments))


def _purpose(item: dict[str, Any], body: dict[str, Any]) -> str:
    given = body.get("purpose") or item.get("motivation")
    if isinstance(given, str):
        return given
    return "commenting" if body.get("type") == "TextualBody" else "identifying"


def _selector(target: Any, kind: str) -> dict[str, Any]:
    selectors = target.get("selector", []) if isinstance(target, dict) else []
    for selector in selectors if isinstance(selectors, list) else [selectors]:
        if isinstance(selector, dict) and selector.get("type") == kind:
            return selector
    return {}


def _find(
    target: dict[str, Any], quote: dict[str, Any], exact: str, article: Article
) -> tuple[Part, int] | None:
    """The part of the article and the position in which a quotation stands."""
    named = target.get("part", "body")
    part: Part | None = next((p for p in PARTS if p == named), None)  # type: ignore[misc]
    if part is None or part not in article.texts:
        return None
    plain = article.texts[part].plain
    before, after = (str(quote.get(key) or "") for key in ("prefix", "suffix"))
    where = _selector(target, "TextPositionSelector")
    start, end = where.get("start"), where.get("end")
    if isinstance(start, int):
        stands = start >= 0 and plain[start : start + len(exact)] == exact
        return (part, start) if stands and end in (None, start + len(exact)) else None
    whole = f"{before}{exact}{after}"
    at = plain.find(whole)
    if at < 0 or plain.find(whole, at + 1) >= 0:
        return None
    return part, at + len(before)
