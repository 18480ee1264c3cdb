"""A real Chromium: pages that fail their test when they misbehave, and pictures of them.

A page that a test opens is *watched*: an error in its console, an exception in its script, or a
request to another host fails the test, whatever else the test asserts.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    expect,
    sync_playwright,
)

from tests.conftest import REPOSITORY, made_once

# --- the browser -----------------------------------------------------------------------------

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# What a browser for people has and no test looks at costs more than the pages themselves: for
# each window two hidden pages below the address bar, and for each page a process to spare. Of
# several such flags the last one counts, so those that Playwright wants off are told again.
_UNWANTED = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    # And ours.
    "SpareRendererForSitePerProcess",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
)

FLAGS = (
    f"--disable-features={','.join(_UNWANTED)}",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Nothing else can be reached, even where a page tries: `Watch` then tells of it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    # The same letters in the same places on every machine.
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium to test with: `DOSSIER_CHROMIUM`, or the first that PATH has."""
    found = os.environ.get("DOSSIER_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("no Chromium: set DOSSIER_CHROMIUM, or run tests/run, which finds one")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests; each page has a context (cookies, storage) of its own."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium,
            args=list(FLAGS),
            # Root has no sandbox, nor have many containers; only our own pages are opened.
            chromium_sandbox=False,
        )
        yield launched
        launched.close()


PATIENCE = 30_000.0
"""Milliseconds after which something that should have happened has not; the machine may be busy."""

expect.set_options(timeout=PATIENCE)

# --- pages that are watched ------------------------------------------------------------------

_OURS = frozenset({"127.0.0.1", "::1", "localhost"})
_LOCAL_SCHEMES = frozenset({"file", "data", "blob", "about"})
_Watches = pytest.StashKey[list["Watch"]]()


def stays_home(url: str) -> bool:
    """Whether an address is of this machine."""
    parts = urlsplit(url)
    return parts.scheme in _LOCAL_SCHEMES or parts.hostname in _OURS


@dataclass
class Watch:
    """What went wrong on the pages of one context."""

    complaints: list[str] = field(default_factory=list)
    allowed: list[re.Pattern[str]] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Complaints in which this is found are expected: a test of what happens to a 404, say."""
        self.allowed.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        """The complaints that no one expected."""
        return [c for c in self.complaints if not any(p.search(c) for p in self.allowed)]

    def settle(self) -> None:
        """Hear what was said until now: one question to the browser, and its answer."""
        for context in self.contexts:
            with contextlib.suppress(Error):  # the test has closed it
                context.cookies()

    def attach(self, context: BrowserContext) -> None:
        """Listen to every page of a context, those it opens itself too."""
        self.contexts.append(context)
        context.on("console", self._console)
        context.on("weberror", lambda e: self.complaints.append(f"exception: {e.error}"))
        context.on("request", lambda request: self._address("request", request.url))
        context.on("page", self._page)

    def _page(self, page: Page) -> None:
        page.on("crash", lambda _: self.complaints.append("the page crashed"))
        page.on("websocket", lambda socket: self._address("web socket", socket.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "assert"):
            where = message.location
            self.complaints.append(
                f"console: {message.text} ({where.get('url')}:{where.get('lineNumber')})"
            )

    def _address(self, what: str, url: str) -> None:
        if not stays_home(url):
            self.complaints.append(f"{what} to another host: {url}")


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """A test whose pages misbehaved has failed, and one that failed tells what they said."""
    try:
        result = yield
    except Exception as error:
        for complaint in _complaints(pyfuncitem):
            error.add_note(complaint)
        raise
    if complaints := _complaints(pyfuncitem):
        pytest.fail("the page misbehaved:\n" + "\n".join(complaints), pytrace=False)
    return result


def _complaints(item: pytest.Function) -> list[str]:
    watches = item.stash.get(_Watches, [])
    for watch in watches:
        watch.settle()
    return [c for watch in watches for c in watch.unexpected()]


class NewPage(Protocol):
    """Opens a watched page; see `new_page`."""

    def __call__(self, **options: Any) -> Page: ...


@pytest.fixture
def watch(request: pytest.FixtureRequest) -> Watch:
    """What the test's pages said; `watch.allow("404")` for what the test expects."""
    watched = Watch()
    request.node.stash.setdefault(_Watches, []).append(watched)
    return watched


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[NewPage]:
    """Opens watched pages with options of one's own, each as another reader.

    `new_page(java_script_enabled=False)`, `new_page(viewport={"width": 360, "height": 740})`,
    `new_page(color_scheme="dark", reduced_motion="reduce", locale="fr-FR")`.
    """

    def make(**options: Any) -> Page:
        settings = {
            "viewport": {"width": 1280, "height": 900},
            "locale": "fr-FR",
            "timezone_id": "Europe/Paris",
            "service_workers": "block",
        }
        context = browser.new_context(**{**settings, **options})
        context.set_default_timeout(PATIENCE)
        watch.attach(context)
        return context.new_page()

    yield make
    for context in watch.contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A watched page, 1280 pixels wide."""
    return new_page()


# --- folders over loopback ---------------------------------------------------------------------

_TYPES = {".js": "text/javascript", ".wasm": "application/wasm", ".svg": "image/svg+xml"}


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder below a prefix, and says nothing of it."""

    prefix = "/"

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        # Not from the machine's own list, which may know none of these.
        return _TYPES.get(os.path.splitext(path)[1]) or super().guess_type(path)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return os.devnull + "/none"
        return super().translate_path("/" + path[len(self.prefix) :])

    def log_message(self, format: str, *args: object) -> None:
        pass


class Serve(Protocol):
    """Serves a folder; see `serve`."""

    def __call__(self, folder: Path, under: str = ...) -> str: ...


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves a folder over loopback; answers its address, which ends in `/`.

    `serve(site)`, or `serve(site, under="/archives/kim/")`: a site must be right under any path.
    """
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path, under: str = "/") -> str:
        handler = type("Handler", (_Quiet,), {"prefix": under})
        server = ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
        )
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}{under}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


# --- the sample archive --------------------------------------------------------------------------


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive as it is built for readers, search and all; to be looked at only."""

    def make(folder: Path) -> None:
        done = subprocess.run(
            [
                sys.executable, "-m", "builder", "build", "--content", str(REPOSITORY / "content"),
                "--templates", str(REPOSITORY / "templates"), "--jobs", "1",
            ],
            cwd=folder, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "sample", make) / "site"


# --- pictures ----------------------------------------------------------------------------------

WIDTHS = {1280: 900, 360: 740}
"""The widths at which pages are looked at, and the height of the window."""

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")

Shoot = Callable[..., list[Path]]


@pytest.fixture
def shoot(tmp_path: Path) -> Shoot:
    """Takes pictures of the page as it stands: light and dark, at 1280 and 360 pixels.

    `shoot(page, "person")` writes `person-light-1280.png` and three more, into
    `DOSSIER_SCREENSHOTS` where that is set, else into the test's own folder.
    """
    folder = Path(os.environ.get("DOSSIER_SCREENSHOTS") or tmp_path / "screenshots")

    def take(page: Page, name: str, full_page: bool = True) -> list[Path]:
        folder.mkdir(parents=True, exist_ok=True)
        before = page.viewport_size
        taken = []
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            for theme in THEMES:
                page.emulate_media(color_scheme=theme)
                picture = folder / f"{name}-{theme}-{width}.png"
                page.screenshot(path=picture, full_page=full_page, animations="disabled")
                taken.append(picture)
        page.emulate_media(color_scheme="null")
        if before is not None:
            page.set_viewport_size(before)
        return taken

    return take
