import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.parties.actions.deleting import delete_person
from leadline.parties.models import Person
from leadline.records.actions import assign, give_answers
from leadline.records.actions.deleting import delete_record, goes_along, restore_record
from leadline.records.models import Record
from leadline.records.opening import open_record
from leadline.records.tests.conftest import MADE


def grown(record: Record, kind: str) -> Record:
    with Batch(AUTOMATION) as batch:
        return open_record(batch, kind, "Grown", MADE, opener=batch.lock([record])[0])


def told(record: Record) -> list[str]:
    events = Event.objects.filter(stream="record", stream_id=record.pk).order_by("seq")
    return [str(event) for event in events]


def test_a_record_goes_and_comes_back_as_it_was(record: Record, mei: User) -> None:
    assign(AUTOMATION, record, owner=mei)
    delete_record(AUTOMATION, record)
    assert not Record.objects.exists()
    restore_record(AUTOMATION, record)
    back = Record.objects.get()
    assert (back.owner, back.title, back.is_binned) == (mei, "Li Na", False)
    assert told(back)[-2:] == ["Put into the bin", "Brought back out of the bin"]


def test_nothing_else_is_done_to_it(record: Record) -> None:
    delete_record(AUTOMATION, record)
    with pytest.raises(Refused, match="in the bin"):
        give_answers(AUTOMATION, record, answers={"users": 5})
    with pytest.raises(Refused, match="in the bin"):
        delete_record(AUTOMATION, record)


def test_what_has_grown_out_of_it_goes_first(record: Record) -> None:
    deal = grown(record, "deal")
    with pytest.raises(Refused, match="Grown"):
        delete_record(AUTOMATION, record)
    delete_record(AUTOMATION, deal)
    delete_record(AUTOMATION, record)
    restore_record(AUTOMATION, deal)  # and with it what it stands on
    assert set(Record.objects.all()) == {record, deal}


def test_what_has_no_page_of_its_own_goes_along(record: Record) -> None:
    goes_along("trial")
    trial = grown(record, "trial")
    delete_record(AUTOMATION, record)
    assert not Record.objects.exists()
    restore_record(AUTOMATION, record)
    assert set(Record.objects.all()) == {record, trial}


def test_its_person_comes_back_with_it(record: Record) -> None:
    somebody = Person.objects.create(name="Li Na")
    Record.objects.update(person=somebody)
    delete_record(AUTOMATION, record)
    delete_person(AUTOMATION, somebody)
    restore_record(AUTOMATION, record)
    assert Person.objects.get() == somebody


def test_who_may_not_deletes_nothing(record: Record, bo: User) -> None:
    with pytest.raises(Refused):
        delete_record(person(bo), record)
    delete_record(AUTOMATION, record)
    with pytest.raises(Refused):
        restore_record(person(bo), record)
    assert not Record.objects.exists()


def queries_of(records: list[Record]) -> int:
    """For many to go and come back in one transaction each."""
    with CaptureQueriesContext(connection) as asked:
        for act in (delete_record, restore_record):
            with Batch(AUTOMATION) as batch:
                for one in batch.lock(records):
                    act.within(batch, one)
    return len(asked)


def test_many_cost_as_many_queries_as_one(record: Record) -> None:
    with Batch(AUTOMATION) as batch:
        more = [open_record(batch, "lead", f"Nr {n}", MADE) for n in range(20)]
    assert queries_of([record]) == queries_of([record, *more])
