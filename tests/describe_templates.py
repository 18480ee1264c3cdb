"""Describes the templates' variables from the views themselves: `templates/README.md`.

    python -m tests.describe_templates        writes it anew

A test compares the file with what this makes of the code as it is.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
import typing
from pathlib import Path
from typing import Any, Final

from builder.pages import KINDS
from builder.pages.shell import Shell

README: Final = Path(__file__).parents[1] / "templates" / "README.md"

HEAD: Final = """\
# Templates

Jinja2 templates of the reader's site. A template of the same name in the archive's own `templates/` takes the
place of the program's; so does a file of `static/`, which goes to the site's `assets/`. Text is escaped; only
variables whose name ends in `_html` hold HTML that is ready to be put in, with `|safe`.

A template that asks for a variable which is not there is an error, so a misspelling is seen at once. Change a
template, and the pages that it makes are made again, no others.

## Every template

| variable | is |
| --- | --- |
| `page` | what the page shows: see the template's own table below |
| `shell` | what stands around it: [Shell](#shell) |
| `lang` | the language of the interface on this page |
| `url(address)` | the relative link from this page to an address from the site's root |
| `root` | the relative way to the site's root: empty, or `../` as often as needed |
| `_('…')`, `ngettext('…', '…', n)` | words of the interface in the page's language |
| `foreign(lang, around)` | `lang` and `dir` of an element whose text is in another language than `around`; else nothing |
| `value\\|date`, `\\|day`, `\\|month` | an ISO date by the language's customs: with its time of day, without it, a month |
| `value\\|number` | a number by the language's customs |
| `value\\|quoted` | between the language's quotation marks |
| `text\\|kept(lang)` | a text in a language with the signs that it sets apart (French `:` and `?`) on the line of their words, and its numbers in one piece |
| `code\\|language` | a language's name |
| `code\\|direction` | `ltr` or `rtl` |

`base.html` is what all others extend; its blocks are `title`, `kind` (a class of the body), `layout` (a class of the
main part), `head`, `languages` (the items of the switch) and `main`. `macros.html` holds pieces that several use; `passages.html` the sentences of an entity.

## Shell
"""


class Description:
    """Gathers the records that views are made of while it describes them."""

    def __init__(self) -> None:
        self.records: dict[str, type] = {}

    def whole(self) -> str:
        """The text of the file."""
        parts = [f"{HEAD}\n{_doc(Shell)}\n\n{self._table(Shell)}\n"]
        # Two kinds may share one: a template shows one record.
        views = {kind.template: kind.view for kind in KINDS.values() if kind.template}
        for template, view_of in views.items():
            view = typing.get_type_hints(view_of)["return"]
            parts.append(f"## {template}\n\n{_doc(view)}\n\n{self._table(view)}\n")
        made: dict[str, str] = {}
        while waiting := sorted(set(self.records) - set(made)):
            record = self.records[waiting[0]]
            made[waiting[0]] = f"### {waiting[0]}\n\n{_doc(record)}\n\n{self._table(record)}\n"
        parts.append("## What they are made of\n")
        return "\n".join([*parts, *(made[name] for name in sorted(made))])

    def _table(self, record: type) -> str:
        rows = [f"| `{name}` | {self._say(hint)} |" for name, hint in _fields(record)]
        return "\n".join(["| variable | is |", "| --- | --- |", *rows])

    def _say(self, hint: Any) -> str:
        """A type in words."""
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        plain = {str: "text", int: "number", float: "number", bool: "yes or no", type(None): "none"}
        if hint in plain:
            return plain[hint]
        if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
            return "list of " + self._say(arguments[0])
        if origin is tuple:
            return f"({', '.join(map(self._say, arguments))})"
        if origin in (types.UnionType, typing.Union):
            return " or ".join(map(self._say, arguments))
        if _is_record(hint):
            self.records.setdefault(hint.__name__, hint)
            return f"[{hint.__name__}](#{hint.__name__.lower()})"
        return "mapping"


def _is_record(hint: Any) -> bool:
    return isinstance(hint, type) and (dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"))


def _fields(record: type) -> list[tuple[str, Any]]:
    """A record's fields and properties with their types, in the order of its code."""
    hints = typing.get_type_hints(record)
    found = [(name, hints[name]) for name in hints if not name.startswith("_")]
    for name, value in vars(record).items():
        if isinstance(value, property) and value.fget:
            found.append((name, typing.get_type_hints(value.fget)["return"]))
    return found


def _doc(record: type) -> str:
    """A record's docstring, each paragraph one line."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.cleandoc(record.__doc__ or ""))


if __name__ == "__main__":
    README.write_text(Description().whole(), encoding="utf-8")
