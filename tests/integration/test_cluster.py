"""`--scheduler`: read and rendered by a cluster's workers, the site is the same."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster

from builder.archive.ledger import pages_by_id
from builder.archive.readers import open_reader
from builder.build import Order, build
from builder.cluster import Cluster
from builder.folders import Folders
from builder.problems import MachineError
from builder.publish import under_way
from builder.render import render_batch
from builder.workers import Workers

from ..benchmarks.corpus import Corpus
from ..conftest import REPOSITORY, Dossier, snapshot, write_files
from .holding import held, wait_for_pages
from .previewing import wait_for

GOES_ON = "made is kept, and the next build goes on from there"

HASTE = """
import builder.batches, builder.cluster
builder.cluster.PATIENCE = builder.cluster.AWAITED = 1
builder.batches.BATCH = 5
"""
"""For tests alone: little is waited for, and a worker hands back few pages at a time."""


@contextmanager
def cluster(folder: Path) -> Iterator[Any]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
        local_directory=str(folder / "dask"),
    ) as found:  # fmt: skip
        yield found


def in_haste(folder: Path) -> dict[str, str]:
    write_files(folder / "haste", {"sitecustomize.py": HASTE})
    return {"PYTHONPATH": f"{folder / 'haste'}{os.pathsep}{REPOSITORY}"}


@contextmanager
def scheduler() -> Iterator[str]:
    """A scheduler without workers; its address."""
    with LocalCluster(n_workers=0, dashboard_address=None) as empty:
        yield empty.scheduler_address


@contextmanager
def elsewhere(path: Path, program: str, *arguments: str) -> Iterator[None]:
    """A program of the cluster's that finds its modules in this folder first."""
    with subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{program}", *arguments],
        cwd=path, env={**os.environ, "PYTHONPATH": str(path)}, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            yield
        finally:
            process.kill()


@contextmanager
def worker_elsewhere(address: str, path: Path) -> Iterator[None]:
    with (
        elsewhere(path, "dask_worker", address, "--no-nanny", "--no-dashboard"),
        Client(address, set_as_default=False) as client,
    ):
        client.wait_for_workers(1, timeout=60)
        yield


@contextmanager
def scheduler_elsewhere(path: Path) -> Iterator[str]:
    file = path / "scheduler.json"
    with elsewhere(
        path, "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
        "--scheduler-file", str(file),
    ):  # fmt: skip
        yield wait_for(lambda: written_address(file), "the scheduler's file")


