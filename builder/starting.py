"""New files with the front matter to fill in, and new archives that build.

What they say, comments and all, stands in `starters/`, a folder a language.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Final

import click

from builder.addresses import member_slug, slug_or_hash
from builder.annotation.table import names_of_table
from builder.config import Config
from builder.content.settings import read_config
from builder.kinds import BUILT_IN, Kind
from builder.problems import ContentError, MachineError
from builder.terminal import gettext as _
from builder.text import fold

STARTERS: Final = Path(__file__).parent / "starters"
LANGUAGES: Final = tuple(sorted(path.name for path in STARTERS.iterdir() if path.is_dir()))

_QUOTED: Final = re.compile(r"""[|>][+-]?\d?[+-]?(\s+#.*)?|".*"(\s+#.*)?|'.*'(\s+#.*)?""")
"""A title or name that front matter does not take word for word unless it is quoted."""

_HARMLESS: Final = re.compile(r"\..*|readme.*|licen[cs]e.*|copying.*", re.IGNORECASE)
"""What may stand in a folder where an archive begins: an empty repository has such files."""


def new_file(content: Path, word: str, name: str, now: datetime) -> Path:
    """Write a new article's or entity's file; an existing one is left alone.

    `now` is given in any zone; the article's date is in the archive's. Raises click.UsageError
    for a kind that the archive does not have or a name that is none, click.ClickException where
    there is such a file already, ContentError where archive.toml cannot be read.
    """
    config = _config(content)
    name = _name(name)
    lang = config.languages[0] if config else "en"
    kinds = config.kinds if config else BUILT_IN
    if word in ("article", "articles"):
        date = _moment(now, config.zone if config else None)
        slug = slug_or_hash(name)
        path = content / "articles" / date[:4] / f"{date[:10]}-{slug}.md"
        declared = "\n".join(f"{kind.word}: []" for kind in kinds)
        values = {"name": _scalar(name), "date": date, "lang": lang, "declared": declared}
        text = _starter(lang, "article.md", **values)
    else:
        kind = _kind(word, kinds)
        path = content / kind.word / f"{_id(kind, name)}.md"
        own = f"{kind.word}.md"
        starter = own if (STARTERS / "en" / own).exists() else "entity.md"
        text = _starter(lang, starter, name=_scalar(name))
    _write_new(path, text)
    return path


def _config(content: Path) -> Config | None:
    """The archive's settings; None where there is none yet."""
    file = content / "archive.toml"
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise MachineError(f"{file}: {error.strerror}") from error
    config, problems = read_config("archive.toml", data)
    if config is None:
        raise ContentError(problems)
    return config


def _name(text: str) -> str:
    """A name on one line; refused where it is none, or holds what no file may."""
    name = " ".join(text.split())
    if not name or any(ord(character) < 32 or ord(character) == 127 for character in name):
        raise click.UsageError(
            _("a title or a name is to be written: {name}").format(name=repr(text)),
            click.get_current_context(silent=True),
        )
    return name


def _kind(word: str, kinds: Iterable[Kind]) -> Kind:
    for kind in kinds:
        labels = {label for pair in kind.labels.values() for label in pair}
        if word in {kind.word, *kind.aliases, *labels}:
            return kind
    known = ", ".join(["article", *sorted(kind.word for kind in kinds)])
    raise click.UsageError(
        _("there is no kind “{word}”; there are: {known}").format(word=word, known=known),
        click.get_current_context(silent=True),
    )


def _id(kind: Kind, name: str) -> str:
    """The id of an entity: the program's own where its table has the name, else the slug."""
    folded = fold(name)
    prefix = f"{kind.word}/"
    own = {
        found.entity.removeprefix(prefix)
        for found in names_of_table()
        if found.entity.startswith(prefix) and folded in (found.folded, found.entity[len(prefix) :])
    }
    return own.pop() if len(own) == 1 else member_slug(name)


def _moment(now: datetime, zone: tzinfo | None) -> str:
    return now.astimezone(zone).isoformat(timespec="minutes")


def _scalar(text: str) -> str:
    """A text as the value of a key that is taken word for word to the end of its line."""
    return json.dumps(text, ensure_ascii=False) if _QUOTED.fullmatch(text) else text


def _starter(lang: str, file: str, /, **values: str) -> str:
    folder = STARTERS / (lang if lang in LANGUAGES else "en")
    return string.Template((folder / file).read_text(encoding="utf-8")).substitute(values)


def init_archive(
    folder: Path, title: str, lang: str, access: str, timezone: str, now: datetime
) -> list[Path]:
    """Make a new archive that builds in `folder`; the files that were written.

    Raises click.ClickException where the folder holds anything already.
    """
    refuse_full(folder)
    content = folder / "content"
    day = now.date().isoformat()
    names = {
        "archive.toml": "archive.toml",
        "first-article.md": f"articles/{day[:4]}/{day}-{_slug_of(lang, 'first-article.md')}.md",
        "first-person.md": f"people/{_slug_of(lang, 'first-person.md')}.md",
        "about.md": "pages/about.md",
    }
    values = {
        "id": json.dumps(slug_or_hash(title)),
        "title": json.dumps(title, ensure_ascii=False),
        "access": json.dumps(access),
        "timezone": f"{json.dumps(timezone):21} ",  # up to the comment
        "date": day,
    }
    written = []
    for starter, name in names.items():
        _write_new(content / name, _starter(lang, starter, **values))
        written.append(content / name)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        _write_new(ignore, (STARTERS / "gitignore").read_text(encoding="utf-8"))
        written.append(ignore)
    return written


def _slug_of(lang: str, starter: str) -> str:
    """The slug of what a starter's title or name says."""
    text = (STARTERS / lang / starter).read_text(encoding="utf-8")
    found = re.search(r"^(?:title|name): (.*)$", text, re.MULTILINE)
    assert found is not None
    return slug_or_hash(found[1])


def refuse_full(folder: Path) -> None:
    """Raise click.ClickException where a folder holds anything that an archive might harm."""
    try:
        there = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise click.ClickException(_("{folder} is a file").format(folder=folder)) from None
    held = [name for name in there if not _HARMLESS.fullmatch(name)]
    if held:
        some = ", ".join(held[:3]) + (", …" if len(held) > 3 else "")
        raise click.ClickException(
            _("{folder} is not empty ({some}); name a new folder, nothing was changed").format(
                folder=folder, some=some
            )
        )


def _write_new(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise click.ClickException(
            _("{path} is there already; nothing was changed").format(path=path)
        ) from None
    except OSError as error:
        raise MachineError(
            _("{path} cannot be written: {reason}").format(path=path, reason=error.strerror)
        ) from error
