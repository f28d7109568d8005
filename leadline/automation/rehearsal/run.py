"""What came of leading one record through a playbook."""

from dataclasses import dataclass, field
from datetime import datetime

from leadline.playbooks.definition import Playbook
from leadline.playbooks.engine.decision import Effect, Move, Reason
from leadline.playbooks.engine.state import State


@dataclass
class Run:
    """What came of it. moves and effects: in order. made: trace → when it was first done.

    asked: fields that somebody was asked for; gave: phrases by which it was given to somebody.
    waits: what history does not answer, and where; None where it answers all.
    """

    playbook: Playbook
    state: State | None = None
    owner: object = None
    moves: list[Move] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    made: dict[str, datetime] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    gave: set[str] = field(default_factory=set)
    routes: list[tuple[str, str]] = field(default_factory=list)  # route, the line that decided
    refused: list[str] = field(default_factory=list)  # acts that a rule stands against
    waits: tuple[str, tuple[str, ...]] | None = None
    band: str = ""

    @property
    def way(self) -> list[tuple[str, datetime]]:
        return [(move.new, move.at) for move in self.moves]

    @property
    def stage(self) -> str:
        return self.state.stage if self.state else ""
