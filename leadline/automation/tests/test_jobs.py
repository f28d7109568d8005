import pytest

from leadline.automation.jobs import all_jobs
from leadline.automation.tests.conftest import NINE


def test_records_come_first_and_what_leaves_the_house_waits_while_held() -> None:
    jobs = all_jobs()
    assert jobs[0].name == "records"
    names = {job.name for job in jobs}
    assert {"errands", "late errands", "letters", "notices"} <= names
    assert len(names) == len(jobs)
    leaving = [job for job in jobs if job.name in ("records", "errands", "letters", "notices")]
    assert not any(job.when_held for job in leaving)


@pytest.mark.django_db
def test_with_nothing_to_do_no_job_does_anything() -> None:
    assert [job.name for job in all_jobs() if job.run(NINE)] == []
