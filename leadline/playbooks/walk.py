"""Walks a playbook: every line, act, condition, event, person and phrase, with its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leadline.conditions.grammar import Condition
from leadline.playbooks.definition import (
    Clock,
    Doing,
    Guard,
    Line,
    Moment,
    Place,
    Playbook,
    Process,
    Question,
    Stage,
    Who,
)
from leadline.playbooks.rulebook import Rulebook


@dataclass(frozen=True)
class Asked:
    """A condition and where it stands."""

    condition: Condition
    place: Place


def rules_of(playbook: Playbook) -> Rulebook:
    book: Rulebook = playbook.rules["book"]
    return book


def all_lines(playbook: Playbook) -> Iterator[Line]:
    """Every line: of stages, clocks, sequences, and what follows a finished action."""
    for process in playbook.processes.values():
        yield from lines_of(process)
    for sequence in playbook.sequences.values():
        for step in sequence.steps:
            yield from with_then(step.line)


def lines_of(process: Process) -> Iterator[Line]:
    for _stage, line in process.lines():
        yield from with_then(line)
    for clock in clocks_of(process):
        for line in clock.missed:
            yield from with_then(line)


def stage_moves(stage: Stage) -> Iterator[tuple[str, Line]]:
    """Where the stage's own lines lead, with the line that leads there."""
    for line in (*stage.on_arrival, *stage.while_here, *stage.on_answer, *stage.next):
        for one in with_then(line):
            if one.go_to:
                yield one.go_to, line
    for clock in stage.clocks:
        yield from ((line.go_to, line) for line in clock.missed if line.go_to)


def with_then(line: Line) -> Iterator[Line]:
    yield line
    for doing in line.does:
        for later in doing.then:
            yield from with_then(later)


def clocks_of(process: Process) -> Iterator[Clock]:
    yield from process.clocks
    for stage in process.stages.values():
        yield from stage.clocks


def all_stages(playbook: Playbook) -> Iterator[tuple[Process, Stage]]:
    for process in playbook.processes.values():
        for stage in process.stages.values():
            yield process, stage


def all_doings(playbook: Playbook) -> Iterator[Doing]:
    for line in all_lines(playbook):
        yield from line.does
    for process in playbook.processes.values():
        for offer in (*process.may, *process.suggest):
            yield offer.doing
    for _process, stage in all_stages(playbook):
        for offer in (*stage.may, *stage.suggest):
            yield offer.doing
        for work in stage.work:
            yield from work.does


def questions(playbook: Playbook) -> Iterator[Question]:
    for _process, stage in all_stages(playbook):
        yield from stage_questions(stage)
    for line in all_lines(playbook):
        yield from line.ask
    for doing in all_doings(playbook):
        yield from doing.options.get("ask", ())


def stage_questions(stage: Stage) -> Iterator[Question]:
    """What the stage and its work ask for."""
    yield from stage.ask
    for work in stage.work:
        yield from work.ask


def line_conditions(line: Line) -> Iterator[Asked]:
    for one in (line.once, line.when):
        if one is not None:
            yield Asked(one, line.place)
    yield from _asked_of(line.ask)


def conditions(playbook: Playbook) -> Iterator[Asked]:
    """Every condition, those of rules included."""
    for line in all_lines(playbook):
        yield from line_conditions(line)
    for process in playbook.processes.values():
        yield from _process_conditions(process)
    for doing in all_doings(playbook):
        yield from _asked_of(doing.options.get("ask", ()))
    for guard in guards_of(playbook):
        yield from _some(guard.place, guard.never_while, guard.only_when)
    for sequence in playbook.sequences.values():
        yield from _some(sequence.place, sequence.only_while, sequence.pause_while)
        yield from _some(sequence.place, *(when for when, _length in sequence.every))
    for spec in playbook.fields.values():
        yield from _some(spec.place, spec.field.means)
    yield from _rule_conditions(rules_of(playbook))


def _process_conditions(process: Process) -> Iterator[Asked]:
    for begin in process.begins:
        yield from _some(begin.place, begin.when)
    for clock in clocks_of(process):
        yield from _some(clock.place, clock.paused_while)
    for offer in (*process.may, *process.suggest):
        yield from _some(offer.doing.place, offer.when)
    for stage in process.stages.values():
        for gate in (*stage.before_entering, *stage.before_leaving):
            yield Asked(gate.condition, gate.place)
        yield from _asked_of(stage.ask)
        for work in stage.work:
            yield from _some(work.place, work.needed_when, work.done_when)
            yield from _asked_of(work.ask)
        for offer in (*stage.may, *stage.suggest):
            yield from _some(offer.doing.place, offer.when)


