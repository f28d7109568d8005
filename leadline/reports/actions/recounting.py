"""The roll-ups made anew from the leads themselves, while people go on working."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from leadline.core import bulk
from leadline.leads.models import Lead
from leadline.reports.actions.folding import fold_next, turn_of_fold
from leadline.reports.actions.stirring import stir
from leadline.reports.models import Fold, Journey, JourneyMark, Tally

SLICE = 5_000


def recount(now: datetime, done: Callable[[int], None]) -> int:
    """Forgets all that was counted and counts every lead; `done` hears how many are left to do."""
    _forget()
    number, after = 0, 0
    while ids := list(
        Lead.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:SLICE]
    ):
        with transaction.atomic():
            stir(ids)
        number, after = number + len(ids), ids[-1]
    left = number
    while took := fold_next(now):
        left -= took
        done(max(left, 0))
    return number


def _forget() -> None:
    """Whoever is folding meanwhile finds another turn and throws away what they have read."""
    turn_of_fold()
    with transaction.atomic():
        fold = Fold.objects.select_for_update().get()
        for table in (JourneyMark, Journey, Tally):
            table.objects.all().delete()
        fold.turn += 1
        bulk.update(Fold, [fold], ["turn"])
