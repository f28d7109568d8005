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
    """path: of an SVG, above the line when it goes on, below when it goes back or aside."""

    first: str
    second: str
    number: int
    path: str
    width: float
    is_back: bool
    link: str


@dataclass(frozen=True)
class FlowPage:
    """Each lead is counted once in each kind of move. width, height: of the drawing."""

    asked: Asked
    knots: Sequence[Knot]
    arcs: Sequence[Arc]
    width: int
    line: int = LINE
    height: int = 2 * LINE + 30
    label_at: int = LINE + 28

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
            arcs.append(Arc(first, second, number, path, thick, back, link))
    arcs.sort(key=lambda arc: (-arc.number, PLACE[arc.first], PLACE[arc.second]))
    knots = [
        Knot(one, str(LONG[one]), entered[one], places[one], asked.link(ENTERED, one))
        for one in shown
    ]
    return FlowPage(asked, knots, arcs, width=130 + STEP * max(0, len(shown) - 1))


def _arc(start: int, end: int, number: int, *, is_back: bool) -> str:
    """Higher for what leads farther, so that arcs do not cover each other."""
    steps = abs(end - start) / STEP
    reach = 40 + (LINE - 55) * (steps - 1) / max(1, number - 2)
    top = LINE + (reach if is_back else -reach) * 1.33
    return f"M {start} {LINE} C {start} {top:.0f}, {end} {top:.0f}, {end} {LINE}"