def _rule_conditions(book: Rulebook) -> Iterator[Asked]:
    for route in book.routes.values():
        yield from (a for line in route.lines for a in _some(line.place, line.when))
    for approval in book.approvals.values():
        yield from _some(approval.place, approval.needed_when)
        yield from (a for line in approval.lines for a in _some(line.place, line.when))
    if book.score:
        for points in (*book.score.fit, *book.score.engagement):
            yield from _some(points.place, points.when)


def _some(place: Place, *found: Condition | None) -> Iterator[Asked]:
    for one in found:
        if one is not None:
            yield Asked(one, place)


def _asked_of(asked: Iterable[Question]) -> Iterator[Asked]:
    for question in asked:
        yield from _some(question.place, question.needed_when)


def events(playbook: Playbook) -> Iterator[tuple[str, Place]]:
    """Every event that something waits for."""
    for line in all_lines(playbook):
        if line.on:
            yield line.on, line.place
    for process in playbook.processes.values():
        for begin in process.begins:
            if begin.on:
                yield begin.on, begin.place
        for clock in clocks_of(process):
            if clock.start and playbook.catalogue.get(clock.start) is None:
                yield clock.start, clock.place
            yield from ((event, clock.place) for event in clock.until)
    for _process, stage in all_stages(playbook):
        yield from ((event, work.place) for work in stage.work for event in work.undone_by)
    for sequence in playbook.sequences.values():
        yield from ((event, sequence.place) for event in sequence.stops_on)


def own_events(playbook: Playbook) -> frozenset[str]:
    """Events that the playbook itself makes happen."""
    found = {line.records for line in all_lines(playbook)}
    found |= {stage.records for _process, stage in all_stages(playbook)}
    found |= {f"{question.field} answered" for question in questions(playbook)}
    for name in playbook.sequences:
        found |= {f"{name} ended", f"{name} ended without reply"}
    for name in rules_of(playbook).approvals:
        found |= {
            f"{name} {end}" for end in ("asked", "granted", "refused", "returned", "reopened")
        }
    return frozenset(found - {""})


def whos(playbook: Playbook) -> Iterator[tuple[Who, Place]]:
    """Everybody who is named, those behind `else` and `supervisor of` included."""
    for who, place in _named(playbook):
        one: Who | None = who
        while one is not None:
            yield one, place
            if one.of is not None:
                yield one.of, place
            one = one.otherwise


def _named(playbook: Playbook) -> Iterator[tuple[Who, Place]]:
    for _process, stage in all_stages(playbook):
        if stage.owner:
            yield stage.owner, stage.place
        for work in stage.work:
            people = (work.by, work.started_by, *work.with_help_of)
            yield from ((who, work.place) for who in people if who)
        yield from ((o.by, o.doing.place) for o in (*stage.may, *stage.suggest) if o.by)
    for line in all_lines(playbook):
        yield from ((who, line.place) for who in (*line.by, line.to) if who)
    for doing in all_doings(playbook):
        yield from ((who, doing.place) for who in doing.options.values() if isinstance(who, Who))
    for process in playbook.processes.values():
        yield from ((c.of, c.place) for c in clocks_of(process) if c.of)
        yield from ((who, b.place) for b in process.begins for who in b.by)
    for guard in guards_of(playbook):
        yield from ((who, guard.place) for who in (*guard.only_by, guard.override_by) if who)
    yield from _choices(rules_of(playbook))


def guards_of(playbook: Playbook) -> tuple[Guard, ...]:
    """Those that hold everywhere, then those of each process."""
    return (*playbook.guards, *(g for p in playbook.processes.values() for g in p.guards))


def _choices(book: Rulebook) -> Iterator[tuple[Who, Place]]:
    lists = [one.lines for one in book.routes.values()]
    lists += [one.lines for one in book.approvals.values()]
    yield from ((who, line.place) for lines in lists for line in lines for who in line.whos)


def moments(playbook: Playbook) -> Iterator[tuple[Moment, Place]]:
    for line in all_lines(playbook):
        if line.at:
            yield line.at, line.place
    for process in playbook.processes.values():
        yield from ((begin.at, begin.place) for begin in process.begins if begin.at)
