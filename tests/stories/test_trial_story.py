"""S0.1–S0.14 as people live them: over HTTP, with a driven clock, in the shipped playbook."""

from collections.abc import Iterator

import pytest
from webtest import Upload

from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.parties.models import EmailAddress
from leadline.records.models import Record
from leadline.service.models import Entitlement
from tests.stories.firm import MONDAY, Browser, Story, stands, told

LI_NA = {"name": "Li Na", "e_mail": "li.na@hengtong-cable.example", "company": "Hengtong Cable"}
JO = {"name": "Jo Field", "e_mail": "jo.field@gmail.com"}
PAUL = {"name": "Paul Grau", "e_mail": "grau@orient.example", "company": "Orient Metals GmbH"}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def story(db: None) -> Iterator[Story]:
    with Driven(MONDAY) as clock:
        yield Story(clock)


def page(story: Story, lead: Record) -> str:
    return str(story.seller.get(f"/leads/{lead.pk}/").html.get_text(" "))


def test_s0_01_every_lead_shows_where_it_is_and_what_comes_next(story: Story) -> None:
    lead = story.register(**JO)
    shown = page(story, lead)
    assert "Company information" in shown
    assert "Closed lost" in shown
    assert "Jo Field" in story.seller.get("/leads/").text


def test_s0_02_a_registration_is_a_lead_with_a_clock_and_joins_while_open(story: Story) -> None:
    lead = story.register(**LI_NA)
    assert lead.lead.source.label == "Website registration"
    lead.refresh_from_db()
    assert lead.due_at is not None
    assert story.register(**LI_NA) == lead
    assert "Asked us again through Website registration" in told(lead)


def test_s0_03_s0_04_a_ban_list_hit_waits_for_the_supervisor(story: Story) -> None:
    lead = story.register(**PAUL)
    assert stands(lead) == "With the supervisor"
    hit = Event.objects.get(name="screening hit", stream_id=lead.pk)
    [evidence] = hit.data["evidence"]
    assert evidence["reason"] == "Did not pay two invoices in 2024."
    assert evidence["author"]
    assert "Sofia Martin got a notice" in told(lead)
    story.seller.press(f"/leads/{lead.pk}/", "Open a trial")
    assert not Entitlement.objects.exists()
    story.pass_time(days=3)
    assert stands(lead) == "With the supervisor"


def decide(story: Story, lead: Record, decision: str) -> None:
    fill = {"Supervisor's decision": decision, "Supervisor's reason": "We talked to their bank."}
    story.boss.press(f"/leads/{lead.pk}/", "Done", fill)
    story.work()


def test_s0_05_the_supervisor_opens_the_trial(story: Story) -> None:
    lead = story.register(**PAUL)
    decide(story, lead, "Open the trial")
    assert stands(lead) == "Opening the trial"
    story.seller.press(f"/leads/{lead.pk}/", "It is done")
    story.work()
    assert stands(lead) == "On trial"
    assert story.letters_to(PAUL["e_mail"])
    assert "Anna Koch got a notice" in told(lead)
    decided = Event.objects.filter(stream_id=lead.pk, name="answer given")
    assert {event.actor_name for event in decided} == {"Sofia Martin"}


def test_s0_06_the_supervisor_rejects_and_the_letter_is_silent_about_lists(story: Story) -> None:
    lead = story.register(**PAUL)
    decide(story, lead, "Reject")
    assert (stands(lead), lead.outcome) == ("Trial rejected", "lost")
    assert lead.answers["reason"] == "Trial rejected"
    assert story.letters_to(PAUL["e_mail"]) == ["About your request for a trial"]
    assert "list" not in story.text_to(PAUL["e_mail"]).lower()


