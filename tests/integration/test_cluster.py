"""`--scheduler`: read and rendered by a cluster's workers, the site is the same."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from distributed import LocalCluster

from ..benchmarks.corpus import Corpus
from ..conftest import REPOSITORY, Dossier, snapshot, write_files


def test_a_site_built_by_two_workers_is_that_built_here(tmp_path: Path, dossier: Dossier) -> None:
    Corpus(110, 40).write(tmp_path)
    here = dossier("build", "--no-search", "--output", "here", "--cache", "one", "--jobs", "1")
    assert here.returncode == 0, here.stderr
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
        local_directory=str(tmp_path / "dask"),
    ) as cluster:  # fmt: skip
        there = dossier(
            "build", "--no-search", "--output", "there", "--cache", "two",
            "--scheduler", cluster.scheduler_address,
        )  # fmt: skip
    assert there.returncode == 0, there.stderr
    ours, theirs = snapshot(tmp_path / "here"), snapshot(tmp_path / "there")
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []


def test_a_scheduler_that_nobody_reaches_is_told(tmp_path: Path, dossier: Dossier) -> None:
    Corpus(70, 20).write(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    # It is waited for ten seconds; one is enough here.
    soon = tmp_path / "soon"
    write_files(soon, {"sitecustomize.py": "import builder.workers as w\nw.PATIENCE = 1\n"})
    path = f"{soon}{os.pathsep}{REPOSITORY}"
    done = dossier("build", "--no-search", "--scheduler", address, env={"PYTHONPATH": path})
    assert done.returncode == 3
    assert f"the scheduler {address} cannot be reached" in done.stderr
    assert not (tmp_path / "site").exists()


def test_without_the_extra_it_is_told_which(tmp_path: Path, dossier: Dossier) -> None:
    Corpus(70, 20).write(tmp_path)
    (tmp_path / "none" / "distributed.py").parent.mkdir()
    (tmp_path / "none" / "distributed.py").write_text("raise ImportError\n", encoding="utf-8")
    path = f"{tmp_path / 'none'}{os.pathsep}{REPOSITORY}"
    done = dossier(
        "build", "--no-search", "--scheduler", "tcp://127.0.0.1:1", env={"PYTHONPATH": path}
    )
    assert done.returncode == 3
    assert "dossier-archive[cluster]" in done.stderr
