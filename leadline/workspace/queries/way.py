"""The way of a record through its process: where it was, where it is, and the main way ahead."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.playbooks.definition import Process, Stage
from leadline.playbooks.engine.gates import is_plain
from leadline.playbooks.explain.speaker import Speaker

AHEAD = 3  # stages that are shown beyond the present one
BEHIND = 5


@dataclass(frozen=True)
class Stop:
    """A knot of the line. state: done, now, ahead."""

    label: str
    state: str


def way_of(
    process: Process, stage: str, visited: Sequence[str], speaker: Speaker
) -> tuple[Stop, ...]:
    """Visited stages in order, each once; then the present one; then the way that most go."""
    behind = [name for name in dict.fromkeys(visited) if name != stage][-BEHIND:]
    found = [Stop(speaker.word(name), "done") for name in behind]
    found.append(Stop(speaker.word(stage), "now"))
    known = {*behind, stage}
    ahead = [name for name in main_way(process, stage) if name not in known]
    return (*found, *(Stop(speaker.word(name), "ahead") for name in ahead[:AHEAD]))


def main_way(process: Process, stage: str) -> list[str]:
    """The stages after this one if at each the first good line is taken; ends at an end."""
    way: list[str] = []
    here = process.stages.get(stage)
    while here is not None and not here.is_end:
        target = _main_target(process, here, {stage, *way})
        if target is None:
            break
        way.append(target)
        here = process.stages[target]
    return way


def _main_target(process: Process, stage: Stage, known: set[str]) -> str | None:
    targets = targets_of(process, stage)
    fresh = [name for name in targets if name not in known]
    good = [name for name in fresh if process.stages[name].outcome != "lost"]
    onward = [name for name in good if not _begins_again(process.stages[name])]
    return next(iter([*onward, *good, *fresh]), None)


def _begins_again(stage: Stage) -> bool:
    """Whether every way out of it is another cycle: one waits there, and the main way goes past."""
    ways = [one for one in (*stage.next, *stage.while_here, *stage.on_answer) if one.go_to]
    return bool(ways) and all(one.new_cycle for one in ways)


def targets_of(process: Process, stage: Stage) -> list[str]:
    """Where a stage leads: what its work or its actions open first, then `next`, then by itself."""
    later = [
        line.go_to
        for one in (*stage.on_arrival, *stage.while_here)
        for doing in one.does
        for line in doing.then
    ]
    plain = [line.go_to for line in stage.next if is_plain(line)]
    # A line without a condition is the "otherwise"; of several the last one is the usual way.
    usual = [line.go_to for line in stage.next if is_plain(line) and line.when is None]
    own = [line.go_to for line in (*stage.next, *stage.while_here, *stage.on_answer)]
    found = [*later, *(plain if len(plain) < 2 else [*_unlisted(process, plain), *usual]), *own]
    return [name for name in dict.fromkeys(found) if name in process.stages]


def _unlisted(process: Process, plain: Sequence[str]) -> list[str]:
    """Of several ways those whose stage nobody has to work in: the smoothest is the main one."""
    return [
        name for name in plain if not process.stages[name].work and not process.stages[name].ask
    ]
