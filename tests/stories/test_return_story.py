"""S3.17: sales returns a lead in one act, with the reason and what decides where it goes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from leadline.access.actor import person
from leadline.core.clock import Driven
from leadline.records.actions import give_answers
from leadline.records.models import Record
from leadline.workspace.views import lead as views
from tests.stories.lead_firm import MONDAY, SALES_READY, LeadFirm


@pytest.fixture
def firm(db: None) -> Iterator[LeadFirm]:
    with Driven(MONDAY) as clock:
        firm = LeadFirm(clock)
        firm.sign()
        yield firm


@pytest.fixture
def lead(firm: LeadFirm) -> Record:
    """With sales, who is asked whether they take it."""
    lead = firm.lead()
    assert lead.owner is not None
    ldr = lead.owner
    assert firm.answer(ldr, lead, LDR_decision="Accept") == "LAL"
    firm.answer(ldr, lead, **SALES_READY)
    assert firm.move(ldr, lead, "MQL") == "MQL"
    return lead


def save(firm: LeadFirm, lead: Record, **given: str) -> tuple[int, str]:
    """What the form says to these answers, by the names of its inputs."""
    client = Client()
    client.force_login(firm.sam)
    fields = {f"answers-{name.replace('_', '-')}": text for name, text in given.items()}
    answer = client.post(f"/leads/{lead.pk}/answers/", fields)
    return answer.status_code, " ".join(answer.content.decode().split())


def test_s3_17_a_return_is_one_act_with_its_reason(firm: LeadFirm, lead: Record) -> None:
    page = firm.page(firm.sam, f"/leads/{lead.pk}/")
    for name in ("sales-decision", "return-reason", "what-to-find-out-first"):
        assert f'name="answers-{name}"' in page
    assert "Where it goes then, by the first that fits:" in page
    assert "Asked when sales decision is Return." in page
    status, _page = save(
        firm, lead, sales_decision="Return", return_reason="Not ready",
        what_to_find_out_first="Who signs",
    )  # fmt: skip
    assert (status, firm.stands(lead)) == (302, "LAL")
    assert lead.answers["what to find out first"] == "Who signs"


def test_s3_17_another_reason_takes_it_to_re_market(firm: LeadFirm, lead: Record) -> None:
    assert save(firm, lead, sales_decision="Return", return_reason="No budget")[0] == 302
    assert firm.stands(lead) == "Re-Market"


def test_s3_17_a_return_without_a_reason_is_told_beside_the_field(
    firm: LeadFirm, lead: Record
) -> None:
    status, page = save(firm, lead, sales_decision="Return")
    assert status == 422
    assert "This is needed, too: sales decision is Return." in page
    status, page = save(firm, lead, sales_decision="Return", return_reason="Not ready")
    assert status == 422
    assert "This is needed, too: return reason is Not ready." in page
    assert firm.stands(lead) == "MQL"
    assert "sales decision" not in lead.answers  # nothing is kept by halves


def test_s3_17_a_reason_for_what_is_accepted_is_no_reason(firm: LeadFirm, lead: Record) -> None:
    status, page = save(firm, lead, sales_decision="Accept", return_reason="No budget")
    assert status == 422
    assert "This is said only when sales decision is Return." in page
    assert save(firm, lead, sales_decision="Accept")[0] == 302
    assert firm.stands(lead) == "SAL"


def test_s3_17_an_old_form_is_refused_with_what_was_written(firm: LeadFirm, lead: Record) -> None:
    """Somebody has accepted it meanwhile: no half of a return is kept, and none is lost."""
    assert firm.answer(firm.sam, lead, sales_decision="Accept") == "SAL"
    before = dict(lead.answers)
    told = firm.post(
        firm.sam, f"/leads/{lead.pk}/answers/",
        **{"answers-sales-decision": "Return", "answers-return-reason": "No budget"},
    )  # fmt: skip
    assert "This has gone on since you opened the page" in told
    assert "Return reason: No budget" in told
    assert firm.stands(lead) == "SAL"
    assert lead.answers == before


def test_s3_17_neither_is_an_old_form_kept_by_halves_where_the_stage_asks_other_things(
    firm: LeadFirm, lead: Record
) -> None:
    given = {"sales_decision": "Return", "return_reason": "Not ready"}
    assert save(firm, lead, **given, what_to_find_out_first="Who signs")[0] == 302
    assert firm.stands(lead) == "LAL"
    before = dict(lead.answers)
    status, page = save(firm, lead, **given, what_to_find_out_first="Who pays")
    assert status == 422
    assert "Sales decision: Return; Return reason: Not ready" in page
    lead.refresh_from_db()
    assert lead.answers == before


def test_s3_17_of_two_who_answer_at_once_the_second_is_told(
    firm: LeadFirm, lead: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sam's form is read, then Dana's answer is written, then Sam's."""
    keeps = views.with_files_kept

    def after_dana(*told: Any) -> Any:
        give_answers(person(firm.dana), Record(pk=lead.pk), answers={"sales decision": "Accept"})
        return keeps(*told)

    monkeypatch.setattr(views, "with_files_kept", after_dana)
    status, page = save(firm, lead, sales_decision="Return", return_reason="No budget")
    assert status == 422
    assert "it says “Accept” now" in page
    lead.refresh_from_db()
    assert lead.answers["sales decision"] == "Accept"
    assert "return reason" not in lead.answers
