"""A page's view → bytes → its file. Runs in this process or in many workers alike."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import jinja2

from builder import publish, search, wording
from builder.addresses import digest, relative
from builder.archive.door import Door, Handed, Spec
from builder.archive.families.site import SETTING, TEMPLATE, Copied
from builder.archive.ledger import Known, Rendered
from builder.archive.readers import open_reader
from builder.compiling import Environment
from builder.folders import Folders
from builder.pages import KINDS, PageId
from builder.pages.document import SearchDocument
from builder.pages.kind import PageKind
from builder.pages.shell import Surroundings, shell_of, surroundings
from builder.problems import Cancelled, ContentError, MachineError
from builder.templating import make_environment, template_failure

_OF_KIND: Final = frozenset({SETTING.name, TEMPLATE.name})
"""What is read from these families is recorded once a kind of page, not once a page."""


class Batch(NamedTuple):
    """What a worker hands back: pages, what they read, and what each kind of page read as a
    whole.
    """

    pages: list[Rendered]
    handed: Handed
    of_kinds: set[tuple[int, str]]


class Around(NamedTuple):
    """What the pages of a kind have in common in a language."""

    words: wording.Words
    shell: Surroundings | None


class Renderer:
    """Renders pages from the store; holds one open door, one set of compiled templates."""

    def __init__(self, folders: Folders, door: Door) -> None:
        self.folders = folders
        self.door = door
        self._environments: dict[str, Environment] = {}
        self._templates: dict[tuple[str, str], jinja2.Template] = {}
        self._around: dict[tuple[str, str], Around] = {}
        self._of_kinds: set[tuple[int, str]] = set()
        self._places = {place: os.fspath(folders.place(place)) for place in publish.PLACES}
        self._generation = -1

    def render_all(
        self, pages: Iterable[Known], cancelled: Callable[[], bool] | None = None
    ) -> Batch:
        """Render pages and write their files; what they read comes with them. Ends with those
        that are made as soon as `cancelled` tells that nobody waits for more.
        """
        batch = Batch([], Handed({}, {}), set())
        self.door.cancelled = cancelled
        try:
            for page in pages:
                self.door.spare()
                batch.pages.append(self._render(page, batch))
        except Cancelled:
            pass
        finally:
            self.door.cancelled = None
        return batch

    def _render(self, known: Known, batch: Batch) -> Rendered:
        kind = KINDS[known.kind]
        page = PageId(known.kind, known.key, known.lang, known.path)
        around = self._around_of(kind, known.lang, batch)
        head = shell_of(page, around.shell) if around.shell else None
        with self.door.recording() as record:
            view = kind.view(self.door, page)
        data = self._bytes(kind.template, view, head, around.words, page)
        path = f"{self._places[kind.place]}/{known.path}"
        written = publish.write(path, data)
        size, mtime = publish.stat_of(path)
        own = record.cells
        of_kind = {cell: spec for cell, spec in own.items() if spec[0] in _OF_KIND}
        if of_kind:
            own = {cell: spec for cell, spec in own.items() if cell not in of_kind}
            self._collect_of_kind(of_kind, kind.name, batch)
        self.door.hand_on(own, batch.handed)
        return Rendered(
            known.id,
            known.kind,
            digest(data, 32),
            size,
            mtime,
            written,
            tuple(own),
            first=not known.hash,
            turn=known.turn,
            path=known.path,
        )

    def _around_of(self, kind: PageKind, lang: str, batch: Batch) -> Around:
        """What the pages of a kind have in common; asked once while the store stands still."""
        if self._generation != self.door.generation:
            self._around.clear()
            self._of_kinds.clear()
            self._generation = self.door.generation
        found = self._around.get((kind.name, lang))
        if found is None:
            with self.door.recording() as record:
                self.door.ask(SETTING, f"catalogue:{lang}")
                shell = None
                if kind.template:
                    self.door.ask(TEMPLATE, kind.template)
                    shell = surroundings(self.door, lang)
            self._collect_of_kind(record.cells, kind.name, batch)
            found = self._around[kind.name, lang] = Around(wording.words_of(lang), shell)
        return found

    def _collect_of_kind(self, cells: Mapping[int, Spec], kind: str, batch: Batch) -> None:
        self.door.hand_on(cells, batch.handed)
        fresh = {(cell, kind) for cell in cells} - self._of_kinds
        self._of_kinds |= fresh
        batch.of_kinds.update(fresh)

    def _bytes(
        self, template: str, view: Any, head: Any, words: wording.Words, page: PageId
    ) -> bytes:
        if isinstance(view, bytes):
            return view
        if isinstance(view, Copied):
            return source_of(self.folders, view.owner).read_bytes()
        if isinstance(view, SearchDocument):
            return search.document(view)
        try:
            text = self._template(words, template).render(
                page=view,
                shell=head,
                lang=page.lang,
                url=functools.partial(relative, page.path),
                root=relative(page.path, "index.html").removesuffix("index.html"),
            )
        except Exception as error:
            found = template_failure(error, self.folders.template_folders)
            if found is None:
                raise
            raise ContentError([found]) from error
        return text.encode()

    def _template(self, words: wording.Words, name: str) -> jinja2.Template:
        found = self._templates.get((words.lang, name))
        if found is None:
            environment = self._environments.get(words.lang)
            if environment is None:
                environment = make_environment(
                    self.folders.template_folders, words, self.folders.cache
                )
                self._environments[words.lang] = environment
            found = self._templates[words.lang, name] = environment.get_template(name)
        return found


def source_of(folders: Folders, owner: str) -> Path:
    """The file that an asset's owner names: of the templates, or of the content."""
    if owner.startswith("<static>/"):
        name = owner.removeprefix("<static>/")
        for folder in folders.template_folders:
            if (folder / "static" / name).is_file():
                return folder / "static" / name
    return folders.content / owner


class _Mine(threading.local):
    """What a thread of a worker renders with, and for which build."""

    build: tuple[Folders, str] | None = None
    renderer: Renderer


_mine: Final = _Mine()


def render_batch(
    folders: Folders,
    token: str,
    pages: Sequence[Known],
    store: Path | None = None,
    sign: Path | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Batch:
    """Render a batch in a worker, which opens the store, or this copy of it, once a build
    (`token`) and thread; no further than the build goes on, of which there may be a `sign`, or it
    is `cancelled`.
    """
    if _mine.build != (folders, token):
        _mine.renderer = Renderer(folders, Door(open_reader(folders.cache, store)))
        _mine.build = (folders, token)
    wanted = _as_long_as(sign, token, pages) if sign else pages
    return _mine.renderer.render_all(wanted, cancelled)


def _as_long_as(sign: Path, token: str, pages: Iterable[Known]) -> Iterator[Known]:
    """Pages, as long as the build goes on: else an old page might take a newer one's place."""
    for page in pages:
        if not publish.goes_on(sign, token):
            raise MachineError("the build that this was for has ended")
        yield page
