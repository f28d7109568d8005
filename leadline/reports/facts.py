"""What is counted of one lead, as plain values that can be kept and read again; pure."""

from dataclasses import dataclass, fields
from typing import Any

ACQUISITION, EXPANSION = "acquisition", "expansion"
FUNNELS = (ACQUISITION, EXPANSION)


@dataclass(frozen=True)
class Facts:
    """One lead in the funnel, counted once however often it went to and fro.

    month: "2018-02", in which it began, in the firm's zone. source, owner, team: ids, 0 for none.
    reached: place of the farthest status (see `statuses`). entered: bits of the statuses that it
    truly was in; what lies before `reached` and is not in there was skipped.
    moves: "MQL>SAL", each kind once. times: ("MQL>SAL", seconds), first entries, none negative.
    cycle: how often its person has been through, this lead among them.
    rejected: the reason, "" none was given; None where it was not sent back.
    attempts: calls, at most 7. speed: seconds to the first attempt, None without, -1 not measured.
    won, open: (currency, amount in the smallest unit) of its deals.
    credits: (way, currency, source, campaign, amount), in `won_month`.
    """

    funnel: str
    month: str
    reached: int
    entered: int
    source: int = 0
    campaign: str = ""
    owner: int = 0
    team: int = 0
    moves: tuple[str, ...] = ()
    times: tuple[tuple[str, int], ...] = ()
    unusual: tuple[str, ...] = ()
    rejected: str | None = None
    attempts: int = 0
    speed: int | None = -1
    won: tuple[tuple[str, int], ...] = ()
    open: tuple[tuple[str, int], ...] = ()
    won_month: str = ""
    credits: tuple[tuple[str, str, int, str, int], ...] = ()
    cycle: int = 1

    def to_json(self) -> dict[str, Any]:
        """Without what is as usual."""
        usual = {one.name: one.default for one in fields(self)}
        return {name: value for name, value in vars(self).items() if value != usual[name]}

    @classmethod
    def from_json(cls, json: dict[str, Any]) -> "Facts":
        """The facts that `to_json` wrote."""
        return cls(**{name: _tuples(value) for name, value in json.items()})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list | tuple) else value
