"""A page's view → bytes → its file. Runs in this process or in many workers alike."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from builder import publish, search, wording
from builder.addresses import digest, relative
from builder.archive.door import Door, Spec
from builder.archive.families import SETTING, TEMPLATE, Copied
from builder.archive.ledger import Known, Rendered
from builder.archive.store import open_reader
from builder.compiling import Environment
from builder.folders import Folders
from builder.pages import KINDS, PageId
from builder.pages.document import SearchDocument
from builder.pages.shell import shell
from builder.problems import ContentError
from builder.templating import make_environment, template_failure

_OF_KIND: Final = frozenset({SETTING.name, TEMPLATE.name})
"""What is read from these families is recorded once a kind of page, not once a page."""


class Batch(NamedTuple):
    """What a worker hands back: pages, the answers they read, what questions read."""

    pages: list[Rendered]
    answers: dict[int, tuple[Spec, int]]
    within: dict[int, tuple[int, ...]]


class Renderer:
    """Renders pages from the store; holds one open door, one set of compiled templates."""

    def __init__(self, folders: Folders, door: Door) -> None:
        self.folders = folders
        self.door = door
        self._environments: dict[str, Environment] = {}

    def render_all(self, pages: Iterable[Known]) -> Batch:
        """Render pages and write their files; what they read comes with them."""
        batch = Batch([], {}, {})
        for page in pages:
            self.door.spare()
            batch.pages.append(self._render(page, batch))
        return batch

    def _render(self, known: Known, batch: Batch) -> Rendered:
        kind = KINDS[known.kind]
        page = PageId(known.kind, known.key, known.lang, known.path)
        with self.door.recording() as of_kind:
            words = wording.words_of(known.lang)
            self.door.ask(SETTING, f"catalogue:{known.lang}")
            head = None
            if kind.template:
                self.door.ask(TEMPLATE, kind.template)
                head = shell(self.door, page)
        with self.door.recording() as record:
            view = kind.view(self.door, page)
        data = self._bytes(kind.template, view, head, words, page)
        path = self.folders.place(kind.place) / known.path
        written = publish.write(path, data)
        size, mtime = publish.stat_of(path)
        shared = {c: s for c, s in record.cells.items() if s[0] in _OF_KIND}
        own = {c: s for c, s in record.cells.items() if s[0] not in _OF_KIND}
        shared |= of_kind.cells
        self._collect(own | shared, batch)
        return Rendered(
            known.id,
            known.kind,
            digest(data, 32),
            size,
            mtime,
            written,
            tuple(own),
            tuple(shared),
            first=not known.hash,
        )

    def _collect(self, cells: Mapping[int, Spec], batch: Batch) -> None:
        for cell, spec in cells.items():
            if cell in batch.answers:
                continue
            batch.answers[cell] = (spec, self.door.hash_of(spec))
            if cell < 0:
                inside = self.door.read_within(cell)
                batch.within[cell] = tuple(inside)
                self._collect(inside, batch)

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
            text = (
                self._environment(words)
                .get_template(template)
                .render(
                    page=view,
                    shell=head,
                    lang=page.lang,
                    url=functools.partial(relative, page.path),
                    root=relative(page.path, "index.html").removesuffix("index.html"),
                )
            )
        except Exception as error:
            found = template_failure(error, self.folders.template_folders)
            if found is None:
                raise
            raise ContentError([found]) from error
        return text.encode()

    def _environment(self, words: wording.Words) -> Environment:
        found = self._environments.get(words.lang)
        if found is None:
            found = make_environment(self.folders.template_folders, words, self.folders.cache)
            self._environments[words.lang] = found
        return found


def source_of(folders: Folders, owner: str) -> Path:
    """The file that an asset's owner names: of the templates, or of the content."""
    if owner.startswith("<static>/"):
        name = owner.removeprefix("<static>/")
        for folder in folders.template_folders:
            if (folder / "static" / name).is_file():
                return folder / "static" / name
    return folders.content / owner


@functools.lru_cache(maxsize=2)
def _renderer(folders: Folders, token: str) -> Renderer:
    return Renderer(folders, Door(open_reader(folders.cache)))


def render_batch(folders: Folders, token: str, pages: Sequence[Known]) -> Batch:
    """Render a batch in a worker, which opens the store once a build (`token`)."""
    return _renderer(folders, token).render_all(pages)
