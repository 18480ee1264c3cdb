"""What all tests share: folders, archives made on the spot, the program as a command, the order."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).resolve().parent.parent
TESTS = REPOSITORY / "tests"
ARCHIVES = TESTS / "archives"

# --- the same on every machine -------------------------------------------------------------

# A time limit for one example says more about the machine than about the program. On a server
# the same examples every time: a failure there can be run again here.
settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True,
    stateful_step_count=10,
)  # fmt: skip
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.register_profile(
    "thorough", settings.get_profile("default"), max_examples=2000, stateful_step_count=30
)
settings.load_profile("ci" if os.environ.get("CI") else "default")

_OF_THE_PERSON = ("LANGUAGE", "LC_MESSAGES", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "COLUMNS")


def pytest_configure() -> None:
    """Messages in English, without colour, whoever runs the tests and in whatever terminal."""
    for name in _OF_THE_PERSON:
        os.environ.pop(name, None)
    # Started in the background, a shell has its programs ignore Ctrl+C, and so would ours.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.update(LANG="C.UTF-8", LC_ALL="C.UTF-8", NO_COLOR="1", TERM="dumb")
    # What runs in the background of a shell ignores Ctrl+C, and so would all that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--write-expected`: write down anew what tests compare with; then read the difference."""
    parser.addoption("--write-expected", action="store_true", help="write what is expected anew")


Expected = Callable[[Path, str], None]


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Expected:
    """Compares a text with a file: `expected(path, text)`; or writes it (`--write-expected`)."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--write-expected"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_bytes().decode()

    return compare


_ORDER = ("unit", "properties", "integration", "browser")


def _folder(item: pytest.Item) -> str:
    """The folder of `tests/` that a test is in: "unit", "browser", or "" for none."""
    path = item.path
    return path.relative_to(TESTS).parts[0] if path.is_relative_to(TESTS) else ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first; all in `tests/browser` are marked as needing a browser."""
    for item in items:
        if _folder(item) == "browser":
            item.add_marker(pytest.mark.browser)
    rank = {folder: place for place, folder in enumerate(_ORDER)}
    items.sort(key=lambda item: rank.get(_folder(item), 1))


_LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """No test, and nothing that runs in its process, connects to another host."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(
            _LOOPBACK
        ):
            raise OSError(f"a test tried to connect to {address!r}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


# --- folders -------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def invalid_archives() -> Path:
    """The folder of archives that must not build, one folder each."""
    return ARCHIVES / "invalid"


@pytest.fixture
def golden_archive(tmp_path: Path) -> Path:
    """A copy of the golden archive's content folder, to be edited at will."""
    return Path(shutil.copytree(ARCHIVES / "golden", tmp_path / "content"))


@pytest.fixture
def sample_archive(tmp_path: Path) -> Path:
    """A copy of the sample archive in `content/`, to be edited at will."""
    return Path(shutil.copytree(REPOSITORY / "content", tmp_path / "content"))


# --- archives made on the spot ---------------------------------------------------------------

MINIMAL = 'format = 1\ntitle = "Essai"\n'


class MakeArchive(Protocol):
    """Makes a content folder of files by path; see `make_archive`."""

    def __call__(self, files: Mapping[str, str | bytes], /, folder: str = ...) -> Path: ...


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below `folder`. Texts are written as they are: UTF-8, their own line ends."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)


@pytest.fixture
def make_archive(tmp_path: Path) -> MakeArchive:
    """Makes a content folder: `make_archive({"articles/a.md": "---\\ntitle: …"})`.

    An `archive.toml` with a format and a title is there unless one is given.
    """

    def make(files: Mapping[str, str | bytes], /, folder: str = "content") -> Path:
        content = tmp_path / folder
        write_files(content, {"archive.toml": MINIMAL, **files})
        return content

    return make


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its path with `/`: what two builds are compared by."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that all processes of a run share, to be read only: the first to want it makes it."""
    base = factory.getbasetemp()
    # Where there are several processes, each has a folder of its own in the run's.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, made = shared / f"once-{name}", shared / f"once-{name}.made"
    with (shared / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)  # what another began and failed to make
            folder.mkdir()
            make(folder)
            made.touch()
    return folder


# --- the program as a command ----------------------------------------------------------------

Dossier = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    """Runs the program as a person would: `dossier("build", "--content", content)`.

    In a folder of its own and without a terminal; `cwd=`, `stdin=` and `env=` (added to the
    environment) where a test needs them. Both streams are text; the exit code is for the test.
    """

    def run(
        *arguments: str | Path,
        cwd: Path = tmp_path,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        timeout: float = 120,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "builder", *map(str, arguments)],
            cwd=cwd,
            input=stdin,
            env={**os.environ, **(env or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )

    return run
