"""Problems: their messages and hints are well-formed."""

from string import Formatter

import pytest

from builder.problems import CODES


@pytest.mark.parametrize("code", CODES)
def test_messages_and_hints_name_their_arguments(code: str) -> None:
    for text in CODES[code]:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        assert all(name.isidentifier() for name in names), text
