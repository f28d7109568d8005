"""The worker folds in every round, held or not."""

from leadline.automation.jobs import all_jobs
from leadline.automation.worker import run_round
from leadline.reports.models import Journey
from leadline.reports.tests.conftest import MONDAY


def test_the_worker_keeps_the_roll_ups(cast):
    cast.lead()
    assert not Journey.objects.exists()
    run_round(all_jobs(), MONDAY, held=True)
    assert Journey.objects.count() == 1
