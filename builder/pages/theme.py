"""The archive's own colours and type: `[theme]` as custom properties."""

from __future__ import annotations

import json

from builder.archive.door import Door
from builder.archive.families import SETTING
from builder.pages.kind import PageId, PageKind


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("theme",):
        return ()
    return (PageId("theme", (), "", "assets/theme.css"),)


def _view(door: Door, page: PageId) -> bytes:
    found = door.one(SETTING, "theme")
    theme: dict[str, str] = json.loads(found.value) if found else {}
    lines = [f"  --{name.replace('_', '-')}: {value};" for name, value in sorted(theme.items())]
    body = "\n".join(lines)
    return f":root {{\n{body}\n}}\n".encode() if lines else b"/* [theme] of archive.toml */\n"


THEME = PageKind("theme", "", (SETTING,), _plan, _view)
