"""From one stage to the next: held as a wish, or done with all that leaving takes along."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from leadline.conditions.catalogue import normalised
from leadline.playbooks.definition import Line, Stage, Who, WhoKind
from leadline.playbooks.engine import clocks, pieces, sequences
from leadline.playbooks.engine.course import MOST_MOVES, Course, TooMuch
from leadline.playbooks.engine.decision import Move, Result
from leadline.playbooks.engine.effects import resolved
from leadline.playbooks.engine.gates import answers_to, held_by, passed_by
from leadline.playbooks.engine.state import NONE, Lack, Missing, State, Wish


@dataclass(frozen=True)
class Asking:
    """Who wants a move: nobody in person, or a person who may have said something with it.

    passing: why the gates do not count this time; "" when they do.
    """

    by_person: bool = False
    actor: int | None = None
    answers: Mapping[str, Any] = field(default_factory=lambda: NONE)
    passing: str = ""


AUTOMATIC = Asking()


def request(course: Course, line: Line, asking: Asking = AUTOMATIC) -> bool:
    """Go where a line goes, or keep the wish; True if the record moved."""
    sets = {**resolved(course, line.sets), **asking.answers}
    before = course.view
    course.see({**before, **{normalised(name): value for name, value in sets.items()}})
    missing = held_by(course, line, by_person=asking.by_person, passing=bool(asking.passing))
    if asking.by_person and line.when is not None and not course.holds(line.when):
        unknown = answers_to(course, line.when)
        missing = (*missing, Missing(Lack.WHEN, line.when.text, unknown))
    if missing:
        course.see(before)
        _keep_wish(course, line, missing, asking)
        return False
    course.given |= {normalised(name): value for name, value in sets.items()}
    if asking.passing and (gates := passed_by(course, line)):
        key, params = course.key("pass", line.id), {"by": asking.actor, "gates": gates}
        course.do("pass gate", line.go_to, key, line=line, why=asking.passing, params=params)
    _move(course, line, sets, asking)
    return True


def drop_wish(course: Course, why: str) -> None:
    """Forget where the record was on its way to."""
    if course.state.wish is not None:
        course.note(f"wish for {course.state.wish.to}: {why}", Result.DROPPED)
        course.remember(wish=None)


def _keep_wish(course: Course, line: Line, missing: tuple[Missing, ...], asking: Asking) -> None:
    old = course.state.wish
    if old is not None and old.by_person and not asking.by_person:
        course.because(line, Result.DROPPED, f"a person asked for {old.to}")
        return
    same = old is not None and (old.to, old.line) == (line.go_to, line.id)
    since = old.since if old is not None and same else course.at
    wish = Wish(line.go_to, line.id, since, asking.by_person, asking.actor, missing, asking.answers)
    course.remember(wish=wish)
    values = {one.name: one.kind.value for one in missing}
    course.because(line, Result.HELD, values=values)
    for name in dict.fromkeys(name for one in missing for name in one.fields):
        if f"ask/{name}" not in course.state.fired:
            course.fire(f"ask/{name}")
            course.do("ask", name, course.key("ask", name), line=line, params={"to": line.go_to})


def _move(course: Course, line: Line, sets: Mapping[str, Any], asking: Asking) -> None:
    course.depth += 1
    if course.depth > MOST_MOVES:
        raise TooMuch(f"more than {MOST_MOVES} moves of one event")
    target, old = course.process.stages[line.go_to], course.state
    recorded = frozenset(normalised(one) for one in (line.records, target.records) if one)
    _leave(course, target, recorded)
    course.left, course.arrived = old, True
    course.remember(**_entered(course, target, line.new_cycle))
    move = Move(old.stage, target.name, old.visit, course.state.visit, course.at, line.id,
                course.state.cycle, asking.actor, line.because, dict(sets),
                line.mark.value if line.mark else "")  # fmt: skip
    course.moves.append(move)
    _ask_anew(course, target, sets)
    for name, value in sets.items():
        course.do("set", name, course.key(line.id, "set", name), line=line, params={"to": value})
    if line.records:
        course.do("record", line.records, course.key(line.id, line.records), line=line)
    _enter(course, course.process.stages[old.stage], target, line.to)


def _ask_anew(course: Course, target: Stage, sets: Mapping[str, Any]) -> None:
    """What is asked at each visit is not known any more, unless it was said on the way."""
    said = set(map(normalised, sets))
    for question in target.ask:
        name = normalised(question.field)
        if question.each_visit and name not in said and course.view.get(name) is not None:
            course.given[name] = None
            course.do("forget", name, course.key("forget", name), place=question.place)
    course.see(course.view)


def _leave(course: Course, target: Stage, records: frozenset[str]) -> None:
    """Withdraw open work, clocks and what was begun in the stage."""
    state = course.state
    clocks.leave(course, whole_process=target.is_end, records=records)
    pieces.leave(course)
    for key, waiting in state.waiting.items():
        if waiting.stage:
            course.note(f"{waiting.doing} had not finished ({key})", Result.DROPPED)
    kept = {key: one for key, one in state.waiting.items() if not one.stage}
    course.remember(waiting=kept)
    if state.has_tasks:
        params = {"visit": state.visit, "except": pieces.open_keys(course)}
        course.do("withdraw", state.stage, course.key("left"), params=params)


def _entered(course: Course, target: Stage, new_cycle: bool) -> dict[str, Any]:
    state = course.state
    times = {} if new_cycle else dict(state.times_in)
    times[target.name] = times.get(target.name, 0) + 1
    owner = course.view.get("owner")
    owners = {**state.owners, state.stage: str(owner)} if owner is not None else state.owners
    return {
        "stage": target.name, "visit": state.visit + 1, "entered_at": course.at,
        "cycle": state.cycle + bool(new_cycle), "wish": None, "fired": frozenset(),
        "has_tasks": False,
        "heard": NONE, "times_in": times, "owners": owners,
    }  # fmt: skip


def _enter(course: Course, old: Stage, target: Stage, to: Who | None) -> None:
    if target.records:
        course.do("record", target.records, course.key("records"), place=target.place)
    owner = to or (target.owner if target.owner != old.owner else None)
    assign(course, target, owner)
    for what in target.stops:
        if what == "sequences":
            for name in tuple(course.state.sequences):
                sequences.stop(course, name, f"{target.name} stops them")
        course.do("stop", what, course.key("stop", what), place=target.place)


def assign(course: Course, target: Stage, who: Who | None) -> None:
    """Say who owns the record from here on; nothing where it stays with the same person."""
    if who is not None and who.kind is not WhoKind.SAME:
        params = {"who": who, "state": course.state}
        course.do("assign", who.text, course.key("assign"), place=target.place, params=params)


def first_visit(course: Course, state: State) -> None:
    """Note the visit with which a record begins."""
    course.arrived = True
    course.moves.append(Move("", state.stage, 0, state.visit, course.at, "", state.cycle))
    assign(course, course.stage, course.stage.owner or course.process.owner)
