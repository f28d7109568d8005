"""The rows of the roll-ups: what a part of the queue changes in them, read first, then written."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from leadline.core import bulk
from leadline.reports.cells import Cell, cells_of
from leadline.reports.facts import Facts
from leadline.reports.models import Journey, JourneyMark, Tally

COLUMNS = [one.name for one in Journey._meta.concrete_fields if not one.primary_key]


@dataclass(frozen=True)
class Change:
    """counted: what is counted from now on, by record. again: those of it that were counted
    otherwise before; left: records that count nowhere any more. marks: rows that go.

    cells: what is added to each cell of the roll-ups, by its key; there: their numbers so far.
    """

    counted: Mapping[int, Facts]
    again: Collection[int]
    left: Collection[int]
    marks: Collection[int]
    cells: Mapping[int, tuple[Cell, int]]
    there: Mapping[int, int]


def change_of(facts: Mapping[int, Facts], about: Collection[int]) -> Change:
    """From then on the records `about` count as `facts` says; those not in it, nowhere.

    Three queries, and nothing is written.
    """
    rows = Journey.with_bin.filter(pk__in=list(about)).values_list("pk", "facts")
    kept = {pk: Facts.from_json(json) for pk, json in rows}
    counted = {pk: one for pk, one in facts.items() if kept.get(pk) != one}
    again, left = kept.keys() & counted.keys(), kept.keys() - facts.keys()
    delta: Counter[Cell] = Counter()
    for one in counted.values():
        delta.update(cells_of(one))
    for pk in again | left:
        delta.subtract(cells_of(kept[pk]))
    cells = {key_of(cell): (cell, number) for cell, number in delta.items() if number}
    there = Tally.objects.filter(pk__in=list(cells)).values_list("pk", "number")
    marks = JourneyMark.objects.filter(journey__in=[*again, *left]).values_list("pk", flat=True)
    return Change(counted, again, left, list(marks), cells, dict(there))


def write(change: Change) -> None:
    """Writes it in bulk; whoever does holds the fold since before it was read."""
    _add(change)
    bulk.delete(JourneyMark, list(change.marks))
    bulk.delete(Journey, sorted(change.left))
    rows = {pk: _journey(pk, one) for pk, one in change.counted.items()}
    bulk.insert(Journey, [row for pk, row in rows.items() if pk not in change.again])
    bulk.update(Journey, [row for pk, row in rows.items() if pk in change.again], COLUMNS)
    _mark(change.counted, rows)


def key_of(cell: Cell) -> int:
    """63 bits of its hash: a million cells meet by chance once in ten million installations."""
    text = "\x1f".join(str(part) for part in cell)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def first_of(month: str) -> date:
    """The first day of "2018-02"."""
    return date.fromisoformat(f"{month}-01")


def _add(change: Change) -> None:
    there, cells = change.there, change.cells
    new = [_tally(key, *cells[key]) for key in cells.keys() - there.keys()]
    bulk.insert(Tally, new)
    bulk.add_to(Tally, "number", {key: cells[key][1] for key in there})
    bulk.delete(Tally, [key for key, number in there.items() if number + cells[key][1] == 0])


def _tally(key: int, cell: Cell, number: int) -> Tally:
    whose = _whose(cell.owner, cell.team)
    return Tally(
        id=key,
        funnel=cell.funnel,
        month=first_of(cell.month),
        dimension=cell.dimension,
        key=cell.key,
        measure=cell.measure,
        what=cell.what,
        is_of_all=cell.is_of_all,
        number=number,
        **whose,
    )


def _journey(pk: int, facts: Facts) -> Journey:
    return Journey(
        record_id=pk,
        funnel=facts.funnel,
        month=first_of(facts.month),
        source_id=facts.source or None,
        campaign=facts.campaign,
        reached=facts.reached,
        entered=facts.entered,
        attempts=facts.attempts,
        is_won=bool(facts.won),
        rejected=facts.rejected,
        facts=facts.to_json(),
        **_whose(facts.owner, facts.team),
    )


def _whose(owner: int, team: int) -> dict[str, Any]:
    return {"owner_id": owner or None, "team_id": team or None}


def _mark(changed: Mapping[int, Facts], journeys: Mapping[int, Journey]) -> None:
    found: list[tuple[int, str, int | None]] = []
    for pk, facts in changed.items():
        found += [(pk, f"move:{pair}", None) for pair in facts.moves]
        found += [(pk, f"time:{pair}", seconds) for pair, seconds in facts.times]
        found += [(pk, f"unusual:{kind}", None) for kind in facts.unusual]
        if facts.speed is None or facts.speed >= 0:
            found.append((pk, "speed", facts.speed))
    ids = bulk.reserve_ids(JourneyMark, len(found)) if found else []
    rows = []
    for key, (pk, what, seconds) in zip(ids, found, strict=True):
        journey = journeys[pk]
        rows.append(
            JourneyMark(
                pk=key,
                journey_id=pk,
                funnel=journey.funnel,
                month=journey.month,
                owner_id=journey.owner_id,
                team_id=journey.team_id,
                what=what,
                seconds=seconds,
            )
        )
    bulk.insert(JourneyMark, rows)
