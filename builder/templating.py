"""The templates in a language of the interface: compiled, and what is wrong with them.

A site's own template takes the place of the program's by its name. What is translated
without arguments is put in when a template is compiled, which is done once for a language
and kept in the cache folder.
"""

from __future__ import annotations

import contextlib
import shutil
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from builder import compiling, wording
from builder.addresses import digest
from builder.compiling import Environment
from builder.problems import Problem, problem, quoted


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
    return _Compiled(str(folder))


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates in files. Those that cannot be kept are compiled again: another version
    of the program, that builds beside this one, may have removed the folder.
    """

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, if that is possible."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)
