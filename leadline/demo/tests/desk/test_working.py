from collections.abc import Callable
from datetime import timedelta

import pytest

from leadline.access.models import User
from leadline.core import clock
from leadline.deals.models import Deal
from leadline.demo import memory
from leadline.demo.desk.cast import by_name
from leadline.demo.desk.opening import ask, open_desk
from leadline.demo.desk.working import Desk
from leadline.demo.moving import Step, begin
from leadline.demo.tests.conftest import Work
from leadline.mail.models import Letter, State
from leadline.records.models import Record

Lived = Callable[[str, int], Record]


@pytest.fixture
def lived(firm: list[User], work: Work) -> Lived:
    """Somebody asks, and so many days go by on which everybody sits down twice."""
    open_desk(firm)
    desk = Desk(firm)

    def live(name: str, days: int) -> Record:
        ask(by_name()[name])
        work()
        for _ in range(days):
            for _ in range(2):
                memory.stand_at(clock.now() + timedelta(hours=2))
                desk.work(clock.now())
                work()
            begin(Step.MORNING)
            work()
        return Record.objects.get(process="Lead status", person__name=name)

    return live


def ways(lead: Record) -> list[str]:
    return list(lead.visits.order_by("number").values_list("stage", flat=True))


def test_who_fits_goes_all_the_way(lived: Lived) -> None:
    lead = lived("Ewa Zielinska", 5)
    assert ways(lead) == ["Inquiry", "MAQL", "LAL", "MQL", "SAL", "SQL"]
    assert Deal.objects.get().record.opener == lead
    letters = Letter.objects.filter(state=State.SENT).order_by("pk")
    sent = list(letters.values_list("template", flat=True))
    assert sent == ["thank-you", "we-tried-to-call", "your-contact"]
    assert lead.stuck == ""


def test_who_does_not_fit_is_returned_with_the_reason(lived: Lived) -> None:
    lead = lived("Harry Cole", 1)
    assert (lead.stage, lead.answers["return reason"]) == ("Re-Market", "No fit")


def test_what_sales_returns_is_found_out_and_then_taken(lived: Lived) -> None:
    lead = lived("Paolo Ferri", 6)
    assert ways(lead)[3:6] == ["MQL", "LAL", "MQL"]
    assert lead.stage == "SQL"


def test_a_student_is_disqualified(lived: Lived) -> None:
    lead = lived("Tim Brandt", 1)
    assert (lead.outcome, lead.answers["reason"]) == ("disqualified", "Student")
