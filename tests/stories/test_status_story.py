"""S3.11–S3.21: lead statuses and the ways between them; what is not said is refused."""

import re
from collections.abc import Iterator

import pytest

from leadline.access.models import Membership, User
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.core.money import Money
from leadline.playbooks.actions import Unpublishable
from leadline.records.models import Record
from tests.stories.lead_firm import LEAD, MONDAY, SALES_READY, LeadFirm

PLAYBOOK = "/playbooks/lead-management/"


@pytest.fixture
def firm(db: None) -> Iterator[LeadFirm]:
    with Driven(MONDAY) as clock:
        yield LeadFirm(clock)


def has(lead: Record) -> User:
    lead.refresh_from_db()
    assert lead.owner is not None
    return lead.owner


def told(lead: Record) -> list[str]:
    events = Event.objects.filter(stream=Record.stream, stream_id=lead.pk).order_by("seq")
    return [str(event) for event in events]


def accepted(firm: LeadFirm) -> Record:
    lead = firm.lead()
    assert firm.answer(has(lead), lead, LDR_decision="Accept") == "LAL"
    return lead


def refused(firm: LeadFirm, lead: str) -> str:
    with pytest.raises(Unpublishable) as error:
        firm.publish(lead=lead)
    return str(error.value)


def ask(firm: LeadFirm, user: User, lead: Record, to: str, **more: str) -> str:
    """Through the form of the page; returns what it says."""
    return firm.post(user, f"/leads/{lead.pk}/moves/", to=to, **more)


def test_s3_20_the_playbooks_page_prints_the_table_of_allowed_transitions(firm: LeadFirm) -> None:
    page = firm.page(firm.lin, PLAYBOOK)
    body = page.split('class="table transitions"')[1].split("</table>")[0]
    body = re.sub(r'<td data-label="[^"]*">', "<td>", body)
    lines = [line.split("</tr>")[0] for line in body.split("<tr>")[1:]]

    def line(source: str, target: str) -> str:
        return next(one for one in lines if one.startswith(f"<td>{source}</td><td>{target}"))

    assert "LDR decision is Accept" in line("MAQL", "LAL")
    assert ">skip<" in line("LAL", "SAL")
    assert "why it skips" in line("LAL", "SAL")
    assert ">back<" in line("MQL", "LAL")
    assert ">new cycle<" in line("Re-Market", "MAQL")
    assert "LDR" in line("every stage", "Disqualified")
    assert not [one for one in lines if one.startswith("<td>LAL</td><td>Inquiry")]


@pytest.mark.parametrize("to", ["Inquiry", "Raw", "SQL", "MAQL", "Nowhere"])
def test_s3_16_s3_20_every_other_move_is_refused_and_says_what_is_allowed(
    firm: LeadFirm, to: str
) -> None:
    lead = accepted(firm)
    said = ask(firm, has(lead), lead, to, line=f"LAL/next/go to {to}")
    assert "Allowed from here: Re-Market, Disqualified." in said
    assert firm.stands(lead) == "LAL"
    assert firm.move(has(lead), lead, to) == "LAL"  # through the action, as a program would
    assert f"Not moved to {to}; allowed from here: Re-Market, Disqualified" in told(lead)


BACK = "      - go to: SAL\n        by: Seller\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BACK, f"      - go to: Inquiry\n        by: owner\n{BACK}"),
        ("everywhere:\n", "everywhere:\n  - go to: Inquiry\n    by: LDR\n"),
        ("outcome: qualified\n", "outcome: qualified\n    reopens: as a new cycle at Inquiry\n"),
        ("      - on: interest shown\n        go to: MAQL\n        new cycle: yes\n",
         "      - on: interest shown\n        go to: Inquiry\n        new cycle: yes\n"),
    ],
    ids=["by hand", "from everywhere", "reopened", "as a new cycle"],
)  # fmt: skip
def test_s3_16_no_text_leads_back_to_inquiry_after_a_review(
    firm: LeadFirm, old: str, new: str
) -> None:
    assert old in LEAD
    assert "leads back to “Inquiry” after LDR has reviewed it" in refused(
        firm, LEAD.replace(old, new)
    )


OTHER = """
---
process: Second try
follows: lead
statuses: stages
needs: a group LDR
owner: queue Marketing
stages:
  Again:
    goal: Start over
    counts as: Inquiry
    next:
      - go to: Given up
        by: LDR
ends:
  Given up:
    outcome: lost
"""


def test_s3_16_another_process_that_counts_as_inquiry_is_barred_too(firm: LeadFirm) -> None:
    starts = "      - start: nurture\n"
    with_opening = LEAD.replace(starts, f"{starts}      - open: Second try\n")
    assert "leads back to “Again” after LDR has reviewed it" in refused(firm, with_opening + OTHER)


def test_s3_21_statuses_of_a_group_exist_only_where_somebody_belongs_to_it(
    firm: LeadFirm,
) -> None:
    assert "say “needs: a group LDR”" in refused(firm, LEAD.replace("needs: a group LDR\n", ""))
    Membership.objects.filter(role__name="LDR").delete()
    told = refused(firm, LEAD.replace("pestering", "nagging"))
    assert "Nobody belongs to the group “LDR”" in told


def test_s3_20_a_skip_asks_one_reason_and_passes_in_one_act(firm: LeadFirm) -> None:
    lead = accepted(firm)
    page = firm.page(firm.sam, f"/leads/{lead.pk}/")
    assert "why it skips" in page.split('id="moves"')[1].casefold()
    assert firm.move(firm.sam, lead, "SAL", why_it_skips="They are a customer's sister") == "SAL"
    visit = lead.visits.latest("number")
    assert (visit.stage, visit.mark) == ("SAL", "skip")
    assert lead.answers["why it skips"] == "They are a customer's sister"


