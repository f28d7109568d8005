from leadline.automation.jobs import all_jobs
from leadline.automation.worker import run_round
from leadline.core import clock
from leadline.demo.history.arriving import bring_list, take_in
from leadline.demo.tests.conftest import named
from leadline.intake.models import Arrival, Import
from leadline.records.models import Record


def test_a_visitor_comes_by_the_form_and_may_be_written_to(firm: object) -> None:
    take_in(named("王芳"))
    arrival = Arrival.objects.get()
    assert arrival.outcome == "created"
    lead = Record.objects.get()
    assert lead.person is not None
    assert (lead.person.name, lead.person.country, lead.person.language) == (
        "王芳",
        "CN",
        "zh-hans",
    )
    assert lead.person.bases.get().kind == "consent"


def test_the_visitors_of_a_show_come_as_a_list_without_a_basis(firm: object) -> None:
    bring_list()
    run_round(all_jobs(), clock.now(), held=False)
    assert Import.objects.get().state == "done"
    raw = Record.objects.filter(kind="lead")
    assert raw.count() == 10
    assert set(raw.values_list("stage", flat=True)) == {"Raw"}
