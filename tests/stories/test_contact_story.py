"""S3.9, S3.22, S3.24, S3.35: whoever was qualified is a contact with a status of their own."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.deals.models import Deal
from leadline.intake.jobs import take_back
from leadline.intake.models import Import
from leadline.leads.actions.qualified import make_contacts
from leadline.mail.models import Letter
from leadline.parties.actions.merging import merge_people, split_people
from leadline.parties.models import Person
from leadline.playbooks.models import Published
from leadline.records.models import Record
from tests.stories.contact_firm import ContactFirm, contact_of
from tests.stories.lead_firm import MONDAY, NAME


@pytest.fixture
def firm(db: None) -> Iterator[ContactFirm]:
    with Driven(MONDAY) as clock:
        yield ContactFirm(clock)


def deal_of(lead: Record) -> Record:
    return Deal.objects.get(lead=lead).record


def stages(record: Record) -> list[str]:
    return list(record.visits.order_by("number").values_list("stage", flat=True))


def test_s3_22_a_qualified_lead_is_a_contact_with_a_status_of_its_own(firm: ContactFirm) -> None:
    lead = firm.qualified()
    contact = contact_of()
    assert (contact.stage, contact.person, contact.opener) == ("In opportunity", lead.person, lead)
    page = firm.page(firm.sam, f"/contacts/{contact.pk}/")
    assert "In opportunity" in page
    assert "A contact of ours from now on: In opportunity" in page
    assert "Cycle 1" in page
    listed = firm.page(firm.sam, "/contacts/?where=stage+is+%22In+opportunity%22")
    assert "Ada Wong" in listed
    assert "Ada Wong" not in firm.page(firm.sam, "/contacts/?where=stage+is+%22Active%22")
    assert f"/contacts/{contact.pk}/" in firm.page(firm.sam, f"/leads/{lead.pk}/")


@pytest.mark.parametrize("end", ["win", "loss"])
def test_s3_24_won_or_lost_the_contact_is_in_the_marketable_pool(
    firm: ContactFirm, end: str
) -> None:
    deal = deal_of(firm.qualified())
    firm.post(firm.sam, f"/deals/{deal.pk}/amount/", amount="900 EUR")
    firm.post(firm.sam, f"/deals/{deal.pk}/{end}/", reason="Price")
    firm.work()
    contact = contact_of()
    assert (contact.stage, contact.cycle) == ("Active", 2)
    assert stages(contact) == ["In opportunity", "Active"]


def test_s3_22_by_hand_whoever_has_business_with_us_is_a_contact(firm: ContactFirm) -> None:
    lead = firm.fill("Omar Aziz", "Aziz Trading")
    path = f"/people/{lead.person_id}/"
    assert "They are a contact now." in firm.press(firm.dana, path, "Make a contact")
    assert contact_of("Omar Aziz").stage == "Active"
    page = firm.page(firm.dana, path)
    assert "Make a contact" not in page
    firm.post(firm.dana, f"{path}contact/")  # twice is once
    assert Record.objects.filter(kind="contact").count() == 1


HISTORY = """name,e-mail,company,stage,since
Ada Wong,ada@wong.example,Wong Steel,SQL,2025-11-03
Omar Aziz,omar@aziz.example,Aziz Trading,Inquiry,2026-02-02
"""


def bring_in(path: Path, text: str, how: str) -> dict[str, int]:
    path.write_text(text)
    out = StringIO()
    options = {"source": "Old system", "how": how, "playbook": NAME}
    call_command("import", str(path), stdout=out, **options)
    found: dict[str, int] = json.loads(out.getvalue())
    return found


def test_s3_22_business_that_we_have_already_comes_in_as_contacts(
    firm: ContactFirm, tmp_path: Path
) -> None:
    assert bring_in(tmp_path / "old.csv", HISTORY, "history")["created"] == 2
    firm.work()
    assert [one.title for one in Record.objects.filter(kind="contact")] == ["Ada Wong, Wong Steel"]
    assert contact_of().stage == "Active"
    assert Letter.objects.count() == 0
    lead = firm.fill("Ada Wong", "Wong Steel")
    assert (lead.lead.is_expansion, contact_of().stage) == (True, "Engaged")


def test_s3_22_an_import_that_is_taken_back_takes_its_contacts_along(
    firm: ContactFirm, tmp_path: Path
) -> None:
    bring_in(tmp_path / "old.csv", HISTORY, "history")
    firm.work()
    take_back(AUTOMATION, Import.objects.get())
    assert not Record.objects.exists()
    assert not Person.objects.exists()


def raw_list(firm: ContactFirm, path: Path) -> Record:
    text = "name,e-mail,company\nEva Lind,eva@lind.example,Lind\n"
    assert bring_in(path / "list.csv", text, "list")["created"] == 1
    firm.work()
    return Record.objects.get(person__name="Eva Lind")


def test_s3_09_nobody_of_a_bought_list_is_made_a_contact(firm: ContactFirm, tmp_path: Path) -> None:
    raw = raw_list(firm, tmp_path)
    told_ = firm.press(firm.dana, f"/people/{raw.person_id}/", "Make a contact")
    assert "They came with a bought list and have not asked for anything yet." in told_
    assert not Record.objects.filter(kind="contact").exists()


def test_s3_09_a_raw_lead_stays_raw_when_its_person_is_merged_with_a_contact_and_split(
    firm: ContactFirm, tmp_path: Path
) -> None:
    raw = raw_list(firm, tmp_path)
    firm.qualified()
    contact = contact_of()
    assert contact.person is not None
    assert raw.person is not None
    eva = raw.person
    [merge] = merge_people(person(firm.dana), contact.person, losers=[eva])
    firm.work()
    raw.refresh_from_db()
    assert (raw.stage, raw.person) == ("Raw", contact.person)
    assert contact_of().stage == "In opportunity"
    written = set(Letter.objects.values_list("pk", flat=True))
    split_people(person(firm.dana), contact.person, merge=merge)
    firm.work()
    raw.refresh_from_db()
    assert (raw.stage, raw.person) == ("Raw", eva)
    assert not Record.objects.filter(kind="contact", person=eva).exists()
    assert set(Letter.objects.values_list("pk", flat=True)) == written
    assert not Letter.objects.filter(record=raw).exists()


def test_two_contacts_who_are_one_person_have_one_status_until_they_are_split(
    firm: ContactFirm,
) -> None:
    lost = firm.qualified("Ada Wong", "Wong Steel")
    firm.post(firm.sam, f"/deals/{deal_of(lost).pk}/loss/", reason="Price")
    firm.qualified("Ada W", "Wing Works")
    ada, other = contact_of(), contact_of("Ada W")
    assert (ada.stage, other.stage) == ("Active", "In opportunity")
    assert ada.person is not None
    assert other.person is not None
    loser = other.person
    [merge] = merge_people(person(firm.dana), ada.person, losers=[loser])
    firm.work()
    ada.refresh_from_db()
    other.refresh_from_db()
    assert (ada.outcome, other.outcome, other.person) == ("taken up", "", ada.person)
    page = firm.page(firm.dana, f"/contacts/{ada.pk}/")
    assert f"/contacts/{other.pk}/" in page
    firm.fill("Ada Wong", "Wong Steel")
    assert Record.objects.filter(kind="contact", outcome="").count() == 1
    split_people(person(firm.dana), ada.person, merge=merge)
    firm.work()
    ada.refresh_from_db()
    other.refresh_from_db()
    assert (ada.outcome, other.outcome, other.person) == ("", "", loser)
    assert (ada.stage, other.stage) == ("Active", "In opportunity")


def test_s3_35_error_4_is_made_until_everybody_who_was_qualified_has_a_status(
    firm: ContactFirm,
) -> None:
    errors = f"/playbooks/{NAME}/seven-errors/"
    firm.publish(with_contacts=False)
    assert "Contacts have no status of their own" in firm.page(firm.dana, errors)
    firm.qualified()
    firm.qualified("Omar Aziz", "Aziz Trading")
    assert not Record.objects.filter(kind="contact").exists()
    firm.publish()
    assert "2 people were qualified and have no status as contacts" in firm.page(firm.dana, errors)
    assert "Make them contacts" not in firm.page(firm.sam, errors)
    assert "2 contacts were made." in firm.press(firm.dana, errors, "Make them contacts")
    page = firm.page(firm.dana, errors)
    assert "2 contacts have a status" in page
    assert "have no status as contacts" not in page
    assert (contact_of().stage, contact_of("Omar Aziz").stage) == ("Active", "Active")
    assert not Letter.objects.filter(record__kind="contact").exists()
    assert contact_of().wake_at is None


def test_making_contacts_costs_the_same_for_many(
    firm: ContactFirm, django_assert_max_num_queries: Any
) -> None:
    firm.publish(with_contacts=False)
    firm.qualified()
    firm.publish()
    published = Published.objects.get(name=NAME)
    with django_assert_max_num_queries(60) as asked:
        assert make_contacts(AUTOMATION, published) == 1
    few = len(asked)
    Record.objects.filter(kind="contact").delete()
    for name in ("Omar Aziz", "Eva Lind", "Tom Hale"):
        firm.publish(with_contacts=False)
        firm.qualified(name, f"{name.split()[1]} Works")
    firm.publish()
    Record.objects.filter(kind="contact").delete()
    with django_assert_max_num_queries(few + 1):
        assert make_contacts(AUTOMATION, published) == 4
