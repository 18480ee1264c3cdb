"""What a validator would say of a page beyond its syntax: stray attributes, elements where they
may not stand, references that lead nowhere.

The Nu HTML checker knows more, but needs a Java machine; this is what of it can go wrong in a
template, by the content models and attributes of the HTML standard (and of SVG 2).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

import html5lib

from tests.markup_values import value_faults

_HTML: Final = "{http://www.w3.org/1999/xhtml}"
_SVG: Final = "{http://www.w3.org/2000/svg}"

_EVERYWHERE: Final = {
    "id", "class", "lang", "dir", "title", "hidden", "tabindex", "role", "translate", "popover",
    "autocapitalize", "spellcheck", "enterkeyhint",
}  # fmt: skip  # and aria-…, data-…

_OWN: Final = {
    "a": "href rel hreflang type download", "abbr": "", "article": "", "aside": "", "b": "",
    "bdi": "", "blockquote": "cite", "body": "", "br": "", "caption": "", "cite": "", "code": "",
    "del": "cite datetime", "div": "", "dl": "", "dt": "", "dd": "", "details": "open name",
    "em": "", "fieldset": "disabled name", "figure": "", "figcaption": "", "footer": "",
    "form": "action method autocomplete", "h1": "", "h2": "", "h3": "", "h4": "", "h5": "",
    "h6": "", "head": "", "header": "", "hr": "", "html": "", "i": "", "ins": "cite datetime",
    "img": "src alt width height loading decoding", "button": "type popovertarget popovertargetaction",
    "label": "for", "legend": "", "li": "value", "main": "", "mark": "", "nav": "",
    "link": "rel href type hreflang media", "meta": "charset name http-equiv content property",
    "noscript": "", "ol": "start type", "optgroup": "label", "option": "value selected", "p": "",
    "output": "for name", "pre": "", "q": "cite", "s": "", "script": "src defer type",
    "section": "", "select": "name", "small": "", "span": "", "strong": "", "sub": "",
    "summary": "", "sup": "", "table": "", "tbody": "", "td": "colspan rowspan",
    "tfoot": "", "th": "scope colspan rowspan abbr", "thead": "", "time": "datetime",
    "title": "", "tr": "", "u": "", "ul": "", "var": "", "wbr": "",
}  # fmt: skip
_INPUT: Final = {
    "search": "name value placeholder autocomplete", "checkbox": "name value checked",
    "range": "name value min max step autocomplete", "hidden": "name value",
}  # fmt: skip
_DRAWN: Final = {
    "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "d",
    "dy", "points", "fill", "stroke", "stroke-width", "preserveAspectRatio", "focusable",
    "transform", "text-anchor", "href",
}  # fmt: skip
_WITHIN: Final = {
    "ul": {"li"}, "ol": {"li"}, "tr": {"td", "th"}, "tbody": {"tr"}, "thead": {"tr"},
    "dl": {"dt", "dd", "div"}, "select": {"option", "optgroup"},
    "table": {"caption", "thead", "tbody", "tfoot"},
}  # fmt: skip
"""What an element holds, and nothing else."""

_INLINE: Final = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "summary", "dt", "a"}
_BLOCKS: Final = {"p", "div", "ul", "ol", "dl", "table", "section", "article", "aside", "nav",
                  "blockquote", "figure", "form", "pre", "header", "footer", "h1", "h2", "h3",
                  "details", "main"}  # fmt: skip
_ACTIVE: Final = {"a", "button", "details", "input", "label", "select", "summary"}
_NAMED: Final = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "popovertarget")


def faults(text: str) -> list[str]:
    """What is wrong with a page, syntax first; none where it is right."""
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(text)
    found = [f"syntax: {error}" for error in parser.errors]
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id") is not None)
    found += [f"id twice: {name}" for name, times in ids.items() if times > 1]
    mains = sum(1 for element in tree.iter() if element.tag == f"{_HTML}main")
    found += [f"{mains} times <main>"] if mains > 1 else []
    found += [f"no id: {name!r}" for name in ids if not name or re.search(r"\s", name)]
    for element, above in _walk(tree, ()):
        found += _of_element(element, above, set(filter(None, ids)))
    return found


def _walk(
    element: Element, above: tuple[Element, ...]
) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    if isinstance(element.tag, str):
        yield element, above
        for child in element:
            yield from _walk(child, (*above, element))


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _of_element(element: Element, above: tuple[Element, ...], ids: set[str]) -> Iterator[str]:
    name = _name(element)
    drawn = str(element.tag).startswith(_SVG)
    allowed = _EVERYWHERE | (_DRAWN if drawn else set(_OWN.get(name, "").split()))
    if name == "input":
        kind = element.get("type", "text")
        allowed |= {"type", *_INPUT.get(kind, "").split()}
        if kind not in _INPUT:
            yield f"input of type {kind}"
    elif not drawn and name not in _OWN:
        yield f"<{name}>"
    for attribute, value in element.items():
        if attribute not in allowed and not attribute.startswith(("aria-", "data-")):
            yield f"<{name} {attribute}>"
        if attribute in _NAMED and not set(value.split()) <= ids:
            yield f"<{name} {attribute}={value!r}> leads nowhere"
        if attribute in ("href", "src", "lang", "title", "aria-label") and not value.strip():
            yield f"<{name} {attribute}> is empty"
    if drawn:
        return
    parent = _name(above[-1]) if above else ""
    yield from value_faults(element, name, parent)
    if parent in _WITHIN and name not in _WITHIN[parent] | {"script"}:
        yield f"<{name}> in <{parent}>"
    if parent in _WITHIN and above[-1].text and above[-1].text.strip():
        yield f"words in <{parent}>"
    names = {_name(other) for other in above}
    if name in _BLOCKS and parent in _INLINE - {"a"}:
        yield f"<{name}> in <{parent}>"
    if name in _ACTIVE and names & {"a", "button"}:
        yield f"<{name}> in <{' '.join(sorted(names & {'a', 'button'}))}>"
    if name in ("h1", "h2", "h3", "button", "summary", "th", "legend", "caption", "title"):
        said = "".join(element.itertext()).strip() or element.get("aria-label")
        if not said and name != "th" and element.get("hidden") is None:
            yield f"<{name}> says nothing"
    if name == "img" and element.get("alt") is None:
        yield "<img> without alt"
