"""Lead statuses: one table across processes, and what must never happen again."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Playbook, Process, Stage
from leadline.playbooks.problems import Problem, did_you_mean
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import stage_moves

# The statuses of the field, in the order of a funnel (SiriusDecisions 2012; S3 of the sources).
STATUSES = ("Raw", "Inquiry", "MAQL", "LAL", "MQL", "SAL", "SQL", "Re-Market", "Disqualified",
            "expansion")  # fmt: skip
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


def _needs(process: Process, playbook: Playbook) -> Iterator[Problem]:
    if not process.needs:
        return
    found = _NEEDS.fullmatch(process.needs)
    groups = {*playbook.settings.get("pools", ()), *playbook.roles}
    if found is None or found["who"] not in groups:
        message = _("the process needs “%(needs)s”, which playbook.yaml does not have")
        hint = _("write “a group NAME” and add the pool NAME")
        yield Problem(process.place, message % {"needs": process.needs}, hint)


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
        reviewed = _from(_reviewed_by(found["who"], other), other)
        for name in sorted(reviewed):
            for to, line in stage_moves(other.stages[name]):
                target = other.stages.get(to)
                if target and status_of(target, other) == found["status"]:
                    facts = {"to": to, "who": found["who"]}
                    message = _("this leads back to “%(to)s” after %(who)s has reviewed it")
                    yield Problem(line.place, message % facts, _("send it to Re-Market instead"))


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
