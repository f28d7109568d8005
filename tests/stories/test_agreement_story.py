"""S3.2–S3.4, S3.28, S3.35: what is sales-ready holds once both sides have signed those words."""

from collections.abc import Iterator

import pytest

from leadline.access.models import Membership, Role, Team, User
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.playbooks.models import Signature
from leadline.records.models import Record
from tests.stories.lead_firm import AGREEMENT, FIELDS, LEAD, MONDAY, SALES_READY, LeadFirm

AGREED = "/playbooks/lead-management/agreed/"
SIGNATURES = "/playbooks/lead-management/signatures/"
DECIDES = "authority one of Decides, Influences"
ERRORS = "/playbooks/lead-management/seven-errors/"


@pytest.fixture
def firm(db: None) -> Iterator[LeadFirm]:
    with Driven(MONDAY) as clock:
        yield LeadFirm(clock)


def sign(firm: LeadFirm, user: User, role: str, part: str = "definition") -> str:
    """Opens the page, finds the form of this side and sends it as it stands there."""
    page = firm.page(user, AGREED)
    section = page.split(f'id="{part}"')[1].split("</section>")[0]
    if f"Sign for {role}" not in section:
        return "no form"
    hash = section.split('name="hash" value="')[1].split('"')[0]
    return firm.post(
        user, "/playbooks/lead-management/signatures/", part=part, role=role, hash=hash
    )


def accepted(firm: LeadFirm, name: str = "Ada Wong") -> Record:
    lead = firm.lead(name)
    assert firm.answer(firm.lin, lead, LDR_decision="Accept") == "LAL"
    lead.refresh_from_db()
    firm.answer(lead.owner or firm.lin, lead, **SALES_READY)
    return lead


def both_sign(firm: LeadFirm) -> None:
    assert "You have signed" in sign(firm, firm.mara, "Marketing")
    assert "You have signed" in sign(firm, firm.dana, "Manager")


def test_s3_03_nothing_is_sales_ready_until_both_sides_have_signed(firm: LeadFirm) -> None:
    lead = accepted(firm)
    owner = lead.owner
    assert owner is not None
    assert firm.move(owner, lead, "MQL") == "LAL"
    assert "not signed by" in firm.page(owner, f"/leads/{lead.pk}/")
    assert "You have signed" in sign(firm, firm.mara, "Marketing")
    assert firm.move(owner, lead, "MQL") == "LAL"
    assert "Still to sign: Manager." in firm.page(firm.dana, AGREED)
    assert "You have signed" in sign(firm, firm.dana, "Manager")
    assert firm.move(owner, lead, "MQL") == "MQL"
    assert "not signed by" not in firm.page(owner, f"/leads/{lead.pk}/")


def test_s3_03_who_waits_for_the_signature_goes_on_with_it(firm: LeadFirm) -> None:
    by_hand = "      - go to: SQL\n        by: owner\n        when: sales-ready\n"
    assert by_hand in LEAD
    by_itself = "      - once: sales-ready\n        go to: SQL\n"
    firm.publish(lead=LEAD.replace(by_hand, by_itself))
    lead = firm.lead(stage="SAL")
    firm.answer(firm.sam, lead, **SALES_READY)
    assert firm.stands(lead) == "SAL"
    both_sign(firm)
    assert firm.stands(lead) == "SQL"


def test_s3_03_only_their_role_signs_and_nobody_for_both(firm: LeadFirm) -> None:
    assert sign(firm, firm.sam, "Marketing") == "no form"
    page = firm.page(firm.mara, AGREED)
    hash = page.split('name="hash" value="')[1].split('"')[0]
    path, form = SIGNATURES, {"part": "definition", "hash": hash}
    assert "Only somebody with the role Manager signs here" in firm.post(
        firm.mara, path, role="Manager", **form
    )
    assert "asks for no such signature" in firm.post(firm.mara, path, role="LDR", **form)
    director = Role.objects.get(name="Manager")
    Membership.objects.create(user=firm.mara, team=Team.objects.get(name="Sales"), role=director)
    assert "You have signed" in firm.post(firm.mara, path, role="Marketing", **form)
    assert "Somebody else signs for the other side" in firm.post(
        firm.mara, path, role="Manager", **form
    )
    assert Signature.objects.count() == 1


