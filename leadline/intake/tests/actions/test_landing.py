"""Calls and wishes land beside the lead, and history wakes nobody."""

from datetime import timedelta

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.models import Event
from leadline.intake.actions.landing import land
from leadline.intake.ground import entry_of
from leadline.intake.models import Door
from leadline.intake.rows import Row
from leadline.intake.tests.conftest import NINE
from leadline.leads.incoming import How, Incoming, Place
from leadline.parties.candidates import Candidate
from leadline.parties.models import DoNotContact
from leadline.records.models import Record
from leadline.work.models import Call
from leadline.work.results import CallResult


def test_s3_11_a_call_made_elsewhere_is_a_call_and_no_status(form: Door) -> None:
    place = Place("Registered", at=NINE - timedelta(days=9))
    li = Incoming(Candidate(name="Li Na", emails=("li@x.example",)), received_at=NINE, place=place)
    row = Row(li, (CallResult.NO_ANSWER, "Ringing"), no_mail=True)
    with Batch(AUTOMATION, NINE + timedelta(days=1)) as batch:
        land(batch, entry_of(form).as_door(form, How.HISTORY), [row, row])
    record = Record.objects.get()
    call = Call.objects.get()
    assert (call.result, call.detail, call.called_at) == ("no answer", "Ringing", NINE)
    assert (record.stage, record.wake_at) == ("Registered", None)
    assert record.answered_seq == record.seq
    assert not Event.objects.filter(name="call failed").exists()
    assert DoNotContact.objects.get().channel == "email"


def test_nothing_lands_without_rows(form: Door) -> None:
    with Batch(AUTOMATION) as batch:
        assert land(batch, entry_of(form).as_door(form), []) == []
