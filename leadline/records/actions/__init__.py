"""What people, customers and playbooks do to a record of any kind."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.access.roles import MANAGER, reserve
from leadline.conditions.catalogue import LONGEST_PHRASE, Field, normalised
from leadline.core.actions import action
from leadline.core.allowed import those_allowed
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.parties.stale_answers import refuse_stale_answers
from leadline.records import events
from leadline.records.addresses import keep_addresses
from leadline.records.answers import kept
from leadline.records.cause import BY_HAND, Cause
from leadline.records.closed import closed, reopens_at
from leadline.records.company import answers_of, kept_with_parties, learn
from leadline.records.handed import tell_handed
from leadline.records.models import AskedField, Record
from leadline.records.preparing import unknown_of
from leadline.records.routing.returning import give_back, last_turns
from leadline.records.who import owner_of, team_of


@action(_("give answers"), _("Writes down what was learned."), events=(events.ANSWERED,))
def give_answers(
    batch: Batch,
    record: Record,
    *,
    answers: Mapping[str, object],
    evidence: str = "",
    cause: Cause = BY_HAND,
    seen: Mapping[str, object] | None = None,
) -> None:
    """Keeps each answer by its field's name; an answer that says the same again is no event.

    What is about the company or person is kept there. evidence: where it was learned ("form").
    seen: what a person who changes them had before their eyes; Stale where it is another by now.
    """
    given = {normalised(name): kept(value) for name, value in answers.items()}
    theirs = kept_with_parties(batch, record, given)
    elsewhere = {name for one in theirs.values() for name in one}
    if seen:
        refuse_stale_answers(answers_of(batch, record), given, seen)
    before = {**record.answers, **learn(batch, record, theirs, evidence)}
    changed = {name: value for name, value in given.items() if before.get(name) != value}
    if not changed:
        return
    keep_addresses(batch, record, changed)
    if own := {name: value for name, value in changed.items() if name not in elsewhere}:
        batch.change(record, answers={**record.answers, **own})
    for name, value in changed.items():
        batch.happened(
            record,
            events.ANSWERED,
            field=name,
            value=value,
            before=before.get(name),
            evidence=evidence,
            why=cause.why,
            depth=cause.depth,
        )


@action(
    _("ask answers again"),
    _("What was known is asked anew; the history keeps it."),
    events=(events.FORGOTTEN,),
)
def forget_answers(
    batch: Batch, record: Record, *, fields: Sequence[str], cause: Cause = BY_HAND
) -> None:
    """Of the record's own answers; what nobody has answered is no event."""
    gone = {name: record.answers[name] for name in fields if record.answers.get(name) is not None}
    if not gone:
        return
    left = {name: value for name, value in record.answers.items() if name not in gone}
    batch.change(record, answers=left)
    for name, value in gone.items():
        batch.happened(record, events.FORGOTTEN, field=name, before=value, why=cause.why,
                       depth=cause.depth)  # fmt: skip


@action(_("ask move"), _("Asks for the next stage; what is missing is listed, and then it moves."))
def ask_move(
    batch: Batch,
    record: Record,
    *,
    to: str,
    line: str = "",
    answers: Mapping[str, object] | None = None,
) -> None:
    """The playbook answers: moved, on its way with what is missing, or refused and why.

    answers: what this move asks for, such as the reason of a loss. Whoever may pass a gate that is
    not met has said why (`Actor.passing`). What is closed goes only where its end lets it begin
    again.
    """
    if not record.is_open and reopens_at(record) != to:
        raise Refused(closed(record))
    batch.happened(
        record,
        events.MOVE_ASKED,
        to=to,
        line=line,
        answers={name: kept(value) for name, value in (answers or {}).items()},
        passing=batch.actor.passing.strip(),
    )


@action(_("take back move"), _("Stays here after all."), events=(events.MOVE_TAKEN_BACK,))
def take_back_move(batch: Batch, record: Record) -> None:
    """A wish to move that still waits for something is dropped."""
    to = record.state.get("wish", {}).get("to")
    if not to:
        raise Refused(gettext("This is not on its way anywhere."))
    batch.happened(record, events.MOVE_TAKEN_BACK, to=to)


