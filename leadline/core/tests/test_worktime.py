import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline.core.durations import Duration, Unit, parse_duration
from leadline.core.schedules import Schedule, Span, round_the_clock
from leadline.core.shifts import Shift, Shifts, parse_shifts
from leadline.core.tests.minute_by_minute import MINUTE, WINDOW, Minutes
from leadline.core.workdays import NeverOpens, WorkingDays
from leadline.core.worktime import (
    Segment,
    add,
    between,
    closes_at,
    due,
    due_over,
    is_working,
    last_closing,
    next_opening,
    spent_over,
    subtract,
)

PAGE = (Path(__file__).parents[3] / "docs/algorithms/worktime.md").read_text(encoding="utf-8")
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def rows(heading: str) -> list[list[str]]:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def schedule_of(zone: str, days: str, hours: str, holidays: str, extra: str) -> Schedule:
    first, last = (WEEKDAYS.index(day) for day in days.split("–"))
    open_days = range(first, last + 1)
    week = tuple(parse_shifts(hours) if n in open_days else () for n in range(7))
    special = dict(day.split(" ", 1) for day in extra.split("; ") if day)
    return Schedule(
        WorkingDays(
            ZoneInfo(zone),
            week,
            frozenset(date.fromisoformat(day) for day in holidays.split(", ") if day),
            {date.fromisoformat(day): parse_shifts(text) for day, text in special.items()},
        )
    )


SCHEDULES = {row[0]: schedule_of(*row[1:]) for row in rows("Schedules of the vectors")}
LONDON, SHANGHAI, NIGHT = (SCHEDULES[name] for name in ("London", "Shanghai", "Night"))


def moment(text: str, zone: ZoneInfo) -> datetime:
    weekday, day, clock, *utc = text.split()
    wall = datetime.fromisoformat(f"{day} {clock}")
    assert WEEKDAYS[wall.weekday()] == weekday, text
    return wall.replace(tzinfo=UTC if utc else zone).astimezone(UTC)


def spans(kind: str, meanwhile: str, zone: ZoneInfo) -> tuple[Span, ...]:
    found = re.findall(rf"{kind} ([^→,]+) →([^,]*)", meanwhile)
    return tuple(
        (moment(since, zone), moment(until, zone) if until.strip() else None)
        for since, until in found
    )


def segments(schedule: Schedule, start: datetime, meanwhile: str) -> list[Segment]:
    """Each hand-over is told in the times of the first schedule."""
    handed = re.findall(r"(?:^|, )([A-Z][\w ]+) from ([^,]+)", meanwhile)
    schedules = [schedule, *(SCHEDULES[name] for name, _at in handed)]
    starts = [start, *(moment(at, schedule.zone) for _name, at in handed)]
    return list(zip(schedules, starts, [*starts[1:], None], strict=True))


DUE = [*rows("Vectors: due"), *(row[:6] for row in rows("Vectors: promises of two sides"))]


@pytest.mark.parametrize("row", DUE, ids=lambda row: row[0])
def test_published_vectors_due(row: list[str]) -> None:
    _, name, start_text, promise, meanwhile, expected = row
    zone = SCHEDULES[name].zone
    schedule = Schedule(SCHEDULES[name].days, spans("leave", meanwhile, zone))
    start, pauses = moment(start_text, zone), spans("paused", meanwhile, zone)
    parts, length = segments(schedule, start, meanwhile), parse_duration(promise)
    answer = due_over(parts, length, pauses)
    if expected == "none":
        assert answer is None
        return
    assert answer == moment(expected, parts[-1][0].zone)
    if len(parts) == 1:
        assert due(schedule, start, length, pauses) == answer
        assert pauses or add(schedule, start, length) == answer


@pytest.mark.parametrize("row", rows("Vectors: before"), ids=lambda row: row[0])
def test_published_vectors_before(row: list[str]) -> None:
    _, name, end, length, expected = row
    schedule = SCHEDULES[name]
    answer = subtract(schedule, moment(end, schedule.zone), parse_duration(length))
    assert answer == moment(expected, schedule.zone)


