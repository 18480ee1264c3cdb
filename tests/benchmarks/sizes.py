"""A first build of many articles against one of few, on a machine whose speed drifts.

    python -m tests.benchmarks.sizes [--many 100000] [--few 10000] [--words 120] [--turn 30] [FOLDER]

prints how many times longer the first takes. It runs in turns of so many seconds, stopped in
between while one of the few runs from its beginning to its end: whatever slows the machine down
for some minutes slows both. Search is apart. FOLDER is best in memory: a disk would go on writing
for one while the other runs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .corpus import Corpus


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Begin a first build, in a group of processes of its own."""
    for made in ("site", ".dossier"):
        shutil.rmtree(folder / made, ignore_errors=True)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "builder", "build", "--no-search"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def run_whole(folder: Path) -> float:
    """The seconds of a first build."""
    begun = time.perf_counter()
    check(start(folder))
    return time.perf_counter() - begun


def run_in_turns(many: Path, few: Path, turn: float) -> tuple[float, list[float]]:
    """The seconds of the long build, those between its turns apart, and of each short one."""
    begun = time.perf_counter()
    build = start(many)
    seconds = 0.0
    between: list[float] = []
    try:
        while True:
            try:
                build.wait(turn)
            except subprocess.TimeoutExpired:
                os.killpg(build.pid, signal.SIGSTOP)
            seconds += time.perf_counter() - begun
            if build.returncode is not None:
                return seconds, between
            between.append(run_whole(few))
            print(f"{seconds:6.1f} s so far; {between[-1]:5.1f} s", file=sys.stderr)
            begun = time.perf_counter()
            os.killpg(build.pid, signal.SIGCONT)
    finally:
        if build.returncode is None:
            os.killpg(build.pid, signal.SIGKILL)
        check(build)


def check(build: subprocess.Popen[bytes]) -> None:
    """Wait for a build; it must succeed."""
    if build.wait():
        raise SystemExit(f"a build ended with {build.returncode}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--few", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=120)
    parser.add_argument("--turn", type=float, default=30.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        places = []
        for articles in (given.many, given.few):
            place = folder / f"of-{articles}"
            if not (place / "content").exists():
                Corpus(articles, given.words).write(place)
            places.append(place)
        run_whole(places[1])  # what Python compiles, it compiles once
        seconds, between = run_in_turns(places[0], places[1], given.turn)
    mean = statistics.fmean(between)
    print(
        f"{given.many} articles: {seconds:.1f} s; {given.few}, {len(between)} times between:"
        f" {mean:.1f} s ({min(between):.1f} to {max(between):.1f}); {seconds / mean:.2f} times"
    )


if __name__ == "__main__":
    main()
