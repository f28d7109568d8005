"""The worker was asleep for three days: nothing late leaves before somebody has looked at it."""

from collections.abc import Iterator

import pytest

from leadline.automation import holding
from leadline.core.clock import Driven
from leadline.mail.models import Letter
from leadline.records.models import Record
from leadline.service.models import Entitlement
from leadline.work.models import Task
from tests.stories.firm import MONDAY, Browser, Story, form_with, stands, work_by

LI_NA = {"name": "Li Na", "e_mail": "li.na@hengtong-cable.example", "company": "Hengtong Cable"}
ADA = {"name": "Ada Wong", "e_mail": "ada@wong-steel.example", "company": "Wong Steel"}
HERE = "this machine"
FIRST_FEEDBACK = "How are the first days?"


class Asleep(Story):
    """The firm with a worker that can sleep, and that begins as it does in life."""

    def wake(self) -> None:
        holding.begin(self.clock.at, HERE)

    def work(self) -> None:
        work_by(self.clock, lambda: holding.breathe(self.clock.at, HERE))

    def page(self) -> str:
        return str(self.boss.get("/automation/").html.find("main").get_text(" "))


@pytest.fixture
def story(db: None) -> Iterator[Asleep]:
    with Driven(MONDAY) as clock:
        yield Asleep(clock)


def trial_of(story: Asleep, person: dict[str, str]) -> Record:
    lead = story.register(**person)
    story.seller.press(f"/leads/{lead.pk}/", "It is done")
    story.work()
    assert stands(lead) == "On trial"
    return lead


@pytest.fixture
def late(story: Asleep) -> Asleep:
    """Two trials whose third day came while the worker slept; it has been woken two days later."""
    for person in (LI_NA, ADA):
        trial_of(story, person)
    story.clock.advance(days=5)
    story.wake()
    story.work()
    return story


def press(browser: Browser, button: str, what: str) -> str:
    """Presses the button beside one kind of what is late, on the page of automation."""
    page = browser.get("/automation/")
    row = next(one for one in page.html.find_all("li") if what in one.get_text(" "))
    address = next(one["action"] for one in row.find_all("form") if button in one.get_text(" "))
    form = next(one for one in page.forms.values() if one.action == address)
    return str(form.submit().follow().html.get_text(" "))


def test_it_starts_held_and_the_page_says_what_would_happen(late: Asleep) -> None:
    assert holding.the_worker().held_because == "outage"
    told = late.page()
    assert "Automation waits for you" in late.boss.get("/automation/").text
    assert "What the playbooks would do first" in told
    assert "2 are late and asked about first" in told
    assert "Get feedback on the first days" in told
    assert FIRST_FEEDBACK not in late.letters_to(LI_NA["e_mail"])
    assert not Task.objects.filter(title="Get feedback on the first days").exists()


def test_let_go_tasks_are_made_and_letters_are_asked_about(late: Asleep) -> None:
    late.boss.press("/automation/", "Let it go on")
    late.work()
    assert Task.objects.filter(title="Get feedback on the first days").count() == 2
    assert FIRST_FEEDBACK not in late.letters_to(LI_NA["e_mail"])
    told = late.page()
    assert "Letters that came too late" in told
    assert f"{FIRST_FEEDBACK} 2 letters" in " ".join(told.split())


def test_all_of_a_kind_leave_with_one_press(late: Asleep) -> None:
    late.boss.press("/automation/", "Let it go on")
    late.work()
    assert "2 letters leave." in press(late.boss, "Let them leave", FIRST_FEEDBACK)
    late.work()
    for person in (LI_NA, ADA):
        assert late.letters_to(person["e_mail"]).count(FIRST_FEEDBACK) == 1
    assert "Letters that came too late" not in late.page()


