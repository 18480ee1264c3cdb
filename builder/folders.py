"""The folders that a build works in, and the templates found in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.addresses import digest
from builder.program import PROGRAM

_REFERS: Final = re.compile(r"""\{%-?\s*(?:include|extends|import|from)\s+["']([^"']+)["']""")
_REFERS_SOMEHOW: Final = re.compile(r"\{%-?\s*(?:include|extends|import|from)\s")


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders that a build works in."""

    content: Path
    templates: Path
    site: Path
    cache: Path

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates are looked for, in order."""
        return template_folders(self.templates)

    @property
    def documents(self) -> Path:
        """Where search documents go."""
        return self.cache / "documents"

    def absolute(self) -> Folders:
        """The same folders as they are found from any other."""
        paths = (self.content, self.templates, self.site, self.cache)
        return Folders(*(path.absolute() for path in paths))

    def place(self, name: str) -> Path:
        """The folder of a page kind's `place`."""
        return self.documents if name == "documents" else self.site


def program_templates() -> Path:
    """The folder of the program's own templates: in the package, or beside it in a checkout."""
    packed = PROGRAM / "_templates"
    return packed if packed.is_dir() else PROGRAM.parent / "templates"


def template_folders(own: Path) -> tuple[Path, ...]:
    """Where templates are looked for, in order: the site's own folder, then the program's."""
    program = program_templates()
    return (own,) if own.resolve() == program.resolve() else (own, program)


def template_fingerprints(folders: Sequence[Path]) -> dict[str, str]:
    """Each template's fingerprint over all that it includes, extends and imports.

    A template that includes one by a computed name takes all templates into account.
    """
    sources: dict[str, str] = {}
    for folder in reversed(folders):
        for path in sorted(folder.rglob("*.html")):
            sources[path.relative_to(folder).as_posix()] = path.read_text("utf-8", "replace")
    own = {name: digest(text.encode(), 32) for name, text in sources.items()}
    refers = {name: _refers(text, sources) for name, text in sources.items()}
    return {name: _fingerprint(name, refers, own) for name in sources}


def _refers(text: str, sources: Mapping[str, str]) -> list[str]:
    named = _REFERS.findall(text)
    if len(_REFERS_SOMEHOW.findall(text)) > len(named):
        return list(sources)
    return [name for name in named if name in sources]


def _fingerprint(name: str, refers: Mapping[str, list[str]], own: Mapping[str, str]) -> str:
    waiting, seen = [name], {name}
    while waiting:
        fresh = [other for other in refers[waiting.pop()] if other not in seen]
        seen.update(fresh)
        waiting += fresh
    return digest(" ".join(f"{other}={own[other]}" for other in sorted(seen)).encode(), 32)
