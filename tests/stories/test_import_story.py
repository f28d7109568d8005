"""A file of new inquiries with planted faults: its numbers are told before, and then come true."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count
from webtest import Upload

from bench.leads import write_leads
from bench.planting import Plan, ban_list
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.intake.models import Import
from leadline.mail.models import Letter
from leadline.parties.actions.watching import add_screening_entry
from leadline.parties.models import ListName, Subject
from leadline.records.models import Record
from leadline.service.models import Entitlement
from leadline.work.models import Call, Task
from tests.stories.firm import MONDAY, Story

PLAN = Plan(400, 7)
EMAILS = Path(__file__).parents[2] / "playbooks" / "trial-subscription" / "emails"
PLACED = b"Name,E-Mail,Stage\nLi Na,li.na@hengtong-cable.example,Raw\n"


@pytest.fixture
def story(db: None) -> Iterator[Story]:
    with Driven(MONDAY) as clock:
        yield Story(clock)


def hand_in(story: Story, content: bytes, how: str, **chosen: str) -> str:
    """The address of the import, its columns named as they were guessed."""
    page = story.boss.get("/import/")
    form = next(one for one in page.forms.values() if "source" in one.fields)
    form["file"], form["source"], form["how"] = Upload("leads.csv", content), "Old CRM", how
    columns = form.submit().follow()
    url = f"/import/{Import.objects.latest('pk').pk}/"
    form = next(one for one in columns.forms.values() if "column_0" in one.fields)
    for name, value in chosen.items():
        form[name] = value
    assert form.submit().location.endswith(f"{url}preview/")
    return url


def facts(page: Any, section: str = "") -> dict[str, int]:
    """The numbers of a page, or of one of its sections, by what they say."""
    part = page.html.find(id=section).parent if section else page.html
    found = {}
    for term in part.find_all("dt"):
        number = re.match(r"\d+", term.find_next("dd").get_text().strip())
        found[term.get_text().strip()] = int(number[0]) if number else 0
    return found


def ban(story: Story) -> None:
    for _, text in ban_list():
        add_screening_entry(
            AUTOMATION,
            None,
            list_name=ListName.BAN,
            kind=Subject.COMPANY,
            text=text,
            reason="Did not pay.",
        )


def subject_of(template: str) -> str:
    """As the playbook's own file has it for an English reader."""
    text = (EMAILS / f"{template}.en.md").read_text(encoding="utf-8")
    [subject] = re.findall("^subject: (.*)$", text, re.MULTILINE)
    return str(subject)


def test_the_letters_are_counted_before_and_exactly_so_many_are_there(
    story: Story, tmp_path: Path
) -> None:
    ban(story)
    write_leads(PLAN, tmp_path / "leads.csv")
    url = hand_in(story, (tmp_path / "leads.csv").read_bytes(), "news")
    while "worked out" in story.boss.get(f"{url}preview/").text or not Import.objects.filter(
        forecast__finished_at__isnull=False
    ):
        story.work()
    assert Counter(Record=Record.objects.count(), Letter=Letter.objects.count()) == Counter()
    shown = story.boss.get(f"{url}preview/")
    told, key = facts(shown), PLAN.key()["counts"]
    assert isinstance(key, dict)
    assert (told["Rows"], told["Join a lead that is there, or an earlier row"]) == (
        PLAN.leads,
        key["doubles"],
    )
    doubts = facts(shown, "doubts")
    assert doubts["A phone number that cannot be right"] == key["impossible phones"]
    assert doubts["Several people in one cell: the first is taken"] == key["names in one cell"]
    story.boss.press(f"{url}preview/", "Read it in")
    story.work()
    letters = Counter(subject_of(name) for (name,) in Letter.objects.values_list("template"))
    assert facts(shown, "letters") == letters
    assert told["Letters"] == letters.total() > 0
    stages = Record.objects.filter(kind="lead").values_list("stage").annotate(n=Count("pk"))
    assert facts(shown, "stages") == dict(stages)
    assert facts(shown, "stages")["With the supervisor"] == key["banned"]
    assert told["Trials"] == Entitlement.objects.count()
    tasks = Counter(Task.objects.values_list("assignee__name", flat=True))
    assert facts(shown, "tasks") == {str(name): number for name, number in tasks.items()}
    assert told["Later tasks"] == sum(facts(shown, "later-tasks").values()) > 0
    without = key["no basis"]
    assert facts(shown, "no-mail")["Nothing says that this person may be written to."] <= without


def test_what_was_placed_goes_on_when_somebody_works_on_it(story: Story) -> None:
    url = hand_in(story, PLACED, "history", otherwise="Raw")
    story.boss.press(f"{url}preview/", "Read it in without waiting for the numbers")
    story.work()
    lead = Record.objects.get(kind="lead")
    assert (lead.stage, lead.wake_at, Letter.objects.count()) == ("Raw", None, 0)
    story.seller.press(f"/leads/{lead.pk}/", "Log the call", {"Call result": "no answer"})
    story.work()
    lead.refresh_from_db()
    assert (Call.objects.count(), lead.stuck, lead.tries) == (1, "", 0)
