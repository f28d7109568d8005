"""The table of allowed transitions of a process: from, to, how, and how each is counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from leadline.playbooks.checks.statuses import status_of
from leadline.playbooks.definition import Line, Mark, Process, Stage
from leadline.playbooks.explain.playbook import trigger_of
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.walk import with_then


@dataclass(frozen=True)
class Transition:
    """One way. source: "" where it is open from every stage. how: when, if and by whom, said.

    status: the lead status it leads to, where stages stand for statuses; asks: the fields that it
    wants. mark: skip, back or cycle; "" for a plain step.
    """

    source: str
    target: str
    status: str
    how: str
    asks: str
    mark: str


def transitions_of(process: Process, speaker: Speaker) -> list[Transition]:
    """In the order of the text; those from everywhere last."""
    found = [
        _transition(process, stage, line, speaker)
        for stage in process.stages.values()
        for line in _of_stage(stage)
    ]
    anywhere = [one for line in process.everywhere for one in with_then(line) if one.go_to]
    return found + [_transition(process, None, line, speaker) for line in anywhere]


def _of_stage(stage: Stage) -> Iterator[Line]:
    lines = (*stage.on_arrival, *stage.while_here, *stage.on_answer, *stage.next)
    for line in (*lines, *(one for clock in stage.clocks for one in clock.missed)):
        yield from (one for one in with_then(line) if one.go_to)
    if stage.reopens_at:
        yield Line(f"{stage.name}/reopens", stage.place, go_to=stage.reopens_at, new_cycle=True)


def _transition(process: Process, stage: Stage | None, line: Line, speaker: Speaker) -> Transition:
    target = process.stages[line.go_to]
    trigger = speaker.trigger(line, trigger_of(line.id)) if line.id else ""
    said = trigger + speaker.maybe("line_if", line.when)
    asked = (*line.ask, *(target.ask if target.is_end else ()))
    return Transition(
        source=speaker.word(stage.name) if stage else "",
        target=speaker.word(line.go_to),
        status=status_of(target, process) if status_of(target, process) != line.go_to else "",
        how=said,
        asks=speaker.fields(asked) if asked else "",
        mark=_mark(line),
    )


def _mark(line: Line) -> str:
    if line.new_cycle:
        return "cycle"
    return {Mark.SKIP: "skip", Mark.BACK: "back", None: ""}[line.mark]
