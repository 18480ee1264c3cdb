"""Whether words in a text are written as a name is: case matters, but in headlines."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from builder.annotation.context import Context
from builder.annotation.wordlists import words_of_all, words_of_names
from builder.model import Name
from builder.text import fold_word, folded_words

_FREE_START = frozenset({"read", "exception"})
_ACCENTS_FREE_FROM = 4


@lru_cache(maxsize=100_000)
def _form_words(form: str) -> tuple[str, ...]:
    return tuple(_clean(form[word.start : word.end]) for word in folded_words(form))


def _clean(word: str) -> str:
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", word).replace("\u00ad", "").replace("\u200b", "")


def fits(name: Name, context: Context, first: int, last: int, end: int) -> bool:
    """Whether words `first` to `last` (up to `end`) are written as the name's form is.

    Capitals may lack their accents, as French newsrooms have it, and so may longer names;
    after a hyphen small letters are free (`Jong-un`). In a line in capitals case is free.
    """
    start = context.starts[first]
    exact = context.text[start:end]
    if exact == name.form and not exact.isupper():
        return True
    if (
        exact.isupper()
        and exact.lower() in words_of_all("everyday")
        and context.block_in_capitals(start, end)
    ):
        return name.sort == "read"
    if exact == name.form:
        return True
    wanted = _form_words(name.form)
    written = [
        _clean(context.text[context.starts[n] : min(context.ends[n], end)])
        for n in range(first, last + 1)
    ]
    if len(wanted) != len(written):
        return False
    if exact.isupper() and not name.form.isupper():
        if context.block_in_capitals(start, end):
            return True
        return len(exact) > 3 and name.sort not in ("adjective", "combining")
    for at, (one, two) in enumerate(zip(written, wanted, strict=True)):
        if one == two:
            continue
        if at == 0 and name.sort in _FREE_START and one[1:] == two[1:]:
            continue
        if name.sort == "surname" and one == two.capitalize() and _is_particle(two):
            continue  # "General Al-Burhan"
        if at and one.isupper() and len(one) > 3 and fold_word(one) == fold_word(two):
            continue  # "Vladimir POUTINE"
        hyphen = at > 0 and context.gaps[first + at] == "-"
        if not _same(one, two, hyphen):
            return False
    return True


def _is_particle(word: str) -> bool:
    return word[:1].islower() and fold_word(word) in words_of_names("particles")


def _same(written: str, wanted: str, after_hyphen: bool) -> bool:
    if after_hyphen:
        written, wanted = written.casefold(), wanted.casefold()
    if written == wanted:
        return True
    if len(written) != len(wanted):
        return fold_word(written) == fold_word(wanted) and written[0] == wanted[0]
    if wanted[0].isupper() and len(wanted) >= _ACCENTS_FREE_FROM:
        return _bare(written) == _bare(wanted)
    return all(
        a == b or (b.isupper() and a == _bare(b)) for a, b in zip(written, wanted, strict=True)
    )


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
