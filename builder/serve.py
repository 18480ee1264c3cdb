"""The preview server: builds, serves on loopback, rebuilds and reloads on every save.

Every rebuild is the same build as `dossier build`. Requests wait while pages are being
written, so that nobody sees a half-built site; the search index follows behind.
"""

from __future__ import annotations

import asyncio
import html
import json
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from builder.build import Order, Outcome, build
from builder.console import summary
from builder.problems import ContentError, MachineError

SETTLE: Final = 0.015
"""Seconds without an event after which a burst of saves is taken as one."""

LIVE: Final = "/.dossier/live.js"
_SCRIPT: Final = b"""(() => {
  const key = "dossier-scroll:" + location.pathname;
  const kept = sessionStorage.getItem(key);
  if (kept !== null) { sessionStorage.removeItem(key); scrollTo(0, Number(kept)); }
  let epoch = null, box = null;
  const show = (problems) => {
    if (box) { box.remove(); box = null; }
    if (!problems.length) return;
    box = document.createElement("section");
    box.id = "dossier-errors";
    box.setAttribute("role", "alert");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("section{position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;"
      + "z-index:99999;background:#2b1010;color:#fff;font:14px/1.5 monospace;padding:1em 1.5em;"
      + "border-top:4px solid #e5484d}h2{font:bold 16px sans-serif;margin:0 0 .5em}"
      + "pre{white-space:pre-wrap;margin:0 0 1em}");
    const root = box.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const inner = document.createElement("section");
    const title = document.createElement("h2");
    title.textContent = "The content has errors; this is the last good page";
    inner.append(title);
    for (const problem of problems) {
      const line = document.createElement("pre");
      line.textContent = problem;
      inner.append(line);
    }
    root.append(inner);
    document.body.append(box);
  };
  const source = new EventSource("/.dossier/events");
  source.onmessage = (event) => {
    const state = JSON.parse(event.data);
    if (epoch !== null && state.epoch !== epoch) {
      sessionStorage.setItem(key, String(scrollY));
      location.reload();
      return;
    }
    epoch = state.epoch;
    show(state.problems);
  };
})();
"""


class Preview:
    """The state of the preview: which build is shown, and what is wrong with the next."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.epoch = 0
        self.problems: list[str] = []
        self.ready = threading.Event()
        self._stopped = threading.Event()
        self._saved = threading.Event()
        self._listeners: set[Callable[[], None]] = set()
        self._lock = threading.Lock()
        self._stale_index = True

    def saved(self) -> None:
        """Something in a watched folder changed."""
        self._saved.set()

    def stop(self) -> None:
        """End the thread that builds."""
        self._stopped.set()
        self._saved.set()

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a function after each build; what is returned ends that."""
        with self._lock:
            self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    @property
    def state(self) -> str:
        """The state as the page's script takes it."""
        return json.dumps({"epoch": self.epoch, "problems": self.problems})

    def work(self) -> None:
        """Build on every save, and index when there is nothing else to do. Runs in a thread."""
        while not self._stopped.is_set():
            if self._stale_index and self.order.search and not self.problems:
                found = self._saved.wait(1.0)
                if not found:
                    self._stale_index = False
                    self.index()
                    continue
            else:
                self._saved.wait()
            if self._stopped.is_set():
                return
            while self._saved.is_set():
                self._saved.clear()
                self._stopped.wait(SETTLE)
            self.rebuild(trusted=True)

    def rebuild(self, trusted: bool) -> None:
        """One build, without the search index; says in one line what it did."""
        self.ready.clear()
        start = time.perf_counter()
        try:
            outcome = build(replace(self.order, search=False, trusted=trusted))
        except ContentError as error:
            self.problems = [_shown(found) for found in error.problems if found.is_error]
            for line in self.problems:
                click.echo(line, err=True)
            click.echo(f"{len(self.problems)} errors: the last good site stays", err=True)
        except MachineError as error:
            self.problems = [str(error)]
            click.echo(f"dossier: {error}", err=True)
        else:
            healed = bool(self.problems)
            self.problems = []
            if outcome.written or outcome.deleted or healed:
                self.epoch += 1
            self._stale_index = self._stale_index or bool(outcome.rendered or outcome.deleted)
            self._say(outcome, time.perf_counter() - start)
        finally:
            self.ready.set()
            with self._lock:
                listeners = list(self._listeners)
            for listener in listeners:
                listener()

    def index(self) -> None:
        """Bring the search index up to date, while pages are served."""
        try:
            outcome = build(replace(self.order, trusted=True))
        except (ContentError, MachineError) as error:
            click.echo(f"dossier: search: {error}", err=True)
            return
        if outcome.indexed:
            click.echo(f"search indexed in {outcome.seconds['search']:.1f} s", err=True)

    def _say(self, outcome: Outcome, seconds: float) -> None:
        click.echo(f"{time.strftime('%H:%M:%S')} {summary(outcome)} {seconds * 1000:.0f} ms",
                   err=True)  # fmt: skip


