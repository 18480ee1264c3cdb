"""`archive.toml`, the catalogues and the templates → rows of the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from builder import wording
from builder.addresses import as_address, digest
from builder.archive import facts as make, tables as t
from builder.archive.facts import as_json
from builder.archive.store import get_state, set_state
from builder.archive.writer import Writer
from builder.config import Config
from builder.content.links import is_elsewhere
from builder.content.settings import read_config
from builder.problems import ContentError, Problem, problem


def read_settings(content: Path, base_url: str | None) -> tuple[Config, tuple[Problem, ...]]:
    """The archive's settings and what is doubtful in them. Raises ContentError where they
    cannot be used. `base_url` overrides the archive's own.
    """
    try:
        data = (content / "archive.toml").read_bytes()
    except FileNotFoundError:
        raise ContentError([problem("E001", "archive.toml", folder=content.name)]) from None
    config, problems = read_config("archive.toml", data)
    if config is None or any(p.is_error for p in problems):
        raise ContentError(problems)
    return config if base_url is None else replace(config, base_url=base_url), problems


def write_settings(
    writer: Writer,
    config: Config,
    problems: tuple[Problem, ...],
    templates: Mapping[str, str],
    files: Collection[str],
) -> bool:
    """Write the settings and the templates' fingerprints; whether any of the settings
    changes how sources are read. `files` are those of the content.
    """
    values = {
        "id": config.id,
        "title": dict(config.title),
        "description": dict(config.description),
        "languages": config.languages,
        "timezone": config.timezone,
        "base_url": config.base_url,
        "publisher": config.publisher,
        "licence": config.licence,
        "metonyms": config.metonyms,
        "access": config.access,
        "pairs_from": config.pairs_from,
        "robots": config.robots,
        "map": config.map,
        "theme": dict(config.theme),
        "menu": [{"to": entry.link.target, "label": dict(entry.label)} for entry in config.menu],
        "kinds": [
            {"word": k.word, "labels": dict(k.labels), "schema": k.schema, "hue": k.hue}
            for k in config.kinds
        ],
    }
    rows = [t.SettingRow("archive.toml", key, as_json(v)) for key, v in values.items()]
    for lang in config.languages:
        path = wording.catalogue_path(lang)
        state = digest(path.read_bytes(), 32) if path.exists() else ""
        rows.append(t.SettingRow("archive.toml", f"catalogue:{lang}", state))
    links = [entry.link for entry in config.menu if not is_elsewhere(entry.link.target)]
    if config.logo and not _is_there(config.logo.target, files):
        links.append(replace(config.logo, target=_file_address(config.logo.target)))
    facts: make.Facts = {"setting": [*rows], "link": make.links("archive.toml", links)}
    writer.replace("archive.toml", facts | make.problem_facts("archive.toml", problems))
    prints = [t.TemplateRow("<templates>", *item) for item in sorted(templates.items())]
    writer.replace("<templates>", {"template": prints})
    reading = as_json(
        [config.timezone, config.mode, config.metonyms, config.exceptions, config.access,
             config.languages,
         [(kind.word, kind.aliases) for kind in config.kinds]]
    )  # fmt: skip
    if get_state(writer.connection, "reading") == reading:
        return False
    set_state(writer.connection, "reading", reading)
    return True


def _is_there(logo: str, files: Collection[str]) -> bool:
    """Whether the site has such a file: of `media/`, or of `static/`, which is copied as it is."""
    addresses = (f"media/{logo}", logo.removeprefix("static/"))
    return any(
        f"static/{address}" in files or (address.startswith("media/") and address in files)
        for address in addresses
    )


def _file_address(logo: str) -> str:
    """The address to tell of where it is not there."""
    return as_address(logo if logo.startswith(("media/", "static/")) else f"static/{logo}")
