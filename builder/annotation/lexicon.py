"""Which names an article is searched for: the registry's, its own front matter's, its `read`."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from builder.annotation.context import Context
from builder.annotation.cues import load_cues
from builder.annotation.inflection import is_korean, without_particle
from builder.annotation.registry import ListNames, language, make_name
from builder.annotation.resolve import NOBODY, Resolver
from builder.annotation.trie import Trie
from builder.config import Config
from builder.model import Article, Name, Names, Part


@functools.lru_cache(maxsize=16)
def _exceptions(lang: str, more: tuple[str, ...]) -> Trie:
    """Longer expressions in which a name is nobody's: the language's, the archive's."""
    cues = load_cues(lang)
    forms = (*(cues.exceptions if cues else ()), *more)
    made = (make_name(form, NOBODY, "exception", match="never") for form in forms)
    return Trie(name for name in made if name is not None)


class Lexicon:
    """The names that count for one article, as tries, and which of them it takes."""

    def __init__(
        self, article: Article, names: Names, resolver: Resolver, config: Config,
        declared: Sequence[str],
    ) -> None:  # fmt: skip
        self.names = names
        self.lang = article.lang.partition("-")[0]
        self.contexts: dict[Part, Context] = {
            part: Context(text.plain, article.lang) for part, text in article.texts.items()
        }
        self.stubs = frozenset(resolver.stubs)
        self._declared = frozenset(declared)
        self._only_declared = config.mode == "declared"
        self.read: set[str] = set()
        """The folded forms that `read` claims."""
        own = Trie()
        for stub in resolver.stubs.values():
            made = make_name(stub.name, stub.id, "name")
            if made:
                own.add(made)
        for reading in article.read:
            target = NOBODY
            if reading.target != NOBODY:
                target = resolver.any(reading.target, reading.position) or NOBODY
            made = make_name(reading.form, target, "read")
            if made:
                self.read.add(made.folded)
                own.add(made)
        known = names.tries(self.lang) if isinstance(names, ListNames) else self._registry(names)
        exceptions = _exceptions(article.lang, config.exceptions)
        self.tries = (*known, own, exceptions) if own else (*known, exceptions)

    def _registry(self, names: Names) -> Sequence[Trie]:
        starts = {word for context in self.contexts.values() for word in context.folded}
        for word in [word for word in starts if is_korean(word)]:
            starts.update(stem for stem, _ in without_particle(word))
        return [Trie(n for n in names.starting_with(starts) if language(n) in ("", self.lang))]

    def hides(self, name: Name) -> bool:
        """Whether a name only hides the shorter ones inside it, and is no mention itself."""
        if name.sort == "exception" or name.match == "never":
            return True
        if name.sort == "read" or name.entity in self._declared:
            return False
        return name.match == "declared" or self._only_declared
