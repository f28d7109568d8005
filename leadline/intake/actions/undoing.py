"""An import is taken back in slices: what it made goes, what it changed is as before."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import ProtectedError, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, MARKETING, reserve
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.core.batch_size import at_once
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.intake import events
from leadline.intake.actions.arriving import RETRIES
from leadline.intake.actions.restoring import Moments, born_with, restore_next, wishes_of
from leadline.intake.models import Arrival, Import, Outcome, State, Step, Undo
from leadline.leads.contacts import CONTACT
from leadline.leads.models import Lead
from leadline.mail.models import Letter
from leadline.mail.models import State as Sending
from leadline.parties.models import Company, Person
from leadline.records.models import Record
from leadline.search.actions import index_people

SLICE, FEW = 500, 80  # leads in one transaction; few where it keeps every other writer waiting
WORKED = _("Somebody has worked on it since.")
WROTE = _("A letter has left for it.")
GREW = _("A trial or deal has grown out of it.")
UNTOUCHED_CONTACT = Q(kind=CONTACT, seq=1)  # nothing has happened since it was brought in
UNTRIED: Mapping[str, Any] = {"tries": 0, "try_at": None, "trouble": ""}
LEFT_THE_HOUSE = (Sending.SENDING, Sending.SENT, Sending.UNCLEAR)


@action(
    _("take back import"),
    _("Takes back what an import made and changed; what went on since stays and is listed."),
    events=(events.UNDO_STARTED,),
)
def take_back_import(batch: Batch, begun: Import) -> None:
    """From here on the worker takes it back; asking again tries again what has failed.

    Raises Refused while it is still being read, and once it was taken back.
    """
    if begun.state == State.UNDOING:
        batch.change(_locked(begun), **UNTRIED)
        return
    if begun.state not in (State.DONE, State.FAILED):
        raise Refused(gettext("Only an import that has ended can be taken back."))
    batch.change(begun, state=State.UNDOING, reason="")
    batch.add(Undo(imported=begun, step=Step.LEADS))
    batch.happened(begun, events.UNDO_STARTED, title=begun.name)


@action(
    _("take back rows"),
    _("Takes back the next part of an import, unless something has come of it."),
    events=(events.IMPORT_TAKEN_BACK,),
)
def take_back_rows(batch: Batch, begun: Import, *, moments: Moments) -> bool:
    """Whether something is left to do. moments: see `restoring.moments_of`.

    First the leads go, then what was changed of companies and of people is put back, then the
    bases end. What was done is noted with it, so that another goes on behind it after a crash.
    What only automation did with a lead goes with it. What stays says why on its arrival.
    """
    if begun.state != State.UNDOING:
        return False
    undo = _locked(begun)
    if undo.tries:
        batch.change(undo, **UNTRIED)
    step = Step(undo.step)
    if step is Step.LEADS:
        last = _next_leads(batch, begun, undo.after or 0, moments)
    else:
        last, values = restore_next(batch, begun, step, undo.after, moments)
        batch.change(undo, values=undo.values + values)
    if last is None and step is Step.BASES:
        _finish(batch, begun, undo, moments)
        return False
    batch.change(undo, after=last, step=step if last is not None else step.next)
    return True


@action(
    _("put off undo"),
    _("Takes an import back further later; after five failures a person decides."),
)
def put_off_undo(batch: Batch, begun: Import, *, reason: str) -> None:
    """One that is taken back by now stays as it is."""
    if begun.state != State.UNDOING:
        return
    undo = _locked(begun)
    is_over = undo.tries >= len(RETRIES)
    again_at = None if is_over else batch.now + timedelta(minutes=RETRIES[undo.tries])
    batch.change(undo, tries=undo.tries + 1, try_at=again_at, trouble=reason[:500])


for _name in ("take back rows", "take back import", "put off undo"):
    reserve(_name, MANAGER, MARKETING)


def _locked(begun: Import) -> Undo:
    return Undo.objects.select_for_update().get(imported=begun)


def _finish(batch: Batch, begun: Import, undo: Undo, moments: Moments) -> None:
    batch.change(begun, state=State.TAKEN_BACK, finished_at=batch.now)
    batch.happened(
        begun,
        events.IMPORT_TAKEN_BACK,
        removed=begun.arrivals.filter(outcome=Outcome.TAKEN_BACK).count(),
        left=begun.arrivals.filter(outcome=Outcome.CREATED).count(),
        values=undo.values,
        wishes=wishes_of(moments),
    )


def _next_leads(batch: Batch, begun: Import, after: int, moments: Moments) -> int | None:
    """The next leads behind line `after`; the last line done, None when there are none left."""
    rows = begun.arrivals.filter(outcome=Outcome.CREATED, record__isnull=False, line__gt=after)
    found = rows.select_related("record").order_by("line")
    arrivals = list(found[: at_once(SLICE, FEW)])
    if not arrivals:
        return None
    records = batch.lock([one.record for one in arrivals if one.record])
    why = _why_they_stay(arrivals, moments)
    gone: list[Record] = []
    for arrival, record in zip(arrivals, records, strict=True):
        if record.pk in why:
            batch.change(arrival, reason=why[record.pk])
        else:
            gone.append(record)
            batch.change(arrival, outcome=Outcome.TAKEN_BACK, record=None, reason="")
    batch.write()
    _remove(gone, moments)
    return arrivals[-1].line


def _why_they_stay(arrivals: Sequence[Arrival], moments: Moments) -> Mapping[int, str]:
    """The records with which something has happened that cannot be undone, each with a reason."""
    ids = [arrival.record_id or 0 for arrival in arrivals]
    worked = _worked_on(arrivals, moments)
    wrote = Letter.with_bin.filter(record__in=ids, state__in=LEFT_THE_HOUSE)
    grown = Record.with_bin.filter(opener__in=ids).exclude(UNTOUCHED_CONTACT)
    return {
        **dict.fromkeys(grown.values_list("opener_id", flat=True), gettext(GREW)),
        **dict.fromkeys(wrote.values_list("record_id", flat=True), gettext(WROTE)),
        **dict.fromkeys(worked, gettext(WORKED)),
    }


def _worked_on(arrivals: Sequence[Arrival], moments: Moments) -> set[int]:
    """The records to which anybody but automation has done something after they came.

    A later row of the same file that joined its lead is none of that.
    """
    came: Mapping[int, datetime] = {one.record_id or 0: one.received_at for one in arrivals}
    later = Event.objects.filter(stream="record", stream_id__in=came)
    by_others = later.filter(recorded_at__gt=min(came.values())).exclude(
        actor_kind=ActorKind.AUTOMATION
    )
    return {
        record
        for record, at in by_others.values_list("stream_id", "recorded_at")
        if at > came[record] and at not in moments
    }


def _remove(records: Sequence[Record], moments: Moments) -> None:
    """The records, and the people and companies that came with them and that nobody else needs."""
    people = {record.person_id for record in records if record.person_id}
    companies = {record.company_id for record in records if record.company_id}
    ids = [record.pk for record in records]
    Letter.with_bin.filter(record__in=ids).delete()
    Lead.with_bin.filter(pk__in=ids).delete()
    Record.with_bin.filter(UNTOUCHED_CONTACT, opener__in=ids).delete()
    Record.with_bin.filter(pk__in=ids).delete()
    born = born_with(people, moments)
    _delete_unneeded(list(Person.with_bin.filter(pk__in=born, records=None)))
    _delete_unneeded(
        list(Company.with_bin.filter(pk__in=companies, records=None, people=None, seq=0))
    )
    index_people(people)


def _delete_unneeded(rows: Sequence[Person] | Sequence[Company]) -> None:
    for row in rows:
        try:
            row.delete()
        except ProtectedError:  # somebody else points at it by now: it stays
            continue
