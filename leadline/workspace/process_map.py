"""Draws a process: its main way as a line with knots, and below what branches off; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from leadline.playbooks.definition import Process
from leadline.workspace.queries.way import main_way, targets_of

COLUMN, LANE, TOP, SIDE = 148, 104, 26, 40  # px of the drawing
PER_LINE = 18  # width of one line of a label; a Chinese character counts twice


@dataclass(frozen=True)
class Knot:
    """A stage. x, y: its middle. kind: stage, good or lost. lines: of its label, numbered."""

    name: str
    x: int
    y: int
    kind: str
    lines: tuple[tuple[int, str], ...]
    is_main: bool


@dataclass(frozen=True)
class Way:
    """A line from one knot to another, as an SVG path; main: it lies on the main way."""

    path: str
    is_main: bool


@dataclass(frozen=True)
class Map:
    """width, height: of the whole drawing. anywhere: ends that one can reach from every stage."""

    knots: tuple[Knot, ...]
    ways: tuple[Way, ...]
    width: int
    height: int
    anywhere: tuple[str, ...]


def map_of(process: Process, labels: Mapping[str, str]) -> Map:
    """labels: each stage in the reader's language."""
    main = _main(process)
    columns = _columns(process, main)
    lanes = _lanes(process, main, columns)
    places = {
        name: (SIDE + columns[name] * COLUMN, TOP + lanes[name] * LANE) for name in process.stages
    }
    knots = tuple(
        Knot(
            name,
            *places[name],
            "stage" if not stage.is_end else "lost" if stage.outcome == "lost" else "good",
            tuple(enumerate(lines_of(labels.get(name, name)))),
            name in main,
        )
        for name, stage in process.stages.items()
    )
    return Map(
        knots=knots,
        ways=tuple(_ways(process, main, places)),
        width=max(knot.x for knot in knots) + COLUMN,
        height=max(knot.y for knot in knots) + LANE - 16,
        anywhere=tuple(dict.fromkeys(line.go_to for line in process.everywhere if line.go_to)),
    )


def lines_of(label: str) -> list[str]:
    """A label in lines that fit below a knot; Chinese is cut anywhere, English between words."""
    words = label.split(" ") if " " in label or label.isascii() else list(label)
    joint = " " if " " in label or label.isascii() else ""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]}{joint}{word}".strip()
        if lines[-1] and _wide(longer) > PER_LINE:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _wide(text: str) -> int:
    return sum(1 if char < "\u2e80" else 2 for char in text)


def _main(process: Process) -> list[str]:
    begins = next((one.stage for one in process.begins if one.stage), "")
    start = begins or process.first_stage.name
    return [start, *main_way(process, start)]


def _columns(process: Process, main: Sequence[str]) -> dict[str, int]:
    """Every stage to the right of all from which it is reached, ways back left out."""
    forward = _forward(process, main[0])
    columns = dict.fromkeys(process.stages, 0)
    for _round in process.stages:
        for name, target in forward:
            columns[target] = max(columns[target], columns[name] + 1)
    return columns


def _forward(process: Process, start: str) -> list[tuple[str, str]]:
    """The steps that lead on, found by walking from the start and never stepping back."""
    found: list[tuple[str, str]] = []
    seen: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        seen.add(name)
        for target in targets_of(process, process.stages[name]):
            if target not in path:
                found.append((name, target))
                if target not in seen:
                    walk(target, (*path, target))

    for name in (start, *process.stages):
        if name not in seen:
            walk(name, (name,))
    return found


def _lanes(process: Process, main: Sequence[str], columns: Mapping[str, int]) -> dict[str, int]:
    taken: dict[int, int] = {}
    lanes = dict.fromkeys(main, 0)
    ends_last = sorted(process.stages.values(), key=lambda stage: stage.is_end)
    for stage in ends_last:
        if stage.name not in lanes:
            column = columns[stage.name]
            taken[column] = lanes[stage.name] = taken.get(column, 0) + 1
    return lanes


def _ways(
    process: Process, main: Sequence[str], places: Mapping[str, tuple[int, int]]
) -> list[Way]:
    steps = list(pairwise(main))
    found = [
        Way(_path(places[name], places[target]), is_main=False)
        for name, stage in process.stages.items()
        for target in targets_of(process, stage)
        if (name, target) not in steps and name != target
    ]
    return [*found, *(Way(_straight(places[a], places[b]), is_main=True) for a, b in steps)]


def _straight(start: tuple[int, int], end: tuple[int, int]) -> str:
    return f"M{start[0]} {start[1]}L{end[0]} {end[1]}"


def _path(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Straight along a lane, else a curve that leaves and arrives along the lanes."""
    (x, y), (to_x, to_y) = start, end
    if y == to_y == TOP:
        bend = 0 if to_x - x == COLUMN else -24
        return f"M{x} {y}C{x + 40} {y + bend} {to_x - 40} {to_y + bend} {to_x} {to_y}"
    if y == to_y:
        return f"M{x} {y}H{to_x}"
    middle = (x + to_x) // 2
    return f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}"
