"""S3 over HTTP, by the shipped playbook: from a bought name to SQL, and the ways back."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import cycle

import pytest

from leadline.access.actor import person
from leadline.access.models import User
from leadline.automation.answering import answer_due
from leadline.core.clock import Driven
from leadline.core.errors import Refused
from leadline.deals.models import Deal
from leadline.mail.models import Letter
from leadline.records.actions import ask_move, assign, give_answers
from leadline.records.models import Record
from tests.stories.firm import told
from tests.stories.lead_desk import Desk
from tests.stories.lead_firm import MONDAY, SALES_READY

BANT = {
    "Budget": "40000 EUR",
    "Authority": "Decides",
    "Need": "Fewer rejects",
    "Timeframe": "This quarter",
}
ALLOWED: Mapping[str, frozenset[str]] = {
    "Raw": frozenset({"Inquiry", "Disqualified"}),
    "Inquiry": frozenset({"MAQL", "Disqualified"}),
    "MAQL": frozenset({"LAL", "Re-Market", "Disqualified"}),
    "LAL": frozenset({"MQL", "SAL", "Re-Market", "Disqualified"}),
    "MQL": frozenset({"SAL", "LAL", "Re-Market", "Disqualified"}),
    "SAL": frozenset({"SQL", "LAL", "Re-Market", "Disqualified"}),
    "Re-Market": frozenset({"MAQL", "Disqualified"}),
    "SQL": frozenset(),
    "Disqualified": frozenset(),
}


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    with Driven(MONDAY) as clock:
        yield Desk(clock)


def has(lead: Record) -> User:
    lead.refresh_from_db()
    assert lead.owner is not None
    return lead.owner


def way_of(lead: Record) -> list[str]:
    return list(lead.visits.order_by("number").values_list("stage", flat=True))


def letters_to(lead: Record) -> list[str]:
    return list(
        Letter.objects.filter(record=lead).order_by("pk").values_list("template", flat=True)
    )


def test_s3_01_s3_05_s3_07_from_a_bought_name_to_a_qualified_lead(desk: Desk) -> None:
    desk.agree()
    desk.bring_list()
    lead = Record.objects.get(person__name="Ada Wong")
    page = f"/leads/{lead.pk}/"
    assert (desk.stands(lead), letters_to(lead)) == ("Raw", [])

    desk.ask_us("Ada Wong", "ada@wong-steel.example", "Wong Steel")
    assert desk.stands(lead) == "Inquiry"
    assert letters_to(lead) == ["thank-you"]
    known = {"Job_level": "Leads a department", "Company_size": "120"}
    desk.press(desk.mara, page, "Save", **known)
    assert desk.stands(lead) == "MAQL"
    assert has(lead) in (desk.lin, desk.lou)
    assert (
        "80 points: 50 for what they are, which is band A, and 30 for what they did."
        in desk.page(desk.lin, page)
    )

    developer = has(lead)
    desk.press(developer, page, "Log the call", Call_result="left voicemail")
    assert desk.stands(lead) == "MAQL"
    desk.press(developer, page, "Save", LDR_decision="Accept")
    assert desk.stands(lead) == "LAL"
    assert "Move to MQL" not in desk.at(developer).get(page).text
    desk.press(developer, page, "Save", **BANT)
    desk.press(developer, page, "Move to MQL")
    assert (desk.stands(lead), has(lead)) == ("MQL", desk.sam)
    desk.press(desk.sam, page, "Save", Sales_decision="Accept")
    assert desk.stands(lead) == "SAL"
    assert letters_to(lead)[-1] == "your-contact"
    desk.press(desk.sam, page, "Move to SQL")
    assert desk.stands(lead) == "SQL"

    shows_its_whole_way(desk, lead)
    deal = Deal.objects.get().record
    assert (deal.person, deal.company) == (lead.person, lead.company)
    assert Record.objects.get(person__name="Omar Aziz").stage == "Raw"


def shows_its_whole_way(desk: Desk, lead: Record) -> None:
    """From the list it came with to sales, for whoever reads its page."""
    statuses = ["Raw", "Inquiry", "MAQL", "LAL", "MQL", "SAL", "SQL"]
    assert way_of(lead) == statuses
    shown = desk.at(desk.dana).get(f"/leads/{lead.pk}/").text
    assert [one for one in statuses[1:] if one not in shown] == []
    assert "Came with a bought list: Steel buyers 2026" in told(lead)
    assert "Called: left voicemail" in told(lead)


def passed_to_sales(desk: Desk) -> Record:
    """Somebody whom a developer has accepted and passed on; Sam has to answer."""
    desk.agree()
    lead = desk.lead()
    page = f"/leads/{lead.pk}/"
    desk.at_lal[lead.pk] = developer = has(lead)
    desk.press(developer, page, "Save", LDR_decision="Accept")
    desk.press(developer, page, "Save", **BANT)
    desk.press(developer, page, "Move to MQL")
    assert (desk.stands(lead), has(lead)) == ("MQL", desk.sam)
    return lead


def test_s3_17_what_sales_returns_as_not_ready_goes_to_whoever_had_it(desk: Desk) -> None:
    lead = passed_to_sales(desk)
    page = f"/leads/{lead.pk}/"
    developer = desk.at_lal[lead.pk]
    desk.press(desk.sam, page, "Save", Sales_decision="Return")
    desk.press(desk.sam, page, "Save", Return_reason="Not ready")
    assert desk.stands(lead) == "MQL"  # what to find out is missing
    desk.press(desk.sam, page, "Save", What_to_find_out_first="Who signs")
    assert desk.stands(lead) == "LAL"
    assert has(lead) == developer
    assert lead.visits.latest("number").mark == "back"
    shown = desk.at(has(lead)).get(page).text
    assert "Who signs" in shown
    assert "lead returned by sales" in told(lead)

    desk.press(has(lead), page, "Move to MQL")
    assert (desk.stands(lead), has(lead)) == ("MQL", desk.sam)
    assert "sales decision" not in lead.answers  # asked anew
    desk.press(desk.sam, page, "Save", Sales_decision="Return")
    desk.press(desk.sam, page, "Save", Return_reason="Already in talks")
    assert desk.stands(lead) == "Re-Market"
    assert (lead.owner, lead.queue) == (None, "Marketing")


def test_s3_15_a_lead_put_off_wakes_up_on_its_day_with_whoever_knew_it(desk: Desk) -> None:
    lead = passed_to_sales(desk)
    page, developer = f"/leads/{lead.pk}/", desk.at_lal[lead.pk]
    desk.press(desk.sam, page, "Save", Sales_decision="Accept")
    put_off = {"Why_not_now": "A plant is built first", "Wake_up": "2026-06-01"}
    desk.press(desk.sam, page, "Re-Market", **put_off)
    assert (desk.stands(lead), lead.queue) == ("Re-Market", "Marketing")
    desk.clock.set(MONDAY.replace(month=5, day=31))
    desk.work()
    assert desk.stands(lead) == "Re-Market"
    desk.clock.set(MONDAY.replace(month=6, day=1))
    desk.work()
    assert (desk.stands(lead), lead.cycle, has(lead)) == ("MAQL", 2, developer)
    assert way_of(lead) == ["MAQL", "LAL", "MQL", "SAL", "Re-Market", "MAQL"]
    assert [one.cycle for one in lead.visits.order_by("number")] == [1, 1, 1, 1, 1, 2]


def put_at(desk: Desk, stage: str) -> Record:
    """Somebody who stands there, with everything known that could carry them on."""
    if stage == "SQL":
        lead = desk.lead(stage="SAL")
        give_answers(person(desk.sam), lead, answers=SALES_READY)
        assert desk.move(desk.sam, lead, "SQL") == "SQL"
    elif stage == "Disqualified":
        lead = desk.lead(stage="MAQL")
        assert desk.move(desk.lin, lead, "Disqualified", reason="Student") == "Disqualified"
    else:
        lead = desk.lead(stage=stage)
        if stage != "Inquiry":  # there it would carry the score over the line
            give_answers(person(desk.lin), lead, answers=SALES_READY)
        if stage in ("LAL", "Re-Market"):
            assign(person(desk.mara), lead, owner=desk.lin)
    assert desk.stands(lead) == stage
    return lead


@pytest.mark.parametrize("stage", ALLOWED)
def test_s3_16_s3_20_whatever_the_table_does_not_allow_is_refused_and_says_what_is(
    desk: Desk, stage: str
) -> None:
    """All five are offered nothing else and ask the program in vain; one of them the page."""
    desk.sign()
    lead = put_at(desk, stage)
    page = f"/leads/{lead.pk}/"
    people = (desk.mara, desk.lin, desk.lou, desk.sam, desk.dana)
    for user in people:
        offered = re.findall(
            r'<input type="hidden" name="to" value="([^"]*)"', desk.page(user, page)
        )
        assert set(offered) <= ALLOWED[stage], user
    refused = sorted(ALLOWED.keys() - ALLOWED[stage] - {stage})
    for to, one in zip(refused, cycle(people), strict=False):
        line = f"{stage}/next/go to {to}"
        said = desk.post(one, f"{page}moves/", to=to, line=line, next="/settings/")
        allowed = re.search(r"Allowed from here: ([^.]+)\.", said)
        named = set(allowed[1].split(", ")) if allowed else set()
        assert allowed or "Nobody moves it by hand from here." in said, (to, one)
        assert named <= ALLOWED[stage], (to, one)
        for user in people:
            assert asked_by_program(desk, user, lead, to) == stage, (to, user)
    asked = 0 if lead.outcome else len(people)
    answers = Counter(line.partition(";")[0] for line in told(lead))
    assert {to: answers[f"Not moved to {to}"] for to in refused} == dict.fromkeys(refused, asked)


def asked_by_program(desk: Desk, user: User, lead: Record, to: str) -> str:
    """The stage where it stands after the action itself was asked and automation has answered."""
    if lead.outcome:
        with pytest.raises(Refused, match="This is closed"):
            ask_move(person(user), lead, to=to)
    else:
        ask_move(person(user), lead, to=to)
        while answer_due(desk.clock.at):
            pass
    lead.refresh_from_db()
    return lead.stage


def test_s3_20_the_table_on_the_page_is_the_whole_table(desk: Desk) -> None:
    page = desk.page(desk.lin, "/playbooks/lead-management/")
    body = page.split('class="table transitions"')[1].split("</table>")[0]
    found = re.findall(r"<tr><td[^>]*>([^<]+)</td> ?<td[^>]*>([^<]+)", body)
    everywhere = {to.strip() for start, to in found if start == "every stage"}
    assert everywhere == {"Disqualified"}
    for stage, allowed in ALLOWED.items():
        theirs = {to.strip() for start, to in found if start == stage}
        assert theirs == allowed - everywhere, stage


@pytest.mark.parametrize("stage", ["Raw", "Inquiry", "MAQL", "LAL", "MQL", "SAL", "Re-Market"])
def test_s3_11_left_voicemail_changes_no_status(desk: Desk, stage: str) -> None:
    lead = put_at(desk, stage)
    url = f"/leads/{lead.pk}/"
    desk.press(desk.dana, url, "Log the call", Call_result="left voicemail")
    assert desk.stands(lead) == stage
    assert lead.visits.count() == 1
    assert "Called: left voicemail" in told(lead)


def test_s3_35_how_the_shipped_playbook_stands_with_each_of_the_seven_errors(desk: Desk) -> None:
    def made() -> list[int]:
        page = desk.page(desk.lin, "/playbooks/lead-management/seven-errors/")
        sections = re.split(r'id="error-(\d)"', page)[1:]
        pairs = zip(sections[::2], sections[1::2], strict=True)
        return [int(number) for number, text in pairs if ">made<" in text.split("</section>")[0]]

    assert made() == [1, 6]  # nobody has signed yet
    desk.sign("definition")
    desk.sign("promises")
    assert made() == []
