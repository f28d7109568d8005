"""The numbers of a report: piled up, measured, written, and open to their records."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.utils.translation import gettext as _

from leadline.core.money import Money
from leadline.core.written import money, percent
from leadline.workspace.queries.lists.dimensions import Dimension, Key

MOST_ROWS, MOST_COLUMNS = 40, 8
REST = "\0rest"  # the key of the groups that there is no room for
Address = Callable[[Sequence[str]], str]  # of the records that meet some tests


@dataclass
class Pile:
    """The records of one cell. values: what is measured, by unit (a currency, "" for days)."""

    number: int = 0
    values: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, unit: str, value: float | None) -> None:
        self.number += 1
        if value is not None:
            self.values[unit].append(value)

    def join(self, other: "Pile") -> None:
        self.number += other.number
        for unit, values in other.values.items():
            self.values[unit] += values


Piles = dict[tuple[Key, Key], Pile]


@dataclass(frozen=True)
class Figure:
    """One number. size: as it is drawn. href: the address of its records, "" for a rest.

    label: of its column.
    """

    text: str
    size: float
    href: str
    number: int
    label: str = ""


@dataclass(frozen=True)
class Line:
    """One group: its figures by the second grouping (one where there is none), and their total."""

    label: str
    figures: Sequence[Figure]
    total: Figure

    def parts(self, largest: float) -> list[tuple[float, float, int]]:
        """Where each figure's piece of the bar begins and how long it is, of 100; and its shade."""
        found, at = [], 0.0
        for shade, figure in enumerate(self.figures):
            width = round(100 * max(figure.size, 0) / largest, 2) if largest else 0.0
            found.append((round(at, 2), width, shade))
            at += width
        return found


@dataclass(frozen=True)
class Ruler:
    """How cells are measured. whole: all records. unit: the one that is drawn."""

    measure: str
    whole: int
    unit: str

    def figure(self, pile: Pile, href: str, label: str = "") -> "Figure":
        text, size = self._measured(pile)
        return Figure(text, size, href if pile.number else "", pile.number, label)

    def _measured(self, pile: Pile) -> tuple[str, float]:
        if self.measure == "count":
            return f"{pile.number:,}", pile.number
        if self.measure == "share":
            share = pile.number / self.whole if self.whole else 0.0
            return percent(share), 100 * share
        work = median if self.measure == "median" else sum
        worked = {unit: float(work(values)) for unit, values in sorted(pile.values.items())}
        text = " + ".join(_said(unit, value) for unit, value in worked.items())
        return text or "–", worked.get(self.unit, 0.0)


@dataclass(frozen=True)
class Table:
    """columns: labels of the second grouping, none without one. total: of everything."""

    columns: Sequence[str]
    lines: Sequence["Line"]
    totals: Sequence["Figure"]
    total: "Figure"


def table_of(
    piles: Piles, group: Dimension, by: Dimension | None, measure: str, address: Address
) -> Table:
    """Every cell with the address of its records; those of a rest have none."""
    whole = joined(piles.values())
    ruler = Ruler(measure, whole.number, _main_unit(piles.values()))
    rows, columns = ordered(piles, 0, group), ordered(piles, 1, by)
    labels = {column: _label(by, column) for column in columns} if by else {}

    def href(row: Key | None = REST, column: Key | None = REST, *, of: str = "both") -> str:
        asked = [(group, row)] if of != "column" else []
        asked += [(by, column)] if by and of != "row" else []
        if any(key == REST for _dimension, key in asked):
            return ""
        return address([dimension.test(key) for dimension, key in asked])

    def figure(row: Key, column: Key) -> Figure:
        pile = piles.get((row, column)) or Pile()
        return ruler.figure(pile, href(row, column), labels.get(column, ""))

    lines = [
        Line(
            label=_label(group, row),
            figures=[figure(row, column) for column in columns],
            total=ruler.figure(
                joined(pile for key, pile in piles.items() if key[0] == row), href(row, of="row")
            ),
        )
        for row in rows
    ]
    totals = [
        ruler.figure(
            joined(pile for key, pile in piles.items() if key[1] == column),
            href(column=column, of="column"),
            labels[column],
        )
        for column in (columns if by else [])
    ]
    return Table(list(labels.values()), lines, totals, ruler.figure(whole, address([])))


def joined(piles: Iterable[Pile]) -> Pile:
    """All of them as one."""
    found = Pile()
    for pile in piles:
        found.join(pile)
    return found


def _label(dimension: Dimension, key: Key) -> str:
    return _("the others") if key == REST else dimension.say(key)


def _said(unit: str, value: float) -> str:
    return money(Money(round(value), unit)) if unit else f"{value:,.1f}"


def _main_unit(piles: Iterable[Pile]) -> str:
    """The currency that most records have: sums of two currencies are never drawn as one."""
    numbers: dict[str, int] = defaultdict(int)
    for pile in piles:
        for unit, values in pile.values.items():
            numbers[unit] += len(values)
    return max(numbers, key=lambda unit: (numbers[unit], unit), default="")


def cut(piles: Piles, place: int, dimension: Dimension | None, most: int) -> Piles:
    """The smaller groups become one rest where there are more than people can read."""
    keep = set(ordered(piles, place, dimension)[:most]) if dimension else {None}
    if all(key[place] in keep for key in piles):
        return piles
    found: Piles = defaultdict(Pile)
    for key, pile in piles.items():
        row, column = key
        if key[place] not in keep:
            row, column = (REST, column) if place == 0 else (row, REST)
        found[row, column].join(pile)
    return found


def ordered(piles: Piles, place: int, dimension: Dimension | None) -> list[Key]:
    """The groups in their own order or the largest first; a rest stands last."""
    numbers: dict[Key, int] = defaultdict(int)
    for key, pile in piles.items():
        numbers[key[place]] += pile.number
    own = dimension.order if dimension else None

    def place_of(key: Key) -> tuple[Any, ...]:
        return (key == REST, own(key) if own and key != REST else -numbers[key], str(key))

    return sorted(numbers, key=place_of)
