"""Today shows what is promised first, then what is to be done, then news; a record all its work."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.durations import parse_duration
from leadline.parties.models import Basis, DoNotContact
from leadline.playbooks.definition import Who, WhoKind
from leadline.records.models import Record
from leadline.work import queries
from leadline.work.actions.calls import log_call
from leadline.work.actions.finishing import allow_call, snooze_task
from leadline.work.actions.making import call, task
from leadline.work.actions.notes import note
from leadline.work.actions.telling import tell
from leadline.work.models import Task
from leadline.work.queries import todays_work, why_blocked, work_on
from leadline.work.tests.conftest import MONDAY, Cast, leads

OWNER = Who(WhoKind.OWNER)


def headings(cast: Cast, now: datetime = MONDAY) -> list[str]:
    return [row.heading for row in todays_work(cast.mei, now).tasks]


def add(cast: Cast, what: str, hours: int | None = None, **about: object) -> Task:
    deadline = None if hours is None else MONDAY + timedelta(hours=hours)
    made = task(AUTOMATION, cast.lead, what=what, deadline=deadline, **about)  # type: ignore[arg-type]
    assert made is not None
    return made


def test_tasks_stand_by_due_date_and_say_how_much_time_is_left(cast: Cast) -> None:
    with standing_at(MONDAY):
        for what, hours in (("never", None), ("later", 4), ("late", 0), ("soon", 2)):
            add(cast, what, hours)
    rows = todays_work(cast.mei, MONDAY + timedelta(hours=1)).tasks
    assert [(row.heading, row.is_late, row.left) for row in rows] == [
        ("late", True, 0), ("soon", False, 50), ("later", False, 71), ("never", False, None)
    ]  # fmt: skip
    assert {row.about for row in rows} == {"Lead 0"}


def test_what_is_put_off_and_what_others_have_is_not_shown(cast: Cast) -> None:
    hidden = add(cast, "put off")
    add(cast, "Ben's", assignee=cast.ben)
    with standing_at(MONDAY):
        snooze_task(cast.as_mei, cast.lead, task=hidden, until=MONDAY + timedelta(hours=1))
    assert headings(cast) == []
    assert headings(cast, MONDAY + timedelta(hours=1)) == ["put off"]


@pytest.mark.parametrize(("queue", "shown"), [("Sales", 1), ("Seller", 1), ("Service", 0)])
def test_a_queue_is_shown_to_its_people(cast: Cast, queue: str, shown: int) -> None:
    add(cast, "take me", by=Who(WhoKind.QUEUE, queue))
    rows = todays_work(cast.mei, MONDAY).tasks
    assert [row.is_mine for row in rows] == [False] * shown


def test_promises_stand_first_with_what_is_left_of_them(cast: Cast) -> None:
    clocks = {"first response": {"started_at": MONDAY.isoformat()}}
    Record.objects.filter(pk=cast.lead.pk).update(
        due_at=MONDAY + timedelta(hours=2), promise="first response", state={"clocks": clocks}
    )
    [later] = leads(1, owner=cast.mei)
    Record.objects.filter(pk=later.pk).update(due_at=MONDAY + timedelta(hours=9))
    first, second = todays_work(cast.mei, MONDAY + timedelta(hours=1)).promises
    assert (first.title, first.promise, first.left) == ("Lead 0", "first response", 50)
    assert (first.is_late, second.record_id) == (False, later.pk)
    [broken, _] = todays_work(cast.mei, MONDAY + timedelta(hours=3)).promises
    assert (broken.is_late, broken.left) == (True, 0)


def test_notices_stay_until_they_are_read_and_numbers_end_somewhere(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "COUNTED", 2)
    monkeypatch.setattr(queries, "SHOWN", 1)
    for _ in range(3):
        tell(AUTOMATION, cast.lead, who=OWNER)
    add(cast, "one")
    today = todays_work(cast.mei, MONDAY)
    assert (len(today.notices), today.number_of_notices) == (1, "2+")
    assert (today.number_of_tasks, today.number_of_promises) == ("1", "0")


def test_a_call_without_a_basis_is_blocked_until_somebody_decides(cast: Cast) -> None:
    one = call(AUTOMATION, cast.lead, what="Try again")
    assert one is not None
    assert why_blocked([one]) == {}
    Basis.objects.all().delete()
    assert why_blocked([one])[one.pk].startswith("No basis to call. Nothing says")
    DoNotContact.objects.create(person=cast.li_na, channel="phone", asked_at=MONDAY)
    assert "asked not to be contacted" in work_on(cast.lead, cast.mei, MONDAY).tasks[0].blocked
    allow_call(cast.as_mei, cast.lead, task=one, reason="She called us herself")
    assert work_on(cast.lead, cast.mei, MONDAY).tasks[0].blocked == ""


def test_nobody_to_call_blocks_a_call(cast: Cast) -> None:
    [nobodys] = leads(1, owner=cast.mei)
    call(AUTOMATION, nobodys, what="Try")
    [row] = todays_work(cast.mei, MONDAY).tasks
    assert (row.pk, row.blocked) == (row.task.pk, "Nobody is named who could be called.")


def test_a_record_shows_what_is_open_and_what_was_done(cast: Cast) -> None:
    add(cast, "Look them up", by=Who(WhoKind.QUEUE, "Service"))
    with standing_at(MONDAY):
        for result in ("no answer", "connected"):
            log_call(cast.as_mei, cast.lead, result=result, note=result)
        note(cast.as_mei, cast.lead, what="12 seats")
    work = work_on(cast.lead, cast.mei, MONDAY)
    assert [row.heading for row in work.tasks] == ["Look them up"]
    assert [(one.result, one.by, one.is_conversation) for one in work.calls] == [
        ("Talked with them", "Mei Chen", True), ("No answer", "Mei Chen", False)
    ]  # fmt: skip
    assert [one.text for one in work.notes] == ["12 seats"]


def test_a_full_day_costs_as_many_queries_as_a_short_one(cast: Cast) -> None:
    counts = []
    for number in (2, 50):
        for record in leads(number, owner=cast.mei, person=cast.li_na):
            call(AUTOMATION, record, what="Call", within=parse_duration("1 working day"))
            tell(AUTOMATION, record, who=OWNER)
            Record.objects.filter(pk=record.pk).update(due_at=MONDAY)
        with CaptureQueriesContext(connection) as asked:
            today = todays_work(cast.mei, MONDAY)
            assert [str(one.record) for one in today.notices]
        counts.append(len(asked))
    assert counts[0] == counts[1] < 25
