"""A record comes into being: on a playbook's process, or placed where it stood elsewhere."""

from datetime import datetime
from typing import Any

from django.db.models import ForeignKey

from leadline.access.models import User
from leadline.core.batch import Batch
from leadline.core.events import EventType
from leadline.parties.models import Company, Person
from leadline.playbooks.engine.deciding import place
from leadline.playbooks.models import Version
from leadline.records import events
from leadline.records.models import Record, StageVisit
from leadline.records.visits import current_visits


def open_record(
    batch: Batch,
    kind: str,
    title: str,
    happened: EventType,
    *,
    person: Person | None = None,
    company: Company | None = None,
    owner: User | None = None,
    opener: Record | None = None,
    version: Version | None = None,
    process: str = "",
    stage: str = "",
    at: datetime | None = None,
    answers: dict[str, object] | None = None,
    **data: Any,
) -> Record:
    """A new record in this batch, with its first event; on a process, automation is woken.

    at: when it began, if that was earlier than now. stage: where the process begins for it.
    opener: the record that it grows out of; it is of the same people unless others are named.
    """
    opened_at = at or batch.now
    record = batch.add(
        Record(
            kind=kind, title=title[:200], person=person, company=company, owner=owner,
            opener=opener, version=version, process=process, stage=stage,
            opened_at=opened_at, entered_at=opened_at, answers=answers or {},
        )
    )  # fmt: skip
    if opener is not None:
        _share(record, opener)
    batch.happened(record, happened, occurred_at=opened_at, **data)
    return record


def _share(record: Record, opener: Record) -> None:
    """Takes over whose the opener is, by id or, where that row is only being made, by object."""
    for name in ("person", "company", "owner", "team"):
        field = Record._meta.get_field(name)
        assert isinstance(field, ForeignKey)
        if field.get_cached_value(record, default=None) is not None:
            continue
        if field.is_cached(opener):
            setattr(record, name, field.get_cached_value(opener))
        else:
            setattr(record, field.attname, getattr(opener, field.attname))


def place_record(
    batch: Batch, record: Record, stage: str, *, outcome: str = "", at: datetime | None = None
) -> None:
    """Puts a new record where it stood elsewhere: nothing is sent and no clock starts.

    What happens from now on is answered as if it had come there by itself.
    """
    moment = at or record.opened_at
    state = place(record.process, stage, moment, batch.now, answered_seq=record.seq)
    batch.change(
        record,
        stage=stage,
        outcome=outcome,
        visit=1,
        entered_at=moment,
        ended_at=moment if outcome else None,
        wake_at=None,
        state=state.but(cycle=record.cycle).to_json(),
        answered_seq=record.seq,
    )
    batch.add(
        StageVisit(record=record, number=1, stage=stage, cycle=record.cycle, entered_at=moment)
    )


def place_further(
    batch: Batch, record: Record, stage: str, *, outcome: str = "", at: datetime
) -> bool:
    """A placed record is placed once more, where it came to stand elsewhere later on.

    False, and nothing is changed, for one that has ended, that stands there already, or with which
    anything has happened since it was placed: then our own process says where it stands.
    """
    if not record.is_open or record.stage == stage or record.seq != record.visit:
        return False
    before = batch.of(record, current_visits)
    if before is not None:
        batch.change(before, left_at=at)
    batch.happened(
        record,
        events.PLACED,
        occurred_at=at,
        stage=stage,
        on=at.date().isoformat(),
        outcome=outcome,
    )
    number = record.visit + 1
    state = place(record.process, stage, at, batch.now, answered_seq=record.seq)
    batch.change(
        record,
        stage=stage,
        outcome=outcome,
        visit=number,
        entered_at=at,
        ended_at=at if outcome else None,
        wake_at=None,
        state=state.but(cycle=record.cycle, visit=number).to_json(),
        answered_seq=record.seq,
    )
    visit = StageVisit(record=record, number=number, stage=stage, cycle=record.cycle, entered_at=at)
    batch.now_of(record, current_visits, batch.add(visit))
    return True
