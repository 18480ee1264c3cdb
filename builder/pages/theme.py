"""The archive's own colours, type and logo, and the hues of its own kinds, as CSS.

`[theme]` becomes custom properties, which `site.css` makes everything else from.
"""

from __future__ import annotations

from builder.addresses import as_address, relative
from builder.archive.door import Door
from builder.archive.families.site import ASSET, SETTING
from builder.kinds import BUILT_IN
from builder.pages.kind import PageId, PageKind
from builder.pages.shared.settings import setting

_OURS = frozenset(kind.word for kind in BUILT_IN)


def _plan(door: Door, key: tuple[str, ...]) -> tuple[PageId, ...]:
    if key != ("theme",):
        return ()
    return (PageId("theme", (), "", "assets/theme.css"),)


def _view(door: Door, page: PageId) -> bytes:
    theme: dict[str, str] = setting(door, "theme") or {}
    lines = [
        f"  --{name.replace('_', '-')}: {_logo(door, page, value) if name == 'logo' else value};"
        for name, value in sorted(theme.items())
    ]
    made = ["/* From archive.toml: [theme] and [kinds] */"]
    if lines:
        made += [":root {", *lines, "}"]
    for kind in setting(door, "kinds") or ():
        if (word := kind["word"]) not in _OURS:
            made.append(f"[data-kind={word}], .k-{word} {{ --h: {kind['hue']}; }}")
    return ("\n".join(made) + "\n").encode()


def _logo(door: Door, page: PageId, value: str) -> str:
    """The logo as a CSS value: the name of a file of `media/` or `static/` is enough."""
    name = value.lstrip("/")
    paths = (f"media/{name}", name.removeprefix("static/"))
    path = next((path for path in paths if door.one(ASSET, path) is not None), "")
    if not path and "(" in value:
        return value
    return f'url("{relative(page.path, as_address(path or name))}")'


THEME = PageKind("theme", "", (SETTING,), _plan, _view)
