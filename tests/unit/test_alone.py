"""Turns in a cache folder: one at a time, and each knows whether another was there since."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from builder.alone import Turns


class GaveUp(Exception):
    """Raised by who would have had to wait."""


def give_up(process: str) -> None:
    raise GaveUp(process)


def is_alone(turns: Turns) -> bool:
    with turns.taken(give_up) as alone:
        return alone


def test_a_turn_tells_whether_another_had_one_since(tmp_path: Path) -> None:
    first, second = Turns(tmp_path / "cache"), Turns(tmp_path / "cache")
    assert not is_alone(first), "nobody knows who was there before"
    assert is_alone(first)
    assert not is_alone(second)
    assert not is_alone(first)
    assert is_alone(first)


def test_who_comes_second_waits_and_hears_for_whom(tmp_path: Path) -> None:
    second = Turns(tmp_path)
    first = Turns(tmp_path).taken(give_up)
    heard: list[str] = []

    def let_go(process: str) -> None:
        heard.append(process)
        if len(heard) == 3:
            first.__exit__(None, None, None)

    first.__enter__()
    with pytest.raises(GaveUp, match=r"^\d+$"):
        is_alone(second)
    with second.taken(let_go):
        assert heard == [str(os.getpid())] * 3


def test_a_turn_in_a_folder_that_was_deleted_hinders_nobody(tmp_path: Path) -> None:
    first, second = Turns(tmp_path / "cache"), Turns(tmp_path / "cache")
    with first.taken(give_up):
        shutil.rmtree(tmp_path / "cache")
        assert not is_alone(second)
    assert not is_alone(first)


def test_where_there_can_be_no_turns_nobody_waits(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    assert is_alone(Turns(tmp_path / "cache"))
