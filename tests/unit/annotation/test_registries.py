"""Annotation does not depend on how names are looked up: one by one, or all at once."""

from collections.abc import Iterable, Sequence

import pytest

from builder.annotation.annotate import annotate
from builder.annotation.registry import ListNames
from builder.model import Name
from tests.annotated import CONFIG, Registry, parse
from tests.unit.annotation import test_countries, test_metonyms, test_people


class OneByOne:
    """Names as the store answers them."""

    def __init__(self, names: ListNames) -> None:
        self._names = names

    def starting_with(self, words: Iterable[str]) -> Sequence[Name]:
        return list(reversed(self._names.starting_with(words)))

    def called(self, folded: str) -> Sequence[Name]:
        return self._names.called(folded)

    def entity(self, id: str) -> bool:
        return self._names.entity(id)


@pytest.mark.parametrize("module", [test_countries, test_metonyms, test_people])
def test_the_same_mentions(registry: Registry, module):
    names = OneByOne(registry.names)
    for lang, text in (("fr", module.FRENCH), ("en", module.ENGLISH), ("ko", "김정은이 말했다.")):
        plain, _ = parse(text.replace("anti-russe:x", "russe:ru adj"), registry.ids)
        article = registry.article({"title": "Kim Jong Un", "body": plain}, lang)
        assert annotate(article, names, CONFIG) == annotate(article, registry.names, CONFIG)
