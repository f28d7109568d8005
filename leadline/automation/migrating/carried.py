"""What the engine remembers of a record, carried over to another version of its playbook: pure.

The stay goes on: visit, arrival and what has fired are kept. Lines, clocks, sequences and work are
known by what they say; what the other version does not have is left behind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from leadline.playbooks.definition import Line, MomentKind, Playbook, Process, Stage
from leadline.playbooks.diff import renames
from leadline.playbooks.engine.course import Course
from leadline.playbooks.engine.decision import Surroundings
from leadline.playbooks.engine.moments import times
from leadline.playbooks.engine.state import State, Wish
from leadline.playbooks.walk import lines_of, with_then


@dataclass(frozen=True)
class Carried:
    """The state on the other version, and what is left behind, in the words of the old text."""

    state: State
    dropped: tuple[str, ...]


class Names:
    """Old names of stages and lines → those of the other version. stages: where each goes."""

    def __init__(self, stages: Mapping[str, str]) -> None:
        self.stages = stages

    def stage(self, name: str) -> str:
        return self.stages.get(name, name)

    def line(self, id: str) -> str:
        """A line is known by its stage and by where it leads."""
        for old, new in self.stages.items():
            if old != new:
                if id.startswith(f"{old}/"):
                    id = f"{new}{id.removeprefix(old)}"
                head, found, rest = id.rpartition(f"go to {old}")
                if found and not rest.strip(" 0123456789"):
                    id = f"{head}go to {new}{rest}"
        return id

    def key(self, key: str) -> str:
        """Of what fired: a line, a line with its time, or a line outside of visits."""
        if key.startswith("once/"):
            once, process, scope, line = key.split("/", 3)
            return f"{once}/{process}/{scope}/{self.line(line)}"
        line, at, nth = key.partition("@")
        return f"{self.line(line)}{at}{nth}"


def stages_between(old: Playbook, new: Playbook, process: str, mapping: Mapping[str, str]) -> Names:
    """By `was:` first, then as somebody has said."""
    renamed = {was: name for (where, was), name in renames(new).items() if where == process}
    there = new.processes[process].stages
    said = {one: to for one, to in mapping.items() if one not in there and to in there}
    return Names({**said, **renamed})


def carry_over(state: State, new: Playbook, names: Names) -> Carried:
    """Raises KeyError where the stage it stands at leads nowhere in the other version."""
    process = new.processes[state.process]
    stage = process.stages[names.stage(state.stage)]
    known = {line.id for line in lines_of(process)}
    known |= {one.id for s in new.sequences.values() for t in s.steps for one in with_then(t.line)}
    wish = _wish(state.wish, process, names, known)
    clocks = {_clock(name, names): one for name, one in state.clocks.items()}
    allowed = {one.name for one in process.clocks} | {
        f"{stage.name}/{c.name}" for c in stage.clocks
    }
    pieces = {one.name for one in stage.work}
    waiting = {
        key: replace(one, line=names.line(one.line), stage=names.stage(one.stage))
        for key, one in state.waiting.items()
    }
    dropped = [
        *([state.wish.to] if state.wish and wish is None else ()),
        *(name for name in clocks if name not in allowed and clocks[name].is_open),
        *(name for name in state.sequences if name not in new.sequences),
        *(name for name in state.work if name.partition("@")[0] not in pieces),
        *(one.doing for one in waiting.values() if one.line not in known),
    ]
    carried = state.but(
        stage=stage.name,
        wish=wish,
        fired=frozenset(names.key(one) for one in state.fired),
        fired_ever=frozenset(names.key(one) for one in state.fired_ever),
        times_in=_summed(state.times_in, names),
        owners={names.stage(name): one for name, one in state.owners.items()},
        clocks={name: one for name, one in clocks.items() if name in allowed},
        sequences={n: one for n, one in state.sequences.items() if n in new.sequences},
        work={n: replace(one, stage=names.stage(one.stage)) for n, one in state.work.items()
              if n.partition("@")[0] in pieces},
        waiting={key: one for key, one in waiting.items() if one.line in known},
    )  # fmt: skip
    return Carried(carried, tuple(dropped))


def without_past_moments(
    state: State, old: Stage, new: Playbook, view: Mapping[str, object], around: Surroundings
) -> State:
    """Moments of lines that the record has not had before and that lay before now never come."""
    course = Course(new, state, view, around)
    had = {one.id.partition("/")[2] for one in _moment_lines(old)}
    past = set(state.fired)
    for line in _moment_lines(course.stage):
        if line.id.partition("/")[2] not in had:
            past |= {f"{line.id}@{nth}" for nth in _gone(course, line, around.now)}
    return state.but(fired=frozenset(past), read_until=max(state.read_until, around.now))


def _gone(course: Course, line: Line, now: datetime) -> Iterator[str]:
    assert line.at is not None
    if line.at.kind is MomentKind.EVERY:  # only what comes at or after the present is asked for
        return
    since, schedule = course.state.entered_at, course.schedule(None)
    for nth, when in times(line.at, course.asker.values, since, course.around, schedule):
        if when > now:
            return
        yield nth


def _moment_lines(stage: Stage) -> Iterator[Line]:
    return (line for line in (*stage.while_here, *stage.next) if line.at is not None)


def _wish(wish: Wish | None, process: Process, names: Names, known: set[str]) -> Wish | None:
    """One to a stage that is gone, or by a line that is gone, is dropped."""
    if wish is None:
        return None
    to, line = names.stage(wish.to), names.line(wish.line)
    return replace(wish, to=to, line=line) if to in process.stages and line in known else None


def _clock(name: str, names: Names) -> str:
    stage, slash, clock = name.rpartition("/")
    return f"{names.stage(stage)}{slash}{clock}" if slash else name


def _summed(times_in: Mapping[str, int], names: Names) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, number in times_in.items():
        found[names.stage(name)] = found.get(names.stage(name), 0) + number
    return found
