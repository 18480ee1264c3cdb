"""What is looked at: of a first build no article, after a save the file that was saved, however its
folder is called.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from builder.archive.store import open_store
from builder.archive.survey import remember, survey, survey_some
from builder.content.scan import UNREAD, digest_bytes
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


def test_new_articles_are_read_by_who_takes_them_in(tmp_path: Path) -> None:
    folders = Folders(
        tmp_path / "content", tmp_path / "templates", tmp_path / "site", tmp_path / "cache"
    )
    texts = {"articles/a.md": b"one", "articles/b.md": b"two", "people/p.md": b"three"}
    for path, text in texts.items():
        (folders.content / path).parent.mkdir(parents=True, exist_ok=True)
        (folders.content / path).write_bytes(text)
    store = open_store(folders.cache, "a program")
    first = survey(store, folders, time.time_ns())
    assert first.content.changed == tuple(texts)
    assert {path: stat.digest for path, stat in first.content.files.items()} == {
        "articles/a.md": UNREAD,
        "articles/b.md": UNREAD,
        "people/p.md": digest_bytes(b"three"),
    }
    # One is gone before it is read.
    first.note_digest("articles/a.md", digest_bytes(b"one"))
    remember(store, first)
    again = survey(store, folders, time.time_ns())
    assert again.content.changed == ("articles/b.md",)
    assert again.content.files["articles/a.md"].digest == digest_bytes(b"one")
    # Where a file is gone its bytes may be in one that came.
    (folders.content / "articles/a.md").rename(folders.content / "articles/c.md")
    moved = survey(store, folders, time.time_ns())
    assert moved.content.removed == ("articles/a.md",)
    assert moved.content.files["articles/c.md"].digest == digest_bytes(b"one")
