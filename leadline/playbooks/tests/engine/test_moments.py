"""When moments come: around dates, holidays and terms, in the zone, in working time."""

from datetime import UTC, date, datetime

import pytest

from leadline.conditions.context import Context
from leadline.core.durations import Duration, Unit, parse_duration
from leadline.playbooks.definition import Moment, MomentKind
from leadline.playbooks.engine.decision import Surroundings
from leadline.playbooks.engine.moments import moment_in, times
from leadline.playbooks.reader.phrases import moment_from
from leadline.playbooks.tests.desk import HOURS, LONDON, MONDAY

FESTIVAL = ((date(2026, 2, 17), date(2026, 2, 23)), (date(2027, 2, 6), date(2027, 2, 12)))
AROUND = Surroundings(
    MONDAY, LONDON, "deal:1", lambda _: HOURS, Context(MONDAY, LONDON),
    holidays=lambda name: FESTIVAL if name == "Spring Festival" else (),
    presets={"first visit": Duration(2, Unit.MONTH)},
)  # fmt: skip
VALUES = {
    "shipped": datetime(2025, 12, 31, 15, tzinfo=UTC),
    "due day": date(2026, 3, 29),  # London's clocks go forward at 01:00 on this day
    "service starts": date(2026, 1, 1),
    "service ends": date(2029, 1, 1),
}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def found(text: str, since: datetime = EPOCH) -> list[tuple[str, datetime]]:
    return list(times(moment_from(text), VALUES, since, AROUND, HOURS))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("at shipped", datetime(2025, 12, 31, 15, tzinfo=UTC)),
        ("2 months after shipped", datetime(2026, 2, 28, 15, tzinfo=UTC)),
        ("2 working hours after shipped", datetime(2025, 12, 31, 17, tzinfo=UTC)),
        ("at due day", datetime(2026, 3, 29, 8, tzinfo=UTC)),  # in the morning, summer time
        ("3 days before due day", datetime(2026, 3, 26, 9, tzinfo=UTC)),
        ("at end of due day", datetime(2026, 3, 29, 23, tzinfo=UTC)),
        ("middle of service term", datetime(2027, 7, 3, 8, tzinfo=UTC)),
        ("preset first visit after service starts", datetime(2026, 3, 1, 9, tzinfo=UTC)),
    ],
)
def test_a_moment_that_comes_once(text: str, when: datetime) -> None:
    assert found(text) == [("", when)]


@pytest.mark.parametrize(
    "text",
    ["at nothing", "middle of other term", "at end of nothing",
     "preset unknown after shipped", "every 1 day from nothing"],
)  # fmt: skip
def test_what_hangs_on_an_unknown_date_does_not_come(text: str) -> None:
    assert found(text) == []


def test_holidays_come_every_year_and_are_known_by_it() -> None:
    assert found("7 days before each Spring Festival") == [
        ("2026", datetime(2026, 2, 10, 9, tzinfo=UTC)),
        ("2027", datetime(2027, 1, 30, 9, tzinfo=UTC)),
    ]
    after = found("1 working day after each Spring Festival", datetime(2026, 3, 1, tzinfo=UTC))
    assert after == [("2027", datetime(2027, 2, 15, 9, tzinfo=UTC))]


def test_repetitions_go_on_from_any_day_without_stepping_through_all() -> None:
    far = datetime(2055, 6, 15, tzinfo=UTC)
    assert found("every 1 month from shipped", far) == [
        ("354", datetime(2055, 6, 30, 14, tzinfo=UTC)),
        ("355", datetime(2055, 7, 31, 14, tzinfo=UTC)),
    ]
    minutely = Moment(MomentKind.EVERY, "shipped", parse_duration("1 minute"))
    assert next(times(minutely, VALUES, far, AROUND, HOURS))[1] == far


def test_a_value_that_is_no_date_is_no_moment() -> None:
    assert moment_in("soon", AROUND) is None
    assert moment_in(datetime(2026, 1, 1), AROUND) is None
