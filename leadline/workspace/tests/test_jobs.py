from leadline.automation.jobs import all_jobs
from leadline.core.actor import AUTOMATION
from leadline.core.bin import KEPT
from leadline.records.actions.deleting import delete_record
from leadline.records.models import Record
from leadline.workspace.jobs import empty_due


def test_the_worker_empties_the_bin(cast, clock, django_assert_num_queries):
    assert "bin" in {job.name for job in all_jobs()}
    delete_record(AUTOMATION, cast.lead)
    with django_assert_num_queries(5):  # it only looks
        assert empty_due(clock.at) == 0
    assert empty_due(clock.at + KEPT) == 1
    assert not Record.with_bin.filter(pk=cast.lead.pk).exists()
