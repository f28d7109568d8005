"""Why a task without a goal of its own stands on Today: the aim of its stage, its rule in words."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from leadline.playbooks.definition import Line, Process, Stage
from leadline.playbooks.explain.speaker import Speaker
from leadline.work.models import Task, TaskKind
from leadline.work.queries import TaskRow


def why_here(row: TaskRow, speaker: Speaker | None) -> str:
    """One sentence or two, in the reader's language; without a playbook, since when it waits."""
    if speaker is None:
        return _since(row)
    process = speaker.playbook.processes.get(row.task.record.process)
    told = _of_playbook(row.task, process, speaker) if process else ()
    return " ".join(one for one in told if one) or _since(row)


def _of_playbook(task: Task, process: Process, speaker: Speaker) -> tuple[str, ...]:
    wants = _wants(process.stages.get(task.record.stage), speaker)
    if task.kind == TaskKind.ANSWER:
        return (_("Needed before it can go on."), wants)
    line = next((one for _stage, one in process.lines() if task.line and one.id == task.line), None)
    if line is not None:
        return (_rule(line, speaker), wants)
    return (wants,) if task.piece else ()


def _rule(line: Line, speaker: Speaker) -> str:
    """What brought it: the reason that the line gives, else what it waited for."""
    waits = line.on or line.at or line.once
    said = speaker.word(line.because) or (speaker.trigger(line, "always") if waits else "")
    return said and _("%(rule)s.") % {"rule": said.rstrip(".。")}


def _wants(stage: Stage | None, speaker: Speaker) -> str:
    """What the stage is for, if its playbook says so."""
    if stage is None or not stage.goal:
        return ""
    names = {"stage": speaker.word(stage.name), "goal": speaker.word(stage.goal).rstrip(".。")}
    return _("Aim of “%(stage)s”: %(goal)s.") % names


def _since(row: TaskRow) -> str:
    since = date_format(localtime(row.task.made_at), "SHORT_DATETIME_FORMAT")
    if row.is_mine:
        return _("Yours since %(since)s.") % {"since": since}
    return _("Waits for whoever takes it, since %(since)s.") % {"since": since}
