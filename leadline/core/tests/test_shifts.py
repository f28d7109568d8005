from datetime import timedelta

import pytest

from leadline.core.shifts import Shift, Shifts, parse_shifts, refuse_overlap, work_in


@pytest.mark.parametrize(
    ("text", "shifts", "hours"),
    [
        ("", (), 0),
        ("09:00–17:30", (Shift(540, 1050),), 8.5),
        ("13:00 - 17:30,09:00-12:00", (Shift(540, 720), Shift(780, 1050)), 7.5),
        ("22:00–06:00", (Shift(1320, 1800),), 8),
        ("00:00–24:00", (Shift(0, 1440),), 24),
    ],
)
def test_hours_are_read(text: str, shifts: Shifts, hours: float) -> None:
    assert parse_shifts(text) == shifts
    assert work_in(shifts) == timedelta(hours=hours)
    assert parse_shifts(", ".join(map(str, shifts))) == shifts


@pytest.mark.parametrize(
    "text", ["9-17", "09:00", "09:00–25:00", "09:00–09:00", "09:60–10:00", "24:00–06:00", "closed"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write them as 09:00–17:30"):
        parse_shifts(text)


def test_shifts_may_touch_but_not_overlap() -> None:
    assert len(parse_shifts("09:00–12:00, 12:00–17:00")) == 2
    with pytest.raises(ValueError, match="09:00–12:30 overlaps the shift that begins at 12:00"):
        parse_shifts("09:00–12:30, 12:00–17:00")
    night = parse_shifts("22:00–06:00")
    refuse_overlap(night, parse_shifts("06:00–14:00"))
    with pytest.raises(ValueError, match="22:00–06:00 overlaps the shift that begins at 05:59"):
        refuse_overlap(night, parse_shifts("05:59–14:00"))


def test_a_shift_begins_on_its_day_and_ends_within_a_day_of_that() -> None:
    for opens, closes in ((-1, 60), (1440, 1500), (60, 60), (60, 1501)):
        with pytest.raises(ValueError, match="within 24 hours"):
            Shift(opens, closes)
