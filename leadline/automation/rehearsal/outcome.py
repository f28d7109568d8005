"""What two runs of one record came to, counted, and in what they differ."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from leadline.automation.rehearsal.run import Run
from leadline.playbooks.diff import renames
from leadline.playbooks.engine.decision import TASKS, Effect


class About(StrEnum):
    """What a number counts; each is told by name."""

    STAGE = "stage"  # where records stand at the end
    MOVE = "move"  # how often they came to a stage
    OWNER = "owner"
    ROUTE = "route"  # by the line that decided
    BAND = "band"
    CLOCK = "clock"  # kept, kept late or missed
    LETTER = "letter"
    TASK = "task"
    REFUSED = "refused"  # act and rule that stands against it
    WAIT = "wait"  # what history does not answer: stage and field
    TIME = "time"  # stages that they came to at another moment


Counted = Mapping[tuple[About, str], int]
CLOCKS = {"clock met": "kept", "clock missed": "missed"}


def counted(run: Run, renamed: Mapping[tuple[str, str], str] | None = None) -> Counted:
    """All that can be counted of a run. renamed: names that stages have by now."""
    return Counter(_counted(run, renamed or {}))


def differences(happened: Run, would: Run) -> dict[tuple[About, str], tuple[int, int]]:
    """What is counted otherwise: as it happened, as it would have."""
    renamed = renames(would.playbook)
    one, other = counted(happened, renamed), counted(would)
    found = {
        key: (one.get(key, 0), other.get(key, 0))
        for key in {**one, **other}
        if one.get(key, 0) != other.get(key, 0)
    }
    return found | {(About.TIME, stage): (0, 1) for stage in _at_other_times(happened, would)}


def _counted(run: Run, renamed: Mapping[tuple[str, str], str]) -> Iterator[tuple[About, str]]:
    process = run.state.process if run.state else ""
    yield About.STAGE, renamed.get((process, run.stage), run.stage)
    for move in run.moves[1:]:
        yield About.MOVE, renamed.get((process, move.new), move.new)
    yield About.OWNER, str(run.owner or "")
    yield from ((About.ROUTE, f"{route}: {line}") for route, line in run.routes)
    yield from ((About.REFUSED, one) for one in run.refused)
    if run.band:
        yield About.BAND, run.band
    for effect in run.effects:
        yield from _of_effect(effect)
    if run.waits is not None:
        stage, missing = run.waits
        yield from ((About.WAIT, f"{stage}: {one}" if one else stage) for one in missing or ("",))


def _of_effect(effect: Effect) -> Iterator[tuple[About, str]]:
    if effect.verb in CLOCKS:
        late = effect.params.get("late")
        yield About.CLOCK, f"{effect.object}: {'kept late' if late else CLOCKS[effect.verb]}"
    elif effect.verb == "send":
        yield About.LETTER, effect.object
    elif effect.verb in TASKS:
        yield About.TASK, effect.object


def _at_other_times(happened: Run, would: Run) -> Iterator[str]:
    """Stages of both ways that were come to at another moment, each once."""
    renamed, process = renames(would.playbook), happened.state.process if happened.state else ""
    first: dict[str, datetime] = {}
    for stage, at in happened.way:
        first.setdefault(renamed.get((process, stage), stage), at)
    theirs: dict[str, datetime] = {}
    for stage, at in would.way:
        theirs.setdefault(stage, at)
    return (stage for stage, at in theirs.items() if stage in first and first[stage] != at)
