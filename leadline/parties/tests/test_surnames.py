"""Surnames have one character or two, and are read their own way."""

import pytest

from leadline.parties.normalise.surnames import COMPOUND, READINGS, SINGLE, family_length


@pytest.mark.parametrize(
    ("name", "length"),
    [
        ("王芳", 1),
        ("欧阳娜娜", 2),
        ("欧阳", 1),
        ("司马光", 2),
        ("张王小明", 2),
        ("丂丂", 0),
        ("", 0),
    ],
)
def test_how_long_a_surname_is(name: str, length: int) -> None:
    assert family_length(name) == length


def test_the_tables_hold_together() -> None:
    assert {len(name) for name in COMPOUND} == {2}
    assert {len(name) for name in SINGLE} == {1}
    assert all(reading.isascii() and reading.islower() for reading in READINGS.values())
