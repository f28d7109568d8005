from datetime import timedelta

from leadline.access.models import User
from leadline.core import clock
from leadline.deals.models import Deal
from leadline.demo import memory
from leadline.demo.history.working import Office
from leadline.demo.moving import Step, begin
from leadline.demo.tests.conftest import Work, asked
from leadline.records.models import Record
from leadline.work.models import Notice, Task


def days_go_by(office: Office, work: Work, days: int) -> None:
    """Every day the colleagues sit down once, and the worker works in between."""
    for _ in range(days):
        work()
        begin(Step.MORNING)
        work()
        memory.stand_at(clock.now() + timedelta(hours=2))
        office.work(clock.now())
        work()


def lived(firm: list[User], work: Work, name: str, days: int) -> Record:
    lead = asked(name)
    work()
    days_go_by(Office(firm), work, days)
    lead.refresh_from_db()
    return lead


def test_who_likes_it_gets_a_price_and_buys(firm: list[User], work: Work) -> None:
    lead = lived(firm, work, "Jonas Berg", 17)
    assert (lead.stage, lead.outcome) == ("Interested", "qualified")
    deal = Deal.objects.get(lead=lead)
    assert deal.money is not None
    assert deal.record.outcome == "won"
    assert lead.calls.get().result == "connected"
    assert lead.notes.count() == 1


def test_who_never_answers_is_called_twice(firm: list[User], work: Work) -> None:
    lead = lived(firm, work, "Kwame Mensah", 10)
    assert lead.stage == "On trial"
    assert [one.result for one in lead.calls.order_by("pk")] == ["no answer", "left voicemail"]


def test_who_says_what_is_missing_is_closed_with_the_reason(firm: list[User], work: Work) -> None:
    lead = lived(firm, work, "Grace Okafor", 7)
    assert (lead.stage, lead.answers["reason"]) == ("Closed lost", "Competitor")


def test_the_manager_decides_about_old_names_and_leaves_new_ones(
    firm: list[User], work: Work
) -> None:
    out, let_in, new = asked("Paul Grau"), asked("Igor Petrov"), asked("Dmitri Volkov")
    work()
    days_go_by(Office(firm), work, 2)
    stages = [Record.objects.get(pk=one.pk).stage for one in (out, let_in, new)]
    assert stages == ["Trial rejected", "On trial", "With the supervisor"]


def test_research_goes_to_the_lead_developer(firm: list[User], work: Work) -> None:
    lived(firm, work, "Tom Hale", 1)
    task = Task.objects.get(title="Company research")
    assert task.assignee == User.objects.get(email="lena@meridian.example")


def test_old_news_is_put_away(firm: list[User], work: Work) -> None:
    lived(firm, work, "Paul Grau", 4)
    unread = Notice.objects.filter(read_at=None)
    assert Notice.objects.exclude(read_at=None).exists()
    assert all(clock.now() - one.given_at < timedelta(days=2, hours=1) for one in unread)