def _shown(found: Any) -> str:
    lines = [f"{found.path}:{found.line}:{found.column}: {found.code} {found.message}"]
    if found.excerpt:
        lines.append(f"    {found.excerpt}")
    if found.hint:
        lines.append(f"    hint: {found.hint}")
    return "\n".join(lines)


class _Watcher(FileSystemEventHandler):
    """Passes on what changes a file: not that one was opened or read."""

    def __init__(self, saved: Callable[[], None]) -> None:
        self._saved = saved

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Something happened in a watched folder."""
        if event.event_type in ("opened", "closed_no_write"):
            return
        name = Path(str(event.src_path)).name
        if not name.startswith(".") and not name.endswith("~"):
            self._saved()


def application(preview: Preview) -> Starlette:
    """The server: the site's files, with the script that reloads them."""

    async def page(request: Request) -> Response:
        await asyncio.to_thread(preview.ready.wait, 30)
        if request.url.path == LIVE:
            return Response(_SCRIPT, media_type="text/javascript", headers=_FRESH)
        return await asyncio.to_thread(_file, preview, request.url.path)

    async def events(request: Request) -> Response:
        return StreamingResponse(_stream(preview, request), media_type="text/event-stream",
                                 headers=_FRESH)  # fmt: skip

    return Starlette(routes=[Route("/.dossier/events", events), Route("/{path:path}", page)])


_FRESH: Final = {"Cache-Control": "no-store"}


def _file(preview: Preview, path: str) -> Response:
    site = preview.order.folders.site.resolve()
    file = (site / path.lstrip("/")).resolve()
    if not file.is_relative_to(site):
        return PlainTextResponse("no such page", 404)
    if file.is_dir():
        file = file / "index.html"
    if not file.is_file():
        if not (site / "index.html").is_file():
            text = "\n\n".join(preview.problems) or "nothing is built yet"
            return HTMLResponse(
                f"<!doctype html><title>Dossier</title><pre>{html.escape(text)}</pre>"
                f'<script src="{LIVE}" defer></script>',
                503,
                headers=_FRESH,
            )
        return PlainTextResponse("no such page", 404, headers=_FRESH)
    if file.suffix == ".html":
        data = file.read_bytes()
        script = f'<script src="{LIVE}" defer></script>'.encode()
        return HTMLResponse(data.replace(b"</head>", script + b"</head>", 1), headers=_FRESH)
    return FileResponse(file, headers=_FRESH)


async def _stream(preview: Preview, request: Request) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    news = asyncio.Event()

    def tell() -> None:
        loop.call_soon_threadsafe(news.set)

    stop = preview.listen(tell)
    try:
        while not await request.is_disconnected():
            yield f"data: {preview.state}\n\n"
            try:
                await asyncio.wait_for(news.wait(), 5)
            except TimeoutError:
                pass
            news.clear()
    finally:
        stop()


def serve(order: Order, port: int) -> None:
    """Build and serve on loopback until interrupted."""
    preview = Preview(order)
    preview.rebuild(trusted=False)
    observer = Observer()
    folders = order.folders
    for folder in (folders.content, *folders.template_folders):
        if folder.is_dir():
            observer.schedule(_Watcher(preview.saved), str(folder), recursive=True)
    worker = threading.Thread(target=preview.work, daemon=True)

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        observer.start()
        worker.start()
        yield
        preview.stop()
        observer.stop()

    app = application(preview)
    app.router.lifespan_context = running
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    click.echo(f"Serving on http://127.0.0.1:{socket.getsockname()[1]}/ (Ctrl+C ends it)", err=True)
    try:
        server.run(sockets=[socket])
    except KeyboardInterrupt:
        pass
    finally:
        preview.stop()
        worker.join(timeout=30)
