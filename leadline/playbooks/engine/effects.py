"""Turns an act of the text into an effect: its key, its parameters, and what it does when late."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from leadline.conditions.catalogue import Kind, normalised
from leadline.core.durations import DurationError, parse_duration
from leadline.playbooks.definition import Doing, Line, Moment, WhenLate
from leadline.playbooks.engine import moments, sequences
from leadline.playbooks.engine.course import Course
from leadline.playbooks.engine.decision import Result
from leadline.playbooks.engine.state import Waiting

# What an act does when its moment lay before the record came here; all others are done.
SKIPPED_WHEN_PAST = frozenset({"send", "task", "call", "visit", "play", "hand over", "ask for"})
# What it does when the worker was late: a letter is asked about, the rest is done.
WHEN_LATE: Mapping[str, WhenLate] = MappingProxyType({"send": WhenLate.ASK})


def act(course: Course, line: Line, doing: Doing, key: str, *, past: bool = False) -> bool:
    """Note one act of a line; False where it had been done before or its moment was past."""
    if past and doing.verb in SKIPPED_WHEN_PAST:
        course.because(line, Result.PAST)
        return False
    if doing.once_per:
        key = once_key(course, doing.once_per, line, doing)
        if not first_time(course, line, key):
            return False
    if doing.verb == "start" and doing.object in course.playbook.sequences:
        sequences.start(course, doing.object)
    if doing.verb == "stop":
        _stop(course, doing.object)
    if doing.then:
        _wait(course, line, doing, key)
    late, params = late_of(doing), params_of(course, doing)
    course.do(doing.verb, doing.object, key, line=line, place=doing.place, params=params,
              awaited=bool(doing.then), when_late=late)  # fmt: skip
    return True


def late_of(doing: Doing) -> WhenLate:
    """What the text says of an act that comes late, else what is usual for its kind."""
    return doing.when_late or WHEN_LATE.get(doing.verb, WhenLate.DO)


def first_time(course: Course, line: Line, key: str) -> bool:
    """Whether `once per` has not been used up yet; from now on it is."""
    if key in course.state.fired_ever:
        course.because(line, Result.BEFORE, key)
        return False
    course.remember(fired_ever=course.state.fired_ever | {key})
    return True


def once_key(course: Course, scope: str, line: Line, doing: Doing | None = None) -> str:
    """(X, line), outside visits: X is the record itself, or what the event or the view names.

    A part that neither knows stands for the record, so that it happens at most once.
    """
    parts = (_scope(course, part.strip()) for part in scope.split(" and "))
    act_of = f"/{doing.phrase}" if doing is not None and len(line.does) > 1 else ""
    return f"once/{course.process.name}/{'+'.join(parts)}/{line.id}{act_of}"


def _scope(course: Course, part: str) -> str:
    data = course.news.data if course.news else {}
    value = data.get(part, course.view.get(normalised(part)))
    if value is None or part == course.process.follows:
        return course.around.record
    return f"{part}={value}"


def params_of(course: Course, doing: Doing) -> Mapping[str, Any]:
    """The options of an act, with moments and fields taken along worked out."""
    found = dict(doing.options)
    if isinstance(deadline := found.get("deadline"), Moment):
        found["deadline"] = deadline_at(course, deadline)
    if "with" in found:
        found["with"] = resolved(course, found["with"])
    if doing.verb == "assign":  # a route asks how far the record has come
        found["state"] = course.state
    return found


def resolved(course: Course, sets: Mapping[str, str]) -> dict[str, Any]:
    """Field → value: "" takes the value from here, "90 days from now" becomes a day or moment."""
    return {name: _value(course, name, text) for name, text in sets.items()}


def _value(course: Course, name: str, text: str) -> Any:
    if not text:
        return course.view.get(normalised(name))
    if not text.endswith(" from now"):
        return text
    try:
        length = parse_duration(text.removesuffix(" from now"))
    except DurationError:
        return text
    when = moments.shifted(course.at, length, before=False, schedule=course.schedule(None))
    return _as_day(course, name, when)


def _as_day(course: Course, name: str, when: datetime | None) -> date | None:
    field = course.playbook.catalogue.get(name)
    if when is not None and field is not None and field.kind is Kind.DAY:
        return when.astimezone(course.around.zone).date()
    return when


def deadline_at(course: Course, deadline: Moment) -> datetime | None:
    """The end of a window: a moment, or the next time a holiday comes."""
    for first, _last in course.around.holidays(deadline.field):
        start = moments.moment_in(first, course.around)
        if start is not None and start >= course.at:
            return moments.shifted(start, deadline.duration, before=deadline.before,
                                   schedule=course.schedule(None))  # fmt: skip
    found = moments.times(
        deadline, course.asker.values, course.at, course.around, course.schedule(None)
    )
    return next((when for _, when in found), None)


def _wait(course: Course, line: Line, doing: Doing, key: str) -> None:
    """Remember that the `then` lines are read when this action has finished."""
    within = doing.options.get("within")
    due = moments.shifted(course.at, within, before=False, schedule=course.schedule(None))
    stage = course.stage.name if line.id.startswith(f"{course.stage.name}/") else ""
    waiting = Waiting(
        line.id,
        doing.phrase,
        course.at,
        stage,
        next((one.go_to for one in doing.then if one.go_to), ""),
        due if within else None,
    )
    course.remember(waiting={**course.state.waiting, key: waiting})


def _stop(course: Course, what: str) -> None:
    """`stop: sequences` stops all of them, a sequence's name that one; the rest is done outside."""
    for name in tuple(course.state.sequences):
        if what in (name, "sequences"):
            sequences.stop(course, name, f"stop: {what}")
