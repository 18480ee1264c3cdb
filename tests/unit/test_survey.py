"""What is looked at after a save: the file that was saved, however its folder is called."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from builder.archive.store import open_store
from builder.archive.survey import survey, survey_some
from builder.folders import Folders


@pytest.mark.parametrize("heard_of", ["archive/content", "elsewhere/texts"])
def test_a_save_is_looked_at_alone_also_where_the_content_is_a_link(
    tmp_path: Path, heard_of: str
) -> None:
    file = tmp_path / "elsewhere" / "texts" / "articles" / "a.md"
    file.parent.mkdir(parents=True)
    file.write_text("before", encoding="utf-8")
    root = tmp_path / "archive"
    root.mkdir()
    (root / "content").symlink_to(tmp_path / "elsewhere" / "texts")
    folders = Folders(root / "content", root / "templates", root / "site", root / "cache")
    last = survey(open_store(folders.cache, "a program"), folders, time.time_ns())
    file.write_text("after, longer", encoding="utf-8")
    saved = tmp_path / heard_of / "articles" / "a.md"
    found = survey_some(last, folders, [saved], time.time_ns())
    assert found is not None
    assert found.content.changed == ("articles/a.md",)
    assert survey_some(last, folders, [tmp_path / "other" / "a.md"], time.time_ns()) is None