@action(
    _("assign"),
    _("Gives the record to somebody."),
    events=(events.OWNED, events.ROUTED, events.QUEUED),
)
def assign(
    batch: Batch,
    record: Record,
    *,
    owner: User | None,
    queue: str = "",
    reason: str = "",
    routed: bool = False,
    cause: Cause = BY_HAND,
) -> None:
    """The new owner and their team have it, and are told; giving it to its owner again is no event.

    queue: where it waits to be taken, without an owner. routed: by a rule or in turn, not by name.
    """
    before = record.owner_id
    if before == (owner.pk if owner else None) and record.queue == queue:
        return
    was = owner_of(batch, record) if before else None
    batch.change(
        record,
        owner=owner,
        team=batch.once(team_of, owner.pk) if owner else record.team,
        queue=queue[:80],
        queued_at=batch.now if queue else None,
    )
    about: dict[str, Any] = {"queue": queue}
    if owner is not None or not queue:
        about = {"owner": str(owner or ""), "owner_id": owner.pk if owner else None}
    batch.happened(
        record,
        events.QUEUED if queue else events.ROUTED if routed else events.OWNED,
        before=before,
        was={"owner": was.email if was else None},
        reason=reason,
        why=cause.why,
        depth=cause.depth,
        **about,
    )
    tell_handed(batch, record, cause)


@action(
    _("return turn"),
    _("Lets a turn that came to nothing count for nobody."),
    events=(events.TURN_RETURNED,),
)
def return_turn(batch: Batch, record: Record, *, reason: str = "", cause: Cause = BY_HAND) -> None:
    """Whoever got it in turn last gets another one; a turn is returned once, and one that nobody
    had is no error."""
    turn = batch.of(record, last_turns)
    if turn is None:
        return
    batch.now_of(record, last_turns, None)
    give_back(batch, record, turn)
    batch.happened(
        record,
        events.TURN_RETURNED,
        owner=str(turn.user),
        owner_id=turn.user.pk,
        pool=turn.pool,
        reason=reason,
        why=cause.why,
        depth=cause.depth,
    )


@action(_("release"), _("Lets automation go on after it stopped."), events=(events.RELEASED,))
def release(batch: Batch, record: Record) -> None:
    """What had stopped it is tried once more."""
    batch.change(record, stuck="", tries=0)
    batch.happened(record, events.RELEASED)


def stop(batch: Batch, record: Record, reason: str) -> None:
    """Automation could not go on with this record: nothing automatic until a person acts."""
    batch.happened(record, events.STUCK, reason=reason)
    batch.change(record, stuck=reason[:500], wake_at=None)


@action(
    _("hand over records"),
    _("Gives every open record of a person to a colleague."),
    events=(events.OWNED,),
)
def hand_over_records(
    batch: Batch, subject: User, *, to: User, reason: str = "", some: Sequence[int] | None = None
) -> int:
    """How many there were; what a rule forbids to give away stays. Two queries besides writing.

    some: the ids of those that are meant; None is all.
    """
    theirs = Record.objects.filter(owner=subject, outcome="").order_by("pk")
    theirs = theirs if some is None else theirs.filter(pk__in=some)
    records = batch.lock([Record(pk=pk) for pk in theirs.values_list("pk", flat=True)])
    give = partial(assign.within, batch, owner=to, reason=reason)
    return those_allowed(batch, (partial(give, one) for one in records))


@action(_("prepare fields"), _("Keeps the answers to fields where lists find them, from now on."))
def prepare_fields(batch: Batch, subject: None, *, fields: Sequence[Field]) -> None:
    """Answers from before are taken in by and by; asking again for the same is nothing."""
    names = [field.name for field in fields]
    rows = {row.name: row for row in AskedField.objects.filter(name__in=names)}
    for field in unknown_of(fields, rows):
        asked = {"kind": field.kind.value, "unit": field.unit, "about": field.about}
        row = rows.get(field.name)
        if row is not None:
            batch.change(row, **asked, asked_at=batch.now, filled_to=0, ready_at=None)
        elif len(field.name) <= LONGEST_PHRASE:
            new = AskedField(name=field.name, **asked, asked_at=batch.now)
            AskedField.objects.bulk_create([new], ignore_conflicts=True)  # two may ask at once


reserve("hand over records", MANAGER)
