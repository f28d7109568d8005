"""Ways through a process: every stage can be reached, left, and has somebody who looks after it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Playbook, Process, Stage
from leadline.playbooks.problems import Problem
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import all_doings, stage_moves


def path_problems(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Problem]:
    for process in playbook.processes.values():
        reached = reachable(process, playbook)
        for stage in process.stages.values():
            yield from _stage_problems(stage, process, reached)


def _stage_problems(stage: Stage, process: Process, reached: set[str]) -> Iterator[Problem]:
    facts = {"stage": stage.name}
    if stage.name not in reached:
        message = _("no way leads to “%(stage)s”") % facts
        yield Problem(stage.place, message, _("add a “go to”, or take the stage out"))
    if stage.is_end:
        return
    if stage.owner is None:
        message = _("nobody looks after “%(stage)s”") % facts
        yield Problem(stage.place, message, _("say “owner:” here or for the whole process"))
    everywhere = {line.go_to for line in process.everywhere if line.go_to and not line.by}
    leaves = {name for name, _line in stage_moves(stage)} - {stage.name}
    if not leaves and not everywhere and not _goes_on_forever(stage):
        message = _("nothing leads out of “%(stage)s”") % facts
        yield Problem(stage.place, message, _("add a line under “next”, or make it an end"))


def _goes_on_forever(stage: Stage) -> bool:
    """A stage to stay in (a contact at rest, a lapsed service) does something while here."""
    return bool(stage.while_here)


def reachable(process: Process, playbook: Playbook) -> set[str]:
    """Stages that some way leads to, from every beginning."""
    first = next(iter(process.stages), "")
    starts = {first} | {begin.stage or first for begin in process.begins}
    starts |= {line.go_to for line in process.everywhere if line.go_to}
    for doing in all_doings(playbook):
        stage = doing.options.get("at stage", "")
        if stage in process.stages:
            starts.add(stage)
    starts |= {stage.name for stage in process.stages.values() if _placed(stage)}
    found: set[str] = set()
    waiting = [name for name in starts if name in process.stages]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            stage = process.stages[name]
            waiting += [to for to, _line in stage_moves(stage) if to in process.stages]
            waiting += [stage.reopens_at] if stage.reopens_at in process.stages else []
    return found


def _placed(stage: Stage) -> bool:
    """Raw is where bought lists are placed; no line leads there."""
    return stage.counts_as == "Raw"