def test_all_of_a_kind_are_dropped_with_one_press(late: Asleep) -> None:
    late.boss.press("/automation/", "Let it go on")
    late.work()
    assert "2 letters were dropped." in press(late.boss, "Drop them", FIRST_FEEDBACK)
    late.work()
    late.pass_time(days=1)
    assert FIRST_FEEDBACK not in late.letters_to(LI_NA["e_mail"])


def test_one_leaves_and_the_other_is_dropped(late: Asleep) -> None:
    late.boss.press("/automation/", "Let it go on")
    late.work()
    mine, other = Letter.objects.filter(template="feedback-1").order_by("pk")
    late.seller.press(f"/leads/{mine.record_id}/", "Send after all")
    page = late.seller.get("/letters/")
    next(f for f in page.forms.values() if f.action == f"/letters/{other.pk}/dropping/").submit()
    late.work()
    assert FIRST_FEEDBACK in late.letters_to(LI_NA["e_mail"])
    assert FIRST_FEEDBACK not in late.letters_to(ADA["e_mail"])


def test_a_letter_that_was_in_the_outbox_is_asked_about_too(story: Asleep) -> None:
    lead = story.register(name="Jo Field", e_mail="jo.field@gmail.com")
    story.pass_time(days=2)
    page = story.seller.get(f"/records/{lead.pk}/letters/new/")
    form = form_with(page, "Send")
    form["subject"], form["body"] = "One more question", "Which grades do you buy?"
    form.submit()
    story.clock.advance(days=3)
    story.wake()
    story.boss.press("/automation/", "Let it go on")
    story.work()
    assert "One more question" not in story.letters_to("jo.field@gmail.com")
    assert "Written by hand" in story.page()
    press(story.boss, "Let them leave", "Written by hand")
    story.work()
    assert "One more question" in story.letters_to("jo.field@gmail.com")


def test_access_ends_all_the_same_when_the_worker_wakes_after_the_end(story: Asleep) -> None:
    """Ending a trial is done however late it is; telling them is asked about."""
    lead = trial_of(story, LI_NA)
    story.clock.advance(days=17)
    story.wake()
    story.boss.press("/automation/", "Let it go on")
    story.work()
    assert Entitlement.objects.get().state == "ending"
    story.seller.press(f"/leads/{lead.pk}/", "It is done")
    story.work()
    assert stands(lead) == "Trial over"
    assert "Your trial has ended" in story.letters_to(LI_NA["e_mail"])
    assert not any("ends on" in one for one in story.letters_to(LI_NA["e_mail"]))


def test_a_short_nap_holds_nothing(story: Asleep) -> None:
    trial_of(story, LI_NA)
    story.pass_time(days=2, hours=23)
    story.clock.advance(minutes=50)
    story.wake()
    story.pass_time(hours=1)
    assert not holding.the_worker().is_held
    assert FIRST_FEEDBACK in story.letters_to(LI_NA["e_mail"])


def lived(story: Asleep, lead: Record) -> list[str]:
    story.work()
    return list(lead.visits.order_by("number").values_list("stage", flat=True))


@pytest.mark.parametrize("held", [False, True])
def test_a_date_that_moved_while_nobody_looked_is_read_as_it_was_then(
    story: Asleep, held: bool
) -> None:
    """On the twelfth day the trial is made longer: on the eleventh it had nearly been over."""
    lead = trial_of(story, LI_NA)
    if held:
        story.boss.press("/automation/", "Hold everything")
    story.pass_time(days=12)
    story.seller.press(f"/leads/{lead.pk}/", "Let it run longer", {"More days": "7"})
    story.seller.press(f"/leads/{lead.pk}/", "It is done")
    story.pass_time(days=1)
    if held:
        story.boss.press("/automation/", "Let it go on")
    assert lived(story, lead) == [
        "Registered", "Opening the trial", "On trial", "Ending soon", "On trial"
    ]  # fmt: skip
    ending = Letter.objects.filter(record=lead, template="ending-soon")
    assert [one.state for one in ending] == (["held"] if held else ["sent"])
