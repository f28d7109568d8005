"""S3.25: what nobody takes is tried again by itself, in order and once; a lead is given back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import Leave, Membership, Role, Team, User
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.records.models import PoolDay, Record, Turn, Untaken
from leadline.work import jobs
from leadline.work.jobs import route_due
from tests.stories.lead_firm import MONDAY
from tests.stories.small_firm import PLAYBOOK, SmallFirm

WATCHED = PLAYBOOK.replace("queues:\n", "queues:\n  Unrouted: [Director]\n")
NAMES = ("Ada", "Bo", "Cy", "Di", "Ed", "Flo")


@pytest.fixture
def firm(db: None) -> Iterator[SmallFirm]:
    with Driven(MONDAY) as clock:
        firm = SmallFirm(clock)
        firm.publish(playbook=WATCHED)
        yield firm


def tick(firm: SmallFirm, **length: float) -> None:
    """Time passes, and the worker does a round until nothing is due."""
    firm.clock.advance(**length or {"minutes": 1})
    while route_due(firm.clock.at):
        pass
    firm.work()


def carries(most: int | None) -> None:
    Team.objects.filter(name="Lead desk").update(capacity=most)


def waiting(firm: SmallFirm, number: int) -> list[Record]:
    """Leads that nobody can take, a minute after each other."""
    carries(0)
    leads = []
    for name in NAMES[:number]:
        leads.append(firm.lead(f"{name} Wong", company=f"{name} Works"))
        firm.clock.advance(minutes=1)
    return leads


def owner(lead: Record) -> str:
    lead.refresh_from_db()
    return str(lead.owner or "")


def told(lead: Record, *names: str) -> list[str]:
    events = Event.objects.filter(stream=Record.stream, stream_id=lead.pk, name__in=names)
    return [str(event) for event in events.order_by("seq")]


def test_s3_25_the_lead_page_names_the_queue_and_who_watches_it(firm: SmallFirm) -> None:
    [lead] = waiting(firm, 1)
    page = firm.page(firm.sam, f"/leads/{lead.pk}/")
    assert "Waits in the queue “Unrouted”" in page
    assert "The queue is watched by Dana." in page
    assert "As soon as somebody can take it, it goes to them by itself." in page
    carries(None)
    tick(firm)
    assert "It has waited" not in firm.page(firm.sam, f"/leads/{lead.pk}/")


def test_s3_25_capacity_that_comes_free_takes_the_longest_waiting_first(firm: SmallFirm) -> None:
    leads = waiting(firm, 3)
    since = leads[0].queued_at
    tick(firm)
    assert [owner(lead) for lead in leads] == ["", "", ""]
    assert leads[0].queued_at == since  # the queue's clock goes on
    carries(1)
    tick(firm)
    assert [owner(lead) for lead in leads] == ["Lin", "Lou", ""]
    assert told(leads[0], "routed") == ["Given to Lin"]
    firm.move(firm.lin, leads[0], "Disqualified", reason="Student")
    tick(firm)
    assert owner(leads[2]) == "Lin"
    assert not Untaken.objects.exists()


def test_s3_25_leave_that_ends_is_noticed(firm: SmallFirm) -> None:
    until = MONDAY + timedelta(hours=3)
    for user in (firm.lin, firm.lou):
        Leave.objects.create(user=user, from_at=MONDAY - timedelta(days=1), until_at=until)
    lead = firm.lead()
    tick(firm, hours=2)
    assert owner(lead) == ""
    tick(firm, hours=1)
    assert owner(lead) == "Lin"


def test_s3_25_somebody_new_in_the_pool_gets_what_waits(firm: SmallFirm) -> None:
    Membership.objects.filter(user__in=[firm.lin, firm.lou]).delete()
    lead = firm.lead()
    tick(firm)
    assert owner(lead) == ""
    role, team = Role.objects.get(name="LDR"), Team.objects.get(name="Lead desk")
    Membership.objects.create(user=firm.lou, team=team, role=role)
    tick(firm)
    assert owner(lead) == "Lou"


def test_s3_25_what_is_meant_for_a_queue_is_left_there(firm: SmallFirm) -> None:
    lead = firm.lead()
    firm.answer(lead.owner or firm.lin, lead, LDR_decision="Return")
    assert (lead.stage, lead.queue) == ("Re-Market", "Marketing")
    tick(firm)
    assert (owner(lead), lead.queue) == ("", "Marketing")
    page = firm.page(firm.mara, f"/leads/{lead.pk}/")
    assert "The queue is watched by Mara." in page
    assert "goes to them by itself" not in page


def test_s3_25_a_round_that_breaks_off_gives_nothing_and_the_next_gives_each_once(
    firm: SmallFirm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the worker is killed: what was not committed never was."""
    monkeypatch.setattr(jobs, "FEW", 2)
    monkeypatch.setattr(jobs, "SLICE", 2)
    leads = waiting(firm, 5)
    carries(None)
    firm.clock.advance(minutes=1)
    assert route_due(firm.clock.at) == 2
    with monkeypatch.context() as broken:
        broken.setattr("leadline.core.batch.Batch._write_events", _killed)
        with pytest.raises(SystemExit):
            route_due(firm.clock.at)
    assert [bool(owner(lead)) for lead in leads] == [True, True, False, False, False]
    tick(firm, seconds=1)
    assert [owner(lead) for lead in leads] == ["Lin", "Lou", "Lin", "Lou", "Lin"]
    assert [len(told(lead, "routed")) for lead in leads] == [1] * 5
    assert dict(Turn.objects.values_list("user__name", "taken")) == {"Lin": 3, "Lou": 2}
    assert route_due(firm.clock.at) == 0


