"""What is done with a queue: taken from it, tried once more by hand or by itself; or given back."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.core import bulk
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.playbooks.definition import Who
from leadline.records.actions import assign, return_turn
from leadline.records.actions.routing import hand
from leadline.records.cause import BY_HAND
from leadline.records.closed import closed
from leadline.records.events import GIVEN_BACK, OWNED, QUEUED, ROUTED, TURN_RETURNED
from leadline.records.models import Record, Untaken
from leadline.records.routing.finding import Asking, decide
from leadline.records.routing.returning import last_turns
from leadline.records.routing.untaken import givers_back, meant, rule_of, still_waits
from leadline.records.who import owner_of


@action(
    _("take"),
    _("Takes a record that waits in a queue."),
    events=(OWNED,),
)
def take(batch: Batch, record: Record) -> None:
    """It belongs to whoever takes it first. Raises Refused where somebody was faster."""
    if record.owner_id is not None or not record.queue:
        raise Refused(gettext("Somebody has it already."))
    user = User.objects.filter(pk=batch.actor.user_id or 0).first()
    if user is None:
        raise Refused(gettext("Only a colleague can take it."))
    assign.within(batch, record, owner=user, reason=gettext("taken from the queue"))


@action(
    _("route again"),
    _("Asks once more who should have a record that nobody has."),
    events=(ROUTED,),
)
def route_again(batch: Batch, record: Record) -> None:
    """By the rule of the stage it stands at, as that is now. Raises Refused while nobody can."""
    if record.owner_id is not None:
        raise Refused(gettext("Somebody has it already."))
    who = rule_of(batch, record)
    if who is None:
        raise Refused(gettext("Its playbook does not say who should have it here."))
    if not _given(batch, record, who, batch.of(record, givers_back)):
        raise Refused(gettext("Still nobody can take it: they are away, full or not in the pool."))


@action(
    _("give back"),
    _("Gives a record back, so that whoever is next gets it."),
    events=(GIVEN_BACK, TURN_RETURNED, OWNED, ROUTED, QUEUED),
)
def give_back(batch: Batch, record: Record, *, reason: str) -> None:
    """It goes by the rule of its stage to somebody who has not given it back here, or waits.

    A turn that brought it counts for nobody. Raises Invalid without a reason, and Refused where
    nobody has it or the playbook does not say who should.
    """
    if not reason.strip():
        raise Invalid(gettext("Say why."), {"reason": gettext("Say why.")})
    owner = owner_of(batch, record)
    if owner is None:
        raise Refused(gettext("Nobody has it."))
    if not record.is_open:
        raise Refused(closed(record))
    who = rule_of(batch, record)
    if who is None:
        raise Refused(gettext("Its playbook does not say who should have it here."))
    but = batch.of(record, givers_back) | {owner.pk}
    turn = batch.of(record, last_turns)
    if turn is not None and turn.user.pk == owner.pk:
        return_turn.within(batch, record, reason=reason.strip()[:200])
    batch.happened(
        record, GIVEN_BACK, owner=str(owner), owner_id=owner.pk, visit=record.visit,
        reason=reason.strip()[:200],
    )  # fmt: skip
    cause = replace(BY_HAND, why={"text": f"owner: {who.text}"})
    hand(batch, record, who, Asking(but=but), cause, leaves=True)


@action(
    _("route records again"),
    _("Looks again for somebody who can take what waits because nobody could."),
    events=(ROUTED,),
)
def route_waiting(batch: Batch, subject: None, *, rows: Sequence[Untaken], found: set[int]) -> int:
    """How many were given, in the order of the rows.

    found: ids of the rows for which there seems to be somebody. A record that a person is at just
    now is left to the next time, and so is whatever has changed meanwhile.
    """
    wanted = {row.record_id: row for row in rows}
    records = {one.pk: one for one in batch.claim(Record.objects.filter(pk__in=wanted))}
    fresh = Untaken.with_bin.select_for_update().filter(record__in=records)
    now = {row.record_id: row for row in fresh}
    given, over = 0, []
    for row in rows:
        record, kept = records.get(row.record_id), now.get(row.record_id)
        if record is None or kept is None:
            continue
        if not still_waits(record, kept):
            over.append(kept.pk)
        elif row.pk in found and _tried(batch, record, kept):
            given += 1
            over.append(kept.pk)
        else:
            batch.change(kept, looked_at=batch.now)
    bulk.delete(Untaken, over)
    return given


def _tried(batch: Batch, record: Record, kept: Untaken) -> bool:
    who = meant(batch, record, kept.who)
    return who is not None and _given(batch, record, who, frozenset(kept.but))


def _given(batch: Batch, record: Record, who: Who, but: frozenset[int]) -> bool:
    """Whether somebody has it now; else it waits as it did, since when it did."""
    decided = decide(batch, record, who, Asking(but=but))
    if decided.user is None:
        return False
    why = {"text": f"owner: {who.text}", "route": decided.json()}
    cause = replace(BY_HAND, why=why)
    assign.within(batch, record, owner=decided.user, reason=who.text, routed=True, cause=cause)
    return True