def test_s3_03_another_definition_needs_new_signatures_and_both_can_be_read(
    firm: LeadFirm,
) -> None:
    both_sign(firm)
    assert "not in force" not in firm.page(firm.mara, AGREED).split('id="promises"')[0]
    firm.publish(fields=FIELDS.replace(DECIDES, "authority known"))
    page = firm.page(firm.mara, AGREED)
    assert "Still to sign: Marketing, Manager." in page
    signed = page.split('id="signed"')[1]
    assert f"budget known and {DECIDES}" in signed
    assert signed.count("an earlier text") == 2
    both_sign(firm)
    signed = firm.page(firm.mara, AGREED).split('id="signed"')[1]
    assert "budget known and authority known" in signed
    assert (signed.count("version 1"), signed.count("version 2")) == (2, 2)


def test_s3_03_a_version_that_says_the_same_keeps_its_signatures(firm: LeadFirm) -> None:
    both_sign(firm)
    firm.publish(lead=LEAD.replace("Stay in mind without pestering", "Stay in mind"))
    assert "Still to sign" not in firm.page(firm.mara, AGREED).split('id="promises"')[0]


def test_s3_03_what_was_read_is_what_is_signed(firm: LeadFirm) -> None:
    page = firm.page(firm.mara, AGREED)
    hash = page.split('name="hash" value="')[1].split('"')[0]
    firm.publish(fields=FIELDS.replace(DECIDES, "authority known"))
    answer = firm.post(
        firm.mara,
        "/playbooks/lead-management/signatures/",
        part="definition",
        role="Marketing",
        hash=hash,
    )
    assert "The text has changed since" in answer
    assert not Signature.objects.exists()


def test_s3_28_the_promises_are_signed_by_both_and_versioned(firm: LeadFirm) -> None:
    assert "You have signed" in sign(firm, firm.mara, "Marketing", "promises")
    assert "You have signed" in sign(firm, firm.dana, "Manager", "promises")
    page = firm.page(firm.lin, AGREED).split('id="promises"')[1]
    assert "Lead development accepts or returns every MAQL" in page
    assert "Sales accepts or returns every MQL" in page
    assert "Still to sign" not in page
    firm.publish(lead=LEAD.replace("within: 4 working hours", "within: 2 working hours"))
    assert "Still to sign: Marketing, Manager." in firm.page(firm.lin, AGREED)
    told = Event.objects.filter(name="playbook signed").order_by("seq")
    assert [one.data["by"] for one in told] == ["Mara", "Dana"]


def test_s3_04_who_supplies_what_stands_on_the_page(firm: LeadFirm) -> None:
    page = firm.page(firm.lin, AGREED).split('id="suppliers"')[1].split("</section>")[0]
    ldr = page.split("<dt>LDR</dt>")[1].split("</div>")[0]
    forms = page.split("<dt>Marketing, from forms</dt>")[1].split("</div>")[0]
    appended = page.split("<dt>Marketing, from appended data</dt>")[1].split("</div>")[0]
    assert "budget" in ldr
    assert ldr.count("sales-ready asks for it") == 4
    assert "job level" in forms
    assert "industry" in appended
    assert "sales-ready asks for it" not in forms + appended
    assert "interest shown" in page.split("Observed behavior")[1]


def test_s3_02_the_six_parts_stand_with_their_versions(firm: LeadFirm) -> None:
    firm.publish(agreement=AGREEMENT.replace("promises: [LDR accepts, ", "promises: ["))
    page = firm.page(firm.lin, AGREED).split('id="components"')[1].split("</section>")[0]
    assert page.split("Lead statuses")[1].split("</div>")[0].count("version 1") == 1
    assert page.split("The promises of both sides")[1].split("</div>")[0].count("version 2") == 1
    assert page.split("Lead score")[1].split("</div>")[0].count("version 1") == 1


def test_s3_35_the_seven_errors_are_told_with_evidence(firm: LeadFirm) -> None:
    def error(number: int) -> str:
        return firm.page(firm.lin, ERRORS).split(f'id="error-{number}"')[1].split("</section>")[0]

    assert "is not signed by: Marketing, Manager" in error(1)
    assert ">not made<" in error(2)
    assert "lead.yaml:" in error(2)
    assert ">not made<" in error(4)
    assert "contact.yaml:" in error(4)
    assert ">not made<" in error(7)
    assert "is not signed by: Marketing, Manager" in error(6)
    both_sign(firm)
    assert ">not made<" in error(1)
