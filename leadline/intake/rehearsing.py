"""Reads some rows in for a moment, looks what follows, and takes every trace of it back."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from leadline.core.actor import Actor
from leadline.core.batch import Batch
from leadline.intake.actions.landing import land
from leadline.intake.forecasts import About, Follower, Tally
from leadline.intake.models import Import
from leadline.intake.rows import Row
from leadline.leads.incoming import Door, Fate, Outcome
from leadline.mail.mailboxes import mailboxes_of
from leadline.parties.actions.entering import OnMatch
from leadline.parties.models import PossibleDuplicate
from leadline.records.models import Record


def rehearse(
    actor: Actor,
    begun: Import,
    door: Door,
    rows: Sequence[Row],
    follower: Follower,
    now: datetime,
) -> Tally:
    """What would come of these rows at once, by the very code that reads them in.

    now: one moment for the whole file. It all happens in one transaction that is rolled back: no
    row stays, no turn is taken, nothing leaves. Its locks last as long as the rows take, so hand in
    few at a time.
    """
    with transaction.atomic():
        with Batch(actor, now) as batch:
            follower.begin(batch)
            outcomes = land(batch, door, rows, OnMatch(begun.on_match))
        records = list({id(one.record): one.record for one in outcomes}.values())
        tally = follower.follow(records, now)
        tally += _of_leads(outcomes, now)
        tally[About.CALL, ""] += sum(
            row.call is not None and one.fate is Fate.CREATED
            for row, one in zip(rows, outcomes, strict=True)
        )
        transaction.set_rollback(True)
    return +tally


def _of_leads(outcomes: Sequence[Outcome], now: datetime) -> Tally:
    tally: Tally = Counter((About.FATE, one.fate.value) for one in outcomes)
    ids = [one.record.pk for one in outcomes if one.fate is Fate.CREATED]
    made = list(Record.objects.filter(pk__in=ids))
    tally.update((About.STAGE, record.stage) for record in made)
    tally.update((About.NO_MAIL, str(box.hold)) for box in mailboxes_of(made) if box.hold)
    tally[About.DOUBLE, ""] = PossibleDuplicate.objects.filter(found_at=now).count()
    return tally
