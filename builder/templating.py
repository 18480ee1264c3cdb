"""The templates in a language of the interface: found, compiled, fingerprinted.

A site's own template takes the place of the program's by its name. What is translated
without arguments is put in when a template is compiled, which is done once for a language
and kept in the cache folder.
"""

from __future__ import annotations

import re
import shutil
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import jinja2

from builder import compiling, wording
from builder.addresses import digest
from builder.compiling import Environment
from builder.problems import Problem, problem, quoted

PROGRAM: Final = Path(__file__).parent
_REFERS = re.compile(r"""\{%-?\s*(?:include|extends|import|from)\s+["']([^"']+)["']""")
_REFERS_SOMEHOW = re.compile(r"\{%-?\s*(?:include|extends|import|from)\s")


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


def template_problems(folders: Sequence[Path], names: Iterable[str]) -> list[Problem]:
    """What is wrong with the syntax of some templates, each at its line."""
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"])
    found = []
    for name in names:
        path = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if path is None:
            continue
        try:
            environment.parse(path.read_text(encoding="utf-8"), name, str(path))
        except UnicodeDecodeError:
            found.append(problem("E101", f"{path.parent.name}/{path.name}"))
        except jinja2.TemplateSyntaxError as error:
            found.append(_problem("E601", path, folders, error.lineno, error.message or ""))
    return found


def template_failure(error: Exception, folders: Sequence[Path]) -> Problem | None:
    """The template that a rendering failed in, and where; None if the program did."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return _problem("E601", Path(error.filename), folders, error.lineno, error.message or "")
    reason = (
        str(error)
        if isinstance(error, jinja2.TemplateError)
        else f"{type(error).__name__}: {error}"
    )
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if any(
            path.is_relative_to(folder.absolute()) or path.is_relative_to(folder)
            for folder in folders
        ):
            return _problem("E602", path, folders, frame.lineno or 0, reason)
        if not isinstance(error, jinja2.TemplateError):
            break
    return None


def _problem(code: str, path: Path, folders: Sequence[Path], line: int, reason: str) -> Problem:
    name = next(
        (
            f"{folder.name}/{path.absolute().relative_to(folder.absolute()).as_posix()}"
            for folder in folders
            if path.absolute().is_relative_to(folder.absolute())
        ),
        path.name,
    )
    found = problem(code, name, line, 1, reason=reason)
    return quoted([found], name, path.read_bytes())[0]


def make_environment(
    folders: Sequence[Path], words: wording.Words, cache: Path | None = None
) -> Environment:
    """The templates in one language; compiled ones are kept below `cache`."""
    return Environment(
        words,
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_compiled(cache, words.lang) if cache else None,
    )


def _compiled(cache: Path, lang: str) -> jinja2.BytecodeCache:
    """The compiled templates of a language, which have the words of its catalogue in them."""
    catalogue = wording.catalogue_path(lang)
    made_by = Path(compiling.__file__).read_bytes()
    state = digest(made_by + (catalogue.read_bytes() if catalogue.exists() else b""), 16)
    folder = cache / "compiled" / f"{lang}={state}"
    if not folder.is_dir():
        for old in folder.parent.glob(f"{lang}=*"):
            shutil.rmtree(old, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))
