import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.leads.actions.qualified import make_contacts
from leadline.leads.tests.conftest import somebody, take_in
from leadline.leads.tests.contact_cast import with_contacts
from leadline.playbooks.models import Published
from leadline.records.models import Record


@pytest.mark.django_db
def test_s3_35_everybody_who_was_qualified_gets_a_status_in_the_same_number_of_queries() -> None:
    version = with_contacts()
    published = Published.objects.get()

    def qualify(*numbers: int) -> int:
        take_in(version, *map(somebody, numbers))
        Record.objects.filter(kind="lead").update(outcome="qualified")
        with CaptureQueriesContext(connection) as asked:
            assert make_contacts(AUTOMATION, published) == len(numbers)
        return len(asked)

    few = qualify(1)
    assert qualify(*range(2, 12)) <= few
    assert make_contacts(AUTOMATION, published) == 0
    made = Record.objects.filter(kind="contact")
    assert {(one.stage, one.wake_at) for one in made} == {("Active", None)}
    assert made.count() == 11
