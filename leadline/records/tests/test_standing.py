"""Open and ended records are counted by version, and versions without records are there, too."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.playbooks.tests.folders import LEAD, SMALL
from leadline.records.models import Record
from leadline.records.standing import Standing, on_older_versions, standings


@pytest.mark.django_db
def test_records_are_counted_by_version(record: Record) -> None:
    first = publish(AUTOMATION, None, name="small", source=SMALL)
    changed = {**SMALL, "lead.yaml": LEAD.replace("3 days", "5 days")}
    publish(AUTOMATION, None, name="small", source=changed)
    publish(AUTOMATION, None, name="another", source=SMALL)
    record.version = first
    record.save()
    found = standings()
    assert found == (
        Standing("another", 1, True, 0, 0),
        Standing("small", 1, False, 1, 0),
        Standing("small", 2, True, 0, 0),
    )
    assert on_older_versions(found) == 1
    record.outcome = "lost"
    record.save()
    assert standings("small")[0] == Standing("small", 1, False, 0, 1)
    assert on_older_versions(standings("small")) == 0
