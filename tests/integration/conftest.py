"""What the tests of the stages together share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

from builder import templating


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Builds in this process share what templates are compiled to: each archive's cache keeps it,
    but a test's archive is new, and compiling was half of what its first build costs. Builds by
    the command, and those of `tests/properties`, compile on.
    """
    kept = tmp_path_factory.mktemp("compiled")
    compiled = templating._compiled

    def shared(_cache: Path, lang: str) -> jinja2.BytecodeCache:
        return compiled(kept, lang)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templating, "_compiled", shared)
        yield