def _killed(*_: object) -> None:
    raise SystemExit


def test_s3_25_many_that_wait_cost_the_queries_of_few(firm: SmallFirm) -> None:
    waiting(firm, 6)

    def queries(*pks: int) -> int:
        Untaken.objects.exclude(record__in=pks).update(looked_at=firm.clock.at)
        firm.clock.advance(seconds=1)
        Untaken.objects.filter(record__in=pks).update(looked_at=MONDAY)
        with CaptureQueriesContext(connection) as found:
            assert route_due(firm.clock.at) == len(pks)
        return len(found)

    first, second, *others = Untaken.objects.order_by("since").values_list("record", flat=True)
    tick(firm)
    carries(None)
    queries(first)  # the first of a day makes the ledger's rows
    few = queries(second)
    assert queries(*others) <= few + 1  # of one person more the team is read


def give_back(firm: SmallFirm, user: User, lead: Record, reason: str = "My own cousin") -> str:
    return firm.post(user, f"/records/{lead.pk}/giving-back/", reason=reason)


def test_s3_25_a_lead_that_is_given_back_goes_to_the_next_and_the_turn_counts_for_nobody(
    firm: SmallFirm,
) -> None:
    lead = firm.lead()
    assert owner(lead) == "Lin"
    assert "Give it back" in firm.page(firm.lin, f"/leads/{lead.pk}/")
    assert "was given back" in give_back(firm, firm.lin, lead)
    assert owner(lead) == "Lou"
    assert told(lead, "record given back") == ["Lin gave it back: My own cousin"]
    assert dict(Turn.objects.values_list("user__name", "taken")) == {"Lin": 0, "Lou": 1}
    day = PoolDay.objects.get(user=firm.lin)
    assert (day.got, day.given_back) == (1, 1)
    page = firm.page(firm.mara, f"/leads/{lead.pk}/")
    assert "left out by the rule" in page
    assert [owner(firm.lead(f"{name} Q", company=f"{name} Q")) for name in ("Bo", "Cy")] == [
        "Lin", "Lou",
    ]  # fmt: skip


def test_s3_25_who_gave_it_back_never_gets_it_again_here(firm: SmallFirm) -> None:
    lead = firm.lead()
    give_back(firm, firm.lin, lead)
    give_back(firm, firm.lou, lead, "Not my language")
    assert (owner(lead), lead.queue) == ("", "Unrouted")
    tick(firm)
    assert owner(lead) == ""
    assert "Still nobody can take it" in firm.post(firm.mara, f"/records/{lead.pk}/routing/again/")
    role, team = Role.objects.get(name="LDR"), Team.objects.get(name="Lead desk")
    Membership.objects.create(user=firm.mara, team=team, role=role)
    tick(firm)
    assert owner(lead) == "Mara"


def test_s3_25_where_the_same_person_keeps_it_the_rule_that_gave_it_counts(firm: SmallFirm) -> None:
    lead = firm.lead()
    assert firm.answer(firm.lin, lead, LDR_decision="Accept") == "LAL"
    give_back(firm, firm.lin, lead)
    assert owner(lead) == "Lou"


def test_nobody_gives_back_without_a_reason_or_what_others_have(firm: SmallFirm) -> None:
    lead = firm.lead()
    assert "Reason: This field is required" in give_back(firm, firm.lin, lead, " ")
    Membership.objects.get(user=firm.sam).role.permissions.filter(action="ordinary work").update(
        reach="own"
    )
    assert "belongs to someone else" in give_back(firm, firm.sam, lead)
    assert "Give it back" not in firm.page(firm.sam, f"/leads/{lead.pk}/")
    assert owner(lead) == "Lin"
    firm.move(firm.lin, lead, "Disqualified", reason="Student")
    assert "This is closed" in give_back(firm, firm.lin, lead)


def test_a_text_that_is_gone_leaves_what_waits_alone(firm: SmallFirm) -> None:
    [lead] = waiting(firm, 1)
    Untaken.objects.update(who="the lord of the rings")
    carries(None)
    tick(firm)
    assert owner(lead) == ""
