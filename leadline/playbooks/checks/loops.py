"""Loops that run by themselves: at once, or through time without anybody's act."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leadline.conditions.analyse import impossible
from leadline.conditions.catalogue import Catalogue, normalised
from leadline.conditions.grammar import ConditionError, parse
from leadline.conditions.tree import Condition, Every
from leadline.playbooks.definition import Line, MomentKind, Playbook, Process, Stage
from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.context import UNREADABLE
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import stage_moves

MOST_PATHS = 5_000
_ON_A_DATE = (MomentKind.OFFSET, MomentKind.END_OF)
_COUNTERS = ("times here", "times in ", "attempts here", "rounds here", "cycle")


@dataclass(frozen=True)
class Step:
    """A move that nobody has to act for."""

    stage: str
    to: str
    line: Line
    conditions: tuple[Condition, ...]


def loop_problems(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Problem]:
    for process in playbook.processes.values():
        told: set[frozenset[str]] = set()
        for loop in _loops(process, playbook):
            stages = frozenset(step.stage for step in loop)
            if stages not in told and not _cannot_repeat(loop):
                told.add(stages)
                way = " → ".join([*(step.stage for step in loop), loop[0].stage])
                message = _("these moves go round by themselves: %(way)s") % {"way": way}
                hint = _("let somebody act on the way, or limit it: “times in … at most 2”")
                yield Problem(loop[0].line.place, message, hint)


def _loops(process: Process, playbook: Playbook) -> Iterator[tuple[Step, ...]]:
    """Simple cycles of automatic moves, each begun at its first stage in the text."""
    order = {name: i for i, name in enumerate(process.stages)}
    steps = {name: list(_steps(s, process, playbook)) for name, s in process.stages.items()}
    budget = MOST_PATHS
    for start in order:
        waiting: list[tuple[Step, ...]] = [(step,) for step in steps[start]]
        while waiting and budget:
            budget -= 1
            path = waiting.pop()
            at = path[-1].to
            if at == start:
                yield path
            elif order.get(at, -1) > order[start] and at not in {s.stage for s in path}:
                waiting += [(*path, step) for step in steps[at]]


def _steps(stage: Stage, process: Process, playbook: Playbook) -> Iterator[Step]:
    for to, line in stage_moves(stage):
        if line.by or line.when is UNREADABLE or line.once is UNREADABLE:
            continue
        if _is_act(line, playbook) or (line in stage.next and _waits(line, stage)):
            continue
        yield Step(stage.name, to, line, tuple(_held(line, playbook.catalogue)))


def _is_act(line: Line, playbook: Playbook) -> bool:
    """Whether the event is somebody's act; the end of a sequence is only time."""
    return bool(line.on) and not any(line.on.startswith(f"{s} ended") for s in playbook.sequences)


def _waits(line: Line, stage: Stage) -> bool:
    """Whether somebody has to answer or work before the line is read."""
    if line.at or line.once or line.on:
        return False
    return bool(stage.ask) or any(not work.keeps_open for work in stage.work)


def _held(line: Line, catalogue: Catalogue) -> Iterator[Condition]:
    """What is so when the line is followed; a date whose moment has come lies behind."""
    yield from (one for one in (line.when, line.once) if one is not None)
    moment = line.at
    if moment is None or moment.kind not in _ON_A_DATE or moment.before:
        return
    if moment.field != "arrival":
        try:
            yield parse(f"{moment.field} before tomorrow", catalogue)
        except ConditionError:
            return  # told by the reader already


def _cannot_repeat(loop: tuple[Step, ...]) -> bool:
    """Whether a counter limits it, or what it needs cannot all be so without a change."""
    held = [one for step in loop for one in step.conditions]
    fields = {normalised(name) for one in held for name in one.fields}
    if any(name.startswith(_COUNTERS) for name in fields):
        return True
    if not held:
        return False
    return impossible(Condition(Every(tuple(one.tree for one in held)), ""))
