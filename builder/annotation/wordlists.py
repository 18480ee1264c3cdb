"""Lists of words that count in any language: given names, particles, what opens a sentence."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Final

import yaml

from builder.text import fold_word, folded_words

FOLDER: Final = Path(__file__).parent.parent / "data" / "cues"
"""Where the data of languages are: a file a language, named by its code, and lists of names."""
_LONGEST_CODE: Final = 4


@functools.cache
def _languages() -> tuple[dict[str, Any], ...]:
    """The data of all languages, each a file that its code names."""
    files = sorted(path for path in FOLDER.glob("*.yaml") if len(path.stem) < _LONGEST_CODE)
    return tuple(yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader) for path in files)


@functools.cache
def words_of_all(key: str) -> frozenset[str]:
    """The words that any language lists under a key, folded: for names, which have none."""
    return frozenset(fold_word(word) for data in _languages() for word in data.get(key, ()))


@functools.cache
def words_of_names(key: str) -> frozenset[str]:
    """`particles` of names and what is `joined` to them, in any language, folded."""
    data = yaml.load((FOLDER / "names.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    return frozenset(map(fold_word, data[key])) | words_of_all(key)


@functools.cache
def load_given() -> frozenset[str]:
    """Common given names, folded."""
    return _load_list("given.yaml")


@functools.cache
def load_families() -> frozenset[str]:
    """Family names that stand before the given name, folded."""
    return _load_list("families.yaml")


def _load_list(name: str) -> frozenset[str]:
    lines = yaml.load((FOLDER / name).read_text("utf-8"), Loader=yaml.CBaseLoader)
    names = (name for line in lines for name in line.split(","))
    return frozenset("-".join(word.folded for word in folded_words(name)) for name in names)
