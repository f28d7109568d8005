"""S3.29, S3.30: both sides' promises are measured in the working time of whoever has the lead."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from leadline.access.actor import person
from leadline.access.models import Firm, User
from leadline.automation.models import MeasuredPromise
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.records.actions import assign
from leadline.records.models import Record
from leadline.work.models import Notice
from tests.stories.lead_firm import MONDAY, LeadFirm

STATEMENT = "/playbooks/lead-management/statement/"
Result = MeasuredPromise.Result


@pytest.fixture
def firm(db: None) -> Iterator[LeadFirm]:
    with Driven(MONDAY) as clock:
        yield LeadFirm(clock)


def rows(clock: str = "LDR accepts") -> list[tuple[str, str | None, int | None]]:
    found = MeasuredPromise.objects.filter(clock=clock).order_by("pk").select_related("owner")
    return [(one.result, one.owner and one.owner.name, one.took_minutes) for one in found]


def has(lead: Record) -> User:
    lead.refresh_from_db()
    assert lead.owner is not None
    return lead.owner


def table(page: str, promise: str) -> dict[str, list[str]]:
    """The lines of one promise: name → its figures."""
    body = page.split(f"<h2>{promise}</h2>")[1].split("<tbody>")[1].split("</tbody>")[0]
    found = {}
    for line in body.split("<tr")[1:]:
        name = line.split('<th scope="row">')[1].split("</th>")[0]
        found[name] = [cell.split("</td>")[0] for cell in re.split(r"<td[^>]*>", line)[1:]]
    return found


ACCEPTS = "Lead development accepts or returns every MAQL"


def test_s3_29_an_accepted_lead_keeps_the_promise_in_working_minutes(firm: LeadFirm) -> None:
    lead = firm.lead()
    firm.pass_time(minutes=90)
    owner = has(lead)
    assert firm.answer(owner, lead, LDR_decision="Accept") == "LAL"
    assert rows() == [(Result.KEPT, owner.name, 90)]


def test_s3_29_a_return_keeps_the_promise_too(firm: LeadFirm) -> None:
    lead = firm.lead()
    assert (
        firm.answer(has(lead), lead, LDR_decision="Return", return_reason="No fit") == "Re-Market"
    )
    assert [result for result, *_ in rows()] == [Result.KEPT]


def test_s3_29_going_elsewhere_is_neither_kept_nor_missed(firm: LeadFirm) -> None:
    lead = firm.lead()
    assert firm.move(has(lead), lead, "Disqualified", reason="Student") == "Disqualified"
    assert [result for result, *_ in rows()] == [Result.ENDED]


def test_s3_30_a_breach_is_told_to_the_supervisor_and_then_given_to_another(
    firm: LeadFirm,
) -> None:
    lead = firm.lead()
    first = has(lead)
    firm.pass_time(hours=3)
    assert Notice.objects.filter(user=first, kind="clock warned").count() == 1
    firm.pass_time(hours=1)
    assert rows() == [(Result.MISSED, first.name, None)]
    assert Notice.objects.filter(user=firm.mara).exists()
    firm.pass_time(hours=2)
    second = has(lead)
    assert second != first
    assert firm.answer(second, lead, LDR_decision="Accept") == "LAL"
    assert rows() == [(Result.LATE, first.name, 360)]


def test_s3_29_time_stands_still_only_for_a_reason_that_is_written_down(firm: LeadFirm) -> None:
    lead = firm.lead()
    owner = has(lead)
    firm.pass_time(hours=1)
    firm.answer(owner, lead, waiting_for_data_from_marketing=True)
    firm.pass_time(hours=30)
    assert rows() == []
    firm.answer(owner, lead, waiting_for_data_from_marketing=False)
    firm.pass_time(minutes=30)
    firm.answer(owner, lead, LDR_decision="Accept")
    [(result, _owner, took)] = rows()
    assert (result, took) == (Result.KEPT, 90)
    said = Event.objects.filter(stream_id=lead.pk, name="answer given")
    names = [
        one.actor_name for one in said if one.data["field"] == "waiting for data from marketing"
    ]
    assert names == [owner.name, owner.name]


def test_s3_29_only_a_real_conversation_stops_the_first_contact(firm: LeadFirm) -> None:
    lead = firm.lead()
    owner = has(lead)
    firm.answer(owner, lead, LDR_decision="Accept")
    form = {"result": "left voicemail"}
    firm.post(owner, f"/records/{lead.pk}/calls/", **form)
    firm.work()
    assert rows("LDR speaks with them") == []
    firm.pass_time(minutes=45)
    firm.post(owner, f"/records/{lead.pk}/calls/", result="connected")
    firm.work()
    assert rows("LDR speaks with them") == [(Result.KEPT, owner.name, 45)]


def test_s3_29_each_stretch_is_counted_in_the_time_of_whoever_had_it(firm: LeadFirm) -> None:
    """Lin's two hours in London, then Sam's in New York from 9:00 there, which is 14:00."""
    lead = firm.lead()
    firm.pass_time(hours=2)
    assign(person(firm.mara), lead, owner=firm.sam)
    firm.pass_time(hours=4)  # 15:00 in London, 10:00 in New York: one hour more
    firm.answer(firm.sam, lead, LDR_decision="Accept")
    assert rows() == [(Result.KEPT, "Sam", 180)]


def a_month(firm: LeadFirm) -> None:
    """Lin and Lou each accept one in time; a third is missed by whoever has it."""
    for name in ("Ada Wong", "Bo Chen"):
        lead = firm.lead(name)
        firm.answer(has(lead), lead, LDR_decision="Accept")
    firm.lead("Cy Dale")
    firm.pass_time(hours=5)


def test_s3_29_the_statement_counts_by_team_and_shows_a_person_to_whom_it_may(
    firm: LeadFirm,
) -> None:
    a_month(firm)
    mine = table(firm.page(firm.lou, STATEMENT), ACCEPTS)
    assert mine["Everybody"][:4] == ["2", "0", "1", "67 %"]
    assert mine["Lead desk"][:3] == ["2", "0", "1"]
    assert "Lou" in mine
    assert "Lin" not in mine
    theirs = table(firm.page(firm.mara, STATEMENT), ACCEPTS)
    assert {"Lin", "Lou"} <= theirs.keys()
    assert sum(int(theirs[name][0]) for name in ("Lin", "Lou")) == 2
    above = table(firm.page(firm.dana, STATEMENT), ACCEPTS)
    assert {"Lin", "Lou"} <= above.keys()
    others = table(firm.page(firm.sam, STATEMENT), ACCEPTS)
    assert others.keys() == {"Everybody", "Lead desk"}


def test_s3_29_a_firm_switches_figures_of_single_people_off(firm: LeadFirm) -> None:
    a_month(firm)
    Firm.objects.update(shows_people=False)
    for user in (firm.lou, firm.mara):
        assert table(firm.page(user, STATEMENT), ACCEPTS).keys() == {"Everybody", "Lead desk"}


def confirm(firm: LeadFirm, user: User, role: str, month: str = "2026-03") -> str:
    page = firm.source(user, f"{STATEMENT}?month={month}")
    if f"Confirm for {role}" not in page:
        return "no form"
    figures = page.split('name="figures" value="')[1].split('"')[0]
    return firm.post(
        user, "/playbooks/lead-management/confirmations/", month=month, role=role, figures=figures
    )


def test_s3_29_both_sides_tick_a_month_that_is_over_by_name(firm: LeadFirm) -> None:
    a_month(firm)
    assert confirm(firm, firm.mara, "Marketing") == "no form"
    firm.clock.set(datetime(2026, 4, 2, 9, tzinfo=UTC))
    assert confirm(firm, firm.lin, "Marketing") == "no form"
    assert "You have confirmed" in confirm(firm, firm.mara, "Marketing")
    assert "You have confirmed" in confirm(firm, firm.dana, "Manager")
    page = firm.page(firm.sam, f"{STATEMENT}?month=2026-03").split('id="ticks"')[1]
    assert ("Mara" in page, "Dana" in page, "not confirmed yet" in page) == (True, True, False)
    told = Event.objects.filter(name="statement confirmed").count()
    assert told == 2


def test_s3_29_figures_that_changed_are_not_confirmed_and_say_so(firm: LeadFirm) -> None:
    a_month(firm)
    firm.clock.set(datetime(2026, 4, 2, 9, tzinfo=UTC))
    answer = firm.post(
        firm.mara, "/playbooks/lead-management/confirmations/", month="2026-03", role="Marketing",
        figures="LDR, LDR accepts: 9 0 0 0",
    )  # fmt: skip
    assert "The figures have changed since" in answer
    assert "You have confirmed" in confirm(firm, firm.mara, "Marketing")
    MeasuredPromise.objects.filter(result=Result.KEPT).first().delete()
    assert "the figures have changed since" in firm.page(firm.sam, f"{STATEMENT}?month=2026-03")


def test_s3_29_a_month_begins_in_the_zone_of_the_company(firm: LeadFirm) -> None:
    Firm.objects.update(zone="Asia/Shanghai")
    a_month(firm)
    MeasuredPromise.objects.update(decided_at=datetime(2026, 3, 31, 16, tzinfo=UTC))
    assert ACCEPTS not in firm.page(firm.sam, f"{STATEMENT}?month=2026-03")
    assert ACCEPTS in firm.page(firm.sam, f"{STATEMENT}?month=2026-04")
    assert firm.clock.at - MONDAY < timedelta(days=1)


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-03-04", "9999-99"])
def test_a_month_that_is_none_is_not_found(firm: LeadFirm, month: str) -> None:
    firm.page(firm.sam, f"{STATEMENT}?month={month}", 404)
