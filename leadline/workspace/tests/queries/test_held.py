"""What waits is counted by kind and age, and every page says when automation does not run."""

from leadline.automation.holding import breathe, hold
from leadline.core.clock import now
from leadline.records.models import Record
from leadline.workspace.queries.held import automation_page, worker_notice
from leadline.workspace.tests.conftest import MONDAY


def test_what_is_due_is_counted(cast, clock):
    clock.advance(days=5)
    page = automation_page(now(), Record.objects.all())
    due = {one.what: one for one in page.waiting}["Records whose playbook would act"]
    assert (due.number, due.href) == ("2", "")
    assert due.oldest_at > MONDAY
    assert page.stuck == []


def test_silence_and_holding_are_told(cast, clock):
    assert "silent" in worker_notice(now())
    breathe(now(), "here")
    assert worker_notice(now()) == ""
    clock.advance(minutes=3)
    assert "silent" in worker_notice(now())
    hold(now(), "restore")
    assert "a backup was restored" in worker_notice(now())
    assert automation_page(now(), Record.objects.none()).because == "a backup was restored"
