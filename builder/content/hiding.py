"""`visibility: pseudonym`: where a person's names stand in a string, and what stands there instead.

Names are found by their words, folded, whatever joins them: so in texts, in slugs and in
file names alike. Where words are not told apart by spaces, the name's letters suffice.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import unquote

from builder.addresses import as_address, member_slug, split_address
from builder.content.markup import assemble
from builder.content.replacing import Found, HiddenName, Replaced, replace_names
from builder.content.standoff import StandOff
from builder.model import Text
from builder.text import Word, folded_words

_TAG = re.compile("<[^>]*>")
_VALUE = re.compile(r' ([a-z]+)="([^"]*)"')
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
"""Scripts in which a name may have other letters just before or after it."""


def public_id(kind: str, pseudonym: str) -> str:
    """The id under which a person with a pseudonym is known to the site."""
    return f"{kind}/{member_slug(pseudonym)}"


class Hider:
    """Finds and replaces hidden names. False where there is none."""

    def __init__(
        self, names: Iterable[HiddenName] = (), ids: Mapping[str, str] | None = None
    ) -> None:
        self.ids = dict(ids or {})
        """The public ids by those that files have."""
        self.names = tuple(sorted(set(names)))
        self._by_first: dict[str, list[tuple[tuple[str, ...], HiddenName]]] = {}
        letters = []
        for name in self.names:
            words = tuple(word.folded for word in folded_words(name.form))
            if words:
                self._by_first.setdefault(words[0], []).append((words, name))
            if _UNSPACED.search(name.form):
                letters.append(re.escape(name.form))
        for known in self._by_first.values():
            known.sort(key=lambda item: -len(item[0]))
        self._letters = re.compile("|".join(sorted(letters, key=len, reverse=True)) or r"(?!)")
        self._by_form = {name.form: name for name in self.names}

    def __bool__(self) -> bool:
        return bool(self.names)

    def find(self, text: str, surnames: Collection[str] = ()) -> list[Found]:
        """The hidden names in a text; surnames only of these entities, and of those whose
        full name stands in the text.
        """
        words = folded_words(self._letters.sub(_broken, text))
        found = self._match(text, words, surnames)
        more = {item.name.entity for item in found}.difference(surnames)
        return self._match(text, words, {*surnames, *more}) if more else found

    def _match(self, text: str, words: Sequence[Word], surnames: Collection[str]) -> list[Found]:
        found: list[Found] = []
        at = 0
        while at < len(words):
            size = 1
            for form, name in self._by_first.get(words[at].folded, ()):
                inside = words[at : at + len(form)]
                if (
                    tuple(word.folded for word in inside) == form
                    and (not name.surname or name.entity in surnames)
                    and not any(word.gap == "\n" for word in inside[1:])
                ):
                    found.append(Found(inside[0].start, inside[-1].end, name))
                    size = len(form)
                    break
            at += size
        for match in self._letters.finditer(text):
            found.append(Found(match.start(), match.end(), self._by_form[match[0]]))
        return found

    def plain(self, text: str, surnames: Collection[str] = ()) -> str:
        """A plain text without hidden names."""
        return replace_names(text, self.find(text, surnames)).text if self and text else text

    def path(self, path: str) -> str:
        """An id, slug, file name or address: names become the slug of the pseudonym."""
        if not self or not path:
            return path
        stem, dot, ending = path.rpartition(".")
        if path in self.ids or stem in self.ids:
            return self.ids.get(path) or f"{self.ids[stem]}{dot}{ending}"
        slugs = [
            item._replace(name=item.name._replace(shown=item.name.entity.partition("/")[2]))
            for item in self.find(path)
        ]
        return replace_names(path, slugs).text

    def address(self, address: str) -> str:
        """An address of the site: its path as any other, what follows it too."""
        if not self or not address:
            return address
        path, tail = split_address(address)
        return as_address(self.path(path)) + self.path(tail)

    def url(self, url: str) -> str:
        """An address elsewhere; none if it names somebody who is hidden."""
        return "" if self and url and self.find(unquote(url)) else url

    def values(self, value: object, surnames: Collection[str] = ()) -> object:
        """Lists and mappings of text without hidden names."""
        if isinstance(value, str):
            return self.plain(value, surnames)
        if isinstance(value, list | tuple):
            return [self.values(item, surnames) for item in value]
        if isinstance(value, Mapping):
            return {
                self.plain(str(key), surnames): self.values(item, surnames)
                for key, item in value.items()
            }
        return value

    def text(
        self, text: Text, surnames: Collection[str] = (), more: Iterable[Found] = (),
        others: Sequence[tuple[int, int]] = (),
    ) -> tuple[Text, Replaced]:  # fmt: skip
        """A part of an article without hidden names, nor what stands at `more`; its HTML
        moved along, its marks left out. At `others` a person marked somebody who is not
        hidden: a surname there is that bearer's.
        """
        found = self.find(text.plain, surnames)
        if others:
            found = self._but_others(text.plain, found, others)
        replaced = replace_names(text.plain, (*found, *more))
        shape = tuple(
            (replaced.place(position), self._tag(piece, surnames)) for position, piece in text.shape
        )
        return Text(replaced.text, shape), replaced

    def _but_others(
        self, plain: str, found: Sequence[Found], others: Sequence[tuple[int, int]]
    ) -> list[Found]:
        """What is found, but for surnames of somebody else. In doubt they stay: where another
        word of the hidden name stands by itself (`Anne et Jean Martin`), it would complete it.
        """
        rest = {
            word.folded
            for word in folded_words(plain)
            if not any(item.start <= word.start < item.end for item in found)
        }
        told: dict[str, bool] = {}
        kept = []
        for item in found:
            name = item.name
            if name.surname and any(a <= item.start and item.end <= b for a, b in others):
                if name.entity not in told:
                    told[name.entity] = rest.isdisjoint(self._given(name.entity))
                if told[name.entity]:
                    continue
            kept.append(item)
        return kept

    def _given(self, entity: str) -> set[str]:
        """The words of an entity's names that are no surname of it."""
        own = [name for name in self.names if name.entity == entity]
        last = {word.folded for name in own if name.surname for word in folded_words(name.form)}
        return {word.folded for name in own for word in folded_words(name.form)} - last

    def html(self, dirty: str, surnames: Collection[str] = ()) -> str:
        """Clean HTML without hidden names, be they in several elements or in attributes."""
        if not self or not dirty:
            return dirty
        bare = html.unescape(_TAG.sub("", dirty))
        if not self.find(bare, surnames) and not self.find(unquote(dirty), surnames):
            return dirty
        made = StandOff("")
        made.feed(dirty)
        return assemble(self.text(made.finish(), surnames)[0])

    def _tag(self, piece: str, surnames: Collection[str]) -> str:
        if '="' not in piece:
            return piece

        def put(found: re.Match[str]) -> str:
            name, value = found[1], html.unescape(found[2])
            if value.startswith("dossier:"):
                value = "dossier:" + self.address(value.removeprefix("dossier:"))
            elif name in ("href", "src"):
                value = self.url(value) or "#"
            else:
                value = self.plain(value, surnames)
            return f' {name}="{html.escape(value)}"'

        return _VALUE.sub(put, piece)


def _broken(match: re.Match[str]) -> str:
    """What ends a word before it, and is as long."""
    return "\n" * len(match[0])
