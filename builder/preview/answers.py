"""What the preview's web server answers: the site's files, and news of the site.

It listens on loopback only, and answers only those who call it by loopback's names: another
site's page that has its own name point here (DNS rebinding) reads nothing.
"""

from __future__ import annotations

import asyncio
import html
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from builder.preview.loop import Preview
from builder.preview.state import State
from builder.terminal import gettext as _

LIVE: Final = "/.dossier/live.js"
EVENTS: Final = "/.dossier/events"
_SCRIPT: Final = (Path(__file__).parent / "live.js").read_bytes()

READING: Final = 2.0
"""Seconds that a request waits for a build that still reads; then it gets the last good page."""

WRITING: Final = 3.0
"""Seconds that a page waits while files are being written; then it says how far that is."""

HEARING: Final = 0.1
"""Seconds within which the system tells of a save."""

_HEARTBEAT: Final = 15.0
"""Seconds after which a silent stream says something, so that nothing in between cuts it."""

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# Not from the machine's own list, which is another on each.
_TYPES: Final = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
    ".json": "application/json", ".jsonl": "application/jsonl", ".csv": "text/csv",
    ".xml": "application/xml", ".gexf": "application/xml", ".txt": "text/plain",
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".webp": "image/webp", ".avif": "image/avif", ".gif": "image/gif", ".ico": "image/x-icon",
    ".woff2": "font/woff2", ".woff": "font/woff", ".wasm": "application/wasm",
    ".pdf": "application/pdf", ".webmanifest": "application/manifest+json",
    ".bib": "text/plain", ".ris": "text/plain",
}  # fmt: skip


class Bell:
    """Wakes the coroutines that wait, from any thread."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Event] = set()

    def ring(self) -> None:
        """Wake all who wait."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            try:
                loop.call_soon_threadsafe(self._wake)
            except RuntimeError:
                pass  # it closed just now

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()

    async def wait(self, seconds: float) -> None:
        """Wait for the bell, or for so many seconds."""
        self._loop = asyncio.get_running_loop()
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            pass
        finally:
            self._waiting.discard(event)


def application(preview: Preview, bell: Bell) -> Starlette:
    """The server: the site's files, with the script that reloads pages, and the events."""
    answers = _Answers(preview, bell)
    return Starlette(
        routes=[
            Route(EVENTS, answers.events),
            Route(LIVE, answers.script),
            Route("/{path:path}", answers.file),
        ],
        middleware=[
            Middleware(
                TrustedHostMiddleware,
                allowed_hosts=["127.0.0.1", "localhost", "*.localhost"],
                www_redirect=False,
            )
        ],
    )


class _Answers:
    def __init__(self, preview: Preview, bell: Bell) -> None:
        self.preview = preview
        self.bell = bell
        self.site = preview.order.folders.site

    async def script(self, request: Request) -> Response:
        return Response(_SCRIPT, media_type="text/javascript", headers=_HEADERS)

    async def events(self, request: Request) -> Response:
        return StreamingResponse(self._stream(), media_type="text/event-stream", headers=_HEADERS)

    async def _stream(self) -> AsyncIterator[str]:
        said = None
        yield "retry: 500\n\n"
        while not self.preview.stopped:
            state = self.preview.state
            yield ":\n\n" if state == said else f"data: {json.dumps(state.as_dict())}\n\n"
            said = state
            if self.preview.state == said:
                await self.bell.wait(_HEARTBEAT)

    async def file(self, request: Request) -> Response:
        path: str = request.path_params["path"]
        wants_page = path.endswith(("/", ".html")) or not path
        if not (self.site / "index.html").is_file():
            self.preview.missed()
        settled = await self._settled(path, wants_page)
        # Before the file is read: of what changes from now on the page has to hear.
        tag = _tag(self.preview.state)
        if not settled:
            return _page(503, _("The site is being built"), self.preview.state.busy, tag)
        answer = await asyncio.to_thread(self._answer, path, tag)
        if wants_page and answer.status_code == 404:
            # A save that brings it may not be heard of yet. The page reloads when there is another.
            asyncio.get_running_loop().call_later(HEARING, self.preview.missed)
        return answer

    async def _settled(self, path: str, wants_page: bool) -> bool:
        """Wait until what is asked for is as the last save wants it; False for a page that
        waited too long.
        """
        loop = asyncio.get_running_loop()
        start = loop.time()
        while not self.preview.is_made(path) and not self.preview.stopped:
            waited = loop.time() - start
            if not self.preview.progress.writing and waited > READING:
                return True
            if self.preview.progress.writing and wants_page and waited > WRITING:
                return False
            await self.bell.wait(0.1)
        return True

    def _answer(self, path: str, tag: str) -> Response:
        file = self._find(path)
        if file is None:
            return self._missing(path, tag)
        try:
            if file.is_dir():
                if path and not path.endswith("/"):
                    # Below the folder's own address, or its relative links would lead astray.
                    return RedirectResponse(quote(f"/{path}/"), 307, headers=_HEADERS)
                file = file / "index.html"
            if not file.is_file():
                if path == "favicon.ico":  # browsers ask for one, whether there is one or not
                    return Response(status_code=204, headers=_HEADERS)
                return self._missing(path, tag)
            kind = _TYPES.get(file.suffix.lower(), "application/octet-stream")
            if kind != "text/html":
                return FileResponse(file, media_type=kind, headers=_HEADERS)
            data = file.read_bytes()
        except (OSError, ValueError):
            return self._missing(path, tag)
        before, head, after = data.partition(b"</head>")
        script = tag.encode()
        return HTMLResponse(before + script + head + after if head else data + script,
                            headers=_HEADERS)  # fmt: skip

    def _find(self, path: str) -> Path | None:
        """The file of an address; None where it is hidden, or leads out of the site."""
        parts = path.split("/")
        if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
            return None
        try:
            site = self.site.resolve()
            file = site.joinpath(*filter(None, parts)).resolve()
        except (OSError, ValueError, RuntimeError):
            return None
        return file if file.is_relative_to(site) else None

    def _missing(self, path: str, tag: str) -> Response:
        if not (self.site / "index.html").is_file():
            return _page(503, _("Nothing is built yet"), self.preview.state.busy, tag)
        return _page(404, _("There is no such page"), f"/{path}", tag)


def _tag(state: State) -> str:
    """The script of a page that shows the site as of this state."""
    return (
        f'<script src="{LIVE}" data-epoch="{state.epoch}" data-index="{state.index}"'
        f' data-late="{state.late}" defer></script>'
    )


def _page(status: int, title: str, text: str, tag: str) -> Response:
    """A page of the preview's own; it reloads as soon as there is one in its place."""
    return HTMLResponse(
        '<!doctype html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{html.escape(title)}</title>{tag}</head>"
        f'<body data-dossier-missing="{status}"><main><h1>{html.escape(title)}</h1>'
        f"<p id=dossier-busy>{html.escape(text)}</p>"
        f'<p><a href="/">{html.escape(_("To the first page"))}</a></p></main></body></html>',
        status,
        headers=_HEADERS,
    )
