"""Why a promise is not put off, what makes its time stand still, and what keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.playbooks.definition import Clock
from leadline.playbooks.engine.promises import running
from leadline.workspace.reading import Reading


@dataclass(frozen=True)
class Later:
    """pause: the condition under which the time stands still, "" where the playbook has none.

    kept_by: what has to happen, in the reader's words.
    """

    pause: str
    kept_by: Sequence[str]


def later_of(reading: Reading | None) -> Later | None:
    """Of the promise that is due first; None where none runs."""
    if reading is None or reading.stage.is_end:
        return None
    promises = running(reading.playbook, reading.state, reading.view, reading.surroundings)
    clocks: dict[str, Clock] = {
        one.name: one for one in (*reading.process.clocks, *reading.stage.clocks)
    }
    clock = next((clocks[one.name] for one in promises if one.name in clocks), None)
    if clock is None:
        return None
    say, paused = reading.speaker, clock.paused_while
    return Later(
        pause=say.condition(paused) if paused is not None else "",
        kept_by=[say.event(one) for one in clock.until],
    )
