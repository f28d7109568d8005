"""Why an action is done to a record: by somebody's hand, or by a line of its playbook."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Cause:
    """What every action that a playbook may call takes as `cause`.

    key: names the effect for ever; it goes into a unique column of the row that the action makes,
    so that doing it twice is harmless. None: done by hand.
    line: the identity of the playbook line. at: when it became true (UTC).
    why: rule, inputs and version, for the timeline's "why?".
    depth: how many automatic steps led here; it travels with events, so that loops end.
    late: it comes later than it was meant to, so what leaves the house waits for a person.
    """

    key: str | None = None
    line: str = ""
    at: datetime | None = None
    why: Any = field(default=None, hash=False)
    depth: int = 0
    late: bool = False


BY_HAND = Cause()