def written_address(file: Path) -> str:
    """The address that a scheduler wrote; empty as long as it writes, or has not begun."""
    try:
        return str(json.loads(file.read_bytes())["address"])
    except (FileNotFoundError, json.JSONDecodeError):
        return ""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive, and its site as it is built without a cluster."""
    root = tmp_path_factory.mktemp("built")
    Corpus(70, 20).write(root)
    build(
        Order(Folders(root / "content", root / "none", root / "site", root / "cache"), search=False)
    )
    return root


@pytest.fixture
def archive(built: Path, tmp_path: Path) -> Path:
    (tmp_path / "content").symlink_to(built / "content")
    return tmp_path


def assert_same_site(archive: Path, built: Path) -> None:
    ours, theirs = snapshot(archive / "site"), snapshot(built / "site")
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []


def test_a_site_built_by_two_workers_is_that_built_here(
    archive: Path, built: Path, dossier: Dossier
) -> None:
    with cluster(archive) as workers:
        done = dossier("build", "--no-search", "--scheduler", workers.scheduler_address)
    assert done.returncode == 0, done.stderr
    assert_same_site(archive, built)
    assert not (archive / ".dossier" / "copy.sqlite").exists()


def lose_workers(workers: Any, process: subprocess.Popen[str]) -> None:
    workers.scale(0)


def lose_the_scheduler(workers: Any, process: subprocess.Popen[str]) -> None:
    workers.close()


def interrupt(workers: Any, process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGINT)


@pytest.mark.parametrize(
    ("trouble", "code", "said"),
    [
        (lose_workers, 3, GOES_ON),
        (lose_the_scheduler, 3, GOES_ON),
        (interrupt, 130, "stopped"),
    ],
    ids=["no worker is left", "the scheduler is gone", "Ctrl+C"],
)
def test_the_next_build_goes_on_where_the_cluster_was_lost(
    archive: Path,
    built: Path,
    dossier: Dossier,
    trouble: Callable[[Any, subprocess.Popen[str]], None],
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with ExitStack() as stack, held(archive, after=8) as env:
        with monkeypatch.context() as patch:
            for name, value in env.items():
                patch.setenv(name, value)
            workers = stack.enter_context(cluster(archive))
        process = subprocess.Popen(
            [
                sys.executable, "-m", "builder", "build", "--no-search", "--quiet",
                "--scheduler", workers.scheduler_address,
            ],
            cwd=archive, env={**os.environ, **in_haste(archive)}, text=True,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        wait_for_pages(archive / "site", 2 * 8)
        trouble(workers, process)
        _, stderr = process.communicate(timeout=100)
    assert process.returncode == code, stderr
    assert stderr.endswith(f"{said}\n") and stderr.strip().count("\n") == 0
    done = dossier("build", "--no-search", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert_same_site(archive, built)


def test_a_worker_that_runs_another_version_is_told_of(archive: Path, dossier: Dossier) -> None:
    old = archive / "old"
    shutil.copytree(REPOSITORY / "builder", old / "builder")
    shutil.copytree(REPOSITORY / "templates", old / "templates")
    with (old / "builder" / "text.py").open("a", encoding="utf-8") as file:
        file.write("# as it was\n")
    with scheduler() as address, worker_elsewhere(address, old):
        done = dossier("build", "--no-search", "--scheduler", address)
    assert done.returncode == 3
    assert "has not this version of the program" in done.stderr
    assert not (archive / "site").exists()


@pytest.mark.parametrize("who", ["scheduler", "worker"])
def test_who_has_not_the_program_is_told_of(archive: Path, dossier: Dossier, who: str) -> None:
    none = archive / "none"
    write_files(none, {"builder/__init__.py": "raise ModuleNotFoundError\n"})
    if who == "worker":
        with scheduler() as address, worker_elsewhere(address, none):
            done = dossier("build", "--no-search", "--scheduler", address)
    else:
        with scheduler_elsewhere(none) as address, worker_elsewhere(address, REPOSITORY):
            done = dossier("build", "--no-search", "--scheduler", address)
    assert done.returncode == 3
    assert f"the {who} tcp://" in done.stderr
    assert "has not this version of the program" in done.stderr


def test_a_worker_that_does_not_see_the_folders_is_told_of(tmp_path: Path) -> None:
    with LocalCluster(n_workers=1, processes=False, dashboard_address=None) as workers:
        shared = [tmp_path / "here"]
        with Workers(scheduler=workers.scheduler_address, shared=shared) as pool:
            with pytest.raises(MachineError, match=f"finds no {shared[0]}: workers are to share"):
                list(pool.map(len, [("abc",)]))
            shared[0].touch()
            assert list(pool.map(len, [("abc",)])) == [3]


def test_a_worker_writes_no_page_for_a_build_that_has_ended(archive: Path, built: Path) -> None:
    folders = Folders(built / "content", built / "none", archive / "site", built / "cache")
    connection = open_reader(built / "cache")
    pages = pages_by_id(connection, [1, 2])
    connection.close()
    with under_way(archive / "site", "one") as sign:
        assert len(render_batch(folders, "one", pages[:1], None, sign).pages) == 1
        with pytest.raises(MachineError, match="has ended"):
            render_batch(folders, "another", pages[1:], None, sign)
    with pytest.raises(MachineError, match="has ended"):
        render_batch(folders, "one", pages[1:], None, sign)
    assert not (archive / "site" / pages[1].path).exists()


def test_a_scheduler_without_workers_is_told_of(archive: Path, dossier: Dossier) -> None:
    with scheduler() as address:
        done = dossier("build", "--no-search", "--scheduler", address)
    assert done.returncode == 3
    assert f"has no workers: start `dask worker {address}`" in done.stderr


def test_a_scheduler_that_nobody_reaches_is_told(archive: Path, dossier: Dossier) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    done = dossier("build", "--no-search", "--scheduler", address, env=in_haste(archive))
    assert done.returncode == 3
    assert f"the scheduler {address} does not answer" in done.stderr
    assert not (archive / "site").exists()


TLS = "DASK_DISTRIBUTED__COMM__TLS"


@pytest.mark.parametrize(
    ("address", "env", "said"),
    [
        ("tls://127.0.0.1:1", {}, "asks for certificates: name ca-file, client.cert"),
        (
            "tls://127.0.0.1:1",
            {f"{TLS}__CA_FILE": "/no/ca.pem", f"{TLS}__CLIENT__CERT": "/no/cert.pem"},
            "cannot be read: [Errno 2] No such file or directory",
        ),
        (
            "tcp://127.0.0.1:1",
            {"DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "true"},
            "Dask is set to encrypt all here",
        ),
    ],
    ids=["no certificates", "certificates that are not there", "encryption that is required"],
)
def test_certificates_that_are_missing_are_told_of_before_anybody_is_asked(
    archive: Path, dossier: Dossier, address: str, env: dict[str, str], said: str
) -> None:
    done = dossier("build", "--no-search", "--scheduler", address, env=env)
    assert done.returncode == 3
    assert done.stderr.startswith("dossier: the ") and done.stderr.count("\n") == 1
    assert address in done.stderr and said in done.stderr
    assert not (archive / "site").exists()


def test_no_log_of_the_clusters_tells_in_fifty_lines_what_a_line_tells() -> None:
    with LocalCluster(n_workers=1, processes=False, dashboard_address=None) as workers:
        Cluster(workers.scheduler_address, []).close()
    for logger in ("distributed.client", "tornado.application", "asyncio"):
        assert not logging.getLogger(logger).isEnabledFor(logging.ERROR)


@pytest.mark.parametrize(
    "address",
    ["", "nonsense", "http://127.0.0.1:8786", "tcp://127.0.0.1", "127.0.0.1:99999", "a..b:8786"],
)
def test_what_is_no_address_is_told_at_once(dossier: Dossier, address: str) -> None:
    done = dossier("build", "--scheduler", address)
    assert done.returncode == 2
    assert f"“{address}” is no address of a scheduler" in done.stderr


def test_without_the_extra_it_is_told_which(archive: Path, dossier: Dossier) -> None:
    (archive / "none" / "distributed.py").parent.mkdir()
    (archive / "none" / "distributed.py").write_text("raise ImportError\n", encoding="utf-8")
    path = f"{archive / 'none'}{os.pathsep}{REPOSITORY}"
    done = dossier(
        "build", "--no-search", "--scheduler", "tcp://127.0.0.1:1", env={"PYTHONPATH": path}
    )
    assert done.returncode == 3
    assert "dossier-archive[cluster]" in done.stderr
