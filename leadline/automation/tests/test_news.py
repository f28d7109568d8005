from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.access.models import User
from leadline.automation.news import news_of
from leadline.automation.tests.conftest import published, take_in
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.events import event_type
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of
from leadline.records.actions import ask_move, give_answers
from leadline.records.models import Record
from leadline.work.actions.finishing import snooze_task
from leadline.work.actions.making import task


@pytest.fixture
def version(mei: User) -> Version:
    return published()


def test_answers_come_typed_with_what_stood_before(version: Version, mei: User) -> None:
    [lead] = take_in(version, "Web")
    give_answers(AUTOMATION, lead, answers={"users": Decimal(5)})
    give_answers(person(mei), lead, answers={"users": Decimal("7.5")})
    ask_move(person(mei), lead, to="Done", answers={"users": Decimal(8), "other": "x"})
    lead.refresh_from_db()
    opened, first, second, asked = news_of([lead], definition_of(version.pk).catalogue)[0]
    assert [one.seq for one in (opened, first, second, asked)] == [1, 2, 3, 4]
    assert (first.data["answers"], first.was) == ({"users": Decimal(5)}, {"users": None})
    assert (second.data["answers"], second.was) == (
        {"users": Decimal("7.5")},
        {"users": Decimal(5)},
    )
    assert asked.data["answers"] == {"users": Decimal(8), "other": "x"}
    assert second.actor is not None
    assert (second.actor.user_id, first.actor.user_id) == (mei.pk, None)  # type: ignore[union-attr]


def test_only_what_is_not_answered_yet_is_news(version: Version) -> None:
    [lead] = take_in(version, "Web")
    Record.objects.filter(pk=lead.pk).update(answered_seq=1)
    give_answers(AUTOMATION, lead, answers={"town": "Suzhou"})
    [[news]] = news_of([Record.objects.get(pk=lead.pk)], definition_of(version.pk).catalogue)
    assert news.name == "answer given"


def test_news_of_many_cost_one_query_and_stand_in_order(version: Version) -> None:
    leads = take_in(version, *["Web"] * 20)
    catalogue = definition_of(version.pk).catalogue
    with CaptureQueriesContext(connection) as asked:
        found = news_of(leads[::-1], catalogue)
    assert (len(asked), [len(each) for each in found]) == (1, [1] * 20)


def test_a_task_that_is_put_off_twice_keeps_nobody_from_answering(version: Version) -> None:
    """It once told a time where others tell the fields of before, and the record got stuck."""
    [lead] = take_in(version, "Web")
    one = task(AUTOMATION, lead, what="Look")
    assert one is not None
    for hours in (1, 2):
        snooze_task(AUTOMATION, lead, task=one, until=clock.now() + timedelta(hours=hours))
    [[*_before, event]] = news_of([lead], definition_of(version.pk).catalogue)
    assert (event.name, event.was) == ("task put off", {})
    with Batch(AUTOMATION) as batch:  # as it stands in the history of others
        [locked] = batch.lock([lead])
        batch.happened(locked, event_type("owner changed"), owner="", was="2026-03-02T09:00:00")
    [[*_before, event]] = news_of([lead], definition_of(version.pk).catalogue)
    assert event.was == {}
