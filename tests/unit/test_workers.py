"""Work in several processes ends as soon as nobody wants it."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
import time

from builder.workers import Workers, is_given_up

from ..conftest import REPOSITORY

WORKING = """
import operator, time
from builder.workers import Workers

if __name__ == "__main__":
    with Workers(2) as workers:
        print(list(workers.map(operator.add, [(1, 1), (2, 2)])), flush=True)
        time.sleep(60)
"""


def double(number: int) -> int:
    return 2 * number


def go_on(number: int) -> int:
    """Work until it is given up."""
    end = time.monotonic() + 60
    while not is_given_up():
        if time.monotonic() > end:
            raise AssertionError("nobody said that it was given up")
        time.sleep(0.001)
    return number


def blocked(_number: int) -> set[int]:
    """The signals that never reach this process."""
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, ()))


def test_ctrl_c_reaches_no_process_that_has_not_yet_begun() -> None:
    with Workers(2) as workers:
        assert all(signal.SIGINT in found for found in workers.map(blocked, [(1,), (2,)]))
    assert signal.SIGINT not in blocked(0)


def test_results_come_in_the_order_of_the_calls() -> None:
    calls = [(number,) for number in range(20)]
    with Workers(2) as workers:
        assert list(workers.map(double, calls, lambda: False)) == list(range(0, 40, 2))


def test_what_runs_ends_when_it_is_cancelled() -> None:
    asked = itertools.count()
    with Workers(2) as workers:
        calls = [(number,) for number in range(20)]
        assert list(workers.map(go_on, calls, lambda: next(asked) > 2)) == []


def test_no_process_outlives_a_build_that_is_killed() -> None:
    command = [sys.executable, "-c", WORKING]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == b"[2, 4]\n"
        build.kill()
        # The output ends with the last process that could write to it.
        rest, _ = build.communicate(timeout=30)
    assert rest == b""
