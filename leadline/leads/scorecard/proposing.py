"""A scorecard as score.yaml: whole points that a person can read and change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log

from leadline.conditions.catalogue import Catalogue, Kind, normalised
from leadline.leads.scorecard.binning import REST
from leadline.leads.scorecard.fitting import Card, Part
from leadline.leads.scorecard.table import Table

DOUBLES = 20  # points that double the odds
LEAST = 3  # points: less is left out


@dataclass(frozen=True)
class Line:
    """points: when the column is in this group. low, high: of numbers, from and below; text: else.

    A blank has neither. said: the condition where the playbook has words of its own for it.
    """

    column: str
    points: int
    low: float | None = None
    high: float | None = None
    text: str = ""
    said: str = ""

    @property
    def condition(self) -> str:
        """As score.yaml says it."""
        if self.said:
            return self.said
        name = " ".join(self.column.casefold().split())
        if self.text:
            quoted = self.text.replace('"', "'")
            return f'{name} is "{quoted}"'
        if self.low is not None and self.high is not None:
            return f"{name} at least {_plain(self.low)} and {name} below {_plain(self.high)}"
        if self.low is not None:
            return f"{name} at least {_plain(self.low)}"
        return f"{name} below {_plain(self.high)}" if self.high is not None else f"{name} unknown"


def lines_of(card: Card) -> list[Line]:
    """What gives points, the most first."""
    found = [line for part in card.parts for line in _of_part(part)]
    return sorted(found, key=lambda one: (-abs(one.points), one.column, one.condition))


def in_words_of(catalogue: Catalogue, lines: Sequence[Line]) -> list[Line]:
    """A field of yes and no is its own condition: "is urgent", "is not urgent"."""
    found = []
    for line in lines:
        field = catalogue.get(normalised(line.column))
        if field is not None and field.kind is Kind.YES_NO and line.text:
            line = replace(line, said=field.name if line.text == "yes" else field.opposite)
        found.append(line)
    return found


def as_yaml(lines: Sequence[Line]) -> str:
    """A score.yaml to look at, to change and to publish; fields.yaml has to know its fields."""
    text = ["review every: 3 months", "fit:"]
    for line in lines:
        condition = line.condition.replace("'", "''")
        text += [f"  - points: {line.points}", f"    when: '{condition}'"]
    return "\n".join(text) + "\n"


def with_fit(text: str, lines: Sequence[Line]) -> str:
    """A score.yaml that keeps all it says but its `fit:`, in whose place these lines stand."""
    new = as_yaml(lines)
    if not text.strip():
        return new
    kept: list[str] = []
    inside, is_in = new.split("\n", 1)[1].rstrip("\n").split("\n"), False
    place = None
    for line in text.rstrip("\n").split("\n"):
        if line[:1] not in ("", " ", "-", "#"):  # a key at the margin
            is_in = line.split(":")[0].strip() == "fit"
            place = len(kept) if is_in else place
        if not is_in:
            kept.append(line)
    at = len(kept) if place is None else place
    return "\n".join([*kept[:at], *inside, *kept[at:]]) + "\n"


def points_of(lines: Sequence[Line], table: Table) -> list[int]:
    """What each lead of a table would score by these lines."""
    totals = [0] * len(table.won)
    for line in lines:
        for i, text in enumerate(table.columns[line.column]):
            totals[i] += line.points * _fits(line, text)
    return totals


def _fits(line: Line, text: str) -> bool:
    if line.text:
        return text == line.text
    if line.low is None and line.high is None:
        return not text
    try:
        number = float(text)
    except ValueError:
        return False
    above = line.low is None or number >= line.low
    return above and (line.high is None or number < line.high)


def _of_part(part: Part) -> Iterator[Line]:
    """Groups of numbers with the same points that lie side by side are one line."""
    edges = part.binning.edges
    if not edges:
        for group, adds in part.adds.items():
            if group != REST and abs(_points(adds)) >= LEAST:
                yield Line(part.column, _points(adds), text=group)
        return
    if abs(_points(part.adds.get("", 0.0))) >= LEAST:
        yield Line(part.column, _points(part.adds[""]))
    low, points = None, _points(part.adds.get("0", 0.0))
    for number, edge in enumerate(edges, 1):
        following = _points(part.adds.get(str(number), 0.0))
        if following != points:
            yield from _range(part.column, points, low, edge)
            low, points = edge, following
    yield from _range(part.column, points, low, None)


def _range(column: str, points: int, low: float | None, high: float | None) -> Iterator[Line]:
    if abs(points) >= LEAST and (low, high) != (None, None):
        yield Line(column, points, low, high)


def _points(adds: float) -> int:
    return round(adds * DOUBLES / log(2))


def _plain(number: float | None) -> str:
    assert number is not None
    return str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0")
