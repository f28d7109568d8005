"""One slip and no more, in the alphabet of the word."""

import pytest

from leadline.search.slips import alphabet_of, one_slip_away


@pytest.mark.parametrize(
    ("typed", "meant", "is_one"),
    [
        ("muler", "muller", True),
        ("mulller", "muller", True),
        ("mullar", "muller", True),
        ("mulelr", "muller", True),
        ("umller", "muller", True),
        ("mullre", "muller", True),
        ("muller", "muller", False),
        ("mular", "muller", False),
        ("ана", "анна", True),
        ("анма", "анна", True),
        ("אבג", "אבד", True),
        ("anna1", "anna", True),
        ("12", "13", False),
    ],
)
def test_one_slip(typed: str, meant: str, is_one: bool) -> None:
    assert (meant in one_slip_away(typed)) is is_one


def test_there_are_a_few_hundred() -> None:
    assert len(one_slip_away("takahashi")) < 600
    assert alphabet_of("李娜") == ""
    assert one_slip_away("李娜") == {"李", "娜", "娜李"}
