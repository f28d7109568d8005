"""Which fields a process asks about, so that a view of just these is loaded, and no more."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from leadline.conditions.catalogue import normalised
from leadline.conditions.tree import Condition
from leadline.playbooks.definition import (
    Clock,
    Doing,
    Line,
    Moment,
    MomentKind,
    Offer,
    Playbook,
    Process,
    Question,
    Stage,
    Work,
)

MOST_KEPT = 20_000
K = TypeVar("K")
V = TypeVar("V")


class Once(Generic[K, V]):
    """Makes something of a frozen value once, by its identity: hashing it would cost more."""

    def __init__(self, make: Callable[[K], V]) -> None:
        self._make = make
        self._made: dict[int, tuple[K, V]] = {}

    def __call__(self, value: K) -> V:
        found = self._made.get(id(value))
        if found is None:
            if len(self._made) >= MOST_KEPT:
                self._made.clear()
            found = self._made[id(value)] = (value, self._make(value))
        return found[1]


def asked_fields(playbook: Playbook, process_name: str) -> frozenset[str]:
    """Names (normalised) of the fields that a view of a record in this process must hold.

    Those that the engine counts itself (times here, arrival …) are among them; a view need not
    hold these. Work it out once per version.
    """
    process = playbook.processes[process_name]
    names = {"owner", *_of_process(process)}
    for name in _started(process):
        sequence = playbook.sequences.get(name)
        if sequence is not None:
            names |= {sequence.around, *_of_moments_and_conditions(
                conditions=(sequence.only_while, sequence.pause_while,
                            *(when for when, _ in sequence.every)))}  # fmt: skip
            for step in sequence.steps:
                names.update(_of_line(step.line))
    return frozenset(normalised(name) for name in names if name)


def _of_process(process: Process) -> Iterator[str]:
    for _, line in process.lines():
        yield from _of_line(line)
    for clock in process.clocks:
        yield from _of_clock(clock)
    for offer in (*process.may, *process.suggest):
        yield from _of_offer(offer)
    for begin in process.begins:
        yield from _of_moments_and_conditions((begin.at,), (begin.when,))
        yield from begin.once_per.split(" and ")
    for stage in process.stages.values():
        yield from _of_stage(stage)


def _of_stage(stage: Stage) -> Iterator[str]:
    for question in stage.ask:
        yield from _of_question(question)
    for gate in (*stage.before_entering, *stage.before_leaving):
        yield from gate.condition.fields
    for piece in stage.work:
        yield from _of_work(piece)
    for offer in (*stage.may, *stage.suggest):
        yield from _of_offer(offer)
    for clock in stage.clocks:
        yield from _of_clock(clock)


def _of_line(line: Line) -> Iterator[str]:
    yield from _of_moments_and_conditions((line.at,), (line.once, line.when))
    yield from (name for name, value in line.sets.items() if not value)
    yield from line.once_per.split(" and ")
    for question in line.ask:
        yield from _of_question(question)
    for doing in line.does:
        yield from _of_doing(doing)


def _of_doing(doing: Doing) -> Iterator[str]:
    yield from doing.once_per.split(" and ")
    given = doing.options.get("with") or {}
    yield from (name for name, value in given.items() if not value)
    deadline = doing.options.get("deadline")
    if isinstance(deadline, Moment):
        yield from _of_moments_and_conditions((deadline,))
    for line in doing.then:
        yield from _of_line(line)


def _of_clock(clock: Clock) -> Iterator[str]:
    yield clock.start
    yield from _of_moments_and_conditions(conditions=(clock.paused_while,))
    for line in clock.missed:
        yield from _of_line(line)


def _of_work(piece: Work) -> Iterator[str]:
    yield from _of_moments_and_conditions(conditions=(piece.needed_when, piece.done_when))
    for question in piece.ask:
        yield from _of_question(question)
    for doing in piece.does:
        yield from _of_doing(doing)


def _of_offer(offer: Offer) -> Iterator[str]:
    yield from _of_moments_and_conditions(conditions=(offer.when,))
    yield from _of_doing(offer.doing)


def _of_question(question: Question) -> Iterator[str]:
    yield question.field
    yield from _of_moments_and_conditions(conditions=(question.needed_when,))


def _of_moments_and_conditions(
    moments: Iterable[Moment | None] = (), conditions: Iterable[Condition | None] = ()
) -> Iterator[str]:
    for moment in moments:
        if moment is not None and moment.kind is MomentKind.MIDDLE_OF:
            yield from term_ends(moment.field)
        elif moment is not None and moment.kind is not MomentKind.HOLIDAY:
            yield moment.field
    for condition in conditions:
        if condition is not None:
            yield from condition.fields


def term_ends(term: str) -> tuple[str, str]:
    """ "service term" lies between "service starts" and "service ends"."""
    what = normalised(term).removesuffix(" term")
    return f"{what} starts", f"{what} ends"


def _started(process: Process) -> set[str]:
    """The sequences that some line of the process starts."""
    clocks = [*process.clocks, *(c for s in process.stages.values() for c in s.clocks)]
    lines = [line for _, line in process.lines()]
    lines += [line for clock in clocks for line in clock.missed]
    doings = [doing for line in lines for doing in line.does]
    doings += [doing for stage in process.stages.values() for w in stage.work for doing in w.does]
    doings += [doing for one in doings for line in one.then for doing in line.does]
    return {doing.object for doing in doings if doing.verb == "start"}