@pytest.mark.parametrize("row", rows("Vectors: between"), ids=lambda row: row[0])
def test_published_vectors_between(row: list[str]) -> None:
    _, name, since, until, expected = row
    schedule = SCHEDULES[name]
    answer = between(schedule, moment(since, schedule.zone), moment(until, schedule.zone))
    assert answer == timedelta(hours=float(expected.removesuffix(" hours")))


def test_at_least_thirty_vectors_are_published_and_each_has_a_name() -> None:
    kinds = ("due", "promises of two sides", "before", "between")
    names = [row[0] for kind in kinds for row in rows(f"Vectors: {kind}")]
    assert sorted(names) == sorted(set(names))
    assert len(names) >= 30


ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"]
CHANGES = [date(2026, 3, 5), date(2026, 3, 25), date(2026, 10, 1), date(2026, 10, 21)]


@st.composite
def shifts(draw: st.DrawFn, base: int) -> Shifts:
    edges = draw(st.lists(st.integers(0, 1440), max_size=6, unique=True).map(sorted))
    pairs = [(base + o, base + c) for o, c in zip(edges[::2], edges[1::2], strict=False)]
    return tuple(Shift(opens, closes) for opens, closes in pairs if opens < 1440)


@st.composite
def worlds(draw: st.DrawFn) -> Minutes:
    base, begin = draw(st.integers(0, 1320)), draw(st.sampled_from(CHANGES))
    dates = st.integers(0, 11).map(lambda n: begin + timedelta(days=n))
    week = tuple(draw(shifts(base)) for _ in range(7))
    midnight = datetime(begin.year, begin.month, begin.day, tzinfo=UTC)
    leave = st.tuples(st.integers(0, WINDOW), st.integers(1, 4000)).map(
        lambda pair: (midnight + pair[0] * MINUTE, midnight + (pair[0] + pair[1]) * MINUTE)
    )
    days = WorkingDays(
        ZoneInfo(draw(st.sampled_from(ZONES))),
        week,
        draw(st.frozensets(dates, max_size=3)),
        draw(st.dictionaries(dates, shifts(base), max_size=3)),
    )
    return Minutes(Schedule(days, tuple(draw(st.lists(leave, max_size=3)))), midnight)


