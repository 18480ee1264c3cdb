"""The language of the program's own messages: the terminal's, where there is a catalogue.

Pages have their own catalogue (`dossier.po`); what is said in a terminal stands in
`terminal.po`, also a plain file a language. English is the source text of both.
"""

from __future__ import annotations

import functools
import os
import re
import string
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from builder.problems import Problem
    from builder.wording import Words

_CATALOGUES: Final = Path(__file__).parent / "locale"
_SPOKEN: Final = ("wanted", "reason", "example", "nearest", "advice", "found", "other")
"""Arguments of problems that are words of ours, not of the archive."""


def language_of(environment: Mapping[str, str]) -> str:
    """The first language that a person wants and a catalogue has; "en" where there is none.

    The rule of GNU gettext: LC_ALL, else LC_MESSAGES, else LANG; LANGUAGE is a list that goes
    before it, but not where the locale is C or POSIX.
    """
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    if locale.partition(".")[0] in ("", "C", "POSIX"):
        return "en"
    for wanted in (*environment.get("LANGUAGE", "").split(":"), locale):
        lang = wanted.partition(".")[0].partition("@")[0].replace("_", "-").lower()
        for name in (lang, lang.partition("-")[0]):
            if name == "en" or (name.isalnum() and _path(name).is_file()):
                return name
    return "en"


def _path(lang: str) -> Path:
    return _CATALOGUES / lang / "LC_MESSAGES" / "terminal.po"


@functools.cache
def _words(lang: str) -> Words | None:
    if lang == "en":
        return None
    from builder.wording import Words  # Babel, which English does without

    return Words(lang, "terminal")


def gettext(message: str) -> str:
    """A message in the terminal's language."""
    words = _words(language_of(os.environ))
    return words.gettext(message) if words and message else message


def ngettext(one: str, many: str, count: int) -> str:
    """A message's form for a count, with `{count}` filled in."""
    words = _words(language_of(os.environ))
    text = words.ngettext(one, many, count) if words else (one if count == 1 else many)
    return text.format(count=count)


def message_of(found: Problem) -> str:
    """What is wrong, in the terminal's language."""
    return _filled(found.texts.message, found)


def hint_of(found: Problem) -> str:
    """What to write instead, in the terminal's language; may be empty."""
    return _filled(found.texts.hint, found)


def _filled(text: str, found: Problem) -> str:
    arguments = {key: spoken(value) if key in _SPOKEN else value for key, value in found.arguments}
    return gettext(text).format(**arguments)


def spoken(text: str) -> str:
    """Words of ours in the terminal's language, also where names stand in them already."""
    whole = gettext(text)
    if whole != text:
        return whole
    for form, translation in _forms(language_of(os.environ)):
        found = form.fullmatch(text)
        if found:
            names = found.groupdict()
            if "reason" in names:
                names["reason"] = gettext(names["reason"])
            return translation.format(**names)
    return text


@functools.cache
def _forms(lang: str) -> list[tuple[re.Pattern[str], str]]:
    """The messages in which names stand, as patterns, with their translations; those that say
    most first.
    """
    words = _words(lang)
    if words is None:
        return []
    forms = []
    for message in words.messages:
        try:
            parts = list(string.Formatter().parse(message))
        except ValueError:
            continue  # a brace is a brace there
        names = [name for _, name, _, _ in parts if name]
        if not names or len(set(names)) < len(names) or any(form for _, _, form, _ in parts):
            continue
        pattern = "".join(
            re.escape(said) + (f"(?P<{name}>.*)" if name else "") for said, name, _, _ in parts
        )
        plain = sum(len(said) for said, _, _, _ in parts)
        forms.append((plain, re.compile(pattern, re.DOTALL), words.gettext(message)))
    forms.sort(key=lambda form: -form[0])
    return [(pattern, translation) for _, pattern, translation in forms]
