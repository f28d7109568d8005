"""What the engine itself counts of a record's way: stays, attempts, what came, what is complete."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from leadline.conditions.catalogue import normalised
from leadline.conditions.context import Context
from leadline.conditions.fading import as_of
from leadline.playbooks.definition import Playbook, Process, Stage
from leadline.playbooks.engine.asked import Once, asked_fields
from leadline.playbooks.engine.asking import Asker, known, lacking
from leadline.playbooks.engine.state import State

ATTEMPTS = frozenset({"call logged", "letter sent by a person"})  # events that count as one


@dataclass(frozen=True)
class OwnFields:
    """The engine's own fields among those that are asked about: name and what it is about."""

    times: tuple[tuple[str, str], ...] = ()
    flags: tuple[tuple[str, str], ...] = ()
    complete: tuple[tuple[str, Stage], ...] = ()


def own_fields(asked: Collection[str], stages: Iterable[Stage]) -> OwnFields:
    """asked: normalised names. stages: those that they may speak of."""
    stages = tuple(stages)
    times = ((normalised(f"times in {one.name}"), one.name) for one in stages)
    complete = ((normalised(f"{one.name} is complete"), one) for one in stages)
    flags = ((one, one.removesuffix(" here")) for one in sorted(asked) if one.endswith(" here"))
    return OwnFields(
        tuple((field, stage) for field, stage in times if field in asked),
        tuple(flags),
        tuple((field, one) for field, one in complete if field in asked),
    )


def own_fields_of(playbook: Playbook, process: str) -> OwnFields:
    """Those that a process itself asks about."""
    return _of_processes(playbook)[process]


def counted(own: OwnFields, state: State, attempts: frozenset[str]) -> dict[str, object]:
    """The fields that the engine itself counts; `… is complete` is added by `completed`.

    `rounds here` counts answers to the question `round`, and any other "<event> here" says whether
    the event came in this visit.
    """
    heard = state.heard
    found: dict[str, object] = {name: event in heard for name, event in own.flags}
    found |= {name: state.times_in.get(stage, 0) for name, stage in own.times}
    return found | {
        "stage": state.stage,
        "arrival": state.entered_at,
        "cycle": state.cycle,
        "times here": state.times_in.get(state.stage, 0),
        "attempts here": sum(heard[name].times for name in attempts if name in heard),
        "rounds here": heard["round answered"].times if "round answered" in heard else 0,
    }


def completed(
    own: OwnFields, view: Mapping[str, object], asker: Asker
) -> Iterator[tuple[str, bool]]:
    """Each field `S is complete` that is asked: whether all needed questions of S are answered."""
    for name, stage in own.complete:
        if name not in asker.values:
            yield name, not lacking(stage.ask, view, asker)


def asker_of(
    own: OwnFields, state: State | None, view: Mapping[str, object], context: Context
) -> Asker:
    """Answers what is asked of a record beside its process: by a route, by a letter.

    state: None for a record that follows no process, of which nothing is counted.
    """
    counts = counted(own, state, ATTEMPTS) if state is not None else {}
    plain = Asker(as_of({**known(view), **counts}, context.now), context)
    return replace(plain, values={**plain.values, **dict(completed(own, view, plain))})


def asked_with(asked: Collection[str], stages: Iterable[Stage]) -> frozenset[str]:
    """The names and, for each `S is complete`, what S asks, so that it can be told."""
    found = set(asked)
    for _name, stage in own_fields(asked, stages).complete:
        for question in stage.ask:
            found.add(normalised(question.field))
            found |= question.needed_when.fields if question.needed_when is not None else set()
    return frozenset(found)


def stages_asked_about(playbook: Playbook, process: str) -> Mapping[str, Stage]:
    """Field `S is complete` → the stage S, for those that the process asks about."""
    return dict(own_fields_of(playbook, process).complete)


def _own(playbook: Playbook) -> Mapping[str, OwnFields]:
    return {name: _own_of(playbook, one) for name, one in playbook.processes.items()}


def _own_of(playbook: Playbook, process: Process) -> OwnFields:
    return own_fields(asked_fields(playbook, process.name), process.stages.values())


_of_processes: Once[Playbook, Mapping[str, OwnFields]] = Once(_own)
