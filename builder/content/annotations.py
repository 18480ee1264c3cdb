"""`<stem>.annotations.jsonld`: W3C Web Annotations beside an article → proposals."""

from __future__ import annotations

import json
from typing import Any

from builder.model import PARTS, Article, Part, Proposal
from builder.problems import Problem, problem


def read_annotations(
    path: str, data: bytes, article: Article
) -> tuple[tuple[Proposal, ...], tuple[str, ...], tuple[Problem, ...]]:
    """The mentions and public comments that a file of annotations states.

    A quotation that is not where it says, or that is there twice without a position, is
    reported and left out.
    """
    try:
        items = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return (), (), (problem("E101", path, 1, 1),)
    except json.JSONDecodeError as error:
        return (), (), (problem("E110", path, error.lineno, error.colno, reason=error.msg),)
    if not isinstance(items, list):
        return (), (), (problem("E110", path, 1, 1, reason="it is to be a list of annotations"),)
    proposals: list[Proposal] = []
    comments: list[str] = []
    problems: list[Problem] = []
    for item in items:
        if not isinstance(item, dict):
            continue
        body, target = item.get("body"), item.get("target")
        if not isinstance(body, dict) or not isinstance(target, dict):
            continue
        if body.get("purpose") == "commenting":
            if item.get("public") is True and isinstance(body.get("value"), str):
                comments.append(body["value"])
            continue
        found = _place(target, article)
        entity = body.get("source") or body.get("id") or body.get("value")
        if found is None or not isinstance(entity, str):
            exact = str(_selector(target, "TextQuoteSelector").get("exact", ""))
            problems.append(problem("W102", path, 0, 0, quotation=exact[:60]))
            continue
        part, start, end = found
        proposals.append(_proposal(item, entity, part, start, end))
    return tuple(proposals), tuple(comments), tuple(problems)


def _proposal(item: dict[str, Any], entity: str, part: Part, start: int, end: int) -> Proposal:
    tool = item.get("generator")
    confidence = item.get("confidence")
    creator = item.get("creator")
    return Proposal(
        part=part,
        start=start,
        end=end,
        target=entity,
        by=f"import:{tool}" if isinstance(tool, str) and not item.get("reviewed") else "reviewed",
        confidence=float(confidence) if isinstance(confidence, int | float) else None,
        annotator=creator if isinstance(creator, str) else "",
        date=str(item.get("created", "")),
    )


def _selector(target: dict[str, Any], kind: str) -> dict[str, Any]:
    selectors = target.get("selector", [])
    for selector in selectors if isinstance(selectors, list) else [selectors]:
        if isinstance(selector, dict) and selector.get("type") == kind:
            return selector
    return {}


def _place(target: dict[str, Any], article: Article) -> tuple[Part, int, int] | None:
    named = target.get("part", "body")
    part: Part | None = next((p for p in PARTS if p == named), None)  # type: ignore[misc]
    if part is None or part not in article.texts:
        return None
    plain = article.texts[part].plain
    quote = _selector(target, "TextQuoteSelector")
    exact = quote.get("exact")
    if not isinstance(exact, str) or not exact:
        return None
    start = _selector(target, "TextPositionSelector").get("start")
    if isinstance(start, int):
        return (part, start, start + len(exact)) if plain[start:].startswith(exact) else None
    whole = f"{quote.get('prefix', '')}{exact}{quote.get('suffix', '')}"
    if plain.count(whole) != 1:
        return None
    at = plain.index(whole) + len(str(quote.get("prefix", "")))
    return part, at, at + len(exact)
