"""Time: whose hours a promise counts in, and timers that some way into the stage never starts."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import normalised
from leadline.conditions.flips_at import time_shape_ok
from leadline.core.durations import Unit
from leadline.playbooks.checks.lines import changed_by
from leadline.playbooks.definition import Clock, Line, Moment, Place, Playbook, Process, Stage
from leadline.playbooks.problems import Problem, Severity
from leadline.playbooks.reader.context import UNREADABLE
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import all_lines, all_stages, stage_moves, stage_questions


def time_problems(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Problem]:
    for process in playbook.processes.values():
        for clock in process.clocks:
            yield from _clock_problems(clock, None, playbook)
        for stage in process.stages.values():
            for clock in stage.clocks:
                yield from _clock_problems(clock, stage, playbook)
            yield from _never_started(stage, process, playbook, vocabulary)
            yield from _preset_order(stage, playbook)
    yield from _unforeseeable(playbook)


def _clock_problems(clock: Clock, stage: Stage | None, playbook: Playbook) -> Iterator[Problem]:
    facts = {"clock": clock.name}
    if clock.of is None and (stage is None or stage.owner is None):
        message = _("nobody's working time is named for the clock “%(clock)s”") % facts
        yield Problem(clock.place, message, _("say “of:” a role, a pool or the owner"))
    if not clock.until:
        message = _("nothing stops the clock “%(clock)s”") % facts
        yield Problem(clock.place, message, _("say “until:” the event that keeps the promise"))
    if not clock.missed:
        message = _("nothing happens when the clock “%(clock)s” runs out") % facts
        yield Problem(clock.place, message, _("say “missed:”"), Severity.WARNING)
    if stage and clock.paused_while is None and clock.within.working and _asks(stage, playbook):
        message = _("the clock “%(clock)s” runs while the customer is asked for something") % facts
        yield Problem(clock.place, message, _("say “paused while:”"), Severity.WARNING)


def _asks(stage: Stage, playbook: Playbook) -> bool:
    """Whether the stage itself sends a letter that waits for an answer."""
    sent = {
        doing.object for line in stage.on_arrival for doing in line.does if doing.verb == "send"
    }
    return any(playbook.letters[n].options.get("asks") for n in sent if n in playbook.letters)


def _never_started(
    stage: Stage, process: Process, playbook: Playbook, vocabulary: Vocabulary
) -> Iterator[Problem]:
    for name, place in _counted_from(stage):
        makers = _makers(name, process, vocabulary)
        begun = {normalised(begin.at.field) for begin in process.begins if begin.at}
        if not makers or name in begun:
            continue  # it comes from elsewhere: the product, another process, a person
        way = _way_without(name, stage, process, vocabulary)
        if way:
            facts = {"from": name, "way": " → ".join(way)}
            message = _("counts from “%(from)s”, which the way %(way)s never starts") % facts
            yield Problem(place, message, _("start it on that way, too"), Severity.WARNING)


def _counted_from(stage: Stage) -> Iterator[tuple[str, Place]]:
    moments: list[tuple[Moment, Place]] = [
        (line.at, line.place) for line in (*stage.while_here, *stage.next) if line.at
    ]
    for moment, place in moments:
        if moment.kind not in ("holiday", "middle of") and moment.field != "arrival":
            yield normalised(moment.field), place
    for clock in stage.clocks:
        if clock.start:
            yield normalised(clock.start), clock.place


def _makers(name: str, process: Process, vocabulary: Vocabulary) -> bool:
    """Whether this process itself makes the date or the event."""
    return any(name in _made_by(line, vocabulary) for _stage, line in process.lines()) or any(
        name in _made_in(stage, vocabulary) for stage in process.stages.values()
    )


def _made_by(line: Line, vocabulary: Vocabulary) -> set[str]:
    made = {normalised(question.field) for question in line.ask}
    made |= {normalised(field) for field in line.sets} | {normalised(line.records)}
    return made | {name for doing in line.does for name in changed_by(doing, vocabulary)}


def _made_in(stage: Stage, vocabulary: Vocabulary) -> set[str]:
    made = {normalised(q.field) for q in stage_questions(stage) if q.needed_when is None}
    for work in stage.work:
        made |= {name for doing in work.does for name in changed_by(doing, vocabulary)}
    for line in stage.on_arrival:
        made |= _made_by(line, vocabulary)
    return made | {normalised(stage.records)}


def _way_without(name: str, target: Stage, process: Process, vocabulary: Vocabulary) -> list[str]:
    """A way from a beginning into the stage on which nothing makes the date or event."""
    if name in _made_in(target, vocabulary):
        return []
    first = next(iter(process.stages), "")
    starts = [begin.stage or first for begin in process.begins]
    waiting = [[start] for start in (starts or [first])]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop(0)
        stage = process.stages.get(way[-1])
        if stage is None or stage.name in seen:
            continue
        seen.add(stage.name)
        if stage.name == target.name:
            return way
        if name not in _made_in(stage, vocabulary):
            waiting += [
                [*way, to]
                for to, line in stage_moves(stage)
                if name not in _made_by(line, vocabulary)
            ]
    return []


def _preset_order(stage: Stage, playbook: Playbook) -> Iterator[Problem]:
    """First visit before the middle of a one-year term, the usual one."""
    presets = playbook.settings.get("presets", {})
    middle = any(line.at and line.at.kind == "middle of" for line in stage.while_here)
    for line in stage.while_here if middle else ():
        length = presets.get(line.at.preset) if line.at else None
        months = length.amount * (12 if length.unit is Unit.YEAR else 1) if length else 0
        if length and length.unit in (Unit.MONTH, Unit.YEAR) and months >= 6:
            facts = {"preset": line.at.preset if line.at else "", "length": str(length)}
            message = _("“%(preset)s” is %(length)s: not before the middle of a one-year term")
            yield Problem(line.place, message % facts, severity=Severity.WARNING)


def _unforeseeable(playbook: Playbook) -> Iterator[Problem]:
    """`once` and gates need conditions whose own next change can be worked out."""
    found = [(line.once, line.place) for line in all_lines(playbook) if line.once]
    for _process, stage in all_stages(playbook):
        gates = (*stage.before_entering, *stage.before_leaving)
        found += [(gate.condition, gate.place) for gate in gates]
    for condition, place in found:
        if condition is not UNREADABLE:
            for one in time_shape_ok(condition):
                message, hint = one.said(_)
                yield Problem(place, message, hint)
