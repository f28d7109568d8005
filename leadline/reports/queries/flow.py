"""The flow: how many leads went from which status to which, as arcs over a line of statuses."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.access.models import User
from leadline.reports.cells import ENTERED, MOVE
from leadline.reports.queries.asked import Asked, numbers_of, of_measure
from leadline.reports.statuses import ALL, LONG, PLACE

STEP, LINE, THICKEST = 130, 150, 22  # of the drawing: between knots, height of the line, an arc


@dataclass(frozen=True)
class Knot:
    status: str
    name: str
    number: int
    x: int
    link: str


@dataclass(frozen=True)
class Arc:
    """path: of an SVG, above the line when it goes on, below when it goes back. steps: how far."""

    first: str
    second: str
    number: int
    path: str
    width: float
    is_back: bool
    link: str
    steps: int


@dataclass(frozen=True)
class FlowPage:
    """Each lead is counted once in each kind of move. width, top, bottom: of the drawing."""

    asked: Asked
    knots: Sequence[Knot]
    arcs: Sequence[Arc]
    width: int
    top: int
    bottom: int
    line: int = LINE
    label_at: int = LINE + 28

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def last(self) -> int:
        return self.width - 65


def flow_page(user: User, asked: Asked) -> FlowPage:
    """One query."""
    asked = asked.but(source=None, campaign=None)
    numbers = numbers_of(asked.tallies(user), MOVE, ENTERED)
    entered, moves = of_measure(numbers, ENTERED), of_measure(numbers, MOVE)
    shown = [one for one in ALL if one in entered]
    places = {one: 65 + STEP * nth for nth, one in enumerate(shown)}
    largest = max(moves.values(), default=1)
    arcs = []
    for pair, number in moves.items():
        first, _sign, second = pair.partition(">")
        if first in places and second in places:
            thick = max(1.0, round(THICKEST * number / largest, 1))
            back = PLACE[second] < PLACE[first]
            path = _arc(places[first], places[second], len(shown), is_back=back)
            link = asked.link(MOVE, pair)
            steps = abs(places[second] - places[first]) // STEP
            arcs.append(Arc(first, second, number, path, thick, back, link, steps))
    arcs.sort(key=lambda arc: (-arc.number, PLACE[arc.first], PLACE[arc.second]))
    knots = [
        Knot(one, str(LONG[one]), entered[one], places[one], asked.link(ENTERED, one))
        for one in shown
    ]
    ahead = max((arc.steps for arc in arcs if not arc.is_back), default=0)
    behind = max((arc.steps for arc in arcs if arc.is_back), default=0)
    return FlowPage(
        asked,
        knots,
        arcs,
        width=130 + STEP * max(0, len(shown) - 1),
        top=LINE - _reach(ahead, len(shown)) - THICKEST,
        bottom=LINE + max(40, _reach(behind, len(shown)) + THICKEST),
    )


def _arc(start: int, end: int, number: int, *, is_back: bool) -> str:
    """A cubic curve reaches three quarters of the height of its handles."""
    reach = _reach(abs(end - start) // STEP, number) * 4 / 3
    top = LINE + (reach if is_back else -reach)
    return f"M {start} {LINE} C {start} {top:.0f}, {end} {top:.0f}, {end} {LINE}"


def _reach(steps: int, number: int) -> int:
    """How far from the line: farther for what leads farther, so that no arc hides another."""
    return round(30 + (LINE - 60) * (steps - 1) / max(1, number - 2)) if steps else 0
