"""Ours, Hugo and Pelican on the same articles, one after the other in each round.

    python -m tests.benchmarks.compare [--articles 1000] [--words 120] [--rounds 3]
        [--without Pelican] [FOLDER]

prints, as a table of Markdown, the median seconds of each and the ratio to Hugo's: from
nothing, with nothing changed, with one article edited; the peak of memory of all processes
together; and the floor, how long it takes to write the same files once more, with nothing to
find out or to decide. What the others need is the extra `bench` of pyproject.toml.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

import psutil

from .corpus import Corpus
from .peers import Peer, write_hugo, write_ours, write_pelican

EVERY: Final = 0.05
"""Seconds between two looks at the memory of a program."""


class Measured(NamedTuple):
    """One run: seconds on the clock, and bytes of its own memory at the peak."""

    seconds: float
    memory: int


def run(peer: Peer) -> Measured:
    """Run a program once; raises CalledProcessError where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        peer.command,
        cwd=Path(__file__).parents[2],
        # As for whoever installs the programs: Python keeps what it compiled.
        env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    peak = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        whole = psutil.Process(process.pid)
        while not done.wait(EVERY):
            try:
                family = [whole, *whole.children(recursive=True)]
                # Pages that several processes share count once: `uss` is what is one's own.
                peak = max(peak, sum(one.memory_full_info().uss for one in family))
            except psutil.Error:
                continue

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, said = process.communicate()
    seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, peer.command, stderr=said)
    return Measured(seconds, peak)


def forget(peer: Peer) -> None:
    """Have the next run start from nothing. Old output is moved aside: deleting it would slow
    down what follows.
    """
    for folder in (peer.output, peer.folder / "cache", peer.folder / "resources"):
        if folder.exists():
            folder.rename(folder.with_name(f"{folder.name}-{time.monotonic_ns()}"))


def write_again(peer: Peer) -> tuple[int, int, float]:
    """Write the files of an output into a fresh folder, in as many processes as there are
    cores: how many they are, their bytes, and the seconds it takes.
    """
    files = sorted(path for path in peer.output.rglob("*") if path.is_file())
    fresh = peer.output.with_name(f"{peer.output.name}-{time.monotonic_ns()}")
    shares = os.cpu_count() or 1
    each = -(-len(files) // shares)
    size = sum(path.stat().st_size for path in files)
    with ProcessPoolExecutor(shares) as pool:
        list(pool.map(str, range(shares)))  # the processes are there before the clock starts
        start = time.perf_counter()
        parts = [files[at : at + each] for at in range(0, len(files), each)]
        list(pool.map(_copy, parts, [peer.output] * len(parts), [fresh] * len(parts)))
        seconds = time.perf_counter() - start
    return len(files), size, seconds


def _copy(files: Sequence[Path], folder: Path, fresh: Path) -> None:
    for path in files:
        into = fresh / path.relative_to(folder)
        into.parent.mkdir(parents=True, exist_ok=True)
        into.write_bytes(path.read_bytes())


def edit(peer: Peer, round: int) -> None:
    """A sentence more in an article of the middle."""
    with peer.articles[len(peer.articles) // 2].open("a", encoding="utf-8") as file:
        file.write(f"\nUne phrase de plus, {round}.\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--words", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--related", action="store_true", help="Hugo with related articles, too")
    parser.add_argument("--without", action="append", default=[], metavar="NAME",
                        help="leave a program out: Pelican takes the longest")  # fmt: skip
    arguments = parser.parse_args()
    root = arguments.folder or Path(tempfile.mkdtemp(prefix="dossier-compare-"))
    corpus = Corpus(arguments.articles, arguments.words)
    peers = [
        write_hugo(corpus, root / "hugo", related=False), write_ours(corpus, root / "ours"),
        write_pelican(corpus, root / "pelican"),
    ]  # fmt: skip
    if arguments.related:
        peers.append(write_hugo(corpus, root / "hugo-related", related=True))
    peers = [peer for peer in peers if peer.name not in arguments.without]
    times: dict[tuple[str, str], list[Measured]] = {}
    floors: dict[str, list[tuple[int, int, float]]] = {}
    for number in range(arguments.rounds):
        for peer in peers:
            forget(peer)
            times.setdefault((peer.name, "cold"), []).append(run(peer))
            floors.setdefault(peer.name, []).append(write_again(peer))
            times.setdefault((peer.name, "nothing changed"), []).append(run(peer))
            edit(peer, number)
            times.setdefault((peer.name, "one edit"), []).append(run(peer))
    stages = ("cold", "nothing changed", "one edit")
    print(f"\n{arguments.articles} articles of {arguments.words} words, {os.cpu_count()} cores,"
          f" median of {arguments.rounds} rounds\n")  # fmt: skip
    print(
        "| | "
        + " | ".join(f"{stage}, s (of Hugo's)" for stage in stages)
        + " | peak memory, MB | floor: writing the same files |"
    )
    print("| --- " * (len(stages) + 3) + "|")
    for peer in peers:
        cells = []
        for stage in stages:
            own = statistics.median(m.seconds for m in times[peer.name, stage])
            hugo = statistics.median(m.seconds for m in times["Hugo", stage])
            cells.append(f"{own:.2f} ({own / hugo:.2f})")
        memory = max(m.memory for m in times[peer.name, "cold"]) / 1e6
        files, size, _ = floors[peer.name][0]
        floor = statistics.median(seconds for *_, seconds in floors[peer.name])
        print(f"| {peer.name} | " + " | ".join(cells) + f" | {memory:.0f} |"
              f" {floor:.2f} s, {files} files, {size / 1e6:.0f} MB |")  # fmt: skip
    if not arguments.folder:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
