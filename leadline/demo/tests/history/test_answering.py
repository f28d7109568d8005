from datetime import timedelta

from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.models import Event
from leadline.demo import memory
from leadline.demo.history.answering import Answering
from leadline.demo.moving import Step, begin
from leadline.demo.tests.conftest import Work, asked
from leadline.files.models import File
from leadline.records.models import Record
from leadline.service.actions import confirm
from leadline.service.models import Errand


def a_day_later(work: Work) -> None:
    work()
    begin(Step.MORNING)
    work()


def test_who_proves_a_company_does_so_on_their_page(firm: object, work: Work) -> None:
    lead = asked("Ines Vidal")
    work()
    Answering().answer(clock.now())
    lead.refresh_from_db()
    assert "corporate e-mail address" not in lead.answers  # not on the same day
    a_day_later(work)
    Answering().answer(clock.now())
    work()
    lead.refresh_from_db()
    assert lead.answers["corporate e-mail address"] == "ines@vidal-perfiles.example"
    assert lead.stage == "Opening the trial"


def test_who_has_a_license_hands_it_in(firm: object, work: Work) -> None:
    lead = asked("Mikko Lahti")
    a_day_later(work)
    Answering().answer(clock.now())
    work()
    lead.refresh_from_db()
    assert lead.answers["corporate licence"] == File.objects.get().pk
    assert lead.stage == "Opening the trial"


def test_who_is_glad_replies_once(firm: object, work: Work) -> None:
    lead = asked("Jonas Berg")
    work()
    errand = Errand.objects.select_related("entitlement__record", "entitlement__product").get()
    confirm(AUTOMATION, lead, errand=errand)
    a_day_later(work)
    memory.stand_at(clock.now() + timedelta(hours=3))
    people = Answering()
    people.answer(clock.now())
    people.answer(clock.now())
    replies = Event.objects.filter(stream=Record.stream, name="reply received")
    assert [one.stream_id for one in replies] == [lead.pk]
