"""Lead statuses: one table across processes, and what must never happen again."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Line, Place, Playbook, Process, Stage
from leadline.playbooks.problems import Problem, did_you_mean
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import stage_moves, with_then

# The statuses of the field, in the order of a funnel (SiriusDecisions 2012; S3 of the sources).
STATUSES = ("Raw", "Inquiry", "MAQL", "LAL", "MQL", "SAL", "SQL", "Re-Market", "Disqualified",
            "expansion")  # fmt: skip
OF_A_GROUP = frozenset({"MAQL", "LAL", "Re-Market"})  # only where somebody reviews (S3.21)
_NEVER = re.compile(r"(?P<status>.+) after (?P<who>.+) has reviewed")
_NEEDS = re.compile(r"an? group (?P<who>.+)")


def status_problems(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Problem]:
    for process in playbook.processes.values():
        for stage in process.stages.values():
            if stage.counts_as and stage.counts_as not in STATUSES:
                message = _("“%(status)s” is no lead status") % {"status": stage.counts_as}
                yield Problem(stage.place, message, did_you_mean(stage.counts_as, STATUSES))
        yield from _needs(process, playbook)
        yield from _never_again(process, playbook)
        yield from _unasked_marks(process)


def status_of(stage: Stage, process: Process) -> str:
    """The lead status a stage stands for."""
    return stage.counts_as or (stage.name if process.statuses else "")


def group_of(process: Process) -> str:
    """The group that the process needs: LDR of “a group LDR”; "" where it needs none."""
    found = _NEEDS.fullmatch(process.needs)
    return found["who"] if found else ""


def _needs(process: Process, playbook: Playbook) -> Iterator[Problem]:
    if not process.needs:
        yield from _without_group(process)
        return
    found = _NEEDS.fullmatch(process.needs)
    groups = {*playbook.settings.get("pools", ()), *playbook.roles}
    if found is None or found["who"] not in groups:
        message = _("the process needs “%(needs)s”, which playbook.yaml does not have")
        hint = _("write “a group NAME” and add the pool NAME")
        yield Problem(process.place, message % {"needs": process.needs}, hint)


def _without_group(process: Process) -> Iterator[Problem]:
    for stage in process.stages.values():
        if status_of(stage, process) in OF_A_GROUP:
            message = _("the status “%(status)s” is one of a group that reviews leads")
            hint = _("say “needs: a group LDR” with the name of the group, or take it out")
            facts = {"status": status_of(stage, process)}
            yield Problem(stage.place, message % facts, hint)


def _never_again(process: Process, playbook: Playbook) -> Iterator[Problem]:
    """`never again: Inquiry after LDR has reviewed` binds every process of the same kind."""
    if not process.never_again:
        return
    found = _NEVER.fullmatch(process.never_again)
    if found is None:
        message = _("“never again” is written “STATUS after WHO has reviewed”")
        yield Problem(process.place, message)
        return
    for other in playbook.processes.values():
        if other.follows != process.follows:
            continue
        for process_, to, place in _ways_after(found["who"], other, playbook):
            target = process_.stages.get(to)
            if target and status_of(target, process_) == found["status"]:
                facts = {"to": to, "who": found["who"]}
                message = _("this leads back to “%(to)s” after %(who)s has reviewed it")
                yield Problem(place, message % facts, _("send it to Re-Market instead"))


def _ways_after(
    who: str, process: Process, playbook: Playbook
) -> Iterator[tuple[Process, str, Place]]:
    """Everything that leads on, in this process or into another, once it has been reviewed."""
    reviewed = sorted(_from(_reviewed_by(who, process), process))
    for name in reviewed:
        stage = process.stages[name]
        yield from ((process, to, line.place) for to, line in stage_moves(stage))
        if stage.reopens_at:
            yield process, stage.reopens_at, stage.place
        for line in (*stage.on_arrival, *stage.while_here, *stage.on_answer, *stage.next):
            yield from _opened(line, process, playbook)
    for line in process.everywhere if reviewed else ():
        yield from ((process, one.go_to, line.place) for one in with_then(line) if one.go_to)
        yield from _opened(line, process, playbook)


def _opened(
    line: Line, process: Process, playbook: Playbook
) -> Iterator[tuple[Process, str, Place]]:
    """Where a line opens another process of the same kind of record."""
    for one in with_then(line):
        for doing in one.does:
            other = playbook.processes.get(doing.object) if doing.verb == "open" else None
            if other is not None and other.follows == process.follows:
                at = str(doing.options.get("at stage", "")) or other.first_stage.name
                yield other, at, doing.place


def _reviewed_by(who: str, process: Process) -> set[str]:
    return {s.name for s in process.stages.values() if s.owner and s.owner.name == who}


def _from(starts: set[str], process: Process) -> set[str]:
    found: set[str] = set()
    waiting = sorted(starts)
    while waiting:
        name = waiting.pop()
        if name in process.stages and name not in found:
            found.add(name)
            waiting += [to for to, _line in stage_moves(process.stages[name])]
    return found


def _unasked_marks(process: Process) -> Iterator[Problem]:
    """A line marked `skip` or `back` asks one reason."""
    for stage in process.stages.values():
        for _to, line in stage_moves(stage):
            if line.mark and not line.ask:
                message = _("a move marked “%(mark)s” asks for a reason") % {
                    "mark": line.mark.value
                }
                yield Problem(line.place, message, _("add “ask:” with one question"))