def middle() -> st.SearchStrategy[int]:
    return st.integers(WINDOW * 3 // 12, WINDOW * 8 // 12)


@settings(max_examples=60, deadline=None)
@given(worlds(), st.data())
def test_it_agrees_with_counting_every_minute(world: Minutes, data: st.DataObject) -> None:
    schedule = world.schedule
    start, end = sorted([data.draw(middle()), data.draw(middle())])
    at, until = world.moment(start), world.moment(end)
    minutes = world.between(start, end)
    assert between(schedule, at, until) == minutes * MINUTE
    assert is_working(schedule, at) == (start in world.working)
    if minutes:
        assert add(schedule, at, minutes * MINUTE) == world.moment(world.add(start, minutes))
        assert next_opening(schedule, at) == world.moment(world.add(start, 1) - 1)
    closing = closes_at(schedule, at)
    assert (closing is None) == (start not in world.working)
    if closing is not None:
        shut = (n for n in range(start, WINDOW) if n not in world.working)
        assert closing == world.moment(next(shut))


@settings(max_examples=60, deadline=None)
@given(worlds(), st.data())
def test_working_days_agree_with_walking_from_day_to_day(
    world: Minutes, data: st.DataObject
) -> None:
    start = data.draw(st.integers(WINDOW * 2 // 12, WINDOW * 7 // 12))
    days = data.draw(st.integers(1, 3))
    try:
        expected = world.moment(world.add_days(start, days))
    except (StopIteration, IndexError):  # the twelve days end first
        return
    answer = add(world.schedule, world.moment(start), Duration(days, Unit.DAY, working=True))
    assert answer == expected


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)
LENGTHS = st.timedeltas(timedelta(), timedelta(days=90))
ANY_SCHEDULE = st.sampled_from(list(SCHEDULES.values()))
PROMISES = st.one_of(
    LENGTHS, st.builds(Duration, st.integers(0, 40), st.just(Unit.DAY), st.just(True))
)


@settings(deadline=None)
@given(ANY_SCHEDULE, MOMENTS, LENGTHS)
def test_add_between_and_subtract_are_inverse(
    schedule: Schedule, start: datetime, work: timedelta
) -> None:
    end = add(schedule, start, work)
    assert between(schedule, start, end) == work
    assert add(schedule, subtract(schedule, end, work), work) == end


@settings(deadline=None)
@given(ANY_SCHEDULE, MOMENTS, MOMENTS, PROMISES)
def test_a_later_promise_is_never_due_earlier(
    schedule: Schedule, one: datetime, other: datetime, length: timedelta | Duration
) -> None:
    first, last = sorted([one, other])
    assert first <= add(schedule, first, length) <= add(schedule, last, length)
    assert subtract(schedule, first, length) <= subtract(schedule, last, length) <= last


@settings(deadline=None)
@given(ANY_SCHEDULE, st.lists(MOMENTS, min_size=3, max_size=3).map(sorted))
def test_parts_add_up(schedule: Schedule, moments: list[datetime]) -> None:
    a, b, c = moments
    assert between(schedule, a, b) + between(schedule, b, c) == between(schedule, a, c)
    handed = [(schedule, a, b), (schedule, b, None)]
    assert spent_over(handed, c) == between(schedule, a, c)


@settings(deadline=None)
@given(
    ANY_SCHEDULE,
    MOMENTS,
    LENGTHS.filter(bool),
    st.lists(st.tuples(MOMENTS, MOMENTS).map(lambda pair: tuple(sorted(pair))), max_size=5),
)
def test_what_is_due_is_spent_by_then_and_not_before(
    schedule: Schedule, start: datetime, work: timedelta, pauses: list[Span]
) -> None:
    end = due(schedule, start, work, pauses)
    assert end is not None
    assert end >= add(schedule, start, work)
    segment: list[Segment] = [(schedule, start, None)]
    assert spent_over(segment, end, pauses) == work
    assert spent_over(segment, end - timedelta(microseconds=1), pauses) < work


@settings(deadline=None)
@given(ANY_SCHEDULE, MOMENTS, MOMENTS, PROMISES)
def test_handing_over_to_the_same_hours_changes_nothing(
    schedule: Schedule, start: datetime, between: datetime, length: timedelta | Duration
) -> None:
    since, until = sorted([start, between])
    handed = due_over([(schedule, since, until), (schedule, until, None)], length)
    assert handed == due_over([(schedule, since, None)], length)


def edges() -> Iterator[datetime]:
    yield from (datetime(2026, 3, 6, hour, tzinfo=UTC) for hour in (8, 9, 12, 17, 18))


def test_opening_and_closing_at_the_edges() -> None:
    nine, five = datetime(2026, 3, 6, 9, tzinfo=UTC), datetime(2026, 3, 6, 17, tzinfo=UTC)
    monday = datetime(2026, 3, 9, 9, tzinfo=UTC)
    yesterday = datetime(2026, 3, 5, 17, tzinfo=UTC)
    noon = datetime(2026, 3, 6, 12, tzinfo=UTC)
    assert [next_opening(LONDON, at) for at in edges()] == [nine, nine, noon, monday, monday]
    assert [last_closing(LONDON, at) for at in edges()] == [yesterday, yesterday, noon, five, five]
    assert [closes_at(LONDON, at) for at in edges()] == [None, five, five, None, None]


def test_what_never_closes_has_no_closing_and_what_never_opens_says_so() -> None:
    start = datetime(2026, 3, 6, 9, tzinfo=UTC)
    assert closes_at(round_the_clock(ZoneInfo("UTC")), start) is None
    shut = Schedule(WorkingDays(ZoneInfo("UTC"), ((),) * 7))
    assert not between(shut, start, start + timedelta(days=9))
    assert due(shut, start, timedelta(minutes=1)) is None
    for ask in (lambda: add(shut, start, timedelta(minutes=1)), lambda: next_opening(shut, start)):
        with pytest.raises(NeverOpens, match="between 1970 and 2199"):
            ask()
