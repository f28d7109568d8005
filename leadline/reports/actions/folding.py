"""The follower: takes stirred records out of the queue and puts what they count into the roll-ups.

What a lead counted before is kept with it, so folding it twice, late or in another order ends in
the same numbers. One follower at a time; whoever comes second goes away. All is read and worked out
before anything is locked, and thrown away if somebody else has folded or counted anew meanwhile.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from leadline.core import bulk
from leadline.core.batch_size import at_once
from leadline.records.models import Record
from leadline.reports.actions.roll_ups import Change, change_of, write
from leadline.reports.loading import facts_of_leads, leads_of
from leadline.reports.models import Fold, Journey, Stirred

PLENTY, FEW = 1_000, 200  # queue entries of one transaction
GONE = 5_000  # journeys whose records are gone that one transaction takes out


def fold_next(now: datetime) -> int:
    """Folds the next part of the queue; how many entries it took from it. About 20 queries."""
    turn = turn_of_fold()
    entries = list(Stirred.objects.order_by("pk")[: at_once(PLENTY, FEW)])
    if not entries:
        return 0
    change = _worked_out(entries)
    with transaction.atomic():
        fold = Fold.objects.select_for_update(skip_locked=True).filter(turn=turn).first()
        if fold is None:
            return 0
        write(change)
        bulk.delete(Stirred, [one.pk for one in entries])
        fold.turn, fold.folded_at = turn + 1, now
        bulk.update(Fold, [fold], ["turn", "folded_at"])
    return len(entries)


def turn_of_fold() -> int:
    """How often it has been folded. Whoever folds says it; another one by then stops them."""
    found = Fold.objects.values_list("turn", flat=True).first()
    if found is None:
        try:
            with transaction.atomic():
                bulk.insert(Fold, [Fold(pk=1)])
        except IntegrityError:  # another follower has just made it
            return turn_of_fold()
    return found or 0


def _worked_out(entries: Sequence[Stirred]) -> Change:
    """The leads are read after their entries: what changes later has an entry of its own."""
    stirred = {one.about for one in entries if one.about is not None}
    leads = leads_of(stirred)
    gone = {*stirred, *(_orphans() if any(one.about is None for one in entries) else ())}
    return change_of(facts_of_leads(leads), {*leads, *gone})


def _orphans() -> list[int]:
    """Journeys whose records are gone, or lie in the bin."""
    there = Record.objects.values("pk")
    return list(Journey.with_bin.exclude(pk__in=there).values_list("pk", flat=True)[:GONE])
