"""What conditions ask of the work on records is loaded in bulk."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.playbooks.versions import definition_of
from leadline.records.view import View, views_of
from leadline.work.actions.calls import log_call
from leadline.work.actions.finishing import finish_task
from leadline.work.actions.making import task
from leadline.work.tests.conftest import MONDAY, Cast, leads

NAMES = ("last contact", "open tasks", "last call result")


def views(cast: Cast, *records: object) -> list[View]:
    return views_of(records, NAMES, definition_of(cast.version.pk).catalogue)  # type: ignore[arg-type]


def test_calls_and_tasks_are_seen_by_conditions(cast: Cast) -> None:
    [untouched] = leads(1)
    with standing_at(MONDAY + timedelta(hours=3)):
        log_call(cast.as_mei, cast.lead, result="connected", at=MONDAY)
        log_call(cast.as_mei, cast.lead, result="busy", at=MONDAY + timedelta(hours=2))
        one = task(AUTOMATION, cast.lead, what="a")
        task(AUTOMATION, cast.lead, what="b")
        assert one is not None
        finish_task(cast.as_mei, cast.lead, task=one)
    assert views(cast, cast.lead, untouched) == [
        {"last contact": MONDAY, "open tasks": 1, "last call result": "busy"},
        {"last contact": None, "open tasks": 0, "last call result": None},
    ]


def test_fifty_records_cost_as_many_queries_as_two(cast: Cast) -> None:
    views(cast, cast.lead)  # the playbook's text is read once per process
    counts = []
    for number in (2, 50):
        records = leads(number)
        with CaptureQueriesContext(connection) as queries:
            views(cast, *records)
        counts.append(len(queries))
    assert counts == [3, 3]
