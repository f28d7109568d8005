"""Only plain digits are the number of a row."""

import pytest

from leadline.core.numbers import number_in


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("17", 17), ("9" * 18, 10**18 - 1)])
def test_digits_are_a_number(text: str, number: int) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1e3", " 7", "²", "٣", "9" * 19, "x"])
def test_nothing_else_is(text: str) -> None:
    assert number_in(text) is None
