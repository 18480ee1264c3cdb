"""How a mention is known and in what manner it names its entity (FORMAT), in words."""

from __future__ import annotations

import functools

from builder.wording import Words


@functools.lru_cache(maxsize=1024)
def known(words: Words, by: str) -> str:
    """How a mention is known; `import:<tool>` names the tool."""
    if by.startswith("import:"):
        return words.gettext("proposed by %s") % by.removeprefix("import:")
    said = {
        "inline": words.gettext("marked by the archivist"),
        "read": words.gettext("read so by the archivist"),
        "reviewed": words.gettext("reviewed"),
        "rule": words.gettext("found by rule"),
        "declared": words.gettext("declared, not named in the text"),
    }
    return said.get(by, by)


@functools.lru_cache(maxsize=256)
def manner(words: Words, name: str) -> str:
    """In what manner a mention names its entity."""
    said = {
        "name": words.gettext("name"),
        "surname": words.gettext("surname"),
        "adjective": words.gettext("adjective or people"),
        "metonym": words.gettext("metonym"),
        "description": words.gettext("description"),
    }
    return said.get(name, name)


def told(words: Words, how: str, by: str, apart: str = "") -> str:
    """In what manner a mention names its entity, whom it stands for (`apart`), how it is known."""
    said = ", ".join(filter(None, (manner(words, how), apart)))
    return words.gettext("%(manner)s; %(known)s") % {"manner": said, "known": known(words, by)}


def undecided(words: Words, name: str) -> str:
    """What is undecided of a mention: whether a seat of power is meant as one, or, of a
    metonym, for which of several it stands.
    """
    if name == "metonym":
        return words.gettext("for one of several: undecided")
    return words.gettext("place or government: undecided")