def test_s0_07_the_kind_of_address_decides_and_a_seller_may_override(story: Story) -> None:
    assert stands(story.register(**LI_NA)) == "Opening the trial"
    lead = story.register(**JO)
    assert EmailAddress.objects.get(person=lead.person).kind == "free"
    assert stands(lead) == "Company information"
    fill = {"Treat as corporate": "yes", "Why treat as corporate": "Owner of a one-man firm."}
    story.seller.press(f"/leads/{lead.pk}/", "Save", fill)
    assert stands(lead) == "Opening the trial"


def test_s0_08_two_reminders_and_then_the_case_is_closed(story: Story) -> None:
    lead = story.register(**JO)
    story.pass_time(days=15)
    asked = "Please tell us about your company"
    reminder = "Your trial is waiting for your company's details"
    assert story.letters_to(JO["e_mail"]) == [asked, reminder, reminder]
    assert (stands(lead), lead.outcome) == ("Closed lost", "lost")
    assert lead.answers["reason"] == "No company information"


def test_s0_10_s0_14_a_licence_is_as_good_as_a_corporate_address(story: Story) -> None:
    lead = story.register(**JO)
    link = story.link_in_last_letter(JO["e_mail"])
    Browser().press(link, "Send the answer", {"Corporate licence": Upload("licence.pdf", PDF)})
    story.work()
    assert stands(lead) == "Opening the trial"
    story.seller.press(f"/leads/{lead.pk}/", "It is done")
    story.work()
    assert stands(lead) == "On trial"
    assert "business licence" in story.text_to(JO["e_mail"])
    assert any("Follow up more closely" in line for line in told(lead))


def test_s0_10_s0_13_a_corporate_address_that_they_give_opens_the_trial(story: Story) -> None:
    lead = story.register(**JO)
    link = story.link_in_last_letter(JO["e_mail"])
    refused = Browser().get(link).forms[0]
    refused["yours-corporate-e-mail-address"] = "no address"
    assert refused.submit(status=422)
    fill = {"Corporate e-mail address": "jo@field-steel.example"}
    Browser().press(link, "Send the answer", fill)
    story.work()
    assert stands(lead) == "Opening the trial"
    addresses = EmailAddress.objects.filter(person=lead.person, kind="corporate")
    assert [one.text for one in addresses] == ["jo@field-steel.example"]
    story.seller.press(f"/leads/{lead.pk}/", "It is done")
    story.work()
    assert "corporate address" in story.text_to(JO["e_mail"])


def test_s0_11_closing_needs_a_reason_and_withdraws_everything(story: Story) -> None:
    lead = story.register(**LI_NA)
    story.seller.press(f"/leads/{lead.pk}/", "It is done")
    story.work()
    fill = {"Reason": "No need", "What they said": "They buy nothing this year."}
    story.seller.press(f"/leads/{lead.pk}/", "Closed lost", fill)
    story.work()
    assert (stands(lead), lead.outcome) == ("Closed lost", "lost")
    assert lead.answers["reason"] == "No need"
    letters = len(story.letters_to(LI_NA["e_mail"]))
    assert Entitlement.objects.get().state == "ending"
    story.pass_time(days=20)
    assert len(story.letters_to(LI_NA["e_mail"])) == letters
    again = story.register(**LI_NA)
    assert again != lead
    assert (again.lead.previous.record, stands(again)) == (lead, "Another trial")


def test_s0_12_s0_13_corporate_address_gets_a_trial_of_two_weeks(story: Story) -> None:
    lead = story.register(**LI_NA)
    assert story.letters_to(LI_NA["e_mail"]) == []  # nobody is told before it is done
    story.seller.press(f"/leads/{lead.pk}/", "It is done")
    story.work()
    assert stands(lead) == "On trial"
    trial = Entitlement.objects.get()
    assert trial.ends_at is not None
    assert trial.starts_at is not None
    assert (trial.ends_at - trial.starts_at).days == 14
    [subject] = story.letters_to(LI_NA["e_mail"])
    assert subject.startswith("Your trial is open until")
    assert "corporate address" in story.text_to(LI_NA["e_mail"])
