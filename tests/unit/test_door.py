"""A door that stays open while the store changes answers as a new one does, and asks less."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from builder.archive.cells import base_cell
from builder.archive.door import Door, question
from builder.archive.families.site import SETTING
from builder.archive.store import create_indexes, open_store

NUMBERS = 4
asked: Counter[str] = Counter()


@question
def is_odd(door: Door, number: int) -> bool:
    """Whether a setting is odd: most changes change nothing of it."""
    asked["is_odd"] += 1
    row = door.one(SETTING, f"n{number % NUMBERS}")
    return bool(row and int(row.value) % 2)


@question
def one_of(door: Door, number: int) -> int:
    """What is read depends on what was read before."""
    asked["one_of"] += 1
    if is_odd(door, number):
        return 10 * is_odd(door, number + 1)
    row = door.one(SETTING, f"n{(number + 2) % NUMBERS}")
    return int(row.value) if row else -1


@question
def all_of(door: Door) -> tuple[int, ...]:
    """What reads questions alone."""
    asked["all_of"] += 1
    return tuple(one_of(door, number) for number in range(NUMBERS))


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    connection = open_store(tmp_path_factory.mktemp("door") / "cache", "test")
    create_indexes(connection)
    yield connection
    connection.close()


def write(connection: Any, number: int, value: int) -> int:
    key = f"n{number}"
    connection.execute("DELETE FROM setting WHERE key = ?", (key,))
    connection.execute("INSERT INTO setting VALUES ('x', ?, ?)", (key, str(value)))
    return base_cell(SETTING.name, (key,))


changes = st.dictionaries(st.integers(0, NUMBERS - 1), st.integers(0, 3), max_size=3)
wishes = st.lists(st.sampled_from(("all_of", "one_of", "is_odd", "setting", "spare")), max_size=5)


@given(st.lists(st.tuples(changes, wishes, st.integers(0, NUMBERS - 1)), max_size=12))
@settings(max_examples=300, deadline=None)
@pytest.mark.parametrize("kept", [0, 60, 100_000])
def test_a_door_that_stays_open_answers_as_a_new_one(
    connection: Any, kept: int, steps: Any
) -> None:
    connection.execute("DELETE FROM setting")
    door = Door(connection, kept)
    for changed, wanted, number in steps:
        door.drop([write(connection, *item) for item in changed.items()])
        for wish in wanted:
            if wish == "spare":
                door.spare()
                continue
            fresh = Door(connection)
            if wish == "setting":
                assert door.ask(SETTING, f"n{number}") == fresh.ask(SETTING, f"n{number}")
                continue
            spec = (f"?{wish}", () if wish == "all_of" else (number,))
            with door.recording() as record:
                assert door.answer(spec) == fresh.answer(spec)
            assert door.hash_of(spec) == fresh.hash_of(spec)
            cell = door.cell_of(spec)
            assert list(record.cells) == [cell]
            assert door.read_within(cell) == fresh.read_within(cell)


@pytest.mark.parametrize("kept", [0, 100_000])
def test_what_no_change_concerns_is_not_worked_out_again(connection: Any, kept: int) -> None:
    connection.execute("DELETE FROM setting")
    door = Door(connection, kept)
    for number in range(NUMBERS):
        write(connection, number, 1)
    assert all_of(door) == (10, 10, 10, 10)
    asked.clear()
    door.drop([write(connection, 2, 3)])
    assert all_of(door) == (10, 10, 10, 10)
    assert asked == {"is_odd": 1}
    door.drop([])
    assert all_of(door) == (10, 10, 10, 10)
    assert asked == {"is_odd": 1}
    door.drop([write(connection, 2, 2)])
    assert all_of(door) == (10, 0, 1, 10)
    assert asked == {"is_odd": 2, "one_of": 2, "all_of": 1}


def test_what_was_named_and_is_not_kept_is_not_remembered(connection: Any) -> None:
    connection.execute("DELETE FROM setting")
    door = Door(connection, 100_000)
    door.ask(SETTING, "n1")
    for _ in range(3):
        door.drop([write(connection, number, 1) for number in range(NUMBERS)])
    assert door._earlier.named == {door.cell_of((SETTING.name, ("n1",)))}
    assert door.ask(SETTING, "n1")[0].value == "1"
    assert not door._earlier.named
