"""The follower: takes stirred records out of the queue and puts what they count into the roll-ups.

What a lead counted before is kept with it, so folding it twice, late or in another order ends in
the same numbers. One follower at a time; whoever comes second goes away.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from django.db import IntegrityError, transaction

from leadline.core import bulk
from leadline.core.batch_size import at_once
from leadline.records.models import Record
from leadline.reports.cells import Cell, cells_of
from leadline.reports.facts import Facts
from leadline.reports.loading import facts_of_leads, leads_of
from leadline.reports.models import Fold, Journey, JourneyMark, Stirred, Tally

PLENTY, FEW = 1_000, 60  # queue entries of one transaction
GONE = 5_000  # journeys whose records are gone that one transaction takes out
COLUMNS = [one.name for one in Journey._meta.concrete_fields if not one.primary_key]


def fold_next(now: datetime) -> int:
    """Folds the next part of the queue; how many entries it took from it. About 20 queries."""
    if not Stirred.objects.exists():
        return 0
    with transaction.atomic():
        fold = _the_fold()
        if fold is None:
            return 0
        entries = list(Stirred.objects.order_by("pk")[: at_once(PLENTY, FEW)])
        stirred = {one.about for one in entries if one.about is not None}
        leads = leads_of(stirred)
        gone = {*stirred, *(_orphans() if any(one.about is None for one in entries) else ())}
        put_in(facts_of_leads(leads), {*leads, *gone})
        bulk.delete(Stirred, [one.pk for one in entries])
        fold.folded_at = now
        bulk.update(Fold, [fold], ["folded_at"])
    return len(entries)


def put_in(facts: Mapping[int, Facts], about: Collection[int]) -> None:
    """From here on the records `about` count as `facts` says; those that are not in it, nowhere."""
    before = Journey.with_bin.in_bulk(list(about))
    kept = {pk: Facts.from_json(journey.facts) for pk, journey in before.items()}
    changed = {pk: one for pk, one in facts.items() if kept.get(pk) != one}
    left = kept.keys() - facts.keys()
    delta: Counter[Cell] = Counter()
    for one in changed.values():
        delta.update(cells_of(one))
    for pk in (kept.keys() & changed.keys()) | left:
        delta.subtract(cells_of(kept[pk]))
    _add(delta)
    marks = JourneyMark.objects.filter(journey__in=[*(kept.keys() & changed.keys()), *left])
    bulk.delete(JourneyMark, list(marks.values_list("pk", flat=True)))
    bulk.delete(Journey, sorted(left))
    rows = {pk: _journey(pk, one) for pk, one in changed.items()}
    bulk.insert(Journey, [row for pk, row in rows.items() if pk not in kept])
    bulk.update(Journey, [row for pk, row in rows.items() if pk in kept], COLUMNS)
    _mark(changed, rows)


def key_of(cell: Cell) -> int:
    """63 bits of its hash: a million cells meet by chance once in ten million installations."""
    text = "\x1f".join(str(part) for part in cell)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def first_of(month: str) -> date:
    """The first day of "2018-02"."""
    return date.fromisoformat(f"{month}-01")


def _the_fold() -> Fold | None:
    """The row that one follower holds; None while another does."""
    if not Fold.objects.exists():
        try:
            with transaction.atomic():
                bulk.insert(Fold, [Fold(pk=1)])
        except IntegrityError:  # another follower has just made it
            return None
    return Fold.objects.select_for_update(skip_locked=True).first()


def _orphans() -> list[int]:
    """Journeys whose records are gone, or lie in the bin."""
    there = Record.objects.values("pk")
    return list(Journey.with_bin.exclude(pk__in=there).values_list("pk", flat=True)[:GONE])


def _add(delta: Mapping[Cell, int]) -> None:
    keys = {key_of(cell): cell for cell, number in delta.items() if number}
    there = Tally.objects.in_bulk(list(keys))
    new, empty = [], []
    for key, cell in keys.items():
        row = there.get(key)
        if row is None:
            new.append(_tally(key, cell, delta[cell]))
            continue
        row.number += delta[cell]
        if not row.number:
            empty.append(key)
    bulk.insert(Tally, new)
    bulk.update(Tally, [row for key, row in there.items() if row.number], ["number"])
    bulk.delete(Tally, empty)


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
