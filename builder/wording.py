"""The words of the interface in a language: catalogues, dates and numbers.

Catalogues are plain `.po` files under `locale/`; a third language is one file more.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

CATALOGUES: Final = Path(__file__).parent / "locale"

KEPT: Final = 20_000
"""How many dates are kept as written out: CLDR's patterns take their time."""

Message = tuple[str, ...]


def catalogue_path(lang: str, domain: str = "dossier") -> Path:
    """Where a language's catalogue is, whether it exists or not."""
    return CATALOGUES / lang / "LC_MESSAGES" / f"{domain}.po"


@functools.cache
def _catalogue(lang: str, domain: str) -> tuple[dict[str, Message], Callable[[int], int]]:
    path = catalogue_path(lang, domain)
    if not path.exists():
        return {}, lambda n: int(n != 1)
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    messages: dict[str, Message] = {}
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            key = message.id if isinstance(message.id, str) else message.id[0]
            text = message.string
            messages[key] = (text,) if isinstance(text, str) else tuple(text)
    rule = Locale.parse(lang).plural_form
    order = ["zero", "one", "two", "few", "many", "other"]
    tags = [tag for tag in order if tag in {*rule.tags, "other"}]

    @functools.lru_cache(maxsize=4096)
    def form(count: int) -> int:
        return min(tags.index(rule(count)), catalogue.num_plurals - 1)

    return messages, form


class Words:
    """The interface in one language; `domain` names the catalogue."""

    def __init__(self, lang: str, domain: str = "dossier") -> None:
        self.lang = lang
        self._messages, self._plural = _catalogue(lang, domain)
        self._dates: dict[str, str] = {}
        self._times: dict[time, str] = {}
        try:
            self.locale = Locale.parse(lang, sep="-")
        except (UnknownLocaleError, ValueError):
            self.locale = Locale("en")

    @property
    def messages(self) -> Collection[str]:
        """All that the catalogue translates."""
        return self._messages.keys()

    def gettext(self, message: str) -> str:
        """The message in this language; itself where there is no translation."""
        found = self._messages.get(message)
        return found[0] if found and found[0] else message

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The message's form for a count."""
        found = self._messages.get(one)
        if found:
            text = found[min(self._plural(count), len(found) - 1)]
            if text:
                return text
        return one if count == 1 else many

    def date(self, text: str) -> str:
        """An ISO date, as exact as it is, by the language's customs."""
        shown = self._dates.get(text)
        if shown is None:
            if len(self._dates) > KEPT:
                self._dates.clear()
            shown = self._dates[text] = self._date(text)
        return shown

    def _date(self, text: str) -> str:
        try:
            if "T" in text:
                moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
                offset = "UTC" if text.endswith("Z") else "UTC" + moment.isoformat()[-6:]
                return f"{self.day(text)}, {self._time(moment.time())} ({offset})"
            *head, tail = text.split("-", 3)
            if len(head) == 3:  # a part of a day, by a hash
                return f"{self._date('-'.join(head))} ({tail})"
            parts = [int(part) for part in (*head, tail)]
            if len(parts) == 1:
                return text
            if len(parts) == 2:
                return self.month(text)
            shown = format_date(date(*parts), "long", locale=self.locale)
            # The first of a month alone is an ordinal in French, for which CLDR has no form.
            return f"1er{shown[1:]}" if self.locale.language == "fr" and parts[2] == 1 else shown
        except ValueError:
            return text

    def _time(self, of_day: time) -> str:
        shown = self._times.get(of_day)
        if shown is None:
            shown = format_time(of_day, "short", locale=self.locale)
            self._times[of_day] = shown
        return shown

    def day(self, text: str) -> str:
        """An ISO date without its time of day."""
        return self.date(text.partition("T")[0])

    def month(self, text: str) -> str:
        """A month (`2023-09`) with its year."""
        try:
            year, month = (int(part) for part in text.split("-")[:2])
            return format_skeleton("yMMMM", date(year, month, 1), locale=self.locale)
        except ValueError:
            return text

    def language(self, code: str) -> str:
        """A language's name in this one; its code where CLDR has none."""
        try:
            return Locale.parse(code, sep="-").get_display_name(self.locale) or code
        except (UnknownLocaleError, ValueError):
            return code

    def number(self, value: float) -> str:
        """A number by the language's customs."""
        if isinstance(value, int) and 0 <= value < 1000:
            return str(value)  # the same in every language that CLDR writes in Latin digits
        return str(format_decimal(value, locale=self.locale))


@functools.cache
def direction(lang: str) -> str:
    """In which direction a language is written, as HTML's `dir` has it."""
    try:
        return str(Locale.parse(lang, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"


@functools.cache
def words_of(lang: str) -> Words:
    """The words of a language, read once a process."""
    return Words(lang)
