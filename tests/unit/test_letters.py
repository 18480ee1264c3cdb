"""Long lists of names are cut by their first letters, and dealt out to the parts once."""

from __future__ import annotations

from builder.pages.shared.letters import LONG, cut_by_letters, dealt_out


def test_each_name_stands_in_the_smallest_part_that_it_begins_with() -> None:
    cut = (("a", True), ("ab", False), ("b", False))
    names = [("Abel", 1), ("Ácido", 2), ("A", 3), ("Bó", 4), ("abc", 5)]
    assert dict(dealt_out(cut, names, 0)) == {
        "ab": (("Abel", 1), ("abc", 5)),
        "ac": (("Ácido", 2),),
        "a": (("A", 3),),
        "b": (("Bó", 4),),
    }


def test_every_name_of_a_long_list_stands_in_one_of_its_parts() -> None:
    names = [
        (f"{first}{second}{number}",)
        for number in range(20)
        for first in "abé"
        for second in "dexyz"
    ]
    parts = cut_by_letters(name for (name,) in names)
    assert len(names) == LONG
    assert parts == ()
    names.append(("—",))
    parts = cut_by_letters(name for (name,) in names)
    listed = dealt_out(parts, names, 0)
    assert {part for part, _ in listed} <= {part for part, _ in parts}
    assert sorted(name for _, inside in listed for name in inside) == sorted(names)
