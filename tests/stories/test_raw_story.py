"""S3.8–S3.11: people of a bought list are Raw and left alone, until they act themselves."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.intake.actions.doors import change_door
from leadline.intake.models import Door
from leadline.mail.models import Letter
from leadline.records.models import Record
from leadline.work.models import Task
from tests.stories.firm import MONDAY, Story, form_with, stands, told

LIST = """name,e-mail,phone,company
Ada Wong,ada@wong-steel.example,+44 20 7946 0018,Wong Steel
Omar Aziz,omar@aziz-trading.example,+44 20 7946 0019,Aziz Trading
"""
ADA = {"name": "Ada Wong", "e_mail": "ada@wong-steel.example", "company": "Wong Steel"}


@pytest.fixture
def story(db: None) -> Iterator[Story]:
    with Driven(MONDAY) as clock:
        yield Story(clock)


def bring_in(path: Path, how: str) -> dict[str, int]:
    path.write_text(LIST)
    out = StringIO()
    options = {"source": "Steel buyers 2026", "how": how, "playbook": "trial-subscription"}
    call_command("import", str(path), stdout=out, **options)
    found: dict[str, int] = json.loads(out.getvalue())
    return found


@pytest.fixture
def raw(story: Story, tmp_path: Path) -> Record:
    assert bring_in(tmp_path / "list.csv", "list")["created"] == 2
    story.work()
    return Record.objects.get(person__name="Ada Wong")


def names(lead: Record) -> list[str]:
    events = Event.objects.filter(stream=Record.stream, stream_id=lead.pk).order_by("seq")
    return list(events.values_list("name", flat=True))


def test_s3_08_a_bought_list_is_raw_with_its_source_and_day(story: Story, raw: Record) -> None:
    assert stands(raw) == "Raw"
    assert "Came with a bought list: Steel buyers 2026" in told(raw)
    assert "Steel buyers 2026" in story.seller.get(f"/leads/{raw.pk}/").text
    assert raw.opened_at.date() == MONDAY.date()


def test_s3_08_a_bought_list_as_inquiries_is_refused(story: Story, tmp_path: Path) -> None:
    bring_in(tmp_path / "list.csv", "list")
    door = Door.objects.get(name="Steel buyers 2026")
    change_door(AUTOMATION, door, changes={"how": "list"})
    with pytest.raises(CommandError, match="nobody on them has asked for anything"):
        bring_in(tmp_path / "again.csv", "news")


def test_s3_09_raw_people_are_in_no_cadence(story: Story, raw: Record) -> None:
    story.pass_time(days=30)
    assert stands(raw) == "Raw"
    assert (Letter.objects.count(), Task.objects.count(), raw.due_at) == (0, 0, None)
    fill = {"Call result": "no answer"}
    story.boss.press(f"/leads/{raw.pk}/", "Log the call", fill)
    story.work()
    raw.refresh_from_db()
    assert (raw.stuck, raw.tries, Letter.objects.count()) == ("", 0, 0)
    assert "Called: no answer" in told(raw)
    assert stands(raw) == "Raw"
    page = story.seller.get(f"/records/{raw.pk}/letters/new/")
    form = form_with(page, "Send")
    form["subject"], form["body"] = "Our prices", "Would you like to see them?"
    assert "came with a bought list" in form.submit().text
    assert Letter.objects.count() == 0


def test_s3_10_the_first_interaction_makes_an_inquiry_once_with_the_event(
    story: Story, raw: Record
) -> None:
    story.register(**ADA)
    raw.refresh_from_db()
    assert (raw.stuck, raw.tries) == ("", 0)
    assert stands(raw) == "Opening the trial"
    assert (raw.stuck, names(raw).count("first interaction")) == ("", 1)
    visits = list(raw.visits.order_by("number").values_list("stage", flat=True))
    assert visits == ["Raw", "Registered", "Opening the trial"]
    moved = Event.objects.filter(stream_id=raw.pk, name="stage entered").earliest("seq")
    assert (moved.data["from"], moved.data["stage"]) == ("Raw", "Registered")
    assert moved.why["looked_at"] == "first interaction"
    story.clock.advance(days=1)
    story.register(**ADA)
    assert Record.objects.filter(kind="lead").count() == 2
    assert names(raw).count("first interaction") == 1
    assert names(raw).count("registered again") == 2
    other = Record.objects.get(person__name="Omar Aziz")
    assert stands(other) == "Raw"


@pytest.mark.parametrize("result", ["no answer", "left voicemail", "connected"])
def test_s3_11_a_logged_call_is_no_status(story: Story, raw: Record, result: str) -> None:
    story.boss.press(f"/leads/{raw.pk}/", "Log the call", {"Call result": result})
    story.work()
    assert stands(raw) == "Raw"
    assert raw.visits.count() == 1
