"""S0.9, S0.15–S0.22 and S0.36 over HTTP: feedback, the end of a trial, another trial, interest."""

from collections.abc import Iterator

import pytest

from leadline.core.clock import Driven
from leadline.deals.models import Deal
from leadline.records.models import Record
from leadline.service.models import Entitlement
from leadline.work.models import Task
from tests.stories.firm import MONDAY, Browser, Story, stands, told

LI_NA = {"name": "Li Na", "e_mail": "li.na@hengtong-cable.example", "company": "Hengtong Cable"}
WANG = {"name": "Wang Fang", "e_mail": "wang@hengtong-cable.example"}


@pytest.fixture
def story(db: None) -> Iterator[Story]:
    with Driven(MONDAY) as clock:
        yield Story(clock)


def done(story: Story, lead: Record) -> None:
    """Somebody did in the product what was to be done."""
    story.seller.press(f"/leads/{lead.pk}/", "It is done")
    story.work()


@pytest.fixture
def trial(story: Story) -> Record:
    lead = story.register(**LI_NA)
    done(story, lead)
    assert stands(lead) == "On trial"
    return lead


def open_tasks(lead: Record) -> list[str]:
    rows = Task.objects.filter(record=lead, done_at=None, withdrawn_at=None)
    return list(rows.order_by("pk").values_list("title", flat=True))


def test_s0_09_research_is_a_task_with_its_answers(story: Story) -> None:
    lead = story.register(name="Jo Field", e_mail="jo.field@gmail.com")
    assert open_tasks(lead) == ["Company research"]
    fill = {
        "Website": "field-steel.example",
        "Business": "Trades rebar",
        "Company size": "12",
        "Industry": "Steel",
        "Source links": "https://register.example/field",
    }
    story.seller.press(f"/leads/{lead.pk}/", "Done", fill)
    assert open_tasks(lead) == []
    assert stands(lead) == "Company information"
    assert "Trades rebar" in story.seller.get(f"/leads/{lead.pk}/").text


def test_s0_15_feedback_is_asked_on_the_third_day(story: Story, trial: Record) -> None:
    story.pass_time(days=3, hours=1)
    assert "How are the first days?" in story.letters_to(LI_NA["e_mail"])
    assert open_tasks(trial) == ["Get feedback on the first days"]
    link = story.link_in_last_letter(LI_NA["e_mail"])
    Browser().press(link, "Send the answer", {"First feedback": "Satisfied"})
    story.work()
    trial.refresh_from_db()
    assert trial.answers["first feedback"] == "Satisfied"
    assert stands(trial) == "On trial"


def test_s0_16_s0_17_before_the_end_they_are_told_and_asked(story: Story, trial: Record) -> None:
    story.pass_time(days=11, hours=1)
    subjects = story.letters_to(LI_NA["e_mail"])
    assert any(one.startswith("Your trial ends on") for one in subjects)
    assert "Before your trial ends: what do you think?" in subjects
    assert "Get feedback before the end" in open_tasks(trial)


def test_s0_16_a_longer_trial_ends_later_and_so_does_the_warning(
    story: Story, trial: Record
) -> None:
    story.pass_time(days=5)
    story.seller.press(f"/leads/{trial.pk}/", "Let it run longer", {"More days": "7"})
    done(story, trial)
    story.pass_time(days=7)
    assert not any("ends on" in one for one in story.letters_to(LI_NA["e_mail"]))
    story.pass_time(days=7)
    assert any("ends on" in one for one in story.letters_to(LI_NA["e_mail"]))


def test_s0_18_access_is_taken_away_before_anybody_is_told(story: Story, trial: Record) -> None:
    story.pass_time(days=14, hours=1)
    entitlement = Entitlement.objects.get()
    assert entitlement.state == "ending"
    assert "Your trial has ended" not in story.letters_to(LI_NA["e_mail"])
    done(story, trial)
    entitlement.refresh_from_db()
    assert entitlement.state == "ended"
    assert stands(trial) == "Trial over"
    assert story.letters_to(LI_NA["e_mail"])[-1] == "Your trial has ended"


def test_s0_19_a_third_question_and_after_two_tries_the_end(story: Story, trial: Record) -> None:
    story.pass_time(days=14, hours=1)
    done(story, trial)
    story.pass_time(days=3)
    assert story.letters_to(LI_NA["e_mail"])[-1] == "One last question about your trial"
    assert "Get feedback after the trial" in open_tasks(trial)
    story.pass_time(days=7)
    assert (stands(trial), trial.answers["reason"]) == ("Closed lost", "No answer")


def test_s0_20_s0_21_a_second_address_of_the_company_is_noticed(
    story: Story, trial: Record
) -> None:
    second = story.register(**WANG)
    assert stands(second) == "Another trial"
    assert "Price Watch" in story.boss.get(f"/leads/{second.pk}/").text
    fill = {"Another trial": "Yes", "Why another trial": "Another team wants to look."}
    story.boss.press(f"/leads/{second.pk}/", "Done", fill)
    done(story, second)
    assert stands(second) == "On trial"
    assert Entitlement.objects.get(lead=second).days == 7


def test_s0_21_another_trial_may_be_refused(story: Story, trial: Record) -> None:
    second = story.register(**WANG)
    fill = {"Another trial": "No", "Why another trial": "They looked three times."}
    story.boss.press(f"/leads/{second.pk}/", "Done", fill)
    story.work()
    assert (stands(second), second.answers["reason"]) == ("Trial rejected", "Trial rejected")
    assert story.letters_to(WANG["e_mail"]) == ["About your request for a trial"]


def test_s0_22_interest_opens_a_deal_and_stops_the_asking(story: Story, trial: Record) -> None:
    story.pass_time(days=3, hours=1)
    fill = {"What they want to know": "A price for ten users"}
    story.seller.press(f"/leads/{trial.pk}/", "They want to know more", fill)
    story.work()
    assert (stands(trial), trial.outcome) == ("Interested", "qualified")
    assert Deal.objects.get().lead == trial
    assert open_tasks(trial) == []
    sent = len(story.letters_to(LI_NA["e_mail"]))
    story.pass_time(days=20)
    assert len(story.letters_to(LI_NA["e_mail"])) == sent
    assert Deal.objects.count() == 1


def test_s0_22_interest_in_an_answer_counts_too(story: Story, trial: Record) -> None:
    story.pass_time(days=3, hours=1)
    link = story.link_in_last_letter(LI_NA["e_mail"])
    Browser().press(link, "Send the answer", {"First feedback": "Interested"})
    story.work()
    assert stands(trial) == "Interested"


def test_s0_36_a_call_that_failed_changes_no_status(story: Story, trial: Record) -> None:
    for result in ("no answer", "voicemail"):
        page = story.seller.get(f"/leads/{trial.pk}/")
        form = next(f for f in page.forms.values() if f.action.endswith("/calls/"))
        form["result"] = next(
            v for v in form["result"].options if result in v[0] or result == v[0]
        )[0]
        form.submit()
    story.work()
    assert stands(trial) == "On trial"
    assert "I tried to call you" in story.letters_to(LI_NA["e_mail"])
    assert "Try again" in open_tasks(trial)
    assert any(line.startswith("Not reached") for line in told(trial))