def test_s3_20_going_back_is_marked_and_says_why(firm: LeadFirm) -> None:
    lead = firm.lead(stage="MQL")
    firm.answer(has(lead), lead, sales_decision="Return", return_reason="Not ready")
    assert firm.stands(lead) == "MQL"  # what to find out is missing
    assert firm.answer(has(lead), lead, what_to_find_out_first="Budget") == "LAL"
    assert lead.visits.latest("number").mark == "back"


def test_s3_20_a_sellers_own_lead_begins_at_sal_in_one_act(firm: LeadFirm) -> None:
    form = firm.page(firm.sam, "/leads/new/")
    assert "Lead status – SAL" in form
    assert "Lead status – SAL" not in firm.page(firm.lin, "/leads/new/")
    way = form.split("Lead status – SAL")[0].rpartition('value="')[2].split('"')[0]
    given = {"name": "Cy Dale", "email": "cy@dale.example", "source": "Fair", "how": "news"}
    firm.post(firm.sam, "/leads/new/", way=way, mine="on", **given)
    lead = Record.objects.latest("pk")
    assert (firm.stands(lead), lead.owner) == ("SAL", firm.sam)
    assert list(lead.visits.values_list("stage", flat=True)) == ["SAL"]
    firm.post(firm.lin, "/leads/new/", way=way, **{**given, "name": "D", "email": "d@d.example"})
    assert firm.stands(Record.objects.latest("pk")) == "Inquiry"  # as everybody's leads begin


def test_s3_11_a_logged_call_changes_no_status(firm: LeadFirm) -> None:
    lead = accepted(firm)
    firm.post(has(lead), f"/records/{lead.pk}/calls/", result="left voicemail")
    assert firm.stands(lead) == "LAL"
    assert "Called: left a voicemail" in told(lead)


def test_s3_15_who_acts_again_comes_back_in_a_new_cycle(firm: LeadFirm) -> None:
    lead = firm.lead()
    assert (
        firm.answer(has(lead), lead, LDR_decision="Return", return_reason="No fit") == "Re-Market"
    )
    firm.pass_time(days=30)
    firm.post(firm.lin, f"/records/{lead.pk}/interest/", what="Prices for May")
    assert firm.stands(lead) == "MAQL"
    assert lead.cycle == 2
    assert [one.cycle for one in lead.visits.order_by("number")] == [1, 1, 2]
    assert "Asked anew: ldr decision" in told(lead)
    assert firm.answer(has(lead), lead, LDR_decision="Accept") == "LAL"


def remarket(firm: LeadFirm, lead: Record, **given: str) -> str:
    """Sends it there through the form of its page, with what the form asks."""
    page = firm.page(has(lead), f"/leads/{lead.pk}/").split('id="moves"')[1]
    form = page.split('value="Re-Market"')[1].split("</form>")[0]
    line = form.split('name="line" value="')[1].split('"')[0]
    fields = {f"move-{name.replace('_', '-')}": value for name, value in given.items()}
    assert all(f'name="{name}"' in form for name in fields), form
    return ask(firm, has(lead), lead, "Re-Market", line=line, **fields)


def test_s3_15_a_day_to_wake_up_brings_it_back_in_a_new_cycle(firm: LeadFirm) -> None:
    lead = accepted(firm)
    remarket(firm, lead, wake_up="2026-04-20")
    assert firm.stands(lead) == "Re-Market"
    firm.pass_time(days=40)
    assert firm.stands(lead) == "Re-Market"
    firm.pass_time(days=10)
    assert (firm.stands(lead), lead.cycle) == ("MAQL", 2)
    assert [one.cycle for one in lead.visits.order_by("number")] == [1, 1, 1, 2]


def test_s3_15_a_condition_to_wake_up_brings_it_back_when_it_holds(firm: LeadFirm) -> None:
    lead = accepted(firm)
    remarket(firm, lead, wake_up_when='topic is "Steel" and budget above 5 EUR')
    assert firm.stands(lead) == "Re-Market"
    assert firm.answer(firm.mara, lead, topic="Steel") == "Re-Market"
    assert firm.answer(firm.mara, lead, budget=Money(600, "EUR")) == "MAQL"
    assert lead.cycle == 2


@pytest.mark.parametrize("text", ["industri known", "budget", "wake up when holds", "(("])
def test_s3_15_a_condition_that_cannot_be_read_is_told_at_once(firm: LeadFirm, text: str) -> None:
    lead = accepted(firm)
    remarket(firm, lead, wake_up_when=text)
    assert firm.stands(lead) == "LAL"
    assert "wake up when" not in lead.answers


def test_s3_13_s3_14_s3_17_from_an_accepted_lead_to_one_that_sales_accepts(firm: LeadFirm) -> None:
    firm.sign()
    lead = accepted(firm)
    firm.answer(has(lead), lead, **SALES_READY)
    assert firm.move(has(lead), lead, "MQL") == "MQL"
    assert has(lead) == firm.sam
    assert firm.answer(firm.sam, lead, sales_decision="Accept") == "SAL"
    said = told(lead)
    assert "lead accepted by LDR" in said
    assert "lead accepted by sales" in said
    assert [one.stage for one in lead.visits.order_by("number")] == ["MAQL", "LAL", "MQL", "SAL"]


def test_s3_19_nobody_is_disqualified_without_a_reason(firm: LeadFirm) -> None:
    lead = firm.lead()
    assert firm.move(has(lead), lead, "Disqualified") == "MAQL"
    assert firm.move(has(lead), lead, "Disqualified", reason="Student") == "Disqualified"
    assert (lead.outcome, lead.answers["reason"]) == ("disqualified", "Student")
